import type { OperationOptions } from '../progress.ts';
import type { Amount, BillingCycle, Term } from '../subscriptions/subscription-operations.ts';

/** A list of prices that customers buy at. */
export interface PriceList {
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  /** Of several lists of a customer the one with the highest decides. */
  readonly priority?: number;
  /** How many products are sold from it, and how many are hidden: those who have them keep its prices. */
  readonly products: number;
  readonly hidden: number;
  /** How many customers buy from it. */
  readonly customers: number;
}

/** A price of a list: a product on its terms. */
export interface PriceListItem {
  /** The platform's id of what is priced. */
  readonly id: string;
  /** The platform's own name of the product. */
  readonly service: string;
  /** `product:sku` of Microsoft's catalogue; of other vendors the platform's own name. */
  readonly product: string;
  readonly name: string;
  /** Empty where there is none: what is bought for good, or paid by use. */
  readonly term: Term | (string & {});
  readonly billingCycle: BillingCycle | (string & {});
  readonly status: 'active' | 'hidden';
  /** What the caller pays. */
  readonly purchase: Amount;
  /** What is suggested to take of the customer. */
  readonly list: Amount;
  /** The price that was set in this list; without one the suggested price counts. */
  readonly price?: Amount;
  /** The price that was set before. */
  readonly former?: Amount;
  /** What customers of this list pay. */
  readonly sale: Amount;
}

/** A price to be set. */
export interface NewPrice {
  /** `product:sku` of Microsoft's catalogue, or the platform's own name. */
  readonly product: string;
  readonly term: Term | (string & {});
  readonly billingCycle: BillingCycle | (string & {});
  /** A decimal text in the currency of the list; null goes back to the suggested price. */
  readonly price: string | null;
}

/** Where computed prices end: on a multiple, or with the same digits each. */
export type PriceRounding = (
  | { /** Multiples of it: `0.05`. */ readonly to: string }
  | {
      /** The last digits: `0.99` makes 12.99 of 12.40, `990` makes 12990 of 12400. */ readonly ending: string;
    }
) & {
  /** Up keeps the margin that was asked for. @default 'up' */
  readonly direction?: 'up' | 'down' | 'nearest' | undefined;
};

/** How prices are computed; percentages as decimal texts. */
export type PriceRule = (
  | { /** Percent of the sale price: 15 makes 100.00 of 85.00. */ readonly margin: string }
  | { /** Percent of the purchase price: 15 makes 97.75 of 85.00. */ readonly markup: string }
  | { /** Percent off the suggested price. */ readonly discountOffList: string }
) & {
  readonly round?: PriceRounding | undefined;
  /** Only these products. @default all that are sold from the list */
  readonly products?: readonly string[] | undefined;
};

/** Which prices a list gets: some by name, those of a CSV with the columns product, term, billingCycle and price, or all by a rule. */
export type PriceChange =
  | { readonly prices: readonly NewPrice[] }
  | { readonly csv: string | AsyncIterable<string | Uint8Array> }
  | { readonly rule: PriceRule };

/** What a change does to one price of a list. */
export interface PriceListChange {
  readonly item: PriceListItem;
  /** What customers pay before and after. */
  readonly before: Amount;
  readonly after: Amount;
  /** What is sent; null goes back to the suggested price. */
  readonly price: string | null;
  /** What is left for the caller, in percent of the sale price; absent where nothing is paid. */
  readonly margin: { readonly before?: string; readonly after?: string };
}

export interface PriceWarning {
  readonly kind: 'below-purchase' | 'hidden' | 'not-priced';
  readonly item: PriceListItem;
  readonly message: string;
}

/** What a change of prices would do, told before anything is sent. */
export interface PriceListPreview {
  readonly list: string;
  readonly changes: readonly PriceListChange[];
  /** How many prices are as wished already: they are not sent. */
  readonly unchanged: number;
  readonly warnings: readonly PriceWarning[];
  /** Sets the prices, and gives them as they read back. @throws {ConflictError} when the list has changed since; nothing was sent then */
  apply(options?: OperationOptions): Promise<PriceListItem[]>;
}

/** A customer that a list was allocated to. */
export interface PriceListAllocation {
  readonly customer: string;
  readonly name: string;
  /** Every list that the customer buys from now. */
  readonly lists: readonly string[];
  /** Those of them that go before the allocated one: what both sell is at their price. */
  readonly outrankedBy: readonly string[];
}

/** What a price list is held against: another one, its own former prices, what was sold in a month (`yyyy-mm`), or on Partner Center one month's sheet against another's. */
export type PriceComparison =
  | { readonly list: string | number }
  | 'former'
  | { readonly sold: string }
  | { readonly from: string; readonly to: string };

export interface ComparedPrices {
  readonly purchase?: Amount;
  readonly list?: Amount;
  readonly sale?: Amount;
}

/** Something that differs. */
export interface PriceDifference {
  readonly kind: 'new' | 'gone' | 'changed' | 'sold-otherwise';
  readonly product: string;
  readonly name: string;
  readonly term: Term | (string & {});
  readonly billingCycle: BillingCycle | (string & {});
  readonly quantities?: { readonly from: number; readonly to?: number };
  /** Absent for what is new. */
  readonly before?: ComparedPrices;
  /** Absent for what is gone; for `sold-otherwise` what the invoice says. */
  readonly after?: ComparedPrices;
  /** Of the former price, e.g. `-3.20`; absent where it was nothing, or in another currency. */
  readonly percent?: { readonly purchase?: string; readonly list?: string; readonly sale?: string };
  /** Who paid it, for `sold-otherwise`. */
  readonly sold?: SoldOtherwise;
}

/** Who paid another price than the list's, and as far as that can be seen, why. */
export interface SoldOtherwise {
  readonly customer: string;
  readonly customerName: string;
  /** The platform's id of the subscription. */
  readonly subscription: string;
  readonly because: 'special-deal' | 'former-price' | 'other-currency' | 'unknown';
}

/** What a platform does for price lists. */
export interface PriceListOperations {
  list(options: OperationOptions): Promise<PriceList[]>;
  create(name: string, products: readonly string[], options: OperationOptions): Promise<PriceList>;
  prices(id: string, options: OperationOptions): Promise<PriceListItem[]>;
  /** Sends what differs only; never an item twice. */
  write(id: string, changes: readonly PriceListChange[], options: OperationOptions): Promise<void>;
  allocate(
    id: string,
    customers: readonly string[],
    options: OperationOptions,
  ): Promise<PriceListAllocation[]>;
  /** What was sold in a month at other prices than the list's. */
  soldOtherwise(
    id: string,
    month: string,
    options: OperationOptions,
  ): AsyncGenerator<PriceDifference, void, undefined>;
  /** What differs between two months of a market. */
  betweenMonths(
    market: string,
    months: { readonly from: string; readonly to: string },
    options: OperationOptions,
  ): AsyncGenerator<PriceDifference, void, undefined>;
}
