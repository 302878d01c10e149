import type { Product } from '../../generated/ingram.gen.ts';
import { ApiError } from '../../http/errors/api-error.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import { isoOf } from '../../operations/calendar.ts';
import type { PriceListOperations } from '../../operations/prices/price-list-operations.ts';
import type {
  Price,
  PriceOperations,
  PriceQuestion,
  PricesQuestion,
  UnitPrice,
} from '../../operations/prices/price-operations.ts';
import type { SpecialPriceOperations } from '../../operations/prices/special-price-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { Amount } from '../../operations/subscriptions/subscription-operations.ts';
import { keysOf, soldAs } from './catalogue.ts';
import type { Ingram } from './client.ts';
import { callOptionsOf } from './order-once.ts';
import { priceAt, totalOf, toUnitPrices } from './product-prices.ts';
import { refusal } from './refusal.ts';
import { wrongInput } from './wrong-input.ts';

/** Prices on Ingram: those of its catalogue, and of its own estimate for a customer. */
export class IngramPrices implements PriceOperations {
  readonly lists: PriceListOperations = {
    list: cannot,
    create: cannot,
    prices: cannot,
    write: cannot,
    allocate: cannot,
    soldOtherwise: cannot,
    betweenMonths: cannot,
  };
  readonly special: SpecialPriceOperations = {
    list: cannot,
    get: cannot,
    set: cannot,
    end: cannot,
    facts: cannot,
  };
  readonly #ingram: Ingram;

  constructor(ingram: Ingram) {
    this.#ingram = ingram;
  }

  async get(question: PriceQuestion, options: OperationOptions): Promise<Price> {
    const date = this.#dateOf(question);
    const { quantity = 1 } = question;
    const calls = callOptionsOf(options);
    const product = await soldAs(this.#ingram, question, calls);
    const { costs = [], prices = [] } = product;
    const [unit] = toUnitPrices(product);
    const purchase = priceAt(costs, quantity);
    const total = totalOf(costs, quantity);
    if (unit === undefined || purchase === undefined || total === undefined) {
      throw refusal(
        'ingram.not_priced',
        `${question.product} has no price for a period: it is rated by use.`,
        'See what was rated: reports.run.',
      );
    }
    const estimated = await this.#estimated(product, question, calls);
    const sale = estimated?.sale ?? priceAt(prices, quantity);
    const totalSale = estimated?.total ?? totalOf(prices, quantity);
    return {
      ...unit,
      purchase,
      ...(sale && { sale }),
      ...(estimated && {
        reason: {
          kind: 'price-list',
          message: `The platform's own estimate for customer ${question.customer}.`,
        },
      }),
      quantity,
      date,
      total: { purchase: total, ...(totalSale && { sale: totalSale }) },
    };
  }

  async *list(
    question: PricesQuestion,
    options: OperationOptions,
  ): AsyncGenerator<UnitPrice, void, undefined> {
    if (!('customer' in question)) {
      throw wrongInput(
        'ingram.no_market',
        'market',
        'Ingram has one catalogue for each marketplace.',
        'Give customer.',
      );
    }
    this.#dateOf(question);
    for await (const product of this.#ingram.products.list({}, callOptionsOf(options)))
      yield* toUnitPrices(product);
  }

  /** What the customer would pay; nothing where it cannot order now, which makes no difference to prices. */
  async #estimated(
    product: Product,
    { customer, quantity = 1 }: PriceQuestion,
    options: OperationOptions,
  ): Promise<{ readonly sale: Amount; readonly total: Amount } | undefined> {
    try {
      const { details = [] } = await this.#ingram.orders.estimate(
        { type: 'sales', customerId: String(customer), products: [{ ...keysOf(product), quantity }] },
        options,
      );
      const line = details.find(({ type, mpn }) => type === 'recurring' && mpn === product.mpn);
      if (!line?.unitPrice || !line.extendedPrice) return undefined;
      const { unitPrice, extendedPrice } = line;
      return {
        sale: { amount: unitPrice.amount, currency: unitPrice.currency },
        total: { amount: extendedPrice.amount, currency: extendedPrice.currency },
      };
    } catch (error) {
      if (error instanceof ApiError && error.code === 'ingram.account_on_hold') return undefined;
      throw error;
    }
  }

  /** The day that is asked about. @throws ValidationError when it is over */
  #dateOf({ date }: { readonly date?: string | undefined }): string {
    const today = isoOf(this.#ingram.client.environment.now()).slice(0, 10);
    if (date === undefined || date >= today) return date ?? today;
    throw wrongInput(
      'ingram.price_date',
      'date',
      `${date} is over, and Ingram tells prices of now only.`,
      'Leave the date out.',
    );
  }
}

function cannot(): never {
  throw new UnsupportedOperationError('ingram keeps no price lists, and no special prices of customers.', {
    platform: 'ingram',
  });
}
