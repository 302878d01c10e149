import { addPeriod, millisecondsPerDay, startOfDay } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { chargeActivation, refundCancellation, stopBilling } from '../billing/charge.ts';
import { isMicrosoft, type MicrosoftProduct } from '../catalogue/availability.ts';
import { productNamed, productOfOffer } from '../catalogue/catalogue.ts';
import type { Plan } from '../catalogue/product.ts';
import { microsoftCurrencyOf } from '../companies/country.ts';
import { nextAccountId } from '../companies/scope.ts';
import { recordOrder } from '../orders/order.ts';
import { isoOf } from '../partners/customer.ts';
import { mpnIdOf } from '../partners/partner.ts';
import { microsoftPrice } from '../prices/microsoft-price.ts';
import { Refusal } from '../refusal.ts';
import { commercialRelationships, type Tenant } from '../tenants/tenant.ts';
import { auditSubscription } from './audit-subscription.ts';
import { endSubscription } from './change.ts';
import { planRenewal } from './plan-renewal.ts';
import { type Subscription, subscriptionStates, subscriptions } from './subscription.ts';

/** Days that a legacy subscription stays suspended before it is deleted. evidence: docs */
const suspendedDays = 90;

/** Whether a subscription is of the commerce before new commerce. Its term ends exclusively there: the day shown is the first without it. evidence: docs */
export function isLegacy(subscription: Subscription): boolean {
  return productNamed(subscription.productName)?.microsoft?.family === 'legacy';
}

/** The legacy product of a subscription, if it is of one. */
export function legacyProductOf(subscription: Subscription): MicrosoftProduct | undefined {
  const product = productNamed(subscription.productName);
  return isMicrosoft(product) && product.microsoft.family === 'legacy' ? product : undefined;
}

/** A subscription of a customer by Microsoft's id: upper case on legacy, lower on new commerce, any in a request. */
export function subscriptionWithReference(
  world: World,
  tenantId: string,
  referenceId: string,
): Subscription | undefined {
  const all = world.store.of(subscriptions);
  return [referenceId.toUpperCase(), referenceId.toLowerCase()]
    .flatMap((id) => all.find('reference', id))
    .find((each) => each.tenantId === tenantId);
}

/** The legacy subscriptions that were bought on top of one. */
export function addOnsOfSubscription(world: World, subscription: Subscription): Subscription[] {
  const { tenantId, vendorReferenceId } = subscription;
  if (tenantId === undefined || vendorReferenceId === undefined) return [];
  return world.store
    .of(subscriptions)
    .find('tenant', tenantId)
    .filter((each) => each.parentReferenceId === vendorReferenceId);
}

export interface LegacyBeginning {
  readonly tenant: Tenant;
  readonly product: MicrosoftProduct;
  readonly plan: Plan;
  readonly quantity: number;
  /** The partner's company that pays. */
  readonly companyId: number;
  readonly startedAt: number;
  readonly parentReferenceId?: string | undefined;
  /** MPN id of the reseller of record. */
  readonly partnerId?: string | undefined;
}

/** Writes an active legacy subscription with its order, and charges it from now on. */
export function beginLegacy(world: World, actor: Actor, beginning: LegacyBeginning): Subscription {
  const { tenant, product, plan, quantity, companyId, startedAt } = beginning;
  const currency = microsoftCurrencyOf(isoOf(tenant));
  const price = microsoftPrice(product, plan, currency, { at: world.clock.now() });
  const term = termAround(world, product, plan, startedAt);
  const subscription = world.store.of(subscriptions).put({
    id: nextAccountId(world),
    parentId: companyId,
    companyId,
    resellerId: companyId,
    productName: product.name,
    displayName: product.displayName,
    kind: product.kind,
    state: 'active' as const,
    provisioningAttempts: 1,
    fields: {},
    tenantId: tenant.id,
    vendorReferenceId: world.ids.uuid().toUpperCase(),
    secondVendorReferenceId: world.ids.uuid().toUpperCase(),
    billingType: plan.billingType,
    billingCycle: plan.billingCycle,
    quantity,
    // Legacy seats know no window: they go down at any time, and the whole is suspended, never cancelled.
    batches: [{ quantity, addedAt: startedAt, windowEndsAt: startedAt }],
    currency,
    priceableItemId: plan.priceableItemId,
    unitPurchase: price.unit,
    unitSale: price.unit,
    orderedAt: startedAt,
    activatedAt: startedAt,
    // A trial ends with its term; it never turns into something paid by itself. evidence: docs
    endOfTermAction: product.microsoft.trialOf === undefined ? ('Renew' as const) : ('Terminate' as const),
    channel: 'partner-center' as const,
    ...(plan.term && { term: plan.term }),
    ...term,
    ...(beginning.parentReferenceId !== undefined && { parentReferenceId: beginning.parentReferenceId }),
    ...(beginning.partnerId !== undefined && { partnerId: beginning.partnerId }),
  });
  planRenewal(world, subscription);
  chargeActivation(world, subscription);
  recordOrder(world, subscription);
  auditSubscription(world, actor, subscription, 'Created');
  return world.store.of(subscriptions).get(subscription.id) ?? subscription;
}

/** The term that now lies in, of those that follow each other from the start. */
function termAround(world: World, product: MicrosoftProduct, plan: Plan, startedAt: number) {
  if (plan.term === undefined) return { termStart: startedAt };
  const period = product.microsoft.trialOf === undefined ? plan.term : 'P30D';
  const first = startOfDay(startedAt);
  for (let count = 1; ; count += 1) {
    const termEnd = addPeriod(first, period, count);
    const termStart = count === 1 ? startedAt : addPeriod(first, period, count - 1);
    if (termEnd > world.clock.now()) return { termStart, termEnd };
  }
}

export interface LegacyPurchase {
  readonly tenant: Tenant;
  readonly offerId: string;
  readonly quantity: number;
  /** An instant up to now; now unless given. */
  readonly startedAt?: number;
  /** Microsoft's id of the subscription that it is an add-on of. */
  readonly parentReferenceId?: string;
}

/** Puts a legacy subscription into the world, as if it had been bought while that could be done: for seeds and tests. */
export function addLegacySubscription(world: World, purchase: LegacyPurchase): Subscription {
  const { tenant, offerId, quantity, parentReferenceId } = purchase;
  const product = productOfOffer(offerId);
  if (!isMicrosoft(product) || product.microsoft.family !== 'legacy') {
    throw new Refusal('not-found', 'offer.unknown', `offerId ${offerId} is no legacy offer.`, 'offerId');
  }
  const relationship = world.store
    .of(commercialRelationships)
    .find('tenant', tenant.id)
    .find((each) => each.state === 'accepted');
  const [plan] = product.plans;
  if (relationship === undefined || plan === undefined) {
    throw new Refusal(
      'invalid',
      'legacy.no_partner',
      `tenant ${tenant.id} has no partner that could have sold to it; accept a relationship first.`,
      'tenant',
    );
  }
  return beginLegacy(world, systemActor, {
    tenant,
    product,
    plan,
    quantity,
    companyId: relationship.providerId,
    startedAt: purchase.startedAt ?? world.clock.now(),
    parentReferenceId,
    partnerId: mpnIdOf(world, relationship.resellerId),
  });
}

/** Suspends a legacy subscription and its add-ons: it is not billed, and deleted if it stays so. evidence: docs; modelled that the rest of the cycle is paid back */
export function suspendLegacy(world: World, actor: Actor, subscription: Subscription): Subscription {
  checkState(subscription, 'active', 'suspended');
  for (const addOn of addOnsOfSubscription(world, subscription)) {
    if (addOn.state === 'active') suspendAlone(world, actor, addOn);
  }
  return suspendAlone(world, actor, subscription);
}

function suspendAlone(world: World, actor: Actor, subscription: Subscription): Subscription {
  const now = world.clock.now();
  if (subscription.billingCycle === 'usage') stopBilling(world, subscription);
  else refundCancellation(world, subscription);
  world.scheduler.cancel(`renewal:${subscription.id}`);
  const latest = world.store.of(subscriptions).get(subscription.id) ?? subscription;
  const suspended = world.store.of(subscriptions).put({
    ...latest,
    state: subscriptionStates.move(latest.state, 'suspended'),
    changes: (latest.changes ?? 0) + 1,
  });
  world.scheduler.schedule({
    key: `legacy-deletion:${subscription.id}`,
    kind: 'legacy-deletion',
    due: Math.min(now + suspendedDays * millisecondsPerDay, subscription.termEnd ?? Number.POSITIVE_INFINITY),
    subject: subscription.id,
  });
  auditSubscription(world, actor, suspended, 'Suspended');
  return suspended;
}

/** Makes a suspended legacy subscription active again; its add-ons are to be reactivated one by one. */
export function reactivateLegacy(world: World, actor: Actor, subscription: Subscription): Subscription {
  checkState(subscription, 'suspended', 'active');
  const { parentReferenceId, tenantId = '' } = subscription;
  const parent =
    parentReferenceId === undefined
      ? undefined
      : subscriptionWithReference(world, tenantId, parentReferenceId);
  if (parentReferenceId !== undefined && parent?.state !== 'active') {
    throw new Refusal(
      'conflict',
      'legacy.parent_inactive',
      `status: ${subscription.vendorReferenceId} is an add-on of ${parentReferenceId}, which is not active; reactivate that first.`,
      'status',
    );
  }
  world.scheduler.cancel(`legacy-deletion:${subscription.id}`);
  const active = world.store.of(subscriptions).put({
    ...subscription,
    state: subscriptionStates.move(subscription.state, 'active'),
    changes: (subscription.changes ?? 0) + 1,
  });
  planRenewal(world, active);
  chargeActivation(world, active);
  auditSubscription(world, actor, active, 'Reactivated');
  return world.store.of(subscriptions).get(active.id) ?? active;
}

function checkState(subscription: Subscription, from: 'active' | 'suspended', to: string): void {
  if (subscription.state === from) return;
  throw new Refusal(
    'invalid',
    'legacy.status',
    `status cannot become ${to}: subscription ${subscription.vendorReferenceId} is ${subscription.state}, and must be ${from} for it.`,
    'status',
  );
}

export const legacyJobs = {
  /** Suspended for too long, or past the end of its term. */
  'legacy-deletion': (world: World, job: Job) => {
    const subscription = world.store.of(subscriptions).get(job.subject);
    if (subscription?.state !== 'suspended') return;
    const ended = endSubscription(world, subscription, 'Suspended for too long');
    auditSubscription(world, systemActor, ended, 'Terminated', 'Suspended for too long');
  },
};
