import { defineCollection } from '../../kernel/collection.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import {
  billingPeriodAt,
  chargeRenewal,
  chargeUpgrade,
  refundCancellation,
  refundSeats,
} from '../billing/charge.ts';
import {
  catalogItemIdOf,
  isMicrosoft,
  type MicrosoftProduct,
  productOfCatalogItem,
} from '../catalogue/availability.ts';
import { productOfOffer, requireProduct } from '../catalogue/catalogue.ts';
import type { Plan } from '../catalogue/product.ts';
import { planSold } from '../catalogue/sold-cycle.ts';
import { nextAccountId } from '../companies/scope.ts';
import { isoOf } from '../partners/customer.ts';
import { microsoftPrice } from '../prices/microsoft-price.ts';
import { promotionFor } from '../prices/promotion.ts';
import { Refusal } from '../refusal.ts';
import { tenants } from '../tenants/tenant.ts';
import { checkChangeable, isTrial, microsoftProductOf } from './amend.ts';
import { auditSubscription } from './audit-subscription.ts';
import { newBatch } from './cancel-window.ts';
import { endSubscription } from './change.ts';
import { endOfTerm } from './provision.ts';
import { takeNewest } from './seat-batches.ts';
import { type Subscription, subscriptions } from './subscription.ts';
import { checkTarget, targetProblem } from './transition-target.ts';

export interface TransitionEvent {
  readonly name: 'Conversion' | 'LicenseReassignment';
  readonly status: 'Started' | 'InProgress' | 'Completed' | 'Failed';
  readonly at: number;
  readonly problem?: string;
}

/** An upgrade of a subscription, whole or of some seats; a trial's way to the paid offer. */
export interface Transition {
  readonly operationId: string;
  readonly sourceId: number;
  readonly fromCatalogItemId: string;
  readonly toCatalogItemId: string;
  readonly toProductName: string;
  readonly toBillingType: string;
  readonly targetId?: number;
  readonly quantity: number;
  readonly type: 'transition_only' | 'transition_with_license_transfer';
  readonly promotionId?: string;
  readonly startedAt: number;
  readonly events: readonly TransitionEvent[];
}

export const transitions = defineCollection<Transition>()({
  name: 'transitions',
  key: (transition) => transition.operationId,
  indexes: { source: (transition) => transition.sourceId },
});

export interface WantedTransition {
  readonly toCatalogItemId: string;
  /** Microsoft's id of a subscription that takes the seats. */
  readonly toSubscriptionId?: string | undefined;
  readonly quantity: number;
  readonly term?: string | undefined;
  readonly cycle?: string | undefined;
  readonly type?: string | undefined;
  readonly promotionId?: string | undefined;
}

/** What a subscription can become: what its product upgrades to, or a trial's paid offer. */
export function transitionTargets(subscription: Subscription): MicrosoftProduct[] {
  const { upgradesTo, microsoft } = microsoftProductOf(subscription);
  const names = microsoft.trialOf === undefined ? upgradesTo : [trialTarget(subscription).name];
  return names.map((name) => requireProduct(name)).filter(isMicrosoft);
}

function trialTarget(subscription: Subscription): MicrosoftProduct {
  const trialOf = microsoftProductOf(subscription).microsoft.trialOf ?? '';
  const product = productOfOffer(trialOf);
  if (isMicrosoft(product)) return product;
  throw new Error(`The catalogue has no ${trialOf}, which a trial converts to.`);
}

/** Begins an upgrade; it is done after a while. It cannot be undone, and opens no window. evidence: docs */
export function startTransition(
  world: World,
  actor: Actor,
  source: Subscription,
  wanted: WantedTransition,
): Transition {
  checkChangeable(source);
  if (source.state !== 'active') {
    throw new Refusal(
      'invalid',
      'transition.source_inactive',
      'Only an active subscription can be upgraded; reactivate it first.',
    );
  }
  const product = productOfCatalogItem(world, wanted.toCatalogItemId);
  if (product === undefined || !transitionTargets(source).includes(product)) {
    throw new Refusal(
      'invalid',
      'transition.no_target',
      `toCatalogItemId ${wanted.toCatalogItemId} is nothing that the subscription can become; transitionEligibilities lists what it can.`,
      'toCatalogItemId',
    );
  }
  const plan = transitionPlan(source, product, wanted);
  const { quantity } = wanted;
  if (
    !Number.isInteger(quantity) ||
    quantity < 1 ||
    quantity > source.quantity ||
    (isTrial(source) && quantity !== source.quantity)
  ) {
    throw new Refusal(
      'invalid',
      'transition.quantity',
      `quantity must be a whole number from 1 to ${source.quantity}, the seats of the subscription.`,
      'quantity',
    );
  }
  const target =
    wanted.toSubscriptionId === undefined
      ? undefined
      : checkTarget(world, source, product, wanted.toSubscriptionId);
  if (quantity + (target?.quantity ?? 0) > (product.seats?.maximum ?? quantity)) {
    throw new Refusal(
      'invalid',
      'transition.quantity',
      `quantity: ${product.displayName} has ${product.seats?.maximum} seats at most.`,
      'quantity',
    );
  }
  const now = world.clock.now();
  world.store.of(subscriptions).put({ ...source, pendingChange: true });
  auditSubscription(world, actor, source, 'TransitionStarted', `To ${product.displayName}`);
  const transition = world.store.of(transitions).put({
    operationId: world.ids.uuid(),
    sourceId: source.id,
    fromCatalogItemId: catalogItemIdOf(world, microsoftProductOf(source)),
    toCatalogItemId: wanted.toCatalogItemId,
    toProductName: product.name,
    toBillingType: plan.billingType,
    quantity,
    type: wanted.type === 'transition_only' ? 'transition_only' : 'transition_with_license_transfer',
    startedAt: now,
    events: [{ name: 'Conversion', status: 'Started', at: now }],
    ...(target && { targetId: target.id }),
    ...(wanted.promotionId !== undefined && { promotionId: wanted.promotionId }),
  });
  world.scheduler.schedule({
    key: `transition:${transition.operationId}`,
    kind: 'transition',
    due: now + world.settings.provisioningSeconds * 1_000,
    subject: transition.operationId,
  });
  return transition;
}

const months: Readonly<Record<string, number>> = { P1M: 1, P1Y: 12, P3Y: 36 };
const cycleMonths: Readonly<Record<string, number>> = { monthly: 1, annual: 12, triennial: 36 };

function transitionPlan(
  source: Subscription,
  product: MicrosoftProduct,
  { term, cycle }: WantedTransition,
): Plan {
  const wantedTerm = term ?? source.term ?? 'P1M';
  if (months[wantedTerm] === undefined) {
    throw new Refusal(
      'invalid',
      'transition.term',
      `termDuration ${wantedTerm} must be P1M, P1Y or P3Y.`,
      'termDuration',
    );
  }
  if (!isTrial(source) && (months[wantedTerm] ?? 0) < (months[source.term ?? 'P1M'] ?? 0)) {
    throw new Refusal(
      'invalid',
      'transition.term_shorter',
      `termDuration ${wantedTerm} is shorter than ${source.term}, the source's.`,
      'termDuration',
    );
  }
  if (cycle !== undefined && (cycleMonths[cycle] ?? 0) > (months[wantedTerm] ?? 0)) {
    throw new Refusal(
      'invalid',
      'transition.cycle_too_long',
      `billingCycle ${cycle} is longer than ${wantedTerm}.`,
      'billingCycle',
    );
  }
  const own = isTrial(source) ? undefined : source.billingCycle;
  const plan =
    planSold(product, { term: wantedTerm, cycle: cycle ?? own }) ??
    (cycle === undefined ? planSold(product, { term: wantedTerm }) : undefined);
  if (plan !== undefined) return plan;
  throw product.plans.some((each) => each.term === wantedTerm)
    ? new Refusal(
        'invalid',
        'transition.cycle',
        `billingCycle ${cycle} is not sold with ${wantedTerm}.`,
        'billingCycle',
      )
    : new Refusal(
        'invalid',
        'transition.term',
        `termDuration ${wantedTerm} is not sold of ${product.displayName}.`,
        'termDuration',
      );
}

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
  if (isTrial(source)) return convertTrial(world, source, product, plan, transition);
  takeFrom(world, source, transition.quantity);
  const target =
    transition.targetId === undefined ? undefined : world.store.of(subscriptions).get(transition.targetId);
  if (target === undefined) return createTarget(world, source, product, plan, transition);
  const { renewValues: _, renewTo: __, ...kept } = target;
  const raised = world.store.of(subscriptions).put({
    ...kept,
    quantity: target.quantity + transition.quantity,
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

function takeFrom(world: World, source: Subscription, quantity: number): void {
  if (quantity === source.quantity) {
    refundCancellation(world, source, 'upgrade');
    endSubscription(world, source, 'Upgraded');
    return;
  }
  refundSeats(world, source, quantity);
  const { renewValues: _, renewTo: __, ...kept } = source;
  world.store.of(subscriptions).put({
    ...kept,
    quantity: source.quantity - quantity,
    batches: takeNewest(source.batches, quantity).left,
  });
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
  const price = microsoftPrice(product, plan, source.currency, { percentOff: promotion?.percentOff });
  return {
    priceableItemId: plan.priceableItemId,
    unitPurchase: price.unit,
    unitSale: price.unit,
    ...(promotion && { promotionId: promotion.id }),
  };
}

/** The new subscription keeps the source's dates when its term is as long; a longer term begins now. evidence: modelled */
function createTarget(
  world: World,
  source: Subscription,
  product: MicrosoftProduct,
  plan: Plan,
  transition: Transition,
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
  const termEnd = sameTerm ? source.termEnd : plan.term && endOfTerm(world, product, plan.term);
  const created = world.store.of(subscriptions).put({
    ...kept,
    id: nextAccountId(world),
    productName: product.name,
    displayName: product.displayName,
    state: 'active',
    channel: 'partner-center',
    vendorReferenceId: world.ids.uuid(),
    billingType: plan.billingType,
    billingCycle: plan.billingCycle,
    ...(plan.term && { term: plan.term }),
    quantity: transition.quantity,
    batches: [closedBatch(world, transition.quantity)],
    ...priced(world, source, product, plan, transition.quantity),
    orderedAt: now,
    activatedAt: now,
    ...(!sameTerm && { termStart: now }),
    ...(termEnd !== undefined && { termEnd }),
    changes: 0,
  });
  if (termEnd !== undefined)
    world.scheduler.schedule({
      key: `renewal:${created.id}`,
      kind: 'renewal',
      due: termEnd,
      subject: created.id,
    });
  if (!sameTerm) {
    chargeRenewal(world, created);
    return created;
  }
  chargeUpgrade(world, created, transition.quantity);
  const period = billingPeriodAt(created, now);
  if (period !== undefined && period.end < (termEnd ?? 0)) {
    world.scheduler.schedule({
      key: `billing-cycle:${created.id}`,
      kind: 'billing-cycle',
      due: period.end,
      subject: created.id,
    });
  }
  return created;
}

/** A trial becomes the paid offer under its own id, and is bought with that: its seats have a window. evidence: docs for the id, modelled for the window */
function convertTrial(
  world: World,
  source: Subscription,
  product: MicrosoftProduct,
  plan: Plan,
  transition: Transition,
): Subscription {
  const now = world.clock.now();
  const { renewValues: _, renewTo: __, ...kept } = source;
  const termEnd = plan.term === undefined ? undefined : endOfTerm(world, product, plan.term);
  const converted = world.store.of(subscriptions).put({
    ...kept,
    productName: product.name,
    displayName: product.displayName,
    billingType: plan.billingType,
    billingCycle: plan.billingCycle,
    ...(plan.term && { term: plan.term }),
    ...priced(world, source, product, plan, transition.quantity),
    batches: [newBatch(world, { kind: source.kind, term: plan.term as 'P1Y' }, source.quantity)],
    termStart: now,
    ...(termEnd !== undefined && { termEnd }),
  });
  if (termEnd !== undefined)
    world.scheduler.schedule({
      key: `renewal:${converted.id}`,
      kind: 'renewal',
      due: termEnd,
      subject: converted.id,
    });
  chargeRenewal(world, converted);
  return converted;
}
