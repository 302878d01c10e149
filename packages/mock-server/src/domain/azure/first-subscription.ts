import type { World } from '../../world.ts';
import { systemActor } from '../actor.ts';
import { planUsage } from '../billing/charge.ts';
import { requireProduct } from '../catalogue/catalogue.ts';
import { azureSubscriptionName } from '../catalogue/microsoft-azure.ts';
import { nextAccountId } from '../companies/scope.ts';
import { microsoftPrice } from '../prices/microsoft-price.ts';
import { auditSubscription } from '../subscriptions/audit-subscription.ts';
import { heldSubscriptions } from '../subscriptions/holdings.ts';
import { isLegacy } from '../subscriptions/legacy.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';

/** An Azure plan that is bought from Microsoft has an Azure subscription at once; one that legacy Azure moves to has that. evidence: docs; its name is modelled */
export function createFirstSubscription(world: World, plan: Subscription): Subscription | undefined {
  const isNew = plan.kind === 'azure-plan' && plan.channel === 'partner-center' && !isLegacy(plan);
  if (!isNew || heldSubscriptions(world, plan.tenantId ?? '').some(isLegacyAzure)) return undefined;
  const product = requireProduct(azureSubscriptionName);
  const way = product.plans[0];
  if (way === undefined) throw new Error(`${azureSubscriptionName} has no plan.`);
  const { unit } = microsoftPrice(product, way, plan.currency, { at: world.clock.now() });
  const now = world.clock.now();
  const name = 'Azure subscription 1';
  const created = world.store.of(subscriptions).put({
    id: nextAccountId(world),
    parentId: plan.id,
    dependencyId: plan.id,
    companyId: plan.companyId,
    resellerId: plan.resellerId,
    productName: product.name,
    displayName: name,
    kind: 'azure-subscription',
    state: 'active',
    provisioningAttempts: 1,
    fields: { SubscriptionName: name },
    ...(plan.tenantId !== undefined && { tenantId: plan.tenantId }),
    vendorReferenceId: world.ids.uuid(),
    billingType: way.billingType,
    billingCycle: way.billingCycle,
    quantity: 1,
    batches: [],
    currency: plan.currency,
    priceableItemId: way.priceableItemId,
    unitPurchase: unit,
    unitSale: unit,
    orderedAt: now,
    activatedAt: now,
    termStart: now,
    endOfTermAction: 'Renew',
    channel: 'partner-center',
    ...(plan.partnerId !== undefined && { partnerId: plan.partnerId }),
  });
  auditSubscription(world, systemActor, created, 'Created', 'With the Azure plan');
  return planUsage(world, created, now);
}

function isLegacyAzure(subscription: Subscription): boolean {
  return subscription.kind === 'azure-plan' && isLegacy(subscription);
}
