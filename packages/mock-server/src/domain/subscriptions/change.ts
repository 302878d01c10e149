import { isoOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { chargeSeatsAdded, refundCancellation, refundSeats, stopBilling } from '../billing/charge.ts';
import { requireProduct } from '../catalogue/catalogue.ts';
import { checkFields } from '../catalogue/check-fields.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import { tenantFields } from '../catalogue/microsoft-tenant.ts';
import type { FieldValue } from '../catalogue/product.ts';
import { accountInScope, permit, serviceInScope } from '../companies/scope.ts';
import { creditRequests } from '../orders/credit-request.ts';
import { Refusal } from '../refusal.ts';
import { tenants } from '../tenants/tenant.ts';
import { auditSubscription } from './audit-subscription.ts';
import { hasWindow, newBatch } from './cancel-window.ts';
import { takeNewest } from './seat-batches.ts';
import { type SeatBatch, type Subscription, subscriptionStates, subscriptions } from './subscription.ts';

export interface SubscriptionChange {
  readonly productName?: string | undefined;
  readonly fields: Readonly<Record<string, FieldValue | null>>;
  readonly endOfTermAction?: 'Renew' | 'Terminate' | undefined;
  readonly displayName?: string | undefined;
  readonly contractId?: string | undefined;
  readonly purchaseOrderNumber?: string | undefined;
}

/** Changes an active service. Seats go up at any time and down while their window is open; any change deletes the renewal values. */
export function updateSubscription(
  world: World,
  actor: Actor,
  id: number,
  change: SubscriptionChange,
): Subscription {
  permit(actor, 'services.write');
  const subscription = activeService(world, actor, id, 'AccountId');
  if (change.productName !== undefined && change.productName !== subscription.productName) {
    throw new Refusal(
      'invalid',
      'subscription.wrong_service',
      `ServiceName "${change.productName}" is not that of account ${id}, ${subscription.productName}.`,
      'ServiceName',
    );
  }
  const { problems, values } = checkFields({
    product: requireProduct(subscription.productName),
    fields: change.fields,
    update: true,
  });
  const [first] = problems;
  if (first !== undefined)
    throw new Refusal(
      'invalid',
      first.code,
      problems.map((problem) => problem.message).join(' '),
      first.field,
    );
  const quantity = Number(values[licenceFields.quantity] ?? subscription.quantity);
  const batches = batchesFor(world, subscription, quantity);
  const { renewValues: _, renewTo: __, ...kept } = subscription;
  const name = change.displayName ?? values[licenceFields.subscriptionName];
  const updated = world.store.of(subscriptions).put({
    ...kept,
    fields: { ...subscription.fields, ...values },
    quantity,
    batches,
    ...(name !== undefined && { displayName: String(name) }),
    ...(change.endOfTermAction && { endOfTermAction: change.endOfTermAction }),
    ...(change.contractId !== undefined && { contractId: change.contractId }),
    ...(change.purchaseOrderNumber !== undefined && { purchaseOrderNumber: change.purchaseOrderNumber }),
  });
  if (quantity > subscription.quantity) chargeSeatsAdded(world, updated, quantity - subscription.quantity);
  if (quantity < subscription.quantity) refundSeats(world, updated, subscription.quantity - quantity);
  setTenantMpn(world, updated, values[tenantFields.mpnId]);
  auditSubscription(
    world,
    actor,
    updated,
    'Updated',
    quantity === subscription.quantity ? undefined : `Quantity ${subscription.quantity} to ${quantity}`,
  );
  return updated;
}

/** The seat batches after a change of quantity. evidence: docs, seats can be taken back within seven days of adding them */
function batchesFor(world: World, subscription: Subscription, quantity: number): readonly SeatBatch[] {
  const now = world.clock.now();
  const added = quantity - subscription.quantity;
  if (added === 0) return subscription.batches;
  if (added > 0) {
    return [...subscription.batches, newBatch(world, subscription, added)];
  }
  const { left, missing } = takeNewest(
    subscription.batches,
    -added,
    (batch) => !hasWindow(subscription) || now < batch.windowEndsAt,
  );
  if (missing === 0) return left;
  throw new Refusal(
    'conflict',
    'subscription.cancel_window_closed',
    `Quantity can go down to ${quantity + missing} at most: seats can be taken back within ${world.settings.cancelWindowDays} days of buying or renewing them. For the rest set Quantity with ConfigureSubscriptionRenew; it counts from ${subscription.termEnd === undefined ? 'the renewal' : isoOf(subscription.termEnd)}.`,
    licenceFields.quantity,
  );
}

function setTenantMpn(world: World, subscription: Subscription, mpnId: FieldValue | undefined): void {
  const tenant =
    subscription.kind === 'tenant' && mpnId !== undefined
      ? world.store.of(tenants).get(subscription.tenantId ?? '')
      : undefined;
  if (tenant !== undefined) world.store.of(tenants).put({ ...tenant, mpnId: String(mpnId) });
}

/** Ends a service. What is sold for a term can only be cancelled in its window; the rest of the term is refunded then. */
export function terminateSubscription(
  world: World,
  actor: Actor,
  id: number,
  reason: string | undefined,
): Subscription {
  permit(actor, 'services.write');
  const account = accountInScope(world, actor, id);
  if (account.type !== 'service') {
    throw new Refusal(
      'invalid',
      'account.not_a_service',
      `accountId ${id} is a ${account.type}; only services can be terminated.`,
      'accountId',
    );
  }
  const { subscription } = account;
  if (subscription.state === 'terminated')
    throw new Refusal(
      'conflict',
      'subscription.terminated',
      `accountId ${id} is terminated already.`,
      'accountId',
    );
  const dependents = dependentsOf(world, subscription);
  if (dependents.length > 0) {
    throw new Refusal(
      'conflict',
      'subscription.has_dependents',
      `accountId ${id} has services that need it: ${dependents.map((each) => each.id).join(', ')}; end those first.`,
      'accountId',
    );
  }
  const running = subscription.state === 'active' || subscription.state === 'suspended';
  const windowEndsAt = subscription.batches[0]?.windowEndsAt;
  if (running && hasWindow(subscription) && windowEndsAt !== undefined && world.clock.now() >= windowEndsAt) {
    throw new Refusal(
      'conflict',
      'subscription.cancel_window_closed',
      `accountId ${id} could be cancelled until ${isoOf(windowEndsAt)}, ${world.settings.cancelWindowDays} days after it was bought or renewed. Set AdvancePeriodEndAction to Terminate to end it with its term.`,
      'accountId',
    );
  }
  if (running && hasWindow(subscription)) refundCancellation(world, subscription);
  else if (running) stopBilling(world, subscription);
  if (subscription.state === 'held') withdrawCreditRequest(world, actor, subscription);
  const ended = endSubscription(world, subscription, reason ?? 'Terminated by request');
  auditSubscription(world, actor, ended, 'Terminated', reason);
  return ended;
}

/** An order that is withdrawn waits for nobody's approval any more. */
function withdrawCreditRequest(world: World, actor: Actor, subscription: Subscription): void {
  for (const request of world.store.of(creditRequests).find('subscription', subscription.id)) {
    if (request.status !== 'Pending') continue;
    world.store.of(creditRequests).put({
      ...request,
      status: 'Declined',
      decidedAt: world.clock.now(),
      decidedBy: actor.userId,
      decidedByName: actor.username,
      comment: 'The order was withdrawn',
    });
  }
}

/** Puts a service out of use and forgets what was planned for it. */
export function endSubscription(world: World, subscription: Subscription, reason: string): Subscription {
  for (const kind of [
    'renewal',
    'provisioning',
    'scheduled-start',
    'billing-cycle',
    'usage',
    'legacy-deletion',
  ])
    world.scheduler.cancel(`${kind}:${subscription.id}`);
  const { renewValues: _, renewTo: __, nextBillingType: ___, pendingChange: ____, ...kept } = subscription;
  return world.store.of(subscriptions).put({
    ...kept,
    state: subscriptionStates.move(subscription.state, 'terminated'),
    terminatedAt: world.clock.now(),
    terminationReason: reason,
  });
}

/** Services in use that stand on a service. */
export function dependentsOf(world: World, subscription: Subscription): Subscription[] {
  const found = [
    ...world.store.of(subscriptions).find('dependency', subscription.id),
    ...world.store.of(subscriptions).find('parent', subscription.id),
  ];
  return [
    ...new Map(found.filter((each) => each.state !== 'terminated').map((each) => [each.id, each])).values(),
  ];
}

/** @throws Refusal unless the id is an active service of the actor's own tree */
export function activeService(world: World, actor: Actor, id: number, field = 'accountId'): Subscription {
  const subscription = serviceInScope(world, actor, id, field);
  if (subscription.state === 'active') return subscription;
  throw new Refusal(
    'conflict',
    'subscription.not_active',
    `${field} ${id} is ${subscription.state}; only an active service can be changed.`,
    field,
  );
}
