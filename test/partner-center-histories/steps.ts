import fc from 'fast-check';
import { type Held, isRunning, type Model } from './model.ts';
import { type Offer, offerOf, offers, planOf, soldCycle } from './offers.ts';
import type { InstructionsBody, LineBody, RequestOf, SubscriptionBody } from './requests.ts';
import { day, midnight } from './time-and-money.ts';

function seldom<Value>(value: fc.Arbitrary<Value>, weight: number): fc.Arbitrary<Value | null> {
  return fc.oneof({ weight, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
}

/** Which subscription: 9 may be one that is over, 10 and up the one that was changed last. */
const nth = fc.nat({ max: 13 });
const few = fc.integer({ min: 1, max: 40 });
const quantity = fc.oneof({ weight: 40, arbitrary: few }, fc.constantFrom(0, 25, 26, 299, 300, 301, 10_001));
const plan = fc.nat({ max: 5 });
/** Which co-terminating day is asked for, if any: 0 to 7 of the month ends, 8 and up of the other subscriptions. */
const end = fc.nat({ max: 11 });
const term = fc.constantFrom('P1M', 'P1Y', 'P3Y');
const cycle = fc.constantFrom('monthly', 'annual', 'triennial');
const minimal = fc.nat({ max: 6 }).map((chance) => chance === 0);

const offer = fc.oneof(
  { weight: 45, arbitrary: fc.nat({ max: offers.length - 1 }) },
  // More of what has cycles of its own, and of the marketplace: both are seldom right on their own.
  { weight: 25, arbitrary: fc.constantFrom(4, 5, 6, offers.length - 1, offers.length - 1) },
  fc.constant(offers.length),
);
const line = fc.record({
  offer,
  plan,
  quantity,
  end: seldom(end, 7),
  attest: fc.nat({ max: 4 }),
});

const change = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ change: fc.constant('seats' as const), delta: fc.integer({ min: -20, max: 20 }) }),
  },
  fc.record({ change: fc.constant('seats-to' as const), quantity }),
  {
    weight: 3,
    arbitrary: fc.record({
      change: fc.constant('status' as const),
      status: fc.constantFrom('suspended', 'active', 'active', 'deleted', 'deleted', 'expired'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ change: fc.constant('renew' as const), on: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      change: fc.constant('schedule' as const),
      upgrade: fc.nat({ max: 3 }),
      plan,
      quantity: fc.option(quantity),
      end: seldom(end, 1),
    }),
  },
  fc.record({ change: fc.constant('unschedule' as const) }),
  {
    weight: 2,
    arbitrary: fc.record({ change: fc.constant('term' as const), term, cycle: seldom(cycle, 2) }),
  },
  { weight: 3, arbitrary: fc.record({ change: fc.constant('cycle' as const), cycle }) },
  fc.record({ change: fc.constant('keep-cycle' as const) }),
  fc.record({ change: fc.constant('name' as const), name: fc.constantFrom('Lima', 'Cusco', '') }),
);

const purchase = fc.record({
  do: fc.constant('buy' as const),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
});

const step = fc.oneof(
  { weight: 5, arbitrary: purchase },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('patch' as const),
      nth,
      minimal,
      changes: fc.array(change, { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('transition' as const),
      nth,
      upgrade: fc.nat({ max: 3 }),
      seats: fc.nat({ max: 4 }),
      target: seldom(nth, 1),
      term: seldom(term, 2),
      cycle: seldom(cycle, 4),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('activate' as const), nth }) },
  fc.record({ do: fc.constant('cancel-order' as const), nth }),
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.oneof(
        fc.constantFrom(1_000, 2_000, day / 2, 3 * day, 7 * day, 31 * day, 90 * day, 365 * day),
        fc.integer({ min: 1, max: 400 * 24 }).map((hours) => (hours * day) / 24),
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('reach' as const),
      nth,
      what: fc.constantFrom('term', 'cycle', 'window'),
      offset: fc.constantFrom(-2_000, -1_000, 0, 1_000),
    }),
  },
);
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A history: something bought, and what comes then. */
export const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    purchase,
    purchase,
    fc.array(step, { minLength: Number(process.env.HISTORIES_LEAST ?? 13), maxLength: 38, size: 'max' }),
  )
  .map(([first, second, rest]) => [first, second, ...rest]);
export type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;
type Line = typeof line extends fc.Arbitrary<infer Value> ? Value : never;

/** Ids that the engine gave, which the steps have to name. */
export interface Names {
  readonly catalogItem: (offerId: string) => string;
  readonly reference: (id: number) => string;
}

/** One of the subscriptions, mostly one that is not over. */
function chosen(model: Model, nth: number, may: (held: Held) => boolean = () => true): Held | undefined {
  if (nth > 9 && model.latest !== undefined && may(model.latest)) return model.latest;
  const all = model.held.filter((held) => held.id !== undefined && may(held));
  const alive = all.filter((held) => isRunning(held) || held.status === 'pending');
  const from = nth !== 9 && alive.length > 0 ? alive : all;
  const found = from[nth % Math.max(1, from.length)];
  model.latest = found;
  return found;
}

/** The instant that a step moves the clock to; undefined for one that is a request. */
export function instantOf(model: Model, each: Step): number | undefined {
  if (each.do === 'wait') return model.now + each.milliseconds;
  if (each.do !== 'reach') return undefined;
  const held = chosen(model, each.nth, isRunning);
  const window = held?.batches.at(-1)?.until;
  const at = each.what === 'term' ? held?.end : each.what === 'window' ? window : held?.nextCharge;
  return Math.max(model.now, (at ?? model.now) + each.offset);
}

/** The last day of a term that a step asks for. */
function endDay(model: Model, which: number | null, start: number): { customTermEndDate?: string } {
  if (which === null) return {};
  const others = model.held.filter((held) => held.status === 'active' && held.end !== undefined);
  const other = which >= 8 ? others[which % Math.max(1, others.length)]?.end : undefined;
  const first = new Date(start);
  const monthEnd = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1 + (which % 8 < 5 ? 0 : which), 1);
  const last = (other === undefined ? monthEnd : midnight(other)) - day;
  return { customTermEndDate: new Date(last).toISOString() };
}

function lineBody(model: Model, names: Names, each: Line, number: number, name: string): LineBody {
  const offer = offers[each.offer] ?? offers[0];
  if (offer === undefined) throw new Error('There are no offers.');
  const plan = offer.plans[each.plan % offer.plans.length];
  const catalogItemId =
    each.offer === offers.length ? 'CFQ7TTC0ZZZZ:0001:CFQ7TTC0ZZZY' : names.catalogItem(offer.id);
  return {
    id: number,
    catalogItemId,
    quantity: offer.trialOf === undefined ? each.quantity : Math.min(each.quantity, 26),
    friendlyName: name,
    ...(plan?.term && { termDuration: plan.term }),
    ...(plan && { billingCycle: soldCycle(offer, plan) }),
    ...(each.attest > 0 && { attestationAccepted: true }),
    ...endDay(model, each.end, model.now),
  };
}

function instructions(
  model: Model,
  held: Held,
  each: Extract<Change, { change: 'schedule' }>,
): InstructionsBody {
  const targets = held.offer.trialOf === undefined ? held.offer.upgradesTo : [held.offer.trialOf];
  const upgraded: Offer | undefined =
    each.upgrade < 2 && targets.length > 0
      ? offerOf(targets[each.upgrade % targets.length] ?? '')
      : undefined;
  const offer = upgraded ?? held.offer;
  const plan = offer.plans[each.plan % offer.plans.length];
  const [productId = '', skuId = ''] = offer.id.split(':');
  return {
    product: {
      productId,
      skuId,
      ...(plan?.term && { termDuration: plan.term }),
      ...(plan && { billingCycle: soldCycle(offer, plan) }),
    },
    ...(each.quantity !== null && { quantity: each.quantity }),
    ...endDay(model, each.end, held.end ?? model.now),
  };
}

function fieldsOf(model: Model, held: Held, each: Change): SubscriptionBody {
  switch (each.change) {
    case 'seats':
      return { quantity: Math.max(0, held.quantity + each.delta) };
    case 'seats-to':
      return { quantity: each.quantity };
    case 'status':
      return { status: each.status };
    case 'renew':
      return { autoRenewEnabled: each.on };
    case 'schedule':
      return { autoRenewEnabled: true, scheduledNextTermInstructions: instructions(model, held, each) };
    case 'unschedule':
      return { scheduledNextTermInstructions: null };
    case 'term': {
      const plan = planOf(held.offer, each.term, each.cycle ?? undefined);
      const known = each.cycle ?? plan?.cycle;
      return { termDuration: each.term, ...(known && { billingCycle: known }) };
    }
    case 'cycle':
      return { billingCycle: each.cycle };
    case 'keep-cycle':
      return { nextChargeInstructions: null };
    case 'name':
      return { friendlyName: each.name };
  }
}

/** The request that a step is at this point of the history; undefined when it has nothing to be about. */
export function requestOf(model: Model, names: Names, each: Step, number: number): RequestOf | undefined {
  switch (each.do) {
    case 'buy':
      return {
        kind: 'buy',
        lines: each.lines.map((one, index) => lineBody(model, names, one, index, `S${number}-${index}`)),
      };
    case 'patch': {
      const held = chosen(model, each.nth, ({ offer }) => offer.family !== 'perpetual');
      if (held?.id === undefined) return undefined;
      const body = Object.assign(
        {},
        ...each.changes.map((one) => fieldsOf(model, held, one)),
      ) as SubscriptionBody;
      return { kind: 'patch', id: held.id, body, minimal: each.minimal };
    }
    case 'transition': {
      const held = chosen(model, each.nth, ({ offer }) => offer.family !== 'perpetual');
      if (held?.id === undefined) return undefined;
      const { trialOf, upgradesTo } = held.offer;
      const targets = trialOf === undefined ? upgradesTo : [trialOf];
      const toOffer = offerOf(targets[each.upgrade % Math.max(1, targets.length)] ?? held.offer.id);
      const target =
        each.target === null ? undefined : chosen(model, each.target, ({ offer }) => offer === toOffer);
      return {
        kind: 'transition',
        id: held.id,
        body: {
          toCatalogItemId: names.catalogItem(toOffer.id),
          quantity: each.seats === 4 ? held.quantity + 1 : each.seats < 2 ? held.quantity : each.seats,
          ...(target?.id !== undefined && {
            toSubscriptionId: names.reference(target.id),
            targetKey: target.key,
          }),
          ...(each.term && { termDuration: each.term }),
          ...(each.cycle && { billingCycle: each.cycle }),
        },
      };
    }
    case 'cancel-order': {
      const held = chosen(model, each.nth, ({ offer }) => offer.family !== 'licence');
      const { id, orderId } = held ?? {};
      return id === undefined || orderId === undefined ? undefined : { kind: 'cancel-order', id, orderId };
    }
    case 'activate': {
      const held = chosen(
        model,
        each.nth,
        ({ status, offer }) => status === 'pending' && offer.family === 'saas',
      );
      return held?.id === undefined ? undefined : { kind: 'activate', id: held.id };
    }
    default:
      return undefined;
  }
}
