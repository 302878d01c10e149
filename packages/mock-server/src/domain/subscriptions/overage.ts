import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { resellerOf } from '../partners/create-customer.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { entitlementsOf } from './azure-entitlements.ts';
import { subscriptions } from './subscription.ts';

/** Who pays when a customer uses more than its licences include. */
export interface Overage {
  /** Tenant and type. */
  readonly id: string;
  readonly tenantId: string;
  readonly type: string;
  /** Microsoft's id of the Azure subscription that it is billed to. */
  readonly entitlementId: string;
  readonly partnerId?: string;
  readonly enabled: boolean;
}

export const overages = defineCollection<Overage>()({
  name: 'overages',
  key: (overage) => overage.id,
  indexes: { tenant: (overage) => overage.tenantId },
});

export function setOverage(
  world: World,
  actor: Actor,
  tenant: Tenant,
  input: Omit<Overage, 'id' | 'tenantId'>,
): Overage {
  const partner = partnerOf(world, actor);
  const known = world.store
    .of(subscriptions)
    .find('tenant', tenant.id)
    .filter((each) => each.kind === 'azure-plan')
    .flatMap((plan) => entitlementsOf(world, plan));
  const id = input.entitlementId.toLowerCase();
  if (!known.some((each) => each.vendorReferenceId === id)) {
    throw new Refusal(
      'not-found',
      'entitlement.unknown',
      `azureEntitlementId ${input.entitlementId} is no Azure subscription of the customer.`,
      'azureEntitlementId',
    );
  }
  if (input.partnerId !== undefined) resellerOf(world, partner, input.partnerId, 'partnerId');
  recordAudit(world, actor, {
    eventType: 'Overage.Changed',
    targetId: partner.companyId,
    targetType: 'Company',
    targetName: tenant.companyName,
    companyId: partner.companyId,
  });
  return world.store
    .of(overages)
    .put({ ...input, entitlementId: id, id: `${tenant.id}:${input.type}`, tenantId: tenant.id });
}
