import type { Cycle, Term } from './offers.ts';

/** Days, months and amounts by the test's own arithmetic. */
export const day = 86_400_000;

export const monthsOfTerm: Readonly<Record<Term, number>> = { P1M: 1, P1Y: 12, P3Y: 36 };
export const monthsOfCycle: Readonly<Record<Cycle, number>> = {
  monthly: 1,
  annual: 12,
  triennial: 36,
  once: 0,
};

/** The number of a UTC day. */
export function dayOf(instant: number): number {
  return Math.floor(instant / day);
}

export function midnight(instant: number): number {
  return dayOf(instant) * day;
}

/** The same day of a later month, or that month's last. */
export function monthsLater(start: number, months: number): number {
  const date = new Date(start);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + (start - midnight(start));
}

/** Cents for seats over some days of a period, from a price in ten-thousandths; halves go away from zero. */
export function cents(unit: bigint, seats: number, days: number, daysInPeriod: number): bigint {
  const exact = unit * BigInt(seats) * BigInt(days);
  const divisor = 100n * BigInt(daysInPeriod);
  const size = exact < 0n ? -exact : exact;
  const rounded = (size * 2n + divisor) / (divisor * 2n);
  return exact < 0n ? -rounded : rounded;
}

export interface Period {
  readonly start: number;
  /** Where the period would end if the term did not end before: what its price is for. */
  readonly full: number;
  readonly end: number;
}

/** The billing period that an instant lies in, counted from the start of the term. */
export function periodAt(start: number, end: number, cycle: Cycle, instant: number): Period {
  const months = monthsOfCycle[cycle];
  const [from, to] = [new Date(start), new Date(instant)];
  const between = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  for (let count = Math.max(0, Math.floor((between - 1) / months)); ; count += 1) {
    const full = monthsLater(start, (count + 1) * months);
    if (instant < full || full >= end)
      return { start: monthsLater(start, count * months), full, end: Math.min(full, end) };
  }
}
