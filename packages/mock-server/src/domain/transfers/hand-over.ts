import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { chargeActivation, planUsage, refundCancellation, stopBilling } from '../billing/charge.ts';
import { requireProduct } from '../catalogue/catalogue.ts';
import { microsoftCurrencyOf } from '../companies/country.ts';
import { newOrderId, type Order, orders, recordOrder } from '../orders/order.ts';
import { isoOf } from '../partners/customer.ts';
import type { Partner } from '../partners/partner.ts';
import { microsoftPrice } from '../prices/microsoft-price.ts';
import { auditSubscription } from '../subscriptions/audit-subscription.ts';
import { dependentsOf } from '../subscriptions/change.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { relate, relationshipBetween } from '../tenants/relationship.ts';
import type { Tenant } from '../tenants/tenant.ts';

export interface HandOver {
  readonly tenant: Tenant;
  readonly target: Partner;
  readonly subscription: Subscription;
  /** MPN id of the reseller of record from now on. */
  readonly partnerId?: string | undefined;
}

/** Gives a subscription to another partner: its id, term and seats stay, who is billed and the order change. */
export function handOver(
  world: World,
  actor: Actor,
  { tenant, target, subscription, partnerId }: HandOver,
): Order | undefined {
  if (relationshipBetween(world, tenant.id, target.companyId)?.state !== 'accepted')
    relate(world, tenant, target.companyId);
  const order = orderIdLike(world, subscription);
  // What was paid once and for all is not paid again.
  const billed = subscription.billingCycle !== 'once';
  if (subscription.billingCycle === 'usage') stopBilling(world, subscription);
  else if (billed) refundCancellation(world, subscription);
  auditSubscription(world, actor, subscription, 'TransferredAway', `To ${target.name}`);
  const { dependencyId: _, partnerId: __, ...kept } = subscription;
  const received = world.store.of(subscriptions).put({
    ...kept,
    ...microsoftPriceOf(world, tenant, subscription),
    parentId: target.companyId,
    companyId: target.companyId,
    resellerId: target.companyId,
    channel: 'partner-center' as const,
    secondVendorReferenceId: order,
    ...(partnerId !== undefined && { partnerId }),
  });
  if (billed) chargeActivation(world, received);
  for (const child of dependentsOf(world, subscription)) {
    if (child.kind === 'azure-subscription') handOverChild(world, tenant, child, received);
  }
  recordOrder(world, received);
  auditSubscription(world, actor, received, 'Transferred', `To ${target.name}`);
  return world.store.of(orders).get(order.toLowerCase());
}

/** Order ids of legacy commerce are GUIDs, those of new commerce short. evidence: sample */
function orderIdLike(world: World, { secondVendorReferenceId: known = '' }: Subscription): string {
  return known.includes('-') ? world.ids.uuid().toUpperCase() : newOrderId(world).toLowerCase();
}

/** A price that the distributor's platform set is none that the other partner pays; Microsoft's own stays for the term. */
function microsoftPriceOf(world: World, tenant: Tenant, subscription: Subscription): Partial<Subscription> {
  if (subscription.channel === 'partner-center') return {};
  const product = requireProduct(subscription.productName);
  const plan = product.plans.find((each) => each.billingType === subscription.billingType);
  if (plan === undefined) return {};
  const currency = microsoftCurrencyOf(isoOf(tenant));
  const { unit } = microsoftPrice(product, plan, currency, { at: world.clock.now() });
  return { currency, unitPurchase: unit, unitSale: unit };
}

/** What lives below an Azure plan goes with it. */
function handOverChild(world: World, tenant: Tenant, child: Subscription, plan: Subscription): void {
  stopBilling(world, child);
  const { companyId, resellerId } = plan;
  const received = world.store.of(subscriptions).put({
    ...child,
    ...microsoftPriceOf(world, tenant, child),
    parentId: plan.id,
    dependencyId: plan.id,
    companyId,
    resellerId,
    channel: 'partner-center' as const,
  });
  if (received.state === 'active') planUsage(world, received, world.clock.now());
}
