import type { World } from '../../world.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { providerOf } from '../tenants/relationship.ts';
import type { Partner } from './partner.ts';

/** Whether a partner sold a subscription to a tenant: itself, or through its resellers. */
export function isSoldThrough(
  world: World,
  partner: Partner,
  { tenantId, companyId, resellerId }: Subscription,
): boolean {
  if (tenantId === undefined) return false;
  return partner.kind === 'indirect-reseller'
    ? resellerId === partner.companyId
    : providerOf(world, companyId) === partner.companyId;
}
