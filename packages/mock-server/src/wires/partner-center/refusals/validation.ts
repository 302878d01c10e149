import type { RefusalTable } from './table.ts';

export const validationRefusals: RefusalTable = {
  'country_rules.unknown': [404, 1000],
  'validation_status.type': [400, 900126],
  'validation_status.not_found': [404, 600074],
  'validation_code.missing': [400, 3000],
  'validation_code.unknown': [400, 3000],
  'validation_code.used_up': [400, 3000],
};
