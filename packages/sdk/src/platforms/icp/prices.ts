import { ValidationError } from '../../http/errors/validation-error.ts';
import { isoOf } from '../../operations/calendar.ts';
import { InFlight } from '../../operations/prices/in-flight.ts';
import type {
  Price,
  PriceOperations,
  PriceQuestion,
  PricesQuestion,
  UnitPrice,
} from '../../operations/prices/price-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { Icp } from './client.ts';
import { PriceBook } from './price-book.ts';
import { IcpPriceLists } from './price-lists.ts';
import { IcpSpecialPrices } from './price-specials.ts';

/** Prices on ICP: those of the customer's price lists, special deals before them. */
export class IcpPrices implements PriceOperations {
  readonly lists: IcpPriceLists;
  readonly special: IcpSpecialPrices;
  readonly #icp: Icp;
  /** Quotes ask for many prices of a customer at once. */
  readonly #reading = new InFlight<PriceBook>();

  constructor(icp: Icp) {
    this.#icp = icp;
    this.lists = new IcpPriceLists(icp);
    this.special = new IcpSpecialPrices(icp);
  }

  async get(question: PriceQuestion, options: OperationOptions): Promise<Price> {
    const date = this.#dateOf(question);
    const book = await this.#bookOf(question.customer, options);
    return book.price(question, date);
  }

  async *list(
    question: PricesQuestion,
    options: OperationOptions,
  ): AsyncGenerator<UnitPrice, void, undefined> {
    if (!('customer' in question)) {
      throw new ValidationError([
        {
          code: 'icp.no_market',
          path: ['market'],
          message: 'ICP has prices of customers, not of markets.',
          remedy: 'Give customer, or see lists.prices.',
        },
      ]);
    }
    const date = this.#dateOf(question);
    const book = await this.#bookOf(question.customer, options);
    for (const listed of book.sold()) yield book.priceOf(listed, date);
  }

  #bookOf(customer: string | number, options: OperationOptions): Promise<PriceBook> {
    return this.#reading.share(String(customer), options, () => PriceBook.load(this.#icp, customer, options));
  }

  /** The day that is asked about. @throws ValidationError when it is over */
  #dateOf({ date }: { readonly date?: string | undefined }): string {
    const today = isoOf(this.#icp.client.environment.now()).slice(0, 10);
    if (date === undefined || date >= today) return date ?? today;
    throw new ValidationError([
      {
        code: 'icp.price_date',
        path: ['date'],
        message: `${date} is over, and ICP tells prices of now only.`,
        remedy: 'Leave the date out, or see what was billed: invoices.getAggregation.',
      },
    ]);
  }
}
