import type { OperationOptions } from '../progress.ts';
import type { Amount, BillingCycle, Term } from '../subscriptions/subscription-operations.ts';
import type { Price } from './price-operations.ts';

/** A product on its terms, for a customer. */
export interface SpecialPriceQuestion {
  /** The platform's id of who buys. */
  readonly customer: string | number;
  /** `product:sku` of Microsoft's catalogue; on ICP also a technical service name. */
  readonly product: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
}

/** A price of its own for one customer: percent off its price list, or the price itself; decimal texts. */
export type SetSpecialPriceInput = SpecialPriceQuestion & {
  /** The last month it counts for, `yyyy-mm`. @default no end */
  readonly until?: string | undefined;
  /** Why, for those who read it later. */
  readonly comment: string;
} & ({ readonly discount: string } | { readonly price: string });

/** A special price as it stands. */
export interface SpecialPrice {
  /** The platform's id of the deal; a deal can be for several products. */
  readonly id: string;
  readonly platform: string;
  readonly customer: string;
  /** `product:sku`, or the platform's own name; where the customer is not sold it any more, the id of what is priced. */
  readonly product: string;
  readonly name: string;
  readonly term: Term | (string & {});
  readonly billingCycle: BillingCycle | (string & {});
  /** Percent off; or the price itself. */
  readonly discount?: string;
  readonly price?: Amount;
  /** The price without it, and with it. */
  readonly base: Amount;
  readonly sale: Amount;
  /** The last month it counts for, `yyyy-mm`; absent: no end. */
  readonly until?: string;
  /** Whether it counts this month: not over, and not overruled by a newer one. */
  readonly inForce: boolean;
  readonly comment: string;
  readonly author?: string;
  /** ISO 8601, UTC. */
  readonly createdAt?: string;
}

/** What the customer is expected to pay for a unit, as a decimal text. */
export interface ValidateSpecialPriceInput extends SpecialPriceQuestion {
  readonly expected: string;
}

/** A line of the last invoice. */
export interface BilledPrice {
  /** The platform's id of the subscription. */
  readonly subscription: string;
  readonly price: Amount;
  /** The days that it is for, as the platform writes them. */
  readonly interval: string;
}

export type SpecialPriceFindingKind =
  | 'no-special-price'
  | 'ended'
  | 'ends-soon'
  | 'several'
  | 'not-as-expected'
  | 'below-purchase'
  | 'not-billed'
  | 'set-after-invoice'
  | 'not-applied'
  | 'currency';

/** Something about a special price that should be looked at, and what to do. */
export interface SpecialPriceFinding {
  readonly kind: SpecialPriceFindingKind;
  readonly message: string;
  readonly remedy: string;
}

/** Whether a special price does what was agreed. */
export interface SpecialPriceReport {
  /** What the customer pays for a unit that is bought now; absent where the platform does not tell it in the customer's currency. */
  readonly effective?: Amount;
  readonly expected: Amount;
  readonly isAsExpected: boolean;
  /** The deal in force, if there is one. */
  readonly special?: SpecialPrice;
  /** The last month of it. */
  readonly until?: string;
  readonly lastInvoice: {
    /** `yyyy-mm` */
    readonly month: string;
    /** Absent where nothing of it was billed. */
    readonly isApplied?: boolean;
    readonly lines: readonly BilledPrice[];
  };
  readonly findings: readonly SpecialPriceFinding[];
}

/** What a special price is judged by. */
export interface SpecialPriceFacts {
  readonly price: Price;
  /** All that there are for the product, over ones too, the newest first. */
  readonly specials: readonly SpecialPrice[];
  readonly billed: { readonly month: string; readonly lines: readonly BilledPrice[] };
}

/** What a platform does for special prices. */
export interface SpecialPriceOperations {
  list(customer: string, options: OperationOptions): Promise<SpecialPrice[]>;
  get(question: SpecialPriceQuestion, options: OperationOptions): Promise<SpecialPrice | undefined>;
  set(input: SetSpecialPriceInput, options: OperationOptions): Promise<SpecialPrice>;
  end(question: SpecialPriceQuestion, options: OperationOptions): Promise<void>;
  facts(question: SpecialPriceQuestion, options: OperationOptions): Promise<SpecialPriceFacts>;
}
