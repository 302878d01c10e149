import { meter } from './meter.ts';
import { type Offer, offerOf, type Plan, planOf, unitPrice } from './offers.ts';
import { cents, day, dayOf, midnight, monthsLater, monthsOfTerm, periodAt } from './time-and-money.ts';

/** Section 5.5 of the reference, written down anew. */
export type Status = 'pending' | 'active' | 'suspended' | 'expired' | 'disabled' | 'deleted';

export interface Batch {
  readonly quantity: number;
  readonly until: number;
}

export interface Planned {
  readonly offer: Offer;
  readonly plan: Plan;
  readonly quantity: number;
  readonly end?: number;
  readonly promotionId?: string;
}

interface Posting {
  readonly periodEnd: number;
  readonly amount: bigint;
}

/** A subscription as the rules say that it must be. */
export interface Held {
  /** Its first name, by which it is found after a purchase; its transition's id when that made it. */
  readonly key: string;
  id?: number;
  orderId?: string;
  offer: Offer;
  plan: Plan;
  quantity: number;
  batches: Batch[];
  unit: bigint;
  promotionId?: string | undefined;
  status: Status;
  name: string;
  /** When it becomes something else by itself: active, disabled, deleted. */
  due?: number | undefined;
  start: number;
  end?: number | undefined;
  customEnd?: number | undefined;
  /** Of the purchase or renewal, for what is given back whole. */
  boughtAt: number;
  autoRenew: boolean;
  planned?: Planned | undefined;
  nextCycle?: Plan | undefined;
  nextCharge?: number | undefined;
  changing: boolean;
  /** What was charged and refunded since the purchase or renewal, and all in all. */
  postings: Posting[];
  sinceBought: bigint;
  charged: bigint;
  /** Days that were used, to the day before this one, and what they are worth. */
  metered: { day: number; cents: number };
}

export interface Upgrade {
  readonly operationId: string;
  readonly source: Held;
  readonly offer: Offer;
  readonly plan: Plan;
  readonly quantity: number;
  readonly target?: Held | undefined;
  readonly startedAt: number;
  readonly due: number;
  done?: true;
  made?: Held;
}

export function windowOf(offer: Offer, term: string | undefined): number {
  if (offer.family === 'perpetual') return 30 * day;
  if (offer.family === 'saas') return (term === 'P1M' ? 1 : 14) * day;
  return 7 * day;
}

/** The end of a term that begins at an instant: trials last thirty days. */
export function endOf(offer: Offer, plan: Plan, now: number): number | undefined {
  if (plan.term === undefined) return undefined;
  if (offer.trialOf !== undefined) return midnight(now) + 30 * day;
  return monthsLater(midnight(now), monthsOfTerm[plan.term]);
}

export function isRunning({ status }: Held): boolean {
  return status === 'active' || status === 'suspended';
}

/** Takes seats of the newest batches first; those that may not be touched stay. */
export function without(batches: readonly Batch[], quantity: number, openAt?: number): Batch[] | undefined {
  let missing = quantity;
  const left = batches.toReversed().map((batch) => {
    const taken = openAt === undefined || openAt < batch.until ? Math.min(batch.quantity, missing) : 0;
    missing -= taken;
    return { ...batch, quantity: batch.quantity - taken };
  });
  return missing === 0 ? left.reverse().filter((batch) => batch.quantity > 0) : undefined;
}

/** The customer's subscriptions by the rules; the engine is held against them. */
export class Model {
  readonly held: Held[] = [];
  readonly upgrades: Upgrade[] = [];
  readonly #had = new Set<string>();
  readonly #tried = new Set<string>();
  /** The subscription that the last request was about. */
  latest: Held | undefined;
  readonly currency: string;
  now: number;

  constructor(currency: string, now: number) {
    this.currency = currency;
    this.now = now;
  }

  byId(id: number): Held | undefined {
    return this.held.find((each) => each.id === id);
  }

  /** The promotion that applies by itself. */
  promotionFor(offer: Offer, plan: Plan, quantity: number) {
    const { promotion } = offer;
    if (promotion === undefined || plan.term !== 'P1Y' || this.now >= promotion.until) return undefined;
    return promotion.forNewcomers && (this.#had.has(offer.id) || quantity > 300) ? undefined : promotion;
  }

  /** Whether a trial is the customer's first of its kind; from now on it is not. */
  tries(offer: Offer): boolean {
    const first = !this.#tried.has(offer.id);
    this.#tried.add(offer.id);
    return first;
  }

  remember(offer: Offer): void {
    this.#had.add(offer.trialOf ?? offer.id);
  }

  /** Charges, or with negative seats refunds, what is left of the billing period. */
  post(held: Held, seats: number, from = this.now): void {
    if (held.end === undefined) {
      this.#book(held, Number.POSITIVE_INFINITY, cents(held.unit, seats, 1, 1));
      return;
    }
    const period = periodAt(held.start, held.end, held.plan.cycle, from);
    const days = Math.round((midnight(period.end) - midnight(from)) / day);
    const daysInPeriod = Math.round((midnight(period.full) - midnight(period.start)) / day);
    const exact = cents(held.unit, seats, days, daysInPeriod);
    const paid = held.postings.reduce(
      (sum, each) => (each.periodEnd === period.end ? sum + each.amount : sum),
      0n,
    );
    const most = paid > 0n ? paid : 0n;
    this.#book(held, period.end, exact < -most ? -most : exact);
  }

  #book(held: Held, periodEnd: number, amount: bigint): void {
    held.postings.push({ periodEnd, amount });
    held.sinceBought += amount;
    held.charged += amount;
  }

  /** Charges the first period of a term, and knows when the next begins. */
  beginTerm(held: Held): void {
    this.post(held, held.quantity);
    this.planCharge(held);
  }

  planCharge(held: Held): void {
    const { end } = held;
    if (end === undefined) return;
    const period = periodAt(held.start, end, held.plan.cycle, this.now);
    held.nextCharge = period.end < end ? period.end : undefined;
  }

  activate(held: Held): void {
    held.status = 'active';
    held.due = undefined;
    held.start = this.now;
    held.end = held.customEnd ?? endOf(held.offer, held.plan, this.now);
    this.#buy(held);
  }

  /** Seats bought now, all of them: a new window, and what is paid for them. */
  #buy(held: Held): void {
    held.boughtAt = this.now;
    held.sinceBought = 0n;
    held.batches = [{ quantity: held.quantity, until: this.now + windowOf(held.offer, held.plan.term) }];
    this.beginTerm(held);
  }

  stop(held: Held, status: Status): void {
    held.status = status;
    held.planned = undefined;
    held.nextCycle = undefined;
    held.nextCharge = undefined;
    held.changing = false;
  }

  /** Lets time pass: charges, renewals, ends and upgrades in their order. */
  advance(to: number): void {
    for (;;) {
      const next = this.#next(to);
      this.now = next?.at ?? to;
      for (const held of this.held) meter(held, this.now);
      if (next === undefined) return;
      next.run();
    }
  }

  #next(to: number): { at: number; run: () => void } | undefined {
    let at = Number.POSITIVE_INFINITY;
    let run: (() => void) | undefined;
    const consider = (when: number | undefined, what: () => void) => {
      if (when === undefined || when > to || when >= at) return;
      at = when;
      run = what;
    };
    for (const held of this.held) {
      if (isRunning(held)) {
        consider(held.nextCharge, () => this.#chargeCycle(held));
        consider(held.end, () => this.#endTerm(held));
      } else consider(held.due, () => this.#becomeNext(held));
    }
    for (const upgrade of this.upgrades) {
      if (!upgrade.done) consider(upgrade.due, () => this.#completeUpgrade(upgrade));
    }
    return run && { at, run };
  }

  #chargeCycle(held: Held): void {
    if (held.nextCycle !== undefined) {
      held.plan = held.nextCycle;
      held.unit = unitPrice(held.plan, this.currency);
      held.nextCycle = undefined;
    }
    this.post(held, held.quantity);
    this.planCharge(held);
  }

  #becomeNext(held: Held): void {
    if (held.status === 'pending') this.activate(held);
    else if (held.status === 'expired') {
      held.status = 'disabled';
      held.due = this.now + 90 * day;
    } else {
      held.status = 'deleted';
      held.due = undefined;
    }
  }

  #endTerm(held: Held): void {
    const licence = held.offer.family === 'licence';
    if (held.autoRenew && !(licence && held.status === 'suspended')) {
      this.#renew(held);
      return;
    }
    if (!licence) {
      this.stop(held, 'deleted');
      return;
    }
    const disabled = held.status === 'suspended';
    this.stop(held, disabled ? 'disabled' : 'expired');
    held.due = this.now + (disabled ? 120 : 30) * day;
  }

  #renew(held: Held): void {
    const planned = held.planned ?? conversionOf(held);
    const offer = planned?.offer ?? held.offer;
    const plan = planned?.plan ?? held.nextCycle ?? held.plan;
    const promotionId = planned?.promotionId ?? held.promotionId;
    const { promotion } = offer;
    const kept =
      promotion !== undefined &&
      promotion.id === promotionId &&
      plan.term === 'P1Y' &&
      this.now < promotion.until;
    held.quantity = planned?.quantity ?? held.quantity;
    held.unit = unitPrice(plan, this.currency, kept ? promotion.percentOff : 0n);
    held.promotionId = kept ? promotion.id : undefined;
    // What it is called follows the product.
    if (held.offer !== offer) held.name = '';
    held.offer = offer;
    held.plan = plan;
    held.start = this.now;
    held.end = planned?.end ?? endOf(offer, plan, this.now);
    held.planned = undefined;
    held.nextCycle = undefined;
    this.remember(offer);
    this.#buy(held);
  }

  #completeUpgrade(upgrade: Upgrade): void {
    const { source, offer, plan, quantity, target } = upgrade;
    upgrade.done = true;
    source.changing = false;
    const renewed = source.start > upgrade.startedAt;
    if (source.status !== 'active' || renewed) return;
    if (source.offer.trialOf !== undefined) {
      this.#convert(upgrade);
      return;
    }
    if (target !== undefined) {
      const takes =
        target.status === 'active' &&
        !target.changing &&
        target.offer === offer &&
        this.now >= (target.batches[0]?.until ?? 0) &&
        target.quantity + quantity <= offer.most &&
        (target.end ?? 0) >= (source.end ?? 0);
      if (!takes) return;
    }
    this.post(source, -quantity);
    const { start, end, autoRenew } = source;
    if (quantity === source.quantity) this.stop(source, 'deleted');
    else {
      source.quantity -= quantity;
      source.batches = without(source.batches, quantity) ?? [];
      source.planned = undefined;
    }
    const closed = { quantity, until: this.now };
    if (target !== undefined) {
      target.quantity += quantity;
      target.batches = [...target.batches, closed];
      target.planned = undefined;
      this.post(target, quantity);
      return;
    }
    const promotion = this.promotionFor(offer, plan, quantity);
    const longer = plan.term !== source.plan.term;
    const made: Held = {
      key: upgrade.operationId,
      offer,
      plan,
      quantity,
      batches: [closed],
      unit: unitPrice(plan, this.currency, promotion?.percentOff),
      promotionId: promotion?.id,
      status: 'active',
      name: '',
      start: longer ? this.now : start,
      end: longer ? endOf(offer, plan, this.now) : end,
      boughtAt: this.now,
      autoRenew,
      changing: false,
      postings: [],
      sinceBought: 0n,
      charged: 0n,
      metered: { day: dayOf(this.now), cents: 0 },
    };
    upgrade.made = made;
    this.held.push(made);
    this.remember(offer);
    this.beginTerm(made);
  }

  /** A trial is bought under its own id. */
  #convert({ source, offer, plan, quantity }: Upgrade): void {
    const promotion = this.promotionFor(offer, plan, quantity);
    source.offer = offer;
    source.name = '';
    source.plan = plan;
    source.planned = undefined;
    source.unit = unitPrice(plan, this.currency, promotion?.percentOff);
    source.promotionId = promotion?.id;
    source.start = this.now;
    source.end = endOf(offer, plan, this.now);
    this.remember(offer);
    this.#buy(source);
  }
}

/** What a trial becomes by itself: its paid offer, by the month. */
export function conversionOf(held: Held): Planned | undefined {
  if (held.offer.trialOf === undefined) return undefined;
  const offer = offerOf(held.offer.trialOf);
  const plan = planOf(offer, 'P1M');
  return plan && { offer, plan, quantity: held.quantity };
}
