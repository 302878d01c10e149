import type { OperationOptions } from '../progress.ts';
import type { Amount, BillingCycle, Term } from '../subscriptions/subscription-operations.ts';
import type { PriceListOperations } from './price-list-operations.ts';
import type { SpecialPriceOperations } from './special-price-operations.ts';

/** What is priced: a product on its terms, for whom, on which day. */
export interface PriceQuestion {
  /** `product:sku` of Microsoft's catalogue; on ICP also a technical service name. */
  readonly product: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  /** The platform's id of who buys: its price list, its deals, its market. */
  readonly customer: string | number;
  /** @default 1 */
  readonly quantity?: number | undefined;
  /** `yyyy-mm-dd`, UTC. @default today */
  readonly date?: string | undefined;
}

/** Whose prices, or on Partner Center which market's (ISO 3166 letters), on which day. */
export type PricesQuestion = { readonly date?: string | undefined } & (
  | { readonly customer: string | number }
  | { readonly market: string }
);

/** What decided a price. */
export interface PriceReason {
  readonly kind: 'special-deal' | 'price-list' | 'suggested-retail' | 'price-sheet';
  /** The platform's id of the deal or the price list. */
  readonly id?: string;
  readonly name?: string;
  /** For people: `Special deal 200017: 12 % off until 2026-12.` */
  readonly message: string;
}

/** The price of a unit for a billing cycle, without tax. */
export interface UnitPrice {
  readonly platform: string;
  readonly product: string;
  readonly name: string;
  /** Empty where there is none: what is bought for good, or paid by use. */
  readonly term: Term | (string & {});
  readonly billingCycle: BillingCycle | (string & {});
  /** What the caller pays. */
  readonly purchase: Amount;
  /** What is suggested to take of the customer. */
  readonly list?: Amount;
  /** What the customer pays; absent where the platform keeps no prices of the caller's own, or does not tell them in the customer's currency. */
  readonly sale?: Amount;
  readonly reason: PriceReason;
  /** The last day (`yyyy-mm-dd`) of the price as it is, where one is known. */
  readonly validUntil?: string;
  /** How many units have to be bought at once for it, where that matters. */
  readonly quantities?: { readonly from: number; readonly to?: number };
}

/** The price of so many units on a day. */
export interface Price extends UnitPrice {
  readonly quantity: number;
  readonly date: string;
  /** Of all units, rounded as invoices are. */
  readonly total: { readonly purchase: Amount; readonly list?: Amount; readonly sale?: Amount };
}

/** What a platform does for prices; inputs are valid when they get here. */
export interface PriceOperations {
  get(question: PriceQuestion, options: OperationOptions): Promise<Price>;
  list(question: PricesQuestion, options: OperationOptions): AsyncGenerator<UnitPrice, void, undefined>;
  readonly lists: PriceListOperations;
  readonly special: SpecialPriceOperations;
}

export type PriceOperationName =
  | 'get'
  | 'list'
  | `lists.${'list' | 'create' | 'prices' | 'preview' | 'set' | 'allocate' | 'diff'}`
  | `special.${'list' | 'get' | 'set' | 'end' | 'validate'}`;
