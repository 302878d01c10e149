import { NotFoundError } from '../../http/errors/not-found-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import { addMonths, isoOf } from '../../operations/calendar.ts';
import { hasLimit } from '../../operations/prices/in-flight.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { PartnerCenter } from './client.ts';
import { type PricedView, productOf, type SheetLabel } from './price-rows.ts';
import type { LicencePriceRow, PriceSheetQuestion } from './resources/price-sheet-rows.ts';

/** A row with the sheet that it stands on. */
export interface FoundRow {
  readonly row: LicencePriceRow;
  readonly sheet: SheetLabel;
}

export type SheetQuestion = Pick<SheetLabel, 'market' | 'view' | 'month'>;

interface Reading {
  readonly products: Set<string>;
  readonly found: Promise<ReadonlyMap<string, FoundRow[]>>;
}

/** Reads price sheets of any month that there is. Products that are looked up at once are found in one reading of a sheet; those that come while it is read wait for the next. Nothing is kept. */
export class PriceSheetReader {
  readonly #partnerCenter: PartnerCenter;
  readonly #next = new Map<string, Reading>();
  readonly #running = new Map<string, Promise<unknown>>();

  constructor(partnerCenter: PartnerCenter) {
    this.#partnerCenter = partnerCenter;
  }

  /** Today, `yyyy-mm-dd`. */
  today(): string {
    return isoOf(this.#partnerCenter.client.environment.now()).slice(0, 10);
  }

  /** The rows of a sheet. @throws NotFoundError when there is none of the month */
  async *rows(sheet: SheetQuestion, options: OperationOptions): AsyncGenerator<FoundRow, void, undefined> {
    const running = this.today().slice(0, 7);
    const { month } = sheet;
    if (month <= running) {
      yield* this.#read(
        sheet,
        month === running ? {} : { timeline: 'history', month: month.replace('-', '') },
        options,
      );
      return;
    }
    let any = false;
    try {
      for await (const found of this.#read(sheet, { timeline: 'future' }, options)) {
        any = true;
        yield found;
      }
    } catch (error) {
      if (any || !(error instanceof NotFoundError)) throw error;
      const note = 'The next month changes nothing.';
      for await (const { row } of this.#read({ ...sheet, month: running }, {}, options))
        yield { row, sheet: { ...sheet, note } };
    }
  }

  /** The rows of a product, from one reading with all that are looked up at once. */
  async find(sheet: SheetQuestion, product: string, options: OperationOptions): Promise<FoundRow[]> {
    this.check(sheet.month);
    const wanted = product.toUpperCase();
    // A limit would be that of all who share the reading.
    if (hasLimit(options)) return (await this.#search(sheet, new Set([wanted]), options)).get(wanted) ?? [];
    const reading = this.#reading(sheet);
    reading.products.add(wanted);
    return (await reading.found).get(wanted) ?? [];
  }

  /** @throws ValidationError for a month that has no sheet yet */
  check(month: string, field = 'date'): void {
    const next = isoOf(addMonths(Date.parse(`${this.today().slice(0, 7)}-01`), 1)).slice(0, 7);
    if (month <= next) return;
    throw new ValidationError([
      {
        code: 'partner_center.price_month',
        path: [field],
        message: `There is no price sheet of ${month}: they end with ${next}.`,
        remedy: 'Ask for an earlier day, or again when it is nearer.',
      },
    ]);
  }

  #reading(sheet: SheetQuestion): Reading {
    const key = `${sheet.market} ${sheet.view} ${sheet.month}`;
    const known = this.#next.get(key);
    if (known) return known;
    const products = new Set<string>();
    const found = (this.#running.get(key) ?? Promise.resolve()).then(() => {
      this.#next.delete(key);
      const search = this.#search(sheet, products, {});
      const done = search.then(
        () => {},
        () => {},
      );
      this.#running.set(key, done);
      return search.finally(() => {
        if (this.#running.get(key) === done) this.#running.delete(key);
      });
    });
    const reading = { products, found };
    this.#next.set(key, reading);
    return reading;
  }

  async #search(
    sheet: SheetQuestion,
    products: ReadonlySet<string>,
    options: OperationOptions,
  ): Promise<ReadonlyMap<string, FoundRow[]>> {
    const found = new Map<string, FoundRow[]>();
    for await (const each of this.rows(sheet, options)) {
      const product = productOf(each.row);
      if (!products.has(product)) continue;
      const rows = found.get(product) ?? [];
      rows.push(each);
      found.set(product, rows);
    }
    return found;
  }

  async *#read(
    sheet: SheetQuestion,
    when: Pick<PriceSheetQuestion, 'timeline' | 'month'>,
    { signal, totalTimeoutMs }: OperationOptions,
  ): AsyncGenerator<FoundRow, void, undefined> {
    const { market, view } = sheet;
    const question: PriceSheetQuestion<PricedView> = { market, view, ...when };
    const limits = {
      ...(signal && { signal }),
      ...(totalTimeoutMs !== undefined && { totalTimeoutMs }),
    };
    for await (const row of this.#partnerCenter.priceSheets.rows(question, limits)) yield { row, sheet };
  }
}
