import { addMonths, daysBetween, isoOf } from '../calendar.ts';
import type { HeldTerm, Holding } from '../reports/report-operations.ts';
import type { Sale } from './explain-invoice.ts';

/** What a month bills of a holding: a sale for each cycle that a day of the month is in. */
export function salesOf({ subscriptionId, terms }: Holding, month: string, currency: string): Sale[] {
  const from = Date.parse(`${month}-01T00:00:00Z`);
  const to = addMonths(from, 1);
  return terms.flatMap((term) =>
    cyclesOf(term, from, to).map((cycle): Sale => {
      const { unitPrice } = term;
      return {
        subscriptionId,
        currency: term.currency ?? currency,
        ...(unitPrice !== undefined && { unitPrice }),
        ...heldIn(term, cycle),
      };
    }),
  );
}

interface Cycle {
  readonly start: number;
  readonly end: number;
  readonly fullEnd: number;
}

/** Cycles follow each other from the start of the term; its end may cut the last one short. */
function cyclesOf(
  { startsAt, endsAt = Number.POSITIVE_INFINITY, cycleMonths }: HeldTerm,
  from: number,
  to: number,
) {
  const cycles: Cycle[] = [];
  const passed = Math.floor(daysBetween(startsAt, from) / 31 / cycleMonths);
  for (let count = Math.max(0, passed); ; count += 1) {
    const start = addMonths(startsAt, count * cycleMonths);
    if (start >= to || start >= endsAt) return cycles;
    const fullEnd = addMonths(startsAt, (count + 1) * cycleMonths);
    const end = Math.min(fullEnd, endsAt);
    if (end > from) cycles.push({ start, end, fullEnd });
  }
}

function heldIn({ quantity, changes, cancelledAt }: HeldTerm, { start, end, fullEnd }: Cycle) {
  const atStart = changes.reduce((sum, each) => (each.at < start ? sum + each.quantity : sum), quantity);
  const within = changes
    .filter(({ at }) => at >= start && at < end)
    .map((each) => ({ date: dateOf(each.at), quantity: each.quantity }));
  const cycle = {
    start: dateOf(start),
    end: dateOf(end),
    ...(fullEnd !== end && { fullEnd: dateOf(fullEnd) }),
  };
  const sale = { cycle, quantity: atStart };
  if (cancelledAt === undefined || cancelledAt >= end) return { ...sale, changes: within };
  // One that ended before the hour at which the cycle begins never began it.
  if (cancelledAt < start) return { ...sale, cancelledOn: earlier(dateOf(cancelledAt), cycle.start) };
  const date = dateOf(cancelledAt);
  const isSameDay = date === cycle.start || within.some((each) => each.date === date);
  if (!isSameDay) return { ...sale, changes: within, cancelledOn: date };
  // What is bought and given back on one day has both its lines.
  const held = within.reduce((sum, each) => sum + each.quantity, atStart);
  return { ...sale, changes: [...within, { date, quantity: -held }] };
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function dateOf(instant: number): string {
  return isoOf(instant).slice(0, 10);
}
