import type { BillingCycle, Term } from '../catalogue/product.ts';

/** A length of time as a marketplace says it. */
export interface Period {
  readonly type: 'month' | 'year';
  readonly duration: number;
}

const terms: Readonly<Record<Term, Period>> = {
  P1M: { type: 'month', duration: 1 },
  P1Y: { type: 'year', duration: 1 },
  P3Y: { type: 'year', duration: 3 },
};

const cycles: Readonly<Partial<Record<BillingCycle, Period>>> = {
  monthly: { type: 'month', duration: 1 },
  annual: { type: 'year', duration: 1 },
  triennial: { type: 'year', duration: 3 },
  usage: { type: 'month', duration: 1 },
};

export function periodOfTerm(term: Term | undefined): Period | undefined {
  return term && terms[term];
}

export function periodOfCycle(cycle: BillingCycle | undefined): Period | undefined {
  return cycle && cycles[cycle];
}

export interface GivenPeriod {
  readonly type?: string | undefined;
  readonly duration?: number | undefined;
}

/** Twelve months are a year. */
export function isSamePeriod(period: Period | undefined, given: GivenPeriod): boolean {
  return monthsOf(period) === monthsOf(given);
}

export function monthsOf({ type, duration = 1 }: GivenPeriod = {}): number | undefined {
  if (type === 'month') return duration;
  return type === 'year' ? duration * 12 : undefined;
}
