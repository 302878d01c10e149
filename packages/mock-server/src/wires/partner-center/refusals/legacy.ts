import type { RefusalTable } from './table.ts';

/** Legacy offers and subscriptions. Refusals of a conversion or an upgrade come inside the answer, not here. */
export const legacyRefusals: RefusalTable = {
  'offer.new_commerce': [400, 2100],
  'offer.unknown': [404, 1000],
  'legacy.status': [400, 800040],
  'legacy.parent_inactive': [409, 27009],
  'legacy_upgrade.new_commerce': [400, 900141],
};
