import { NotFoundError } from '../../http/errors/not-found-error.ts';
import { differenceOf } from '../../operations/prices/price-differences.ts';
import type { ComparedPrices, PriceDifference } from '../../operations/prices/price-list-operations.ts';
import { amountOf } from '../../operations/prices/price-rule.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import { cycleOf, type PricedView, productOf, quantitiesOf } from './price-rows.ts';
import type { FoundRow, PriceSheetReader } from './price-sheet-reader.ts';
import type { LicencePriceRow } from './resources/price-sheet-rows.ts';

interface Months {
  readonly from: string;
  readonly to: string;
}

/** What differs between the sheets of two months, read side by side: only rows that still lack their counterpart are held, which are few when both have the same order. */
export async function* betweenMonths(
  reader: PriceSheetReader,
  market: string,
  view: PricedView,
  { from, to }: Months,
  options: OperationOptions,
): AsyncGenerator<PriceDifference, void, undefined> {
  const older = new Side(reader.rows({ market, view, month: from }, options), view);
  const newer = new Side(reader.rows({ market, view, month: to }, options), view);
  try {
    while (!older.isDone || !newer.isDone) {
      for (const [side, other] of [
        [older, newer],
        [newer, older],
      ] as const) {
        const row = await side.next();
        if (row === undefined) continue;
        const counterpart = other.take(keyOf(row));
        if (counterpart === undefined) side.hold(row);
        else {
          const [before, after] = side === older ? [row, counterpart] : [counterpart, row];
          const difference = differenceOf(what(after), compared(before), compared(after));
          if (difference) yield difference;
        }
      }
    }
    for (const row of older.left())
      yield differenceOf(what(row), compared(row), undefined) as PriceDifference;
    for (const row of newer.left())
      yield differenceOf(what(row), undefined, compared(row)) as PriceDifference;
  } finally {
    // Leaving the loop ends both downloads.
    await Promise.all([older.close(), newer.close()]);
  }
}

class Side {
  readonly #rows: AsyncGenerator<FoundRow, void, undefined>;
  readonly #held = new Map<string, LicencePriceRow[]>();
  readonly #view: PricedView;
  isDone = false;

  constructor(rows: AsyncGenerator<FoundRow, void, undefined>, view: PricedView) {
    this.#rows = rows;
    this.#view = view;
  }

  async next(): Promise<LicencePriceRow | undefined> {
    if (this.isDone) return undefined;
    try {
      const { done, value } = await this.#rows.next();
      this.isDone = done === true;
      return value?.row;
    } catch (error) {
      // Sheets of software begin later than those of licences.
      if (this.#view !== 'software' || !(error instanceof NotFoundError)) throw error;
      this.isDone = true;
      return undefined;
    }
  }

  hold(row: LicencePriceRow): void {
    const key = keyOf(row);
    const rows = this.#held.get(key);
    if (rows) rows.push(row);
    else this.#held.set(key, [row]);
  }

  /** The first row of a key that is held, no longer held then. */
  take(key: string): LicencePriceRow | undefined {
    const rows = this.#held.get(key);
    const row = rows?.shift();
    if (rows?.length === 0) this.#held.delete(key);
    return row;
  }

  *left(): Generator<LicencePriceRow, void, undefined> {
    for (const rows of this.#held.values()) yield* rows;
  }

  async close(): Promise<void> {
    await this.#rows.return();
  }
}

function keyOf(row: LicencePriceRow): string {
  const { TermDuration, BillingPlan, PricingTierRangeMin, Segment = '' } = row;
  return [productOf(row), TermDuration, BillingPlan, PricingTierRangeMin, Segment].join(' ');
}

function what(row: LicencePriceRow) {
  const quantities = quantitiesOf(row);
  return {
    product: productOf(row),
    name: row.SkuTitle,
    term: row.TermDuration,
    billingCycle: cycleOf(row),
    ...(quantities && { quantities }),
  };
}

function compared(row: LicencePriceRow): ComparedPrices {
  const list = row['ERP Price'];
  return {
    purchase: amountOf(row.UnitPrice, row.Currency),
    ...(list !== '' && { list: amountOf(list, row.Currency) }),
  };
}
