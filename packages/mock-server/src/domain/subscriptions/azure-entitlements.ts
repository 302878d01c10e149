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

/** How long Microsoft takes to cancel. evidence: docs, about ten minutes */
const cancellationMinutes = 10;

/** Cancels an Azure subscription: it is active still, inactive after a while, and can be reactivated. evidence: docs */
export function cancelEntitlement(
  world: World,
  actor: Actor,
  entitlement: Subscription,
  reason: string,
): Subscription {
  if (reason.toLowerCase() !== 'compromise') {
    throw new Refusal(
      'invalid',
      'entitlement.cancellation_reason',
      `cancellationReason "${reason}" is not taken; it must be compromise.`,
      'cancellationReason',
    );
  }
  if (entitlement.state !== 'active') {
    throw new Refusal(
      'invalid',
      'entitlement.not_active',
      `Azure subscription ${entitlement.vendorReferenceId} is not active.`,
      'entitlementId',
    );
  }
  const key = `entitlement-cancellation:${entitlement.id}`;
  if (world.scheduler.get(key) !== undefined) return entitlement;
  world.scheduler.schedule({
    key,
    kind: 'entitlement-cancellation',
    due: world.clock.now() + cancellationMinutes * 60_000,
    subject: entitlement.id,
  });
  auditSubscription(world, actor, entitlement, 'CancellationStarted', reason);
  return entitlement;
}

/** Does what Microsoft or the customer does: cancels an Azure subscription, which the partner cannot undo. For scenarios; no wire offers it. */
export function disableEntitlement(
  world: World,
  actor: Actor,
  entitlement: Subscription,
  by: 'customer' | 'microsoft',
): Subscription {
  return switchOff(world, actor, entitlement, by);
}

function switchOff(
  world: World,
  actor: Actor,
  entitlement: Subscription,
  by: NonNullable<Subscription['suspendedBy']>,
): Subscription {
  stopUsage(world, entitlement);
  const inactive = world.store.of(subscriptions).put({
    ...entitlement,
    state: subscriptionStates.move(entitlement.state, 'suspended'),
    suspendedBy: by,
  });
  auditSubscription(world, actor, inactive, 'Suspended', `Azure subscription cancelled by the ${by}`);
  return inactive;
}

/** Reactivates an Azure subscription; it is active after a while. */
export function reactivateEntitlement(world: World, actor: Actor, entitlement: Subscription): void {
  if (actor.companyId !== undefined && !actor.permissions.has('services.write')) {
    throw new Refusal(
      'forbidden',
      'entitlement.not_permitted',
      `${actor.username} may not reactivate Azure subscriptions; an admin agent may.`,
    );
  }
  if (entitlement.state !== 'suspended') {
    throw new Refusal(
      'invalid',
      'entitlement.active_already',
      `Azure subscription ${entitlement.vendorReferenceId} is not cancelled.`,
      'entitlementId',
    );
  }
  const { suspendedBy = 'partner' } = entitlement;
  if (suspendedBy !== 'partner') {
    throw new Refusal(
      'invalid',
      'entitlement.not_by_partner',
      `Azure subscription ${entitlement.vendorReferenceId} was cancelled by the ${suspendedBy}, who alone can reactivate it.`,
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
  'entitlement-cancellation': (world: World, job: Job) => {
    const entitlement = world.store.of(subscriptions).get(job.subject);
    if (entitlement?.state === 'active') switchOff(world, systemActor, entitlement, 'partner');
  },
  'entitlement-reactivation': (world: World, job: Job) => {
    const entitlement = world.store.of(subscriptions).get(job.subject);
    if (entitlement?.state !== 'suspended') return;
    const { suspendedBy: _, ...kept } = entitlement;
    const active = world.store
      .of(subscriptions)
      .put({ ...kept, state: subscriptionStates.move(entitlement.state, 'active') });
    planUsage(world, active, world.clock.now());
    auditSubscription(world, systemActor, active, 'Reactivated');
  },
  registration: (world: World, job: Job) => {
    const plan = world.store.of(subscriptions).get(job.subject);
    if (plan?.registration === 'registering')
      world.store.of(subscriptions).put({ ...plan, registration: 'registered' });
  },
};
