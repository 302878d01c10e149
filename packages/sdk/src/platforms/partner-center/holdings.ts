import type { AuditRecord, Order, Subscription as Owned } from '../../generated/partner-center.gen.ts';
import { jsonObject } from '../../http/json-object.ts';
import { decimalText } from '../../operations/azure-plans/azure-cost.ts';
import { day, instantOf, monthsOf, startOfDay } from '../../operations/calendar.ts';
import type { HeldTerm, Holding } from '../../operations/reports/report-operations.ts';
import { idOf } from './subscription-shape.ts';

const newCommerce = 'OnlineServicesNCE';

const cycleMonths: Readonly<Record<string, number>> = { monthly: 1, annual: 12, triennial: 36 };

/** What the audit keeps of a subscription. */
interface State {
  readonly quantity: number;
  readonly status: 'running' | 'deleted' | 'over';
  readonly billingCycle: string;
  /** The day on which the term began, and the day after its last one. */
  readonly startsOn: number;
  readonly endsAt: number | undefined;
}

interface Step {
  readonly at: number;
  readonly before: State | undefined;
  readonly after: State;
}

/** What is held of a subscription since an instant, from what it is now and the audit of its changes; nothing where they do not fit each other. */
export function toHolding(
  customerId: string,
  owned: Owned,
  known: {
    readonly from: number;
    readonly records: readonly AuditRecord[];
    readonly orders: readonly Order[];
  },
): Holding {
  const unknown = { subscriptionId: idOf(customerId, owned.id), terms: [] };
  const now = stateOf(owned);
  const steps = stepsOf(owned.id, known.records);
  if (now === undefined || steps === undefined || owned.productType?.id !== newCommerce) return unknown;
  const fits = steps.every(({ after }, index) => isSame(after, steps[index + 1]?.before ?? now));
  const created = instantOf(owned.creationDate) ?? 0;
  const first = steps[0]?.before ?? steps[0]?.after ?? now;
  const terms = fits ? termsOf(first, steps, created, known.from) : undefined;
  if (terms === undefined) return unknown;
  return {
    ...unknown,
    terms: terms.map((term) => ({ ...term, ...priceOf(owned, term, created, known.orders) })),
    knownFrom: known.from,
  };
}

type Term = { -readonly [Name in keyof HeldTerm]: HeldTerm[Name] } & {
  changes: { at: number; quantity: number }[];
};

function termsOf(first: State, steps: readonly Step[], created: number, from: number): Term[] | undefined {
  let term = newTerm(first, created);
  // When it went the audit does not tell any more.
  if (term === undefined || first.status === 'deleted') return undefined;
  // What an upgrade made has the term of what it came of, and no seats before.
  if (created >= from && startOfDay(created) > startOfDay(term.startsAt)) {
    term.changes.push({ at: created, quantity: term.quantity });
    term.quantity = 0;
  }
  const terms = [term];
  let state = first;
  for (const { at, after } of steps) {
    if (after.startsOn !== state.startsOn) {
      const isEarly = state.endsAt === undefined || startOfDay(at) < state.endsAt;
      if (isEarly) term.cancelledAt = at;
      term = newTerm(after, at);
      if (term === undefined) return undefined;
      terms.push(term);
    } else if (after.status === 'deleted' && state.status === 'running') {
      term.cancelledAt = at;
    } else if (after.quantity !== state.quantity) {
      term.changes.push({ at, quantity: after.quantity - state.quantity });
    }
    if (after.billingCycle !== state.billingCycle && after.startsOn === state.startsOn) return undefined;
    state = after;
  }
  return terms;
}

/** A term begins at the hour at which it was bought or renewed: days alone do not tell to which cycle a change on its first day belongs. */
function newTerm({ startsOn, endsAt, quantity, billingCycle }: State, begun: number): Term | undefined {
  const months = cycleMonths[billingCycle];
  if (months === undefined) return undefined;
  const startsAt = startOfDay(begun) === startsOn ? begun : startsOn;
  return { startsAt, ...(endsAt !== undefined && { endsAt }), cycleMonths: months, quantity, changes: [] };
}

/** Of the first term, the order tells. */
function priceOf({ id }: Owned, term: HeldTerm, created: number, orders: readonly Order[]) {
  if (Math.abs(startOfDay(term.startsAt) - startOfDay(created)) > day) return {};
  for (const { lineItems, currencyCode } of orders) {
    const price = lineItems.find((line) => line.subscriptionId?.toLowerCase() === id.toLowerCase())?.pricing
      ?.price;
    if (price !== undefined)
      return { unitPrice: decimalText(price), ...(currencyCode && { currency: currencyCode }) };
  }
  return {};
}

function stepsOf(id: string, records: readonly AuditRecord[]): Step[] | undefined {
  const steps: Step[] = [];
  // They come newest first.
  for (const { resourceType, resourceOldValue, resourceNewValue, operationDate } of [...records].reverse()) {
    if (resourceType !== 'subscription') continue;
    const now = jsonObject(resourceNewValue ?? '');
    if (String(now.Id ?? '').toLowerCase() !== id.toLowerCase()) continue;
    const at = instantOf(operationDate);
    const after = recordedState(now);
    if (at === undefined || after === undefined) return undefined;
    // Before it is active it has no dates yet.
    const before = resourceOldValue && recordedState({ ...now, ...jsonObject(resourceOldValue) });
    steps.push({ at, before: before || undefined, after });
  }
  return steps;
}

function recordedState(value: Readonly<Record<string, unknown>>): State | undefined {
  const text = (name: string) => (typeof value[name] === 'string' ? (value[name] as string) : undefined);
  const { Quantity: quantity } = value;
  const end = instantOf(text('CommitmentEndDate'));
  return typeof quantity !== 'number'
    ? undefined
    : newState(quantity, text('Status'), text('BillingCycle'), text('EffectiveStartDate'), end);
}

function stateOf(owned: Owned): State | undefined {
  if (monthsOf(owned.termDuration) === undefined) return undefined;
  const end = instantOf(owned.commitmentEndDate);
  return newState(owned.quantity, owned.status, owned.billingCycle, owned.effectiveStartDate, end);
}

function newState(
  quantity: number,
  status: string | undefined,
  billingCycle: string | undefined,
  start: string | undefined,
  lastDay: number | undefined,
): State | undefined {
  const startsOn = instantOf(start);
  if (status === undefined || billingCycle === undefined || startsOn === undefined) return undefined;
  return {
    quantity,
    status: statusOf(status.toLowerCase()),
    billingCycle,
    startsOn: startOfDay(startsOn),
    endsAt: lastDay === undefined ? undefined : startOfDay(lastDay) + day,
  };
}

/** A licence whose term is over goes through further states by itself. */
function statusOf(status: string): State['status'] {
  if (status === 'expired' || status === 'disabled') return 'over';
  return status === 'deleted' ? 'deleted' : 'running';
}

function isSame(one: State, other: State): boolean {
  const isGone = one.status !== 'running' && other.status !== 'running';
  return (
    one.quantity === other.quantity &&
    one.startsOn === other.startsOn &&
    one.billingCycle === other.billingCycle &&
    (one.status === other.status || isGone)
  );
}
