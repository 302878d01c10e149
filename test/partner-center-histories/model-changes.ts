import {
  conversionOf,
  endOf,
  type Held,
  isRunning,
  type Model,
  type Planned,
  windowOf,
  without,
} from './model.ts';
import { type Offer, offerOf, type Plan, planOf, soldCycle, unitPrice } from './offers.ts';
import type { LineBody, SubscriptionBody, TransitionBody } from './requests.ts';
import { day, dayOf, midnight, monthsLater, monthsOfTerm } from './time-and-money.ts';

/** The lines of one order, which the engine has accepted. */
export function buy(model: Model, lines: readonly { line: LineBody; id: number; orderId: string }[]): void {
  const priced = lines.map(({ line, id, orderId }) => {
    const offer = offerOf(line.catalogItemId);
    const plan = planOf(offer, line.termDuration, line.billingCycle);
    if (plan === undefined) throw new Error(`${line.friendlyName} was sold by a plan that is not sold.`);
    if (line.quantity < 1 || line.quantity > offer.most || !Number.isInteger(line.quantity))
      throw new Error(`${line.friendlyName} was sold with ${line.quantity} seats.`);
    if (offer.attested && line.attestationAccepted !== true)
      throw new Error(`${line.friendlyName} was sold without attestation.`);
    if (line.customTermEndDate !== undefined)
      checkEnd(model, offer, plan, model.now, Date.parse(line.customTermEndDate));
    if (offer.trialOf !== undefined && !model.tries(offer)) throw new Error(`${offer.id} was tried again.`);
    const promotion = model.promotionFor(offer, plan, line.quantity);
    return { line, id, orderId, offer, plan, promotion };
  });
  for (const { line, id, orderId, offer, plan, promotion } of priced) {
    const end = line.customTermEndDate;
    const held: Held = {
      key: line.friendlyName,
      id,
      orderId,
      offer,
      plan,
      quantity: line.quantity,
      batches: [],
      unit: unitPrice(plan, model.currency, promotion?.percentOff),
      promotionId: promotion?.id,
      status: 'pending',
      name: line.friendlyName,
      start: model.now,
      ...(end !== undefined && { customEnd: Date.parse(end) + day }),
      boughtAt: model.now,
      autoRenew: true,
      changing: false,
      postings: [],
      sinceBought: 0n,
      charged: 0n,
      metered: { day: dayOf(model.now), cents: 0 },
    };
    model.held.push(held);
    model.remember(offer);
    if (offer.family === 'licence') model.activate(held);
    // Software is there after a while; a marketplace subscription when its buyer activates it.
    else if (offer.family !== 'saas') held.due = model.now + 2_000;
  }
}

/** Gives back what a cancellation gives back. @throws Error when the window had closed */
export function cancel(model: Model, held: Held): void {
  if (model.now >= (held.batches[0]?.until ?? 0)) throw new Error(`${held.key} was cancelled too late.`);
  if (held.offer.trialOf !== undefined) throw new Error(`${held.key}, a trial, was cancelled.`);
  const { family } = held.offer;
  if (family === 'saas' || family === 'perpetual') {
    held.charged -= held.sinceBought;
    held.postings = [];
    held.sinceBought = 0n;
  } else model.post(held, -held.quantity);
  model.stop(held, 'deleted');
}

/** What an accepted PATCH has made of a subscription. */
export function patch(model: Model, held: Held, body: SubscriptionBody): void {
  if (!isRunning(held) || held.changing) throw new Error(`${held.key} was changed while ${held.status}.`);
  if (body.status === 'deleted') {
    cancel(model, held);
    return;
  }
  const before = held.planned ?? conversionOf(held);
  if (body.status === 'active') held.status = 'active';
  if (body.quantity !== undefined && body.quantity !== held.quantity) setSeats(model, held, body.quantity);
  const termChanged = setTerm(model, held, body);
  if (body.friendlyName !== undefined) held.name = body.friendlyName;
  setRenewal(model, held, body, before);
  if (!body.nextChargeInstructions && !termChanged) held.nextCycle = undefined;
  if (body.status === 'suspended') {
    held.status = 'suspended';
    held.planned = undefined;
  }
}

/** Section 5.7 of the reference. @throws Error when a term may not end on a day */
function checkEnd(model: Model, offer: Offer, plan: Plan, start: number, lastDay: number): void {
  const end = midnight(lastDay) + day;
  const last = new Date(lastDay).getUTCDate();
  const monthEnd = new Date(end).getUTCDate() === 1;
  const longest = plan.term && monthsLater(midnight(start), monthsOfTerm[plan.term]);
  const aligned = model.held.some(
    (other) =>
      other.status === 'active' &&
      other.offer.family === 'licence' &&
      other.offer.trialOf === undefined &&
      other.end !== undefined &&
      midnight(other.end) === end &&
      (plan.term === 'P1M' || other.plan.term !== 'P1M'),
  );
  const legal =
    offer.family === 'licence' &&
    offer.trialOf === undefined &&
    longest !== undefined &&
    end > midnight(start) &&
    end <= longest &&
    (monthEnd || (aligned && (plan.term !== 'P1M' || last < 28)));
  if (!legal) throw new Error(`A term of ${offer.id} shall end with ${new Date(lastDay).toISOString()}.`);
}

function setSeats(model: Model, held: Held, quantity: number): void {
  const { offer } = held;
  const added = quantity - held.quantity;
  if (held.status === 'suspended' || offer.trialOf !== undefined)
    throw new Error(`${held.key} got other seats.`);
  if (quantity < 1 || quantity > offer.most) throw new Error(`${held.key} got ${quantity} seats.`);
  held.planned = undefined;
  held.quantity = quantity;
  if (added > 0) {
    held.batches.push({ quantity: added, until: model.now + windowOf(offer, held.plan.term) });
  } else {
    const left = without(held.batches, -added, model.now);
    if (left === undefined || offer.family === 'software')
      throw new Error(`${held.key} lost seats that no window was open for.`);
    held.batches = left;
  }
  model.post(held, added);
}

function setTerm(model: Model, held: Held, body: SubscriptionBody): boolean {
  const { offer, plan } = held;
  const { termDuration: term, billingCycle: cycle } = body;
  const same =
    (term === undefined || term === plan.term) &&
    (cycle === undefined || cycle === plan.cycle || cycle === soldCycle(offer, plan));
  if (same) return false;
  const next = planOf(offer, term ?? plan.term, cycle);
  if (next?.term === undefined || plan.term === undefined || offer.trialOf !== undefined)
    throw new Error(`${held.key} got the term ${term} ${cycle}.`);
  if (held.status === 'suspended') throw new Error(`${held.key} got another term while suspended.`);
  held.planned = undefined;
  if (next.term === plan.term) {
    const may = [plan, next].every((each) => each.cycle === 'monthly' || each.cycle === 'annual');
    if (plan.term !== 'P3Y' || !may) throw new Error(`${held.key} got the cycle ${cycle} within its term.`);
    held.nextCycle = next;
    return true;
  }
  if (monthsOfTerm[next.term] < monthsOfTerm[plan.term]) throw new Error(`${held.key} got a shorter term.`);
  beginLongerTerm(model, held, next);
  return true;
}

function beginLongerTerm(model: Model, held: Held, next: Plan): void {
  model.post(held, -held.quantity);
  held.plan = next;
  held.unit = unitPrice(next, model.currency);
  held.promotionId = undefined;
  held.nextCycle = undefined;
  held.start = model.now;
  held.end = endOf(held.offer, next, model.now);
  model.beginTerm(held);
}

function setRenewal(model: Model, held: Held, body: SubscriptionBody, before: Planned | undefined): void {
  held.autoRenew = body.autoRenewEnabled ?? false;
  const wanted = body.scheduledNextTermInstructions;
  if (!held.autoRenew || !wanted) {
    held.planned = undefined;
    return;
  }
  const { product = {}, quantity, customTermEndDate } = wanted;
  const fallback = held.offer.trialOf ?? held.offer.id;
  const offer =
    product.skuId === undefined ? offerOf(fallback) : offerOf(`${product.productId}:${product.skuId}`);
  const plan = planOf(offer, product.termDuration, product.billingCycle);
  if (plan === undefined) throw new Error(`${held.key} will renew by a plan that is not sold.`);
  const asBefore =
    before !== undefined &&
    offer === before.offer &&
    (product.termDuration === undefined || product.termDuration === before.plan.term) &&
    (product.billingCycle === undefined || product.billingCycle === soldCycle(before.offer, before.plan)) &&
    (quantity === undefined || quantity === before.quantity) &&
    (customTermEndDate === undefined
      ? before.end === undefined
      : midnight(Date.parse(customTermEndDate)) + day === before.end) &&
    product.promotionId === before.promotionId;
  // What came back as it was read is no new wish: a change of seats has deleted it.
  if (asBefore) return;
  if (customTermEndDate !== undefined)
    checkEnd(model, offer, plan, held.end ?? 0, Date.parse(customTermEndDate));
  held.planned = {
    offer,
    plan,
    quantity: quantity ?? held.quantity,
    ...(customTermEndDate !== undefined && { end: midnight(Date.parse(customTermEndDate)) + day }),
    ...(product.promotionId !== undefined && { promotionId: product.promotionId }),
  };
}

/** An accepted transition: done after a while. */
export function startUpgrade(model: Model, held: Held, body: TransitionBody, operationId: string): void {
  if (held.status !== 'active' || held.changing)
    throw new Error(`${held.key} was upgraded while ${held.status}.`);
  const offer = offerOf(body.toCatalogItemId);
  const ownCycle = held.offer.trialOf === undefined ? held.plan.cycle : undefined;
  const term = body.termDuration ?? held.plan.term;
  const plan =
    planOf(offer, term, body.billingCycle ?? ownCycle) ??
    (body.billingCycle === undefined ? planOf(offer, term) : undefined);
  if (plan === undefined || body.quantity < 1 || body.quantity > held.quantity)
    throw new Error(`${held.key} was upgraded by a plan that is not sold.`);
  const target = model.held.find((each) => each.key === body.targetKey);
  if (target !== undefined) {
    const takes =
      target.status === 'active' &&
      !target.changing &&
      target !== held &&
      target.offer === offer &&
      model.now >= (target.batches[0]?.until ?? 0) &&
      (target.end ?? 0) >= (held.end ?? 0);
    if (!takes) throw new Error(`${target.key} was taken as the target of an upgrade.`);
  }
  held.changing = true;
  model.upgrades.push({
    operationId,
    source: held,
    offer,
    plan,
    quantity: body.quantity,
    target,
    startedAt: model.now,
    due: model.now + 2_000,
  });
}
