import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { chargeRenewal, refundCancellation } from '../billing/charge.ts';
import { cycleMonths, isTerm, type Plan, termMonths } from '../catalogue/product.ts';
import { planSold, soldCycle } from '../catalogue/sold-cycle.ts';
import { Refusal } from '../refusal.ts';
import { microsoftProductOf, storeChange } from './amend.ts';
import { termPrice } from './next-term.ts';
import { orderedFields } from './ordered-fields.ts';
import { planRenewal } from './plan-renewal.ts';
import { endOfTerm } from './provision.ts';
import { type Subscription, subscriptions } from './subscription.ts';

export interface WantedPlan {
  readonly term?: string | undefined;
  readonly cycle?: string | undefined;
}

/** The plan that a subscription shall change to. @throws Refusal when it is not sold, or goes the wrong way. evidence: docs */
export function targetPlan(subscription: Subscription, wanted: WantedPlan): Plan {
  const product = microsoftProductOf(subscription);
  const term = wanted.term ?? subscription.term;
  const plan = planSold(product, { term, cycle: wanted.cycle ?? undefined });
  if (!isTerm(term)) {
    throw new Refusal(
      'invalid',
      'term.unknown',
      `termDuration "${term ?? ''}" must be P1M, P1Y or P3Y.`,
      'termDuration',
    );
  }
  if (wanted.cycle !== undefined && (cycleMonths[wanted.cycle] ?? 0) > termMonths[term]) {
    throw new Refusal(
      'invalid',
      'term.cycle_too_long',
      `billingCycle ${wanted.cycle} is longer than the term ${term}.`,
      'billingCycle',
    );
  }
  if (!product.plans.some((each) => each.term === term)) {
    throw new Refusal(
      'invalid',
      'term.unknown',
      `termDuration ${term} is not sold of ${product.displayName}.`,
      'termDuration',
    );
  }
  if (plan === undefined) {
    const known = product.plans.filter((each) => each.term === term).map((each) => soldCycle(product, each));
    throw new Refusal(
      'invalid',
      'term.cycle_unknown',
      `billingCycle ${wanted.cycle ?? ''} is not sold with ${term}; choose one of ${known.join(', ')}.`,
      'billingCycle',
    );
  }
  return plan;
}

/** Changes term or billing cycle at once or, the cycle of a term alone, from the next charge on. Terms only get longer. evidence: docs */
export function changeTerm(
  world: World,
  actor: Actor,
  subscription: Subscription,
  wanted: WantedPlan,
): Subscription {
  const product = microsoftProductOf(subscription);
  if (product.microsoft.trialOf !== undefined) {
    throw new Refusal('invalid', 'term.trial', 'termDuration of a trial cannot be changed.', 'termDuration');
  }
  if (subscription.state === 'suspended') {
    throw new Refusal(
      'invalid',
      'term.suspended',
      'termDuration cannot be changed while the subscription is suspended.',
      'termDuration',
    );
  }
  const plan = targetPlan(subscription, wanted);
  const from = termMonths[subscription.term ?? 'P1M'];
  const to = termMonths[plan.term ?? 'P1M'];
  if (to < from) {
    throw new Refusal(
      'invalid',
      'term.shorter',
      `termDuration ${plan.term} is shorter than ${subscription.term}; schedule it for the renewal.`,
      'termDuration',
    );
  }
  if (to === from) return changeCycle(world, actor, subscription, plan);
  const price = termPrice(world, subscription, product, plan);
  // What is left of the old term is paid back, and the new one begins now; seats keep their windows.
  refundCancellation(world, subscription, 'upgrade');
  const { promotionId: _, nextBillingType: __, customTermEnd: ___, ...kept } = subscription;
  const changed = storeChange(
    world,
    actor,
    {
      ...kept,
      billingType: plan.billingType,
      billingCycle: plan.billingCycle,
      ...(plan.term && { term: plan.term }),
      fields: orderedFields(subscription, { billingType: plan.billingType }),
      ...price,
      termStart: world.clock.now(),
      termEnd: endOfTerm(world, product, plan.term ?? 'P1Y'),
    },
    'TermChanged',
    { details: `${subscription.term} ${subscription.billingCycle} to ${plan.term} ${plan.billingCycle}` },
  );
  planRenewal(world, changed);
  chargeRenewal(world, changed);
  return world.store.of(subscriptions).get(changed.id) ?? changed;
}

/** evidence: docs, within a term only three years change between monthly and yearly */
function changeCycle(world: World, actor: Actor, subscription: Subscription, plan: Plan): Subscription {
  if (plan.billingType === subscription.billingType) return subscription;
  const allowed = ['monthly', 'annual'];
  const may =
    subscription.term === 'P3Y' &&
    allowed.includes(subscription.billingCycle ?? '') &&
    allowed.includes(plan.billingCycle);
  if (!may) {
    throw new Refusal(
      'invalid',
      'term.cycle_fixed',
      `billingCycle stays ${subscription.billingCycle} until the term ends; schedule ${plan.billingCycle} for the renewal with scheduledNextTermInstructions.`,
      'billingCycle',
    );
  }
  return storeChange(
    world,
    actor,
    { ...subscription, nextBillingType: plan.billingType },
    'BillingCycleScheduled',
  );
}
