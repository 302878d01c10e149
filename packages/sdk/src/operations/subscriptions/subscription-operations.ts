import type { OperationOptions } from '../progress.ts';

export type Term = 'P1M' | 'P1Y' | 'P3Y';
export type BillingCycle = 'monthly' | 'annual' | 'triennial';

/** A decimal amount, as text: money is never a float here. */
export interface Amount {
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** What is bought. */
export interface BuySubscriptionInput {
  /** The platform's id of the tenant, as `tenants` gives it. */
  readonly tenant: string | number;
  /** `product:sku` of Microsoft's catalogue, e.g. `CFQ7TTC0LH18:0001`; on ICP also a technical service name. */
  readonly product: string;
  readonly quantity: number;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  /** A name of your own for it. */
  readonly name?: string | undefined;
  /** The last day of the first term (`yyyy-mm-dd`): the end of a month, or of another subscription (co-termination). */
  readonly alignTo?: string | undefined;
  /** MPN id of the reseller of record; indirect providers only. */
  readonly reseller?: string | undefined;
  /** The caller's explicit yes to the conditions of the product, where it has some. */
  readonly acceptConditions?: true | undefined;
}

export interface BuyOptions extends OperationOptions {
  /** Your own name for this order. Calling again with it after a crash or a lost answer never orders twice. */
  readonly idempotencyKey?: string;
  /** The id (a uuid) of the quote that it comes of; platforms with no place for one are not told. */
  readonly quote?: string;
}

/** What the renewal applies instead of going on as it is. */
export interface RenewalChange {
  readonly quantity?: number | undefined;
  readonly term?: Term | undefined;
  readonly billingCycle?: BillingCycle | undefined;
}

/** Seats that can be taken back until an instant (ISO 8601, UTC). */
export interface RefundableSeats {
  readonly quantity: number;
  readonly until: string;
}

/** A subscription as its platform tells it; what a platform does not tell is absent. */
export interface Subscription {
  readonly id: string;
  readonly platform: string;
  /** The platform's id of the tenant. */
  readonly tenant: string;
  readonly name: string;
  /** `product:sku` of Microsoft's catalogue. */
  readonly product?: string;
  readonly quantity: number;
  /** A status that is not known yet arrives as the platform writes it. */
  readonly status:
    | 'pending'
    | 'active'
    | 'suspended'
    | 'expired'
    | 'disabled'
    | 'ended'
    | 'failed'
    | (string & {});
  readonly term?: Term | (string & {});
  readonly billingCycle?: BillingCycle | (string & {});
  readonly autoRenew: boolean;
  readonly isTrial?: boolean;
  /** The first instant after the term (ISO 8601, UTC). */
  readonly termEndsAt?: string;
  /** Until when the whole can be cancelled. */
  readonly cancellableUntil?: string;
  /** Absent where the platform does not tell which seats can be taken back. */
  readonly refundable?: readonly RefundableSeats[];
  readonly atRenewal?: RenewalChange;
  readonly microsoftSubscriptionId?: string;
  readonly orderId?: string;
}

/** A subscription with what a preview needs of money and dates. */
export interface SubscriptionDetails extends Subscription {
  /** What the caller pays for a unit and billing cycle. */
  readonly unitPrice?: Amount;
  /** The running billing cycle: from its first instant to the first after it. */
  readonly cycle?: {
    readonly startsAt: string;
    readonly endsAt: string;
    /** Where the cycle would end if the term did not cut it short: what the price of a unit is for. */
    readonly fullEndsAt: string;
  };
  readonly seats?: { readonly minimum: number; readonly maximum: number };
}

/** What a subscription can become. */
export interface UpgradeTarget {
  /** What `upgrade` takes as `to`. */
  readonly product: string;
  readonly name: string;
  /** Ids of subscriptions that can take the seats. */
  readonly existing: readonly string[];
}

export interface UpgradeInput {
  readonly to: string;
  /** Some of the seats only; all of them unless given. */
  readonly quantity?: number | undefined;
  /** A subscription that takes the seats; a new one is made unless given. */
  readonly into?: string | undefined;
}

/** A change that costs something at once. */
export type EstimatedChange =
  | { readonly quantity: number }
  | { readonly upgrade: UpgradeInput }
  | { readonly status: 'cancelled' };

/** What a platform does for subscriptions; inputs are valid when they get here. */
export interface SubscriptionOperations {
  buy(input: BuySubscriptionInput, options: BuyOptions): Promise<Subscription>;
  list(tenant: string, options: OperationOptions): Promise<Subscription[]>;
  get(id: string, options: OperationOptions): Promise<Subscription>;
  details(id: string, options: OperationOptions): Promise<SubscriptionDetails>;
  setQuantity(id: string, quantity: number, options: OperationOptions): Promise<Subscription>;
  setAutoRenew(id: string, on: boolean, options: OperationOptions): Promise<Subscription>;
  scheduleChange(id: string, change: RenewalChange, options: OperationOptions): Promise<Subscription>;
  suspend(id: string, options: OperationOptions): Promise<Subscription>;
  reactivate(id: string, options: OperationOptions): Promise<Subscription>;
  cancel(id: string, options: OperationOptions): Promise<Subscription>;
  upgradeTargets(id: string, options: OperationOptions): Promise<UpgradeTarget[]>;
  upgrade(id: string, input: UpgradeInput, options: OperationOptions): Promise<Subscription>;
  renewNow(id: string, options: OperationOptions): Promise<Subscription>;
  /** What a change charges the customer at once, where the platform reckons it itself. */
  estimate?(id: string, change: EstimatedChange, options: OperationOptions): Promise<Amount | undefined>;
}
