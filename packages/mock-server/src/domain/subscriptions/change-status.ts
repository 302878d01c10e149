import { isoOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { planUsage, refundCancellation, refundWhole, stopBilling, stopUsage } from '../billing/charge.ts';
import { Refusal } from '../refusal.ts';
import { providerOf } from '../tenants/relationship.ts';
import { isTrial, microsoftProductOf, storeChange } from './amend.ts';
import { auditSubscription } from './audit-subscription.ts';
import { cancellableUntil } from './cancel-window.ts';
import { dependentsOf, endSubscription } from './change.ts';
import { isLegacy, reactivateLegacy, suspendLegacy } from './legacy.ts';
import { type Subscription, subscriptionStates, subscriptions } from './subscription.ts';

const suspendable: ReadonlySet<string> = new Set(['licence', 'azure-plan', 'marketplace-saas']);

function checkStatusMayChange(subscription: Subscription): void {
  if (!isTrial(subscription)) return;
  throw new Refusal(
    'invalid',
    'status.trial',
    'status of a trial cannot be changed; it ends or converts by itself.',
    'status',
  );
}

/** Suspends: use stops, a licence is billed on, and what was scheduled is forgotten. evidence: docs */
export function suspend(world: World, actor: Actor, subscription: Subscription): Subscription {
  checkStatusMayChange(subscription);
  if (isLegacy(subscription)) return suspendLegacy(world, actor, subscription);
  if (!suspendable.has(subscription.kind)) {
    throw new Refusal(
      'invalid',
      'status.not_supported',
      `status of ${microsoftProductOf(subscription).displayName} cannot be suspended.`,
      'status',
    );
  }
  if (subscription.kind === 'azure-plan') checkPlanIsEmpty(world, subscription);
  stopUsage(world, subscription);
  return storeChange(
    world,
    actor,
    { ...subscription, state: subscriptionStates.move(subscription.state, 'suspended') },
    'Suspended',
  );
}

/** evidence: docs, no active Azure subscription, reservation or other benefit may be below a plan that is suspended */
function checkPlanIsEmpty(world: World, plan: Subscription): void {
  const below = dependentsOf(world, plan).filter((each) => each.kind === 'azure-subscription');
  const benefits = world.store
    .of(subscriptions)
    .find('tenant', plan.tenantId ?? '')
    .filter(
      (each) =>
        (each.kind === 'reservation' || each.kind === 'savings-plan') &&
        providerOf(world, each.companyId) === providerOf(world, plan.companyId),
    );
  const active = [...below, ...benefits].filter((each) => each.state === 'active');
  if (active.length === 0) return;
  const named = active.map((each) => `${each.displayName} (${each.vendorReferenceId})`).join(', ');
  throw new Refusal(
    'forbidden',
    'status.active_entitlements',
    `The Azure plan has active Azure subscriptions or benefits: ${named}; cancel those first.`,
    'status',
  );
}

export function reactivate(world: World, actor: Actor, subscription: Subscription): Subscription {
  checkStatusMayChange(subscription);
  if (isLegacy(subscription)) return reactivateLegacy(world, actor, subscription);
  const changed = storeChange(
    world,
    actor,
    { ...subscription, state: subscriptionStates.move(subscription.state, 'active') },
    'Reactivated',
    { keepsRenewal: true },
  );
  return changed.billingCycle === 'usage' ? planUsage(world, changed, world.clock.now()) : changed;
}

/** Cancels within the window: licences are paid back for the days that are left, marketplace and perpetual software whole. evidence: docs */
export function cancel(world: World, actor: Actor, subscription: Subscription): Subscription {
  checkStatusMayChange(subscription);
  const until = isLegacy(subscription) ? undefined : cancellableUntil(subscription);
  if (until === undefined) {
    throw new Refusal(
      'invalid',
      'status.not_cancellable',
      `status of ${microsoftProductOf(subscription).displayName} cannot be deleted; suspend it, or turn autoRenewEnabled off.`,
      'status',
    );
  }
  if (world.clock.now() >= until) {
    throw new Refusal(
      'invalid',
      world.settings.cancelWindowDays < 7 ? 'status.hours_passed' : 'status.window_closed',
      `The subscription could be cancelled until ${isoOf(until)}; turn autoRenewEnabled off to end it with its term.`,
      'status',
    );
  }
  if (subscription.kind === 'marketplace-saas' || subscription.kind === 'perpetual-software') {
    refundWhole(world, subscription);
    stopBilling(world, subscription);
  } else refundCancellation(world, subscription);
  const ended = endSubscription(world, subscription, 'Cancelled');
  auditSubscription(world, actor, ended, 'Terminated', 'Cancelled');
  return ended;
}
