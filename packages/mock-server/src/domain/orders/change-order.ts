import { millisecondsPerDay } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { relationshipOf } from '../partners/customer.ts';
import { Refusal } from '../refusal.ts';
import { cancel } from '../subscriptions/change-status.ts';
import { releaseHeldSubscription } from '../subscriptions/order.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { type Order, type OrderAttachment, type OrderLine, orders } from './order.ts';

const software: ReadonlySet<string> = new Set(['software-subscription', 'perpetual-software']);
/** What the sandbox lets go of besides software. evidence: docs */
const sandboxOnly: ReadonlySet<string> = new Set(['reservation', 'marketplace-saas', 'savings-plan']);
const sandboxDays = 60;

/** An order of a customer from the actor's partner: of another partner's nobody hears. @throws Refusal when there is none */
export function orderOf(world: World, actor: Actor, tenant: Tenant, id: string): Order {
  const order = world.store.of(orders).get(id.toLowerCase());
  const providerId = relationshipOf(world, actor, tenant.id)?.providerId;
  if (order !== undefined && order.tenantId === tenant.id && order.providerId === providerId) return order;
  throw new Refusal('not-found', 'order.unknown', `Order ${id} is none of customer ${tenant.id}.`, 'orderId');
}

/** The orders of a customer from the actor's partner that lists show by now. */
export function listedOrders(world: World, actor: Actor, tenant: Tenant): Order[] {
  const now = world.clock.now();
  const providerId = relationshipOf(world, actor, tenant.id)?.providerId;
  return world.store
    .of(orders)
    .find('tenant', tenant.id)
    .filter((order) => order.providerId === providerId && order.listedAt <= now);
}

/** Cancels an order, or some of its lines: software within its window; the sandbox lets go of more. evidence: docs */
export function cancelOrder(
  world: World,
  actor: Actor,
  order: Order,
  lines: readonly number[] | undefined,
): Order {
  const chosen = lines === undefined ? order.lines : lines.map((number) => lineOf(order, number));
  for (const line of chosen) {
    const subscription = world.store.of(subscriptions).get(line.subscriptionId);
    if (subscription !== undefined) checkCancellable(world, order, subscription);
  }
  for (const line of chosen) {
    const subscription = world.store.of(subscriptions).get(line.subscriptionId);
    if (subscription !== undefined && subscription.state !== 'terminated') cancel(world, actor, subscription);
  }
  const numbers = new Set(chosen.map((line) => line.number));
  const left = order.lines.map(
    (line): OrderLine =>
      numbers.has(line.number) ? { ...line, cancelled: true, transactionType: 'cancel' } : line,
  );
  return world.store
    .of(orders)
    .put({ ...order, lines: left, status: left.every((line) => line.cancelled) ? 'cancelled' : 'completed' });
}

function checkCancellable(world: World, order: Order, { kind, state }: Subscription): void {
  if (state !== 'active') {
    throw new Refusal(
      'invalid',
      'order.not_cancellable',
      `Order ${order.id} cannot be cancelled: a line of it is ${state}.`,
      'status',
    );
  }
  if (software.has(kind)) return;
  if (kind === 'licence' || kind === 'azure-plan') {
    throw new Refusal(
      'invalid',
      'order.suspend_instead',
      `Order ${order.id} cannot be cancelled as a whole; cancel or suspend its subscriptions with PATCH /v1/customers/{id}/subscriptions/{id}.`,
      'status',
    );
  }
  if (world.settings.profile !== 'sandbox' || !sandboxOnly.has(kind)) {
    throw new Refusal(
      'forbidden',
      'order.cancel_in_production',
      'Only software can be cancelled by its order outside the sandbox.',
      'status',
    );
  }
  if (kind === 'marketplace-saas') {
    throw new Refusal(
      'forbidden',
      'order.cancel_by_subscription',
      'A marketplace subscription is cancelled by PATCH of the subscription.',
      'status',
    );
  }
  if (world.clock.now() - order.createdAt > sandboxDays * millisecondsPerDay) {
    throw new Refusal(
      'invalid',
      'order.not_cancellable',
      `Order ${order.id} is older than ${sandboxDays} days.`,
      'status',
    );
  }
}

export function lineOf(order: Order, number: number): OrderLine {
  const line = order.lines.find((each) => each.number === number);
  if (line !== undefined) return line;
  throw new Refusal(
    'invalid',
    'order.line_number',
    `lineItemNumber ${number} must be from 0 to ${order.lines.length - 1}.`,
    'lineItemNumber',
  );
}

export interface PurchaseDocuments {
  readonly customerPrice?: string | undefined;
  readonly currency?: string | undefined;
  readonly isPartOfTender: boolean;
  readonly tenderLink?: string | undefined;
  readonly files: readonly Omit<OrderAttachment, 'id'>[];
}

/** Attaches what an order waited for; it goes on then. */
export function attachDocuments(
  world: World,
  actor: Actor,
  order: Order,
  documents: PurchaseDocuments,
): Order {
  if (order.status !== 'pending_po_upload') {
    throw new Refusal(
      'invalid',
      'order.nothing_to_change',
      `Order ${order.id} waits for no purchase order; it is ${order.status}.`,
    );
  }
  if (documents.customerPrice === undefined || documents.currency === undefined) {
    throw new Refusal(
      'invalid',
      'order.attachment_metadata',
      'metadata must carry customerPrice and currency.',
      'metadata',
    );
  }
  if (!documents.files.some((file) => file.kind === 'PO')) {
    throw new Refusal(
      'invalid',
      'order.attachment_missing',
      'pofiles: a purchase order is needed.',
      'pofiles',
    );
  }
  const tendered =
    documents.tenderLink !== undefined || documents.files.some((file) => file.kind === 'Tender');
  if (documents.isPartOfTender && !tendered) {
    throw new Refusal(
      'invalid',
      'order.tender_missing',
      'tenderLink or tenderfiles: a tender needs one of them.',
      'tenderLink',
    );
  }
  for (const line of order.lines) releaseHeldSubscription(world, actor, line.subscriptionId);
  return world.store.of(orders).put({
    ...order,
    status: 'po_upload_complete',
    attachments: documents.files.map((file) => ({ ...file, id: world.ids.uuid() })),
  });
}
