import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import {
  catalogItemIdOf,
  isMicrosoft,
  type MicrosoftProduct,
  productOfCatalogItem,
} from '../catalogue/availability.ts';
import { productOfOffer, requireProduct } from '../catalogue/catalogue.ts';
import { cycleMonths, isTerm, type Plan, termMonths } from '../catalogue/product.ts';
import { planSold } from '../catalogue/sold-cycle.ts';
import { Refusal } from '../refusal.ts';
import { checkChangeable, isTrial, microsoftProductOf } from './amend.ts';
import { auditSubscription } from './audit-subscription.ts';
import { type Subscription, subscriptions } from './subscription.ts';
import { checkTarget } from './transition-target.ts';

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

function transitionPlan(
  source: Subscription,
  product: MicrosoftProduct,
  { term, cycle }: WantedTransition,
): Plan {
  const wantedTerm = term ?? source.term ?? 'P1M';
  if (!isTerm(wantedTerm)) {
    throw new Refusal(
      'invalid',
      'transition.term',
      `termDuration ${wantedTerm} must be P1M, P1Y or P3Y.`,
      'termDuration',
    );
  }
  if (!isTrial(source) && termMonths[wantedTerm] < termMonths[source.term ?? 'P1M']) {
    throw new Refusal(
      'invalid',
      'transition.term_shorter',
      `termDuration ${wantedTerm} is shorter than ${source.term}, the source's.`,
      'termDuration',
    );
  }
  if (cycle !== undefined && (cycleMonths[cycle] ?? 0) > termMonths[wantedTerm]) {
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
