import { OperationGroup, type OperationGroupOptions } from '../operation-group.ts';
import type { Platform } from '../platform.ts';
import type { OperationOptions } from '../progress.ts';
import { Quotes } from '../quotes/quotes.ts';
import { Subscriptions } from '../subscriptions/subscriptions.ts';
import { PriceLists } from './price-lists.ts';
import type { Price, PriceQuestion, PricesQuestion, UnitPrice } from './price-operations.ts';
import * as schemas from './price-schemas.ts';
import { SpecialPrices } from './special-prices.ts';

/** What things cost and sell for, which list or deal decides, and the lists and deals themselves. */
export class Prices extends OperationGroup<'prices'> {
  readonly lists: PriceLists;
  readonly special: SpecialPrices;
  readonly quotes: Quotes;

  constructor(platform: Platform, options: OperationGroupOptions = {}) {
    super('prices', platform, options);
    this.lists = new PriceLists(platform, options);
    this.special = new SpecialPrices(platform, options);
    const subscriptions = new Subscriptions(platform, options);
    this.quotes = new Quotes(platform, {
      ...options,
      price: (question, each) => this.get(question, each),
      buy: (input, each) => subscriptions.buy(input, each),
    });
  }

  /**
   * Tells what a product costs for a customer on a day, and why: purchase, suggested and sale price of a unit and of all.
   * Partner Center knows no sale prices, tells past months and the next one, and leaves promotions out. ICP tells today's prices; for a later day it leaves out deals that end before.
   * @throws {ValidationError} for a day that the platform does not tell
   * @throws {ApiError} when the customer is not sold the product so
   * @example
   * const price = await reseller.prices.get({
   *   customer: 435348, product: 'CFQ7TTC0LH18:0001', term: 'P1Y', billingCycle: 'monthly', quantity: 10,
   * });
   * console.log(price.sale?.amount, price.total.purchase.amount, price.total.purchase.currency, price.reason.message);
   */
  async get(question: PriceQuestion, options: OperationOptions = {}): Promise<Price> {
    const wanted = this.valid(schemas.priceQuestion, question) as PriceQuestion;
    return (await this.operations('get')).get(wanted, options);
  }

  /**
   * Lists every price of a customer, on Partner Center also of a market: licences and software, row by row in constant memory.
   * @throws {ValidationError} for a day that the platform does not tell
   * @example
   * for await (const { name, term, billingCycle, purchase, sale } of reseller.prices.list({ customer: 435348 }))
   *   console.log(name, term, billingCycle, purchase.amount, sale?.amount);
   */
  async *list(
    question: PricesQuestion,
    options: OperationOptions = {},
  ): AsyncGenerator<UnitPrice, void, undefined> {
    const schema = 'market' in question ? schemas.pricesOfMarket : schemas.pricesOfCustomer;
    const wanted = this.valid(schema as typeof schemas.pricesOfCustomer, question);
    yield* (await this.operations('list')).list(wanted, options);
  }
}
