import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { chargeSeatsAdded, refundSeats } from '../billing/charge.ts';
import { isMicrosoft, type MicrosoftProduct } from '../catalogue/availability.ts';
import { requireProduct } from '../catalogue/catalogue.ts';
import { prorated } from '../money.ts';
import { exceedsCredit } from '../orders/credit.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from './audit-subscription.ts';
import { hasWindow, newBatch } from './cancel-window.ts';
import { orderedFields } from './ordered-fields.ts';
import { takeNewest } from './seat-batches.ts';
import { type SeatBatch, type Subscription, subscriptions } from './subscription.ts';

/** So many changes Microsoft takes of one subscription. evidence: docs, "more than about 1,200" */
const mostChanges = 1_200;
const sandboxSeats = 25;

/** The product of a subscription that Microsoft sold. */
export function microsoftProductOf(subscription: Subscription): MicrosoftProduct {
  const product = requireProduct(subscription.productName);
  if (isMicrosoft(product)) return product;
  throw new Refusal(
    'not-found',
    'subscription.unknown',
    `Subscription ${subscription.vendorReferenceId ?? subscription.id} is none of Microsoft's.`,
    'subscriptionId',
  );
}

export function isTrial(subscription: Subscription): boolean {
  return microsoftProductOf(subscription).microsoft.trialOf !== undefined;
}

/** @throws Refusal unless the subscription takes changes now */
export function checkChangeable(subscription: Subscription): void {
  const id = subscription.vendorReferenceId ?? '';
  if (subscription.afterlife !== undefined) {
    throw new Refusal(
      'invalid',
      'subscription.ran_out',
      `Subscription ${id} is ${subscription.afterlife}; it takes no changes any more: buy a new one.`,
    );
  }
  if (subscription.state === 'terminated') {
    throw new Refusal('invalid', 'subscription.deleted', `Subscription ${id} is deleted; buy a new one.`);
  }
  if (subscription.state === 'provisioning' && subscription.kind === 'marketplace-saas') {
    throw new Refusal(
      'invalid',
      'subscription.not_activated',
      `Subscription ${id} is not activated yet; activate it first.`,
    );
  }
  if (subscription.state !== 'active' && subscription.state !== 'suspended') {
    throw new Refusal(
      'conflict',
      'subscription.not_ready',
      `Subscription ${id} is not ready to be changed; try again in a while.`,
    );
  }
  if (subscription.pendingChange) {
    throw new Refusal(
      'conflict',
      'subscription.change_pending',
      `Subscription ${id} has a change under way; try again when it is done.`,
    );
  }
  if ((subscription.changes ?? 0) >= mostChanges) {
    throw new Refusal(
      'invalid',
      'subscription.changed_too_often',
      `Subscription ${id} was changed ${mostChanges} times; ask partner support.`,
    );
  }
}

/** Stores a change: counted, audited, and with what the renewal would have done forgotten where it must be. evidence: docs */
export function storeChange(
  world: World,
  actor: Actor,
  changed: Subscription,
  what: string,
  options: { readonly details?: string; readonly keepsRenewal?: boolean } = {},
): Subscription {
  const { renewValues, renewTo, ...rest } = changed;
  const kept = options.keepsRenewal ? changed : rest;
  const stored = world.store.of(subscriptions).put({ ...kept, changes: (changed.changes ?? 0) + 1 });
  auditSubscription(world, actor, stored, what, options.details);
  return stored;
}

/** Sets the number of seats. Up at any time, charged for what is left of the billing cycle; down only seats whose own window is open. evidence: docs */
export function setQuantity(
  world: World,
  actor: Actor,
  subscription: Subscription,
  quantity: number,
): Subscription {
  const product = microsoftProductOf(subscription);
  checkQuantity(world, subscription, product, quantity);
  const added = quantity - subscription.quantity;
  const batches =
    added > 0
      ? [...subscription.batches, newBatch(world, subscription, added)]
      : reduced(world, subscription, product, -added);
  if (added > 0) checkCredit(world, subscription, added);
  const updated = storeChange(
    world,
    actor,
    {
      ...subscription,
      quantity,
      batches,
      fields: orderedFields(subscription, { quantity }),
    },
    'Updated',
    { details: `Quantity ${subscription.quantity} to ${quantity}` },
  );
  if (added > 0) chargeSeatsAdded(world, updated, added);
  else refundSeats(world, updated, -added);
  return updated;
}

function checkQuantity(
  world: World,
  subscription: Subscription,
  product: MicrosoftProduct,
  quantity: number,
): void {
  const field = 'quantity';
  if (product.microsoft.trialOf !== undefined) {
    throw new Refusal(
      'invalid',
      'quantity.trial',
      'quantity of a trial cannot be changed; convert it to the paid offer.',
      field,
    );
  }
  if (subscription.state === 'suspended') {
    throw new Refusal(
      'invalid',
      'quantity.suspended',
      'quantity cannot be changed while the subscription is suspended; reactivate it first.',
      field,
    );
  }
  if (product.kind === 'azure-plan' || product.kind === 'savings-plan' || product.seats === undefined) {
    throw new Refusal(
      'forbidden',
      'quantity.not_counted',
      `quantity of ${product.displayName} cannot be changed.`,
      field,
    );
  }
  const { minimum, maximum } = product.seats;
  if (!Number.isInteger(quantity) || quantity < minimum || quantity > maximum) {
    throw new Refusal(
      'invalid',
      'quantity.limits',
      `quantity must be a whole number from ${minimum} to ${maximum}.`,
      field,
    );
  }
  if (world.settings.profile === 'sandbox' && quantity > sandboxSeats) {
    throw new Refusal(
      'invalid',
      'sandbox.limit',
      `quantity: the sandbox sells ${sandboxSeats} seats of a subscription at most.`,
      field,
    );
  }
}

function checkCredit(world: World, subscription: Subscription, added: number): void {
  const amount = prorated(subscription.unitSale ?? '0', added, 1, 1, subscription.currency);
  if (!exceedsCredit(world, subscription.companyId, amount)) return;
  throw new Refusal(
    'forbidden',
    'order.credit',
    'The added seats are above the credit line; add fewer, or have the line raised.',
    'quantity',
  );
}

function reduced(
  world: World,
  subscription: Subscription,
  product: MicrosoftProduct,
  removed: number,
): readonly SeatBatch[] {
  if (product.kind === 'software-subscription' || product.kind === 'reservation') {
    throw new Refusal(
      'invalid',
      'quantity.no_reduction',
      `quantity of ${product.displayName} cannot go down; cancel it in its window and buy anew.`,
      'quantity',
    );
  }
  const now = world.clock.now();
  const free = product.microsoft.family === 'legacy' || !hasWindow(subscription);
  const { left, missing } = takeNewest(
    subscription.batches,
    removed,
    (batch) => free || now < batch.windowEndsAt,
  );
  if (missing === 0) return left;
  throw new Refusal(
    'invalid',
    'quantity.window_closed',
    `quantity can go down to ${subscription.quantity - removed + missing}: only seats added or renewed in the last ${world.settings.cancelWindowDays} days can be taken back. Schedule the rest for the renewal with scheduledNextTermInstructions.`,
    'quantity',
  );
}

/** Seats that can still be taken back, by batch; batches with one end are one. */
export function refundableSeats(world: World, subscription: Subscription): readonly SeatBatch[] {
  if (subscription.state !== 'active' || subscription.kind !== 'licence' || isTrial(subscription)) return [];
  const now = world.clock.now();
  const open = new Map<number, SeatBatch>();
  for (const batch of subscription.batches) {
    if (now >= batch.windowEndsAt) continue;
    const known = open.get(batch.windowEndsAt);
    open.set(batch.windowEndsAt, { ...batch, quantity: batch.quantity + (known?.quantity ?? 0) });
  }
  return [...open.values()];
}

/** Names a subscription. */
export function setFriendlyName(
  world: World,
  actor: Actor,
  subscription: Subscription,
  name: string,
): Subscription {
  if (name.trim() === '' || name.length > 256) {
    throw new Refusal(
      'invalid',
      'subscription.friendly_name',
      'friendlyName must have 1 to 256 characters.',
      'friendlyName',
    );
  }
  return storeChange(world, actor, { ...subscription, displayName: name }, 'Renamed', { keepsRenewal: true });
}
