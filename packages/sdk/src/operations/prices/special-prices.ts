import { isoOf } from '../calendar.ts';
import { OperationGroup, type OperationGroupOptions } from '../operation-group.ts';
import type { Platform } from '../platform.ts';
import type { OperationOptions } from '../progress.ts';
import * as schemas from './price-schemas.ts';
import type {
  SetSpecialPriceInput,
  SpecialPrice,
  SpecialPriceQuestion,
  SpecialPriceReport,
  ValidateSpecialPriceInput,
} from './special-price-operations.ts';

/** Prices of their own for single customers; ICP calls them special deals. */
export class SpecialPrices extends OperationGroup<'prices'> {
  constructor(platform: Platform, options: OperationGroupOptions = {}) {
    super('prices', platform, options);
  }

  /** Lists the special prices of a customer, over ones too: one for each product of each deal. */
  async list(customer: string | number, options: OperationOptions = {}): Promise<SpecialPrice[]> {
    return (await this.operations('special.list')).special.list(String(customer), options);
  }

  /** Finds the special price that counts now for a product, if there is one. */
  async get(
    question: SpecialPriceQuestion,
    options: OperationOptions = {},
  ): Promise<SpecialPrice | undefined> {
    const wanted = this.valid(schemas.specialPriceQuestion, question);
    return (await this.operations('special.get')).special.get(wanted, options);
  }

  /**
   * Sets a special price: percent off the price list, or the price itself. One that is there for the product is replaced; deals for other products stay. Running terms keep their price until they renew.
   * @throws {ValidationError} before anything is sent
   * @throws {ApiError} when the customer is not sold the product
   * @example
   * const special = await reseller.prices.special.set({
   *   customer: 435348, product: 'CFQ7TTC0LH18:0001', term: 'P1Y', billingCycle: 'monthly',
   *   discount: '8', until: '2027-06', comment: 'Volume, agreed in October',
   * });
   * console.log(special.base.amount, special.sale.amount);
   */
  async set(input: SetSpecialPriceInput, options: OperationOptions = {}): Promise<SpecialPrice> {
    const { discount, price, until, ...rest } = this.valid(schemas.setSpecialPrice, input);
    const wanted = {
      ...rest,
      ...(until !== undefined && { until }),
      ...(price === undefined ? { discount } : { price }),
    } as SetSpecialPriceInput;
    return (await this.operations('special.set')).special.set(wanted, options);
  }

  /** Ends the special price of a product; the price list counts again. Deals for other products stay. Nothing happens where there is none. */
  async end(question: SpecialPriceQuestion, options: OperationOptions = {}): Promise<void> {
    const wanted = this.valid(schemas.specialPriceQuestion, question);
    await (await this.operations('special.end')).special.end(wanted, options);
  }

  /**
   * Tells whether a special price does what was agreed: what the customer pays for what is bought now, until when, and whether the last invoice has it. Findings say what to do.
   * @throws {ApiError} when the customer is not sold the product
   * @example
   * const { isAsExpected, effective, findings } = await reseller.prices.special.validate({
   *   customer: 435348, product: 'CFQ7TTC0LH18:0001', term: 'P1Y', billingCycle: 'monthly', expected: '20.70',
   * });
   * if (!isAsExpected) console.log(effective?.amount);
   * for (const { kind, message, remedy } of findings) console.log(kind, message, remedy);
   */
  async validate(
    input: ValidateSpecialPriceInput,
    options: OperationOptions = {},
  ): Promise<SpecialPriceReport> {
    const { expected, ...question } = this.valid(schemas.validateSpecialPrice, input);
    const facts = await (await this.operations('special.validate')).special.facts(question, options);
    const { reportOf } = await import('./special-price-report.ts');
    return reportOf(facts, expected, isoOf(this.platform.environment.now()));
  }
}
