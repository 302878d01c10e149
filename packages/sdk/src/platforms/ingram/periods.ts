import type { Period } from '../../generated/ingram.gen.ts';
import type { BillingCycle, Term } from '../../operations/subscriptions/subscription-operations.ts';

const terms: Readonly<Record<number, Term>> = { 1: 'P1M', 12: 'P1Y', 36: 'P3Y' };
const cycles: Readonly<Record<number, BillingCycle>> = { 1: 'monthly', 12: 'annual', 36: 'triennial' };

/** Months of a period; undefined for days, and for what is not known yet. */
export function monthsIn(period: Partial<Period> | undefined): number | undefined {
  const { type, duration } = period ?? {};
  if (duration === undefined) return undefined;
  if (type === 'year') return duration * 12;
  return type === 'month' ? duration : undefined;
}

/** The term that a subscription period is. */
export function termOf(period: Partial<Period> | undefined): Term | undefined {
  return terms[monthsIn(period) ?? 0];
}

/** The cycle that a billing period is. */
export function cycleOf(period: Partial<Period> | undefined): BillingCycle | undefined {
  return cycles[monthsIn(period) ?? 0];
}
