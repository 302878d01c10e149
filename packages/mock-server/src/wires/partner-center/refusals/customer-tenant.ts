import type { RefusalTable } from './table.ts';

export const customerTenantRefusals: RefusalTable = {
  'domain.form': [400, 3000],
  'domain.initial': [400, 3000],
  'domain.names_differ': [400, 3000],
  'domain.authentication_type': [400, 900126],
  'domain.taken': [409, 800002],
  'qualification.unknown': [400, 900126],
  'qualification.not_settable': [400, 800042],
  'qualification.education_segment': [400, 3000],
  'qualification.held': [409, 800002],
  'consent.application_id': [400, 3000],
  'consent.exists': [409, 800002],
  'consent.unknown': [404, 1000],
};
