import type { Subscription as Service } from '../../generated/icp.gen.ts';
import { decimalText } from '../../operations/azure-plans/azure-cost.ts';
import { addMonths, day, instantOf, startOfDay } from '../../operations/calendar.ts';
import type { HeldTerm, Holding } from '../../operations/reports/report-operations.ts';
import { toSubscription } from './subscription-fields.ts';

/** A row of the report on changes of seats, of one account. */
export interface SeatChangeRow {
  readonly at: number;
  readonly type: string;
  readonly quantity: number;
}

/** ChangeTypes with which a term begins, and the one with which a subscription ends before its term. */
const beginnings: ReadonlySet<string> = new Set(['purchase', 'renewal']);
const cancellation = 'cancellation';

/** What is held of a service in its running term, and in terms of a month before it: ICP tells neither price nor plan of those. */
export function toHolding(service: Service, own: readonly SeatChangeRow[], since: number): Holding {
  const subscriptionId = String(service.AccountId);
  const begun = termStart(service, own);
  // The report on changes has whole seconds.
  const startsAt = begun === undefined ? undefined : begun - (begun % 1_000);
  const { quantity } = toSubscription(service);
  const item = service.PriceableItems?.[0];
  const cycleMonths = item?.PrepaidPeriodInMonths;
  const endsAt = instantOf(service.ContractEndDate);
  if (startsAt === undefined || endsAt === undefined || !item || !cycleMonths)
    return { subscriptionId, terms: [] };
  const within = own.filter(({ at, type }) => at > startsAt || (at === startsAt && !beginnings.has(type)));
  const cancelled = within.find(({ type }) => type === cancellation);
  const moves = within.filter(({ type, at }) => type !== cancellation && at < endsAt);
  const isGone = service.AccountState === 'Terminated';
  const isEndKnown = within.some(({ quantity: moved }) => moved < 0);
  // What is gone, and did not go in the time that is known, went before.
  const cancelledAt = isGone && !isEndKnown ? startsAt : cancelled?.at;
  const gone = isGone && isEndKnown ? within : moves;
  const held = isGone && isEndKnown ? 0 : quantity;
  const term: HeldTerm = {
    startsAt,
    endsAt,
    cycleMonths,
    quantity: held - sumOf(gone),
    changes: moves.map(({ at, quantity: moved }) => ({ at, quantity: moved })),
    ...(item.Currency && { currency: item.Currency }),
    ...(item.PurchasePrice !== undefined && { unitPrice: decimalText(item.PurchasePrice) }),
    ...(cancelledAt !== undefined && { cancelledAt }),
  };
  const earlier = isGone ? [] : earlierTerms(term, service, own, since);
  const [{ startsAt: knownFrom }] = [...earlier, term] as [HeldTerm];
  return {
    subscriptionId,
    terms: [...earlier, term],
    knownFrom,
    plan: { id: String(item.PriceableItemId), since: startsAt },
  };
}

/** Terms of a month that were before, if the plan was the same then: at which price is not told. */
function earlierTerms(
  term: HeldTerm,
  service: Service,
  changes: readonly SeatChangeRow[],
  since: number,
): HeldTerm[] {
  const begun = instantOf(service.BillingStartDate) ?? term.startsAt;
  const isMonthly = service.PriceableItems?.[0]?.CommitementPeriodInMonths === 1;
  // The last days of a month may stand for later ones.
  const isSure = new Date(term.startsAt).getUTCDate() < 28;
  if (!isMonthly || !isSure) return [];
  const first = begun - (begun % 1_000);
  // What an upgrade made is charged by the cycle that it came into.
  const isUpgrade = changes.some(({ at, type }) => sameSecond(at, begun) && !beginnings.has(type));
  const terms: HeldTerm[] = [];
  let { quantity } = term;
  for (let endsAt = term.startsAt; endsAt > begun; ) {
    const start = addMonths(endsAt, -1);
    const startsAt = isUpgrade || startOfDay(start) > startOfDay(begun) ? start : first;
    if (Math.max(startsAt, first) < since) break;
    const renewed = changes.filter(({ at, type }) => at === endsAt && type === 'renewal');
    const moves = changes.filter(
      ({ at, type }) => at < endsAt && at >= startsAt && !(at === startsAt && beginnings.has(type)),
    );
    quantity -= sumOf(renewed) + sumOf(moves);
    terms.unshift({
      startsAt,
      endsAt,
      cycleMonths: 1,
      quantity,
      changes: moves.map(({ at, quantity: moved }) => ({ at, quantity: moved })),
    });
    endsAt = startsAt;
  }
  return terms;
}

function sumOf(changes: readonly SeatChangeRow[]): number {
  return changes.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** From when changes must be known, so that the first one of each service is among them where that matters. */
export function changesNeededFrom(services: readonly Service[], month: number): number {
  const begun = services.flatMap((service) =>
    isAligned(service) ? (instantOf(service.BillingStartDate) ?? []) : [],
  );
  return Math.min(month, ...begun);
}

/** When the running term began; undefined where that cannot be told. */
function termStart(service: Service, changes: readonly SeatChangeRow[]): number | undefined {
  const begun = instantOf(service.BillingStartDate);
  const end = instantOf(service.ContractEndDate);
  const committed = service.PriceableItems?.[0]?.CommitementPeriodInMonths;
  const isLicence = service.Fields.some(({ Name }) => Name === 'OfferId');
  if (!isLicence || begun === undefined || end === undefined || !committed) return undefined;
  if (startOfDay(addMonths(startOfDay(begun), committed)) === startOfDay(end)) return begun;
  const start = addMonths(end, -committed);
  if (begun > start && isAligned(service)) {
    // What an upgrade made has the dates of what it came of.
    const first = changes.find(({ at }) => sameSecond(at, begun));
    return first?.type === 'purchase' ? begun : undefined;
  }
  // The last day of a short month may stand for a later one.
  const isLast = new Date(end + day).getUTCDate() === 1;
  const isShortened = isLast && new Date(start + day).getUTCDate() !== 1;
  return isShortened ? undefined : start;
}

/** Its term was asked to end with another or with a month, and is the first. */
function isAligned({ Fields, ContractEndDate }: Service): boolean {
  const wanted = Fields.find(({ Name }) => Name === 'Subscriptionenddatealignment')?.Value;
  return typeof wanted === 'string' && wanted.slice(0, 10) === ContractEndDate?.slice(0, 10);
}

function sameSecond(one: number, other: number): boolean {
  return Math.floor(one / 1_000) === Math.floor(other / 1_000);
}
