import type { RefusalTable } from './table.ts';

export const serviceRequestRefusals: RefusalTable = {
  'service_request.unknown': [404, 1000],
  'service_request.locale': [400, 800002],
  'service_request.incomplete': [400, 3000],
  'service_request.topic': [400, 3000],
  'service_request.nothing_to_change': [400, 800042],
  'service_request.closed': [400, 800042],
  'service_request.status': [400, 900126],
};
