import { addPeriod, startOfMonth } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { OnTime } from '../azure/quantities.ts';
import type { Partner } from '../partners/partner.ts';

/** Partner insights, or the commercial marketplace's. */
export type InsightsArea = 'mpn' | 'cmp';

export type Cell = string | number | boolean | null;
/** What a row says by column; what the world does not know is left out. */
export type Row = Readonly<Record<string, Cell>>;

/** What a metric makes of the rows that are alike in the columns selected beside it. */
export type Metric = { readonly sum: string } | { readonly distinct: string };

/** What queries are made over. */
export interface Dataset {
  readonly name: string;
  readonly area: InsightsArea;
  readonly columns: readonly string[];
  readonly metrics: Readonly<Record<string, Metric>>;
  /** None where rows are of no time. */
  readonly dateRanges: readonly string[];
  /** Hours. */
  readonly minimumRecurrenceInterval: number;
  /** Rows may have more than the columns: what metrics add up. */
  rows(world: World, partner: Partner, span: OnTime): readonly Row[];
}

export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** What datasets by the month let be asked for. evidence: docs */
export const monthRanges: readonly string[] = [
  'LAST_MONTH',
  'LAST_3_MONTHS',
  'LAST_6_MONTHS',
  'LAST_1_YEAR',
  'LIFETIME',
];

/** What datasets of partner insights by the month say of themselves. evidence: docs */
export const monthly = { area: 'mpn', dateRanges: monthRanges, minimumRecurrenceInterval: 24 } as const;

const monthsBack: Readonly<Record<string, number>> = {
  LAST_MONTH: 1,
  LAST_3_MONTHS: 3,
  LAST_6_MONTHS: 6,
  LAST_1_YEAR: 12,
};

/** The time that a range stands for: whole months before the running one; all there is, with it, for LIFETIME. evidence: modelled */
export function spanOf(range: string, now: number): OnTime {
  const months = monthsBack[range];
  if (months === undefined) return { from: 0, to: now };
  const to = startOfMonth(now);
  let from = to;
  for (let month = 0; month < months; month += 1) from = startOfMonth(from - 1);
  return { from, to };
}

/** The months that a span touches, from the first in which there can be anything. */
export function monthsIn({ from, to }: OnTime, first: number): OnTime[] {
  const months: OnTime[] = [];
  for (let at = startOfMonth(Math.max(from, first)); at < to; at = addPeriod(at, 'P1M'))
    months.push({ from: at, to: addPeriod(at, 'P1M') });
  return months;
}
