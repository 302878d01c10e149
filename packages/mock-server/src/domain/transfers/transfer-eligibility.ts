import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { soldBy } from '../partners/customer.ts';
import { partnerOf } from '../partners/partner.ts';
import { isLegacy } from '../subscriptions/legacy.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { openTransferOf } from './transfer.ts';

export interface TransferEligibility {
  readonly referenceId: string;
  /** What keeps it from being transferred. */
  readonly reason?: string;
}

/** Which subscriptions of a customer its partner could give to another on legacy commerce. */
export function transferEligibilities(world: World, actor: Actor, tenant: Tenant): TransferEligibility[] {
  return soldBy(world, tenant.id, partnerOf(world, actor).companyId).map((subscription) => {
    const reason = reasonAgainst(world, subscription);
    return {
      referenceId: subscription.vendorReferenceId ?? '',
      ...(reason !== undefined && { reason }),
    };
  });
}

function reasonAgainst(world: World, subscription: Subscription): string | undefined {
  const id = subscription.vendorReferenceId;
  if (subscription.state !== 'active') return `Subscription ${id} is ${subscription.state}.`;
  const open = openTransferOf(world, subscription);
  if (open !== undefined) return `Subscription ${id} is part of transfer ${open.id} already.`;
  return isLegacy(subscription) ? undefined : `Subscription ${id} is of new commerce.`;
}
