import type * as z from 'zod/mini';
import { BadRequestError } from '../../http/errors/bad-request-error.ts';
import { ConflictError } from '../../http/errors/conflict-error.ts';
import { NotFoundError } from '../../http/errors/not-found-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import type { Issue, Language } from '../../validation/issue.ts';
import { validate } from '../../validation/validate.ts';
import { isoOf } from '../calendar.ts';
import type { Platform } from '../platform.ts';
import type { Price, PriceQuestion } from '../prices/price-operations.ts';
import type { OperationOptions } from '../progress.ts';
import type {
  BuyOptions,
  BuySubscriptionInput,
  Subscription,
} from '../subscriptions/subscription-operations.ts';
import { Tenants } from '../tenants/tenants.ts';
import type { CurrentPrice } from './check-quote.ts';
import { countdown } from './countdown.ts';
import { frozen } from './frozen.ts';
import type {
  AcceptQuoteOptions,
  CreateQuoteInput,
  Quote,
  QuoteChanges,
  QuoteDifference,
  QuoteFinding,
  QuoteLine,
  QuoteLineInput,
} from './quote.ts';
import { differencesOf } from './quote-differences.ts';
import { revisedInput, validUntilOf } from './quote-input.ts';
import { orderLines } from './quote-orders.ts';
import { createQuote, keptQuote, quoteChanges } from './quote-schemas.ts';

/** Findings for which nothing is ordered. */
const blocking: ReadonlySet<QuoteFinding['kind']> = new Set([
  'expired',
  'not-sold',
  'purchase-risen',
  'currency-changed',
]);
const risen: ReadonlySet<QuoteFinding['kind']> = new Set(['purchase-risen', 'currency-changed']);

export interface QuotesOptions {
  /** Language of validation messages. @default 'en' */
  readonly language?: Language;
  readonly price: (question: PriceQuestion, options: OperationOptions) => Promise<Price>;
  readonly buy: (input: BuySubscriptionInput, options: BuyOptions) => Promise<Subscription>;
}

/** Quotes: lines at the prices of the day, versions, and the order that comes of them. A quote is data that the caller keeps; nothing is stored here or on the platform. */
export class Quotes {
  readonly #platform: Platform;
  readonly #options: QuotesOptions;

  constructor(platform: Platform, options: QuotesOptions) {
    this.#platform = platform;
    this.#options = options;
  }

  /**
   * Prices every line for the customer, and makes a draft of it. Where the platform keeps no sale prices (Partner Center), each line says `price`, or it or the quote `margin`, `markup` or `discountOffList`.
   * A price that is set here changes no price list: on ICP, set a special price as well, or its invoices go on at the old one; `check` tells.
   * @throws {ValidationError} with every broken rule, and each line that has no sale price
   * @throws {ApiError} when a product is not sold
   * @example
   * const quote = await reseller.prices.quotes.create({
   *   customer: 435348,
   *   lines: [
   *     { product: 'CFQ7TTC0LH18:0001', term: 'P1Y', billingCycle: 'monthly', quantity: 10, discount: '5' },
   *     { product: 'CFQ7TTC0LDPB:0001', term: 'P1Y', billingCycle: 'annual', quantity: 2, price: '150.00' },
   *   ],
   *   validDays: 14,
   *   title: 'Licences for 2027',
   * });
   * console.log(quote.totals.sale);
   */
  async create(input: CreateQuoteInput, options: OperationOptions = {}): Promise<Quote> {
    const wanted = this.#valid(createQuote, input) as CreateQuoteInput;
    return this.#priced(this.#platform.environment.randomId(), 1, wanted, options);
  }

  /**
   * Makes the next version of a quote: same id, priced again, a draft. Lines are given all together; `quote.lines` can be spread into them. A validity that is over begins anew, for 30 days.
   * @throws {ValidationError} with every broken rule
   * @throws {ConflictError} when it is accepted: what is ordered cannot be offered otherwise
   * @example
   * const lines = quote.lines.map((line) => ({ ...line, quantity: line.quantity + 5 }));
   * const next = await reseller.prices.quotes.revise(quote, { lines });
   * for (const { product, field, before, after } of reseller.prices.quotes.differences(quote, next))
   *   console.log(product, field, before, after);
   */
  async revise(quote: Quote, changes: QuoteChanges = {}, options: OperationOptions = {}): Promise<Quote> {
    this.#known(quote);
    this.#must(quote, ['draft', 'sent', 'declined'], 'revised');
    const wanted = this.#valid(quoteChanges, changes) as QuoteChanges;
    const input = revisedInput(quote, wanted, this.#platform.environment.now());
    return this.#priced(quote.id, quote.version + 1, input, options);
  }

  /** Lists what differs between two quotes, line by line. Sends nothing. */
  differences(before: Quote, after: Quote): QuoteDifference[] {
    return differencesOf(before, after);
  }

  /**
   * Reads the prices again, and tells what has changed since: prices, deals that end, products that are not sold any more. Orders nothing. Lines that are ordered are left out.
   * @throws {ValidationError} when it is no quote, or one of another platform
   * @example
   * for (const { kind, line, message } of await reseller.prices.quotes.check(quote)) console.log(kind, line, message);
   */
  async check(quote: Quote, options: OperationOptions = {}): Promise<QuoteFinding[]> {
    this.#known(quote);
    const { checkExpiry, checkLine } = await import('./check-quote.ts');
    const { environment } = this.#platform;
    const inTime = countdown(options, environment);
    const ofLines = await Promise.all(
      quote.lines.map(async (line, index) => {
        if (line.subscription !== undefined) return [];
        return checkLine(quote, index, await this.#current(quote, line, inTime()));
      }),
    );
    return [...checkExpiry(quote, environment.now()), ...ofLines.flat()];
  }

  /** Marks a quote as sent to the customer. Sends nothing: `quoteToPdf` makes what goes out. @throws {ConflictError} when it is accepted or declined */
  send(quote: Quote): Quote {
    this.#known(quote);
    this.#must(quote, ['draft', 'sent'], 'sent');
    return frozen({ ...quote, status: 'sent' });
  }

  /** Marks a quote as declined: it can be revised, and not accepted. @throws {ConflictError} when it is accepted */
  decline(quote: Quote): Quote {
    this.#known(quote);
    this.#must(quote, ['draft', 'sent', 'declined'], 'declined');
    return frozen({ ...quote, status: 'declined' });
  }

  /**
   * Orders the lines of a quote one after the other, and waits for each. Charged at once. Calling again with the same version after a crash, a lost answer or a failed line goes on, and never orders twice; two calls at once may, and a revision is an order of its own.
   * The platform charges its prices of today, not the quote's: it is refused where they have risen. ICP is told the quote's id (QuoteId); Partner Center has no place for it.
   * @throws {ConflictError} when it is expired, declined, not sold any more, or costs more than it was quoted from; nothing was ordered
   * @throws {QuoteOrderError} when a line failed, with the quote as far as it got
   * @example
   * const ordered = await reseller.prices.quotes.accept(quote, {
   *   save: (each) => writeFile(`${each.id}.json`, JSON.stringify(each)),
   *   onProgress: ({ message }) => console.log(message),
   * });
   * console.log(ordered.lines.map((line) => line.subscription));
   */
  async accept(quote: Quote, options: AcceptQuoteOptions = {}): Promise<Quote> {
    this.#known(quote);
    if (quote.status === 'ordered') return quote;
    this.#must(quote, ['draft', 'sent', 'accepted'], 'accepted');
    const inTime = countdown(options, this.#platform.environment);
    const found = await this.check(quote, inTime());
    const against = found.filter(
      ({ kind }) => blocking.has(kind) && !(options.acceptRisenPrices && risen.has(kind)),
    );
    if (against.length > 0) throw this.#refusal(quote, against);
    const tenant = await this.#tenantOf(quote, options.tenant, inTime());
    return orderLines({ ...quote, status: 'accepted', tenant }, options, inTime, this.#options.buy);
  }

  async #priced(
    id: string,
    version: number,
    input: CreateQuoteInput,
    options: OperationOptions,
  ): Promise<Quote> {
    const { margin, markup, discountOffList, title, notes, seller, buyer } = input;
    const now = this.#platform.environment.now();
    const validUntil = this.#unlessOver(validUntilOf(input, now), now);
    const { priceLine, totalsOf } = await import('./quote-pricing.ts');
    const inTime = countdown(options, this.#platform.environment);
    // At once: a platform reads what several of them need only once.
    const prices = await Promise.all(
      input.lines.map((line) => this.#price({ ...line, customer: input.customer }, inTime())),
    );
    const issues: Issue[] = [];
    const lines = prices.flatMap((price, index) => {
      const line = priceLine(input.lines[index] as QuoteLineInput, input, price);
      if (line === undefined) issues.push(this.#noPrice(price, index));
      return line ?? [];
    });
    if (issues.length > 0) throw new ValidationError(issues, { platform: this.#platform.name });
    return frozen({
      id,
      version,
      status: 'draft',
      platform: this.#platform.name,
      customer: String(input.customer),
      createdAt: isoOf(now),
      validUntil,
      title,
      notes,
      seller,
      buyer,
      margin,
      markup,
      discountOffList,
      lines,
      totals: totalsOf(lines),
      taxesIncluded: false,
    });
  }

  async #price(question: PriceQuestion, options: OperationOptions): Promise<Price> {
    const { product, term, billingCycle, quantity, customer } = question;
    const price = await this.#options.price({ product, term, billingCycle, quantity, customer }, options);
    options.onProgress?.({ step: 'priced', message: `Priced ${quantity} × ${price.name}.` });
    return price;
  }

  async #current(quote: Quote, line: QuoteLine, options: OperationOptions): Promise<CurrentPrice> {
    try {
      return await this.#price({ ...line, customer: quote.customer }, options);
    } catch (error) {
      if (error instanceof BadRequestError || error instanceof NotFoundError)
        return { notSold: error.message };
      throw error;
    }
  }

  /** An order of another customer's tenant would be a costly slip: it must be one of the customer's. */
  async #tenantOf(
    quote: Quote,
    given: string | number | undefined,
    options: OperationOptions,
  ): Promise<string> {
    const wanted = quote.tenant ?? (given === undefined ? undefined : String(given));
    if (given !== undefined && String(given) !== wanted)
      throw this.#invalid('tenant', `Its orders go to tenant ${wanted}.`, 'Leave the tenant out.');
    const owned = await new Tenants(this.#platform).list(quote.customer, options);
    const found = owned.filter(({ id, status }) =>
      wanted === undefined ? status === 'provisioned' : id.toLowerCase() === wanted.toLowerCase(),
    );
    const [tenant] = found;
    if (tenant !== undefined && found.length === 1) return tenant.id;
    const ids = owned.map(({ id }) => id).join(', ') || 'none';
    throw this.#invalid(
      'tenant',
      `Customer ${quote.customer} has ${found.length} such tenants; all of them: ${ids}.`,
      'Give the one that gets the licences, or provision it first with tenants.provision.',
    );
  }

  #unlessOver(validUntil: string, now: number): string {
    if (validUntil >= isoOf(now).slice(0, 10)) return validUntil;
    throw this.#invalid('validUntil', `${validUntil} is over.`, 'Give a day from today on.');
  }

  #known(quote: Quote): void {
    this.#valid(keptQuote, quote);
    if (quote.platform !== this.#platform.name)
      throw this.#invalid(
        'platform',
        `It is a quote of ${quote.platform}.`,
        'Use the reseller it was made with.',
      );
  }

  #must({ id, status }: Quote, allowed: readonly Quote['status'][], what: string): void {
    if (allowed.includes(status)) return;
    throw new ConflictError(`Quote ${id} is ${status}; it cannot be ${what}.`, {
      platform: this.#platform.name,
      code: 'quote.status',
      solution: `Only one that is ${allowed.join(' or ')} can be.`,
    });
  }

  #refusal(quote: Quote, findings: readonly QuoteFinding[]): ConflictError {
    const told = findings.map(({ line, message }) => (line ? `Line ${line}: ${message}` : message));
    return new ConflictError(`Quote ${quote.id} was not accepted, nothing was ordered. ${told.join(' ')}`, {
      platform: this.#platform.name,
      code: `quote.${findings[0]?.kind.replaceAll('-', '_')}`,
      solution: findings.every(({ kind }) => risen.has(kind))
        ? 'Revise it, or accept it with acceptRisenPrices.'
        : 'Revise it.',
    });
  }

  #noPrice({ name }: Price, index: number): Issue {
    return {
      code: 'quote.price',
      path: ['lines', index, 'price'],
      message: `${this.#platform.name} keeps no sale price of ${name}.`,
      remedy: 'Give the line a price, or it or the quote a margin, markup or discountOffList.',
    };
  }

  #invalid(field: string, message: string, remedy: string): ValidationError {
    return new ValidationError([{ code: `quote.${field}`, path: [field], message, remedy }], {
      platform: this.#platform.name,
    });
  }

  #valid<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
    const result = validate(schema, value, this.#options.language);
    if (!result.ok) throw new ValidationError(result.issues, { platform: this.#platform.name });
    return result.value;
  }
}
