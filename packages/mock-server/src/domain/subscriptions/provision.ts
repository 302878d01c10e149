import { addPeriod, parseInstant, startOfDay } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { createFirstSubscription } from '../azure/first-subscription.ts';
import { chargeActivation } from '../billing/charge.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import { tenantFields } from '../catalogue/microsoft-tenant.ts';
import type { Product, Term } from '../catalogue/product.ts';
import { companies } from '../companies/company.ts';
import { permit, serviceInScope } from '../companies/scope.ts';
import { notify } from '../notifications/notification.ts';
import { newOrderId, recordOrder, settleOrder } from '../orders/order.ts';
import { Refusal } from '../refusal.ts';
import { provisionTenant } from '../tenants/provision-tenant.ts';
import { auditSubscription } from './audit-subscription.ts';
import { newBatch } from './cancel-window.ts';
import { planRenewal } from './plan-renewal.ts';
import { type Subscription, subscriptionStates, subscriptions } from './subscription.ts';

/** Hands an order to the vendor; the answer comes after a while of the world's clock. */
export function startProvisioning(world: World, subscription: Subscription): Subscription {
  const { failure: _, ...rest } = subscription;
  const started = world.store.of(subscriptions).put({
    ...rest,
    state: subscriptionStates.move(subscription.state, 'provisioning'),
    provisioningAttempts: subscription.provisioningAttempts + 1,
  });
  world.scheduler.schedule({
    key: `provisioning:${started.id}`,
    kind: 'provisioning',
    due: world.clock.now() + world.settings.provisioningSeconds * 1_000,
    subject: started.id,
  });
  return started;
}

/** Tries a failed provisioning again. @throws Refusal when it did not fail */
export function retryProvisioning(world: World, actor: Actor, id: number): Subscription {
  permit(actor, 'services.write');
  const subscription = serviceInScope(world, actor, id);
  if (subscription.state !== 'failed') {
    throw new Refusal(
      'conflict',
      'subscription.not_failed',
      `accountId ${id} is ${subscription.state}; only a failed provisioning can be tried again.`,
      'accountId',
    );
  }
  auditSubscription(world, actor, subscription, 'ProvisioningRetried');
  return startProvisioning(world, subscription);
}

/** The end of a term that begins now: the start of the day after its last. Trials last 30 days. evidence: docs */
export function endOfTerm(world: World, product: Product | undefined, term: Term): number {
  const period = product?.microsoft?.trialOf === undefined ? term : 'P30D';
  return addPeriod(startOfDay(world.clock.now()), period);
}

/** Makes a provisioned service active: ids, term, seats, charges, renewal. */
export function activate(world: World, subscription: Subscription): Subscription {
  const now = world.clock.now();
  const alignment = subscription.fields[licenceFields.endDateAlignment];
  const { term } = subscription;
  const termEnd =
    term === undefined
      ? undefined
      : alignment === undefined
        ? (subscription.customTermEnd ?? endOfTerm(world, productNamed(subscription.productName), term))
        : parseInstant(String(alignment));
  if (termEnd !== undefined && termEnd <= now) {
    throw new Refusal(
      'invalid',
      'subscription.alignment_passed',
      `${licenceFields.endDateAlignment} ${String(alignment)} has passed before the service could begin; order it anew with a later date.`,
      licenceFields.endDateAlignment,
    );
  }
  const active = world.store.of(subscriptions).put({
    ...subscription,
    state: subscriptionStates.move(subscription.state, 'active'),
    vendorReferenceId: subscription.vendorReferenceId ?? world.ids.uuid(),
    ...((subscription.kind === 'licence' || subscription.channel === 'partner-center') && {
      secondVendorReferenceId: subscription.secondVendorReferenceId ?? newOrderId(world),
    }),
    ...(subscription.channel === undefined && recordOfReseller(world, subscription)),
    activatedAt: now,
    termStart: now,
    ...(termEnd !== undefined && { termEnd }),
    batches: [newBatch(world, subscription, subscription.quantity)],
    ...(subscription.kind.endsWith('software') || subscription.kind === 'software-subscription'
      ? { licenceKeys: keysFor(world, subscription) }
      : {}),
  });
  planRenewal(world, active);
  chargeActivation(world, active);
  if (active.channel === undefined) recordOrder(world, active);
  else settleOrder(world, active);
  createFirstSubscription(world, active);
  return world.store.of(subscriptions).get(active.id) ?? active;
}

/** What is bought through the distributor has its reseller as partner on record. */
function recordOfReseller(world: World, subscription: Subscription): { partnerId?: string } {
  const mpnId = world.store.of(companies).get(subscription.resellerId)?.mpnId;
  return mpnId === undefined || productNamed(subscription.productName)?.microsoft === undefined
    ? {}
    : { partnerId: mpnId };
}

/** One key for the whole licence, in Microsoft's five groups of five. evidence: modelled */
function keysFor(world: World, _subscription: Subscription): string[] {
  const group = () =>
    Array.from({ length: 5 }, () => world.ids.random.pick([...'BCDFGHJKMPQRTVWXY2346789'])).join('');
  return [Array.from({ length: 5 }, group).join('-')];
}

function tellWhenWanted(world: World, subscription: Subscription): void {
  const company = world.store.of(companies).get(subscription.companyId);
  if (subscription.fields[tenantFields.notify] !== true || company === undefined) return;
  notify(world, {
    kind: 'provisioning-completed',
    to: company.email,
    subject: `${subscription.displayName} is ready`,
    body: `Account ${subscription.id} of ${company.name} is provisioned.`,
    companyId: company.id,
  });
}

export const provisioningJobs = {
  /** The vendor's answer. */
  provisioning: (world: World, job: Job) => {
    const subscription = world.store.of(subscriptions).get(job.subject);
    if (subscription?.state !== 'provisioning') return;
    try {
      const tenantId =
        subscription.kind === 'tenant' ? provisionTenant(world, subscription).id : subscription.tenantId;
      const active = activate(world, { ...subscription, ...(tenantId !== undefined && { tenantId }) });
      auditSubscription(world, systemActor, active, 'Provisioned');
      tellWhenWanted(world, active);
    } catch (reason) {
      if (!(reason instanceof Refusal)) throw reason;
      const failed = world.store.of(subscriptions).put({
        ...subscription,
        state: subscriptionStates.move(subscription.state, 'failed'),
        failure: { code: reason.code, message: reason.message },
      });
      auditSubscription(world, systemActor, failed, 'ProvisioningFailed', reason.message);
    }
  },
};
