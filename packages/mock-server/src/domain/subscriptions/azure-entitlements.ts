import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { planUsage, stopUsage } from '../billing/charge.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from './audit-subscription.ts';
import { type Subscription, subscriptionStates, subscriptions } from './subscription.ts';

/** The Azure subscriptions below an Azure plan. */
export function entitlementsOf(world: World, plan: Subscription): Subscription[] {
  return world.store
    .of(subscriptions)
    .find('dependency', plan.id)
    .filter((each) => each.kind === 'azure-subscription' && each.vendorReferenceId !== undefined);
}

/** @throws Refusal when the plan has none of that id */
export function entitlementOf(world: World, plan: Subscription, id: string): Subscription {
  const found = entitlementsOf(world, plan).find((each) => each.vendorReferenceId === id.toLowerCase());
  if (found !== undefined) return found;
  throw new Refusal(
    'not-found',
    'entitlement.unknown',
    `Azure subscription ${id} is none of the plan; list its azureEntitlements.`,
    'entitlementId',
  );
}

/** Cancels an Azure subscription: it can be reactivated. evidence: docs */
export function cancelEntitlement(world: World, actor: Actor, entitlement: Subscription): Subscription {
  if (entitlement.state !== 'active') {
    throw new Refusal(
      'invalid',
      'entitlement.not_active',
      `Azure subscription ${entitlement.vendorReferenceId} is not active.`,
      'entitlementId',
    );
  }
  stopUsage(world, entitlement);
  const cancelled = world.store
    .of(subscriptions)
    .put({ ...entitlement, state: subscriptionStates.move(entitlement.state, 'suspended') });
  auditSubscription(world, actor, cancelled, 'Suspended', 'Azure subscription cancelled');
  return cancelled;
}

/** Reactivates an Azure subscription; it is active after a while. */
export function reactivateEntitlement(world: World, actor: Actor, entitlement: Subscription): void {
  if (entitlement.state !== 'suspended') {
    throw new Refusal(
      'invalid',
      'entitlement.active_already',
      `Azure subscription ${entitlement.vendorReferenceId} is not cancelled.`,
      'entitlementId',
    );
  }
  auditSubscription(world, actor, entitlement, 'ReactivationStarted');
  world.scheduler.schedule({
    key: `entitlement-reactivation:${entitlement.id}`,
    kind: 'entitlement-reactivation',
    due: world.clock.now() + world.settings.provisioningSeconds * 1_000,
    subject: entitlement.id,
  });
}

/** Registers an Azure plan for reservations; it is registered after a while. */
export function startRegistration(world: World, actor: Actor, plan: Subscription): Subscription {
  if (plan.kind !== 'azure-plan') {
    throw new Refusal(
      'invalid',
      'subscription.not_azure',
      `Subscription ${plan.vendorReferenceId} is no Azure plan.`,
      'subscriptionId',
    );
  }
  if (plan.registration === 'registered') return plan;
  world.scheduler.schedule({
    key: `registration:${plan.id}`,
    kind: 'registration',
    due: world.clock.now() + world.settings.provisioningSeconds * 1_000,
    subject: plan.id,
  });
  const registering = world.store.of(subscriptions).put({ ...plan, registration: 'registering' });
  auditSubscription(world, actor, registering, 'RegistrationStarted');
  return registering;
}

export const azureJobs = {
  'entitlement-reactivation': (world: World, job: Job) => {
    const entitlement = world.store.of(subscriptions).get(job.subject);
    if (entitlement?.state !== 'suspended') return;
    const active = world.store
      .of(subscriptions)
      .put({ ...entitlement, state: subscriptionStates.move(entitlement.state, 'active') });
    planUsage(world, active, world.clock.now());
    auditSubscription(world, systemActor, active, 'Reactivated');
  },
  registration: (world: World, job: Job) => {
    const plan = world.store.of(subscriptions).get(job.subject);
    if (plan?.registration === 'registering')
      world.store.of(subscriptions).put({ ...plan, registration: 'registered' });
  },
};
