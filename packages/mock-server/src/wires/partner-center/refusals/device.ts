import type { RefusalTable } from './table.ts';

/** evidence: modelled, no source names codes of device deployment */
export const deviceRefusals: RefusalTable = {
  'policy.unknown': [404, 1000],
  'policy.name': [400, 3000],
  'policy.category': [400, 900126],
  'policy.in_use': [409, 800002],
  'device_batch.unknown': [404, 1000],
  'device_batch.name': [400, 3000],
  'device_batch.exists': [409, 800002],
  'device.none': [400, 800002],
  'device.unknown': [404, 1000],
  'device.id_missing': [400, 3000],
  'device.no_policies': [400, 3000],
  'device.identity_fixed': [400, 3000],
  'device_job.unknown': [404, 1000],
};
