import type { PriceReason } from '../prices/price-operations.ts';
import type { OperationOptions } from '../progress.ts';
import type { Amount, BillingCycle, Term } from '../subscriptions/subscription-operations.ts';

/** How a sale price is computed, percentages as decimal texts; one of them at most. A line's own goes before the quote's, and both before the platform's sale price. */
export interface SalePricing {
  /** Percent of the sale price: 20 makes 12.50 of 10. */
  readonly margin?: string | undefined;
  /** Percent of the purchase price: 20 makes 12 of 10. */
  readonly markup?: string | undefined;
  /** Percent off the suggested price: 0 sells at it. */
  readonly discountOffList?: string | undefined;
}

/** What is offered on a line. */
export interface QuoteLineInput extends SalePricing {
  /** `product:sku` of Microsoft's catalogue; on ICP also a technical service name. */
  readonly product: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly quantity: number;
  /** A sale price of your own for a unit and billing cycle, as decimal text, in the currency that the platform sells in, or else that of the purchase price. */
  readonly price?: string | undefined;
  /** Percent off the sale price, however it came about; it is shown on the quote. */
  readonly discount?: string | undefined;
}

export interface CreateQuoteInput extends SalePricing {
  /** The platform's id of who buys. */
  readonly customer: string | number;
  readonly lines: readonly QuoteLineInput[];
  /** The last day (`yyyy-mm-dd`, UTC) on which it can be accepted. @default 30 days from now */
  readonly validUntil?: string | undefined;
  /** Instead of `validUntil`. */
  readonly validDays?: number | undefined;
  readonly title?: string | undefined;
  readonly notes?: string | undefined;
  /** Who offers, as it is to be written on the quote. */
  readonly seller?: string | undefined;
  /** Whom it is for, as it is to be written on the quote. */
  readonly buyer?: string | undefined;
}

/** What the next version has otherwise; what is not given stays. Lines are given all together, from `quote.lines` or new. */
export type QuoteChanges = Partial<Omit<CreateQuoteInput, 'customer'>>;

/** A line as it was priced. Amounts are without tax. */
export interface QuoteLine extends QuoteLineInput {
  readonly name: string;
  /** Of a unit for a billing cycle; `undiscounted` is the sale price before the discount. */
  readonly unit: {
    readonly purchase: Amount;
    readonly list?: Amount;
    readonly undiscounted?: Amount;
    readonly sale: Amount;
  };
  /** Of all units for a billing cycle. */
  readonly total: { readonly purchase: Amount; readonly sale: Amount };
  /** What decided the platform's prices. */
  readonly reason: PriceReason;
  /** The last day of the platform's prices as they are, where one is known. */
  readonly priceValidUntil?: string;
  /** The platform's id of the subscription, once it is ordered. */
  readonly subscription?: string;
}

/** Sums in one currency: what each invoice of a billing cycle comes to, and what the first twelve months cost when monthly terms are renewed. */
export interface QuoteTotals {
  readonly currency: string;
  readonly monthly?: string;
  readonly annual?: string;
  readonly triennial?: string;
  readonly firstYear: string;
}

/** `accepted` is on its way: some lines may be ordered. A quote that is past `validUntil` keeps its status. */
export type QuoteStatus = 'draft' | 'sent' | 'accepted' | 'ordered' | 'declined';

/** An offer at fixed prices: plain data that the caller keeps, in a database or a file, as JSON. It has purchase prices: `quoteToPdf` and `quoteToCsv` make what a customer gets. */
export interface Quote extends SalePricing {
  readonly id: string;
  /** From 1; a revision has the next. */
  readonly version: number;
  readonly status: QuoteStatus;
  readonly platform: string;
  readonly customer: string;
  readonly createdAt: string;
  /** The last day (`yyyy-mm-dd`, UTC) on which it can be accepted. */
  readonly validUntil: string;
  readonly lines: readonly QuoteLine[];
  readonly totals: { readonly purchase: readonly QuoteTotals[]; readonly sale: readonly QuoteTotals[] };
  /** Taxes are left open: they depend on where both are, and come on the invoice. */
  readonly taxesIncluded: false;
  readonly title?: string | undefined;
  readonly notes?: string | undefined;
  readonly seller?: string | undefined;
  readonly buyer?: string | undefined;
  /** The platform's id of the tenant that gets it, once it is accepted. */
  readonly tenant?: string;
}

/** What a check found. `purchase-risen`, `currency-changed`, `not-sold` and `expired` keep a quote from being accepted. */
export interface QuoteFinding {
  readonly kind:
    | 'expired'
    | 'not-sold'
    | 'purchase-risen'
    | 'purchase-fallen'
    | 'currency-changed'
    | 'price-ends'
    | 'below-purchase'
    | 'sale-differs';
  /** From 1; absent where it is of the quote as a whole. */
  readonly line?: number;
  readonly product?: string;
  readonly message: string;
  readonly quoted?: Amount;
  readonly current?: Amount;
}

/** One thing that differs between two quotes. */
export interface QuoteDifference {
  /** Absent where it is of the quote as a whole. */
  readonly product?: string;
  readonly term?: Term;
  readonly billingCycle?: BillingCycle;
  readonly field:
    | 'line'
    | 'quantity'
    | 'purchase'
    | 'list'
    | 'discount'
    | 'sale'
    | 'total'
    | 'validUntil'
    | 'title'
    | 'notes'
    | 'seller'
    | 'buyer';
  /** Absent where there was none: a line that is new. */
  readonly before?: string;
  readonly after?: string;
}

export interface AcceptQuoteOptions extends OperationOptions {
  /** The platform's id of the tenant that gets it; the customer's only one unless given. */
  readonly tenant?: string | number;
  /** The caller's explicit yes to buying for more than the quote was made from. */
  readonly acceptRisenPrices?: true;
  /** The caller's explicit yes to the conditions of the products, where they have some. */
  readonly acceptConditions?: true;
  /** MPN id of the reseller of record; indirect providers only. */
  readonly reseller?: string;
  /** Called, and waited for, with the quote before the first order and after each: who keeps it knows after a crash how far it got. */
  readonly save?: (quote: Quote) => void | Promise<void>;
}
