import { catalogItemIdOf, type MicrosoftProduct } from '../../../domain/catalogue/availability.ts';
import { soldCycle } from '../../../domain/catalogue/sold-cycle.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { microsoftProductOf } from '../../../domain/subscriptions/amend.ts';
import { type Subscription, subscriptions } from '../../../domain/subscriptions/subscription.ts';
import {
  startTransition,
  type Transition,
  transitions,
  transitionTargets,
} from '../../../domain/subscriptions/transition.ts';
import {
  possibleTargets,
  type TargetProblem,
  targetProblem,
} from '../../../domain/subscriptions/transition-target.ts';
import type {
  NewTransition,
  TransitionEligibility,
  Transition as WireTransition,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { attributes, collection, instant } from '../shapes/resource.ts';
import { subscriptionOf } from './subscription.ts';

/** evidence: docs for the four codes */
const targetErrors: Readonly<Record<TargetProblem, readonly [code: number, description: string]>> = {
  inactive: [1, 'The subscription is not active.'],
  'in-window': [2, 'The subscription is in its cancellation window.'],
  // Of the four codes the one of a target that is not ready; its name is of the window.
  changing: [2, 'The subscription has a change under way.'],
  'shorter-term': [3, 'The subscription has a shorter term than the source.'],
  'ends-before': [4, 'The subscription ends before the source.'],
};

function newCommerce(call: Call): Subscription {
  const subscription = subscriptionOf(call);
  if (microsoftProductOf(subscription).microsoft.family !== 'legacy') return subscription;
  throw new Refusal(
    'forbidden',
    'subscription.legacy_not_supported',
    'Legacy subscriptions have upgrades and conversions, not transitions.',
  );
}

function toEligibility(
  { world }: Call,
  source: Subscription,
  product: MicrosoftProduct,
  scheduled: boolean,
): TransitionEligibility {
  const eligible = source.state === 'active' && source.pendingChange !== true;
  const description = 'The subscription is not active, or has a change under way.';
  const errors = eligible ? [] : [{ code: 'SubscriptionStatusNotActive', description }];
  const targets = scheduled ? [] : possibleTargets(world, source, product);
  return {
    catalogItemId: catalogItemIdOf(world, product),
    title: product.displayName,
    description: product.description,
    quantity: source.quantity,
    eligibilities: ['transition_only', 'transition_with_license_transfer'].map((transitionType) => ({
      isEligible: eligible,
      transitionType,
      errors,
    })),
    ...(targets.length > 0 && {
      subscriptionEligibilities: targets.map((target) => {
        const problem = targetProblem(world, source, target);
        const plan = product.plans.find((each) => each.billingType === target.billingType);
        const [code, why] = problem === undefined ? [] : targetErrors[problem];
        return {
          isEligible: problem === undefined,
          subscriptionId: target.vendorReferenceId ?? '',
          subscriptionFriendlyName: target.displayName,
          ...(target.term && { subscriptionTermDuration: target.term }),
          ...(plan && { subscriptionBillingCycle: soldCycle(product, plan) }),
          errors: code === undefined || why === undefined ? [] : [{ code, description: why }],
        };
      }),
    }),
    attributes: attributes('TransitionEligibility'),
  };
}

function toTransition({ world }: Call, transition: Transition): WireTransition {
  const reference = (id: number | undefined) =>
    id === undefined ? undefined : world.store.of(subscriptions).get(id)?.vendorReferenceId;
  const from = reference(transition.sourceId);
  const to = reference(transition.targetId);
  return {
    operationId: transition.operationId,
    fromCatalogItemId: transition.fromCatalogItemId,
    ...(from !== undefined && { fromSubscriptionId: from }),
    toCatalogItemId: transition.toCatalogItemId,
    ...(to !== undefined && { toSubscriptionId: to }),
    quantity: transition.quantity,
    transitionType: transition.type,
    ...(transition.promotionId !== undefined && { promotionId: transition.promotionId }),
    events: transition.events.map(({ name, status, at, problem }) => ({
      name,
      status,
      timestamp: instant(at),
      ...(problem !== undefined && { errors: [{ code: 'Other', description: problem }] }),
      attributes: attributes('TransitionEvent'),
    })),
    attributes: attributes('Transition'),
  };
}

export const transitionOperations = {
  ListTransitionEligibilities: (call: Call) => {
    const source = newCommerce(call);
    const scheduled = queryOf(call).eligibilitytype?.toLowerCase() === 'scheduled';
    return collection(
      transitionTargets(source).map((product) => toEligibility(call, source, product, scheduled)),
    );
  },
  CreateTransition: (call: Call<NewTransition>) => {
    const { world, actor, body } = call;
    return toTransition(
      call,
      startTransition(world, actor, newCommerce(call), {
        toCatalogItemId: body.toCatalogItemId,
        toSubscriptionId: body.toSubscriptionId,
        quantity: body.quantity,
        term: body.termDuration?.toUpperCase(),
        // Answers and samples write Monthly.
        cycle: body.billingCycle?.toLowerCase(),
        type: body.transitionType,
        promotionId: body.promotionId,
      }),
    );
  },
  ListTransitions: (call: Call) => {
    const source = newCommerce(call);
    const { operationid: operationId } = queryOf(call);
    const shown = call.world.store
      .of(transitions)
      .find('source', source.id)
      .filter((each) => operationId === undefined || each.operationId === operationId.toLowerCase());
    return collection(shown.map((each) => toTransition(call, each)));
  },
} satisfies Record<string, OperationHandler>;
