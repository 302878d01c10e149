import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { systemActor } from '../actor.ts';
import {
  chargeRenewal,
  chargeUpgrade,
  planNextCycle,
  refundCancellation,
  refundSeats,
} from '../billing/charge.ts';
import { isMicrosoft, type MicrosoftProduct } from '../catalogue/availability.ts';
import { requireProduct } from '../catalogue/catalogue.ts';
import type { Plan } from '../catalogue/product.ts';
import { nextAccountId } from '../companies/scope.ts';
import { isoOf } from '../partners/customer.ts';
import { microsoftPrice } from '../prices/microsoft-price.ts';
import { promotionFor } from '../prices/promotion.ts';
import { tenants } from '../tenants/tenant.ts';
import { isTrial } from './amend.ts';
import { auditSubscription } from './audit-subscription.ts';
import { newBatch } from './cancel-window.ts';
import { endSubscription } from './change.ts';
import { orderedFields } from './ordered-fields.ts';
import { planRenewal } from './plan-renewal.ts';
import { endOfTerm } from './provision.ts';
import { takeNewest } from './seat-batches.ts';
import { type Subscription, subscriptions } from './subscription.ts';
import { type Transition, transitions } from './transition.ts';
import { targetProblem } from './transition-target.ts';

export const transitionJobs = {
  transition: (world: World, job: Job) => {
    const transition = world.store.of(transitions).get(job.subject);
    const held = transition && world.store.of(subscriptions).get(transition.sourceId);
    if (transition === undefined || held === undefined) return;
    const { pendingChange: _, ...source } = held;
    world.store.of(subscriptions).put(source);
    const at = world.clock.now();
    const problem = problemSince(world, source, transition);
    if (problem !== undefined) {
      world.store.of(transitions).put({
        ...transition,
        events: [...transition.events, { name: 'Conversion', status: 'Failed', at, problem }],
      });
      return;
    }
    const target = complete(world, source, transition);
    const moved = transition.type === 'transition_with_license_transfer';
    world.store.of(transitions).put({
      ...transition,
      targetId: target.id,
      events: [
        ...transition.events,
        { name: 'Conversion', status: 'Completed', at },
        ...(moved ? ([{ name: 'LicenseReassignment', status: 'Completed', at }] as const) : []),
      ],
    });
    auditSubscription(world, systemActor, target, 'Upgraded', `${transition.quantity} seats`);
  },
};

/** What has come between an upgrade's start and its end. evidence: modelled */
function problemSince(world: World, source: Subscription, transition: Transition): string | undefined {
  if (source.state !== 'active') return 'The subscription is not active any more.';
  if ((source.termStart ?? 0) > transition.startedAt) return 'The subscription was renewed meanwhile.';
  // The distributor's platform does not know of the change under way.
  if (source.quantity < transition.quantity)
    return 'The subscription has fewer seats by now than shall move.';
  if (transition.targetId === undefined) return undefined;
  const target = world.store.of(subscriptions).get(transition.targetId);
  const product = requireProduct(transition.toProductName);
  const most = product.seats?.maximum ?? transition.quantity;
  const takes =
    target !== undefined &&
    target.productName === product.name &&
    target.quantity + transition.quantity <= most &&
    targetProblem(world, source, target) === undefined;
  return takes ? undefined : 'The target subscription cannot take the seats any more.';
}

function complete(world: World, source: Subscription, transition: Transition): Subscription {
  const product = requireProduct(transition.toProductName);
  const plan = product.plans.find((each) => each.billingType === transition.toBillingType);
  if (plan === undefined || !isMicrosoft(product))
    throw new Error(`${transition.operationId} has no plan to go to.`);
  if (isTrial(source)) return convertTrial(world, source, product, plan);
  takeFrom(world, source, transition.quantity);
  const target =
    transition.targetId === undefined ? undefined : world.store.of(subscriptions).get(transition.targetId);
  if (target === undefined) return createTarget(world, source, product, plan, transition);
  const { renewValues: _, renewTo: __, ...kept } = target;
  const quantity = target.quantity + transition.quantity;
  const raised = world.store.of(subscriptions).put({
    ...kept,
    quantity,
    fields: orderedFields(target, { quantity }),
    batches: [...target.batches, closedBatch(world, transition.quantity)],
  });
  chargeUpgrade(world, raised, transition.quantity);
  return raised;
}

/** Seats that no window lets go of. evidence: docs, transitions open none */
function closedBatch(world: World, quantity: number) {
  const now = world.clock.now();
  return { quantity, addedAt: now, windowEndsAt: now };
}

function takeFrom(world: World, source: Subscription, taken: number): void {
  if (taken === source.quantity) {
    refundCancellation(world, source, 'upgrade');
    auditSubscription(
      world,
      systemActor,
      endSubscription(world, source, 'Upgraded'),
      'Terminated',
      'Upgraded',
    );
    return;
  }
  refundSeats(world, source, taken);
  const { renewValues: _, renewTo: __, ...kept } = source;
  const quantity = source.quantity - taken;
  const left = world.store.of(subscriptions).put({
    ...kept,
    quantity,
    fields: orderedFields(source, { quantity }),
    batches: takeNewest(source.batches, taken).left,
  });
  auditSubscription(world, systemActor, left, 'Updated', `Quantity ${source.quantity} to ${quantity}`);
}

function priced(world: World, source: Subscription, product: MicrosoftProduct, plan: Plan, quantity: number) {
  const tenant = world.store.of(tenants).get(source.tenantId ?? '');
  const promotion =
    tenant &&
    promotionFor(
      world,
      { tenantId: tenant.id, product, quantity, term: plan.term, cycle: plan.billingCycle },
      isoOf(tenant),
    );
  const price = microsoftPrice(product, plan, source.currency, {
    at: world.clock.now(),
    percentOff: promotion?.percentOff,
  });
  return {
    priceableItemId: plan.priceableItemId,
    unitPurchase: price.unit,
    unitSale: price.unit,
    ...(promotion && { promotionId: promotion.id }),
  };
}

/** What the new subscription, or the one that a trial turns into, is of. */
function heldOf(
  world: World,
  source: Subscription,
  product: MicrosoftProduct,
  plan: Plan,
  quantity: number,
): Partial<Subscription> {
  const { billingType, billingCycle, term } = plan;
  return {
    productName: product.name,
    displayName: product.displayName,
    billingType,
    billingCycle,
    ...(term && { term }),
    quantity,
    fields: orderedFields(source, { quantity, billingType, offerId: product.offerId }),
    ...priced(world, source, product, plan, quantity),
  };
}

/** The new subscription keeps the source's dates when its term is as long; a longer term begins now. evidence: modelled */
function createTarget(
  world: World,
  source: Subscription,
  product: MicrosoftProduct,
  plan: Plan,
  { quantity }: Transition,
): Subscription {
  const now = world.clock.now();
  const {
    renewValues: _,
    renewTo: __,
    promotionId: ___,
    nextBillingType: ____,
    customTermEnd: _____,
    ...kept
  } = source;
  const sameTerm = plan.term === source.term;
  const created = world.store.of(subscriptions).put({
    ...kept,
    ...heldOf(world, source, product, plan, quantity),
    id: nextAccountId(world),
    state: 'active',
    channel: 'partner-center',
    vendorReferenceId: world.ids.uuid(),
    batches: [closedBatch(world, quantity)],
    orderedAt: now,
    activatedAt: now,
    ...(!sameTerm && newTerm(world, product, plan)),
    changes: 0,
  });
  planRenewal(world, created);
  if (!sameTerm) {
    chargeRenewal(world, created);
    return created;
  }
  chargeUpgrade(world, created, quantity);
  planNextCycle(world, created);
  return created;
}

/** A trial becomes the paid offer under its own id, and is bought with that: its seats have a window. evidence: docs for the id, modelled for the window */
function convertTrial(
  world: World,
  source: Subscription,
  product: MicrosoftProduct,
  plan: Plan,
): Subscription {
  const { renewValues: _, renewTo: __, ...kept } = source;
  const { term = source.term } = plan;
  const converted = world.store.of(subscriptions).put({
    ...kept,
    ...heldOf(world, source, product, plan, source.quantity),
    batches: [newBatch(world, { kind: source.kind, ...(term && { term }) }, source.quantity)],
    ...newTerm(world, product, plan),
  });
  planRenewal(world, converted);
  chargeRenewal(world, converted);
  return converted;
}

function newTerm(world: World, product: MicrosoftProduct, { term }: Plan) {
  const termStart = world.clock.now();
  return term === undefined ? { termStart } : { termStart, termEnd: endOfTerm(world, product, term) };
}
