import { auditEvents } from '../../packages/mock-server/src/domain/audit/audit-event.ts';
import { ledger } from '../../packages/mock-server/src/domain/billing/ledger-line.ts';
import { orders } from '../../packages/mock-server/src/domain/orders/order.ts';
import { refundableSeats } from '../../packages/mock-server/src/domain/subscriptions/amend.ts';
import {
  type Subscription,
  subscriptions,
} from '../../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { jobs } from '../../packages/mock-server/src/kernel/scheduler.ts';
import {
  statusOf,
  toSubscription,
} from '../../packages/mock-server/src/wires/partner-center/shapes/subscription.ts';
import type { World } from '../../packages/mock-server/src/world.ts';
import { partnerCenterErrorCodes } from '../../packages/sdk/src/platforms/partner-center/error-codes/index.ts';
import { paidAhead } from './meter.ts';
import { conversionOf, type Held, isRunning, type Model, type Status } from './model.ts';
import { soldCycle } from './offers.ts';
import type { Outcome } from './requests.ts';
import { day, midnight } from './time-and-money.ts';

/** What follows what, from section 5.5 of the reference. */
const diagram: Readonly<Record<Status, readonly Status[]>> = {
  pending: ['active'],
  active: ['suspended', 'expired', 'deleted'],
  suspended: ['active', 'disabled', 'deleted'],
  expired: ['disabled'],
  disabled: ['deleted'],
  deleted: [],
};

function reaches(from: Status, to: Status, steps: number): boolean {
  return diagram[from].some((next) => next === to || (steps > 1 && reaches(next, to, steps - 1)));
}

/** Entities are replaced, never changed: the same objects are the same content. */
export function fingerprint(world: World): readonly unknown[] {
  return [
    ...world.store.of(subscriptions).all(),
    ...world.store.of(orders).all(),
    world.store.of(ledger).size,
    world.store.of(auditEvents).size,
    world.store.of(jobs).size,
  ];
}

export function sameFingerprint(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

/** Holds a refusal against the table that the SDK documents. */
export function checkRefusal(outcome: Extract<Outcome, { done: false }>): void {
  if (outcome.code === 0) return;
  const documented = partnerCenterErrorCodes[outcome.code];
  if (documented === undefined) throw new Error(`${outcome.refusal}: ${outcome.code} is not documented.`);
  if (documented.status !== undefined && documented.status !== outcome.status)
    throw new Error(
      `${outcome.refusal}: ${outcome.code} comes with ${outcome.status}, not ${documented.status}.`,
    );
}

/** Holds the engine's subscriptions against the model's. */
export class Comparison {
  readonly #world: World;
  readonly #model: Model;
  readonly #seen = new Map<number, Subscription>();
  readonly #statuses = new Map<number, Status>();
  readonly #billed = new Map<number, bigint>();
  readonly #orders = new Map<string, object>();
  #lines = 0;

  constructor(world: World, model: Model) {
    this.#world = world;
    this.#model = model;
  }

  check(waited: boolean): void {
    this.#sumLedger();
    this.#checkOrders();
    const all = [...this.#world.store.of(subscriptions).all()];
    if (all.length !== this.#model.held.length)
      throw new Error(`There are ${all.length} subscriptions, not ${this.#model.held.length}.`);
    for (const subscription of all) {
      const held = this.#model.byId(subscription.id);
      if (held === undefined) throw new Error(`Nobody bought ${subscription.id}.`);
      this.#checkStatus(subscription, held, waited);
      this.#same(held, 'charged', this.#billed.get(subscription.id) ?? 0n, held.charged);
      this.#checkDays(held);
      this.#checkSeats(subscription, held);
      if (this.#seen.get(subscription.id) === subscription) continue;
      this.#seen.set(subscription.id, subscription);
      this.#checkTerms(subscription, held);
    }
  }

  #same(held: Held, what: string, is: unknown, shall: unknown): void {
    if (is === shall) return;
    const now = new Date(this.#model.now).toISOString();
    throw new Error(
      `${held.key} (${held.offer.id}) at ${now}: ${what} is ${String(is)}, not ${String(shall)}.`,
    );
  }

  #sumLedger(): void {
    const lines = this.#world.store.of(ledger);
    if (lines.size === this.#lines) return;
    let index = 0;
    for (const line of lines.all()) {
      index += 1;
      if (index <= this.#lines) continue;
      if (!Number.isInteger(line.sale) || line.sale !== line.cost || line.daysBilled < 0)
        throw new Error(`Line ${line.id} is no money.`);
      this.#billed.set(
        line.subscriptionId,
        (this.#billed.get(line.subscriptionId) ?? 0n) + BigInt(line.sale),
      );
    }
    this.#lines = index;
  }

  /** An order is complete when all of it has come. */
  #checkOrders(): void {
    for (const order of this.#world.store.of(orders).all()) {
      if (this.#orders.get(order.id) === order && order.status === 'completed') continue;
      this.#orders.set(order.id, order);
      if (order.lines.some((line) => line.cancelled)) continue;
      const pending = order.lines.some(
        ({ subscriptionId }) => this.#model.byId(subscriptionId)?.status === 'pending',
      );
      if (order.status !== (pending ? 'pending' : 'completed'))
        throw new Error(`Order ${order.id} is ${order.status}.`);
    }
  }

  #checkStatus(subscription: Subscription, held: Held, waited: boolean): void {
    const status = statusOf(subscription) as Status;
    this.#same(held, 'status', status, held.status);
    const before = this.#statuses.get(subscription.id);
    this.#statuses.set(subscription.id, status);
    if (before === undefined || before === status) return;
    // An upgrade ends its source while time passes; no request takes two steps at once.
    if (!reaches(before, status, waited ? 5 : 1))
      throw new Error(`${held.key} went from ${before} to ${status}.`);
  }

  /** A second sum, by days instead of by lines: what is used, and what is paid ahead. */
  #checkDays(held: Held): void {
    if (held.offer.family === 'saas' || held.offer.family === 'perpetual') return;
    const difference = Number(held.charged) - held.metered.cents - paidAhead(held, this.#model.now);
    if (Math.abs(difference) > 0.5 * held.postings.length + 0.01)
      throw new Error(
        `${held.key} (${held.offer.id}) paid ${difference} cents more than its days are worth.`,
      );
  }

  #checkSeats(subscription: Subscription, held: Held): void {
    this.#same(held, 'quantity', subscription.quantity, held.quantity);
    if (!isRunning(held)) return;
    const sum = subscription.batches.reduce((total, batch) => total + batch.quantity, 0);
    this.#same(held, 'the sum of its batches', sum, held.quantity);
    if (held.quantity < 1 || held.quantity > held.offer.most)
      throw new Error(`${held.key} has ${held.quantity} seats.`);
    const refundable = refundableSeats(this.#world, subscription).reduce(
      (total, { quantity }) => total + quantity,
      0,
    );
    const { family, trialOf } = held.offer;
    const may = held.status === 'active' && family === 'licence' && trialOf === undefined;
    const open = held.batches.filter(({ until }) => this.#model.now < until);
    this.#same(
      held,
      'refundableQuantity',
      refundable,
      may ? open.reduce((total, { quantity }) => total + quantity, 0) : 0,
    );
  }

  #checkTerms(subscription: Subscription, held: Held): void {
    if (held.status === 'pending') return;
    const { offer, plan } = held;
    const answer = toSubscription(this.#world, subscription);
    this.#same(held, 'offerId', answer.offerId?.startsWith(offer.id), true);
    this.#same(held, 'friendlyName', answer.friendlyName, held.name === '' ? answer.friendlyName : held.name);
    this.#same(held, 'termDuration', answer.termDuration, plan.term);
    this.#same(held, 'billingCycle', answer.billingCycle, soldCycle(offer, plan));
    this.#same(held, 'the start of its term', subscription.termStart, held.start);
    this.#same(held, 'the end of its term', subscription.termEnd, held.end);
    this.#same(held, 'promotionId', answer.promotionId, held.promotionId);
    const running = isRunning(held);
    const renews = running && held.end !== undefined && held.autoRenew;
    this.#same(held, 'autoRenewEnabled', answer.autoRenewEnabled, renews);
    if (held.end !== undefined)
      this.#same(
        held,
        'commitmentEndDate',
        Date.parse(answer.commitmentEndDate ?? ''),
        midnight(held.end) - day,
      );
    const until = running ? held.batches[0]?.until : undefined;
    this.#same(
      held,
      'cancellationAllowedUntilDate',
      answer.cancellationAllowedUntilDate && Date.parse(answer.cancellationAllowedUntilDate),
      until && Math.floor(until / 1_000) * 1_000,
    );
    this.#checkPlanned(answer, held);
  }

  #checkPlanned(answer: ReturnType<typeof toSubscription>, held: Held): void {
    const next = answer.nextChargeInstructions?.product?.billingCycle;
    this.#same(held, 'nextChargeInstructions', next, held.nextCycle && soldCycle(held.offer, held.nextCycle));
    const given = answer.scheduledNextTermInstructions;
    const planned = held.planned ?? conversionOf(held);
    const is = given && {
      offer: `${given.product?.productId}:${given.product?.skuId}`,
      term: given.product?.termDuration,
      cycle: given.product?.billingCycle,
      quantity: given.quantity,
      end: given.customTermEndDate && Date.parse(given.customTermEndDate),
    };
    const shall = planned && {
      offer: planned.offer.id,
      term: planned.plan.term,
      cycle: soldCycle(planned.offer, planned.plan),
      quantity: planned.quantity,
      end: planned.end && planned.end - day,
    };
    this.#same(held, 'scheduledNextTermInstructions', JSON.stringify(is), JSON.stringify(shall));
  }
}
