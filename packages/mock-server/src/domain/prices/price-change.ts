import { Decimal } from 'decimal.js';
import { parseInstant } from '../../kernel/calendar.ts';

/** A time in which Microsoft asks another price than its catalogue of this world: before a rise, or after the next. */
interface PriceChange {
  readonly offerId: string;
  /** Of the catalogue's price, suggested retail price too. */
  readonly share: string;
  /** First instants of months, when sheets change. */
  readonly from?: number;
  readonly until?: number;
}

/** evidence: docs that prices change with a month's sheet; modelled which do */
const priceChanges: readonly PriceChange[] = [
  { offerId: 'CFQ7TTC0LGMG:0001', share: '0.9', until: parseInstant('2026-05-01') },
  { offerId: 'CFQ7TTC0LH2H:0001', share: '1.05', from: parseInstant('2027-01-01') },
];

/** Offers that are on sheets since a month only. */
const soldSince: Readonly<Record<string, number>> = { 'CFQ7TTC0H6RP:0001': parseInstant('2026-04-01') };

/** A price of the catalogue as it is at an instant. */
export function priceAt(offerId: string | undefined, price: string, at: number): string {
  const change = priceChanges.find(
    ({ offerId: changed, from = at, until = Number.POSITIVE_INFINITY }) =>
      changed === offerId && at >= from && at < until,
  );
  return change === undefined
    ? price
    : new Decimal(price).times(change.share).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toString();
}

/** Whether an offer is on the sheet of a month. */
export function isOnSheet(offerId: string, month: number): boolean {
  return month >= (soldSince[offerId] ?? month);
}

/** Whether the sheet of a month is another than that of the month before. */
export function changesWith(month: number): boolean {
  return (
    priceChanges.some(({ from, until }) => from === month || until === month) ||
    Object.values(soldSince).includes(month)
  );
}
