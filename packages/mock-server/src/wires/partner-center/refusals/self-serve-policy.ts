import type { RefusalTable } from './table.ts';

export const selfServePolicyRefusals: RefusalTable = {
  'policy.entity_missing': [400, 800002],
  'policy.unknown': [404, 1000],
  'policy.exists': [409, 800002],
  'policy.grantor': [403, 2032],
  'policy.type': [400, 900126],
  'policy.permission': [400, 900126],
  'policy.no_permissions': [400, 3000],
  'policy.entity_fixed': [400, 3000],
  'policy.ids_differ': [400, 3000],
};
