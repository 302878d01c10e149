import { defineCollection } from '../../kernel/collection.ts';
import { StateMachine } from '../../kernel/state-machine.ts';
import type { BillingCycle, FieldValue, ProductKind, Term } from '../catalogue/product.ts';

export type SubscriptionState =
  /** Ordered for a later date. */
  | 'scheduled'
  /** Waits for the credit check to be approved. */
  | 'held'
  /** With the vendor. */
  | 'provisioning'
  | 'failed'
  | 'active'
  | 'suspended'
  /** Ended: cancelled, run out, replaced, or declined. */
  | 'terminated';

export const subscriptionStates = new StateMachine<SubscriptionState>('subscription', {
  scheduled: ['held', 'provisioning', 'terminated'],
  held: ['provisioning', 'terminated'],
  provisioning: ['active', 'failed', 'terminated'],
  failed: ['provisioning', 'terminated'],
  active: ['suspended', 'terminated'],
  suspended: ['active', 'terminated'],
  terminated: [],
});

/** Seats bought together; each batch has its own window in which it can be taken back. */
export interface SeatBatch {
  readonly quantity: number;
  readonly addedAt: number;
  readonly windowEndsAt: number;
}

/** The thing owned. One record, whichever wire it was bought or changed through. */
export interface Subscription {
  /** ICP's AccountId of the service. */
  readonly id: number;
  /** The company, user or service it hangs below. */
  readonly parentId: number;
  /** The company that owns it, and the reseller that sold it. */
  readonly companyId: number;
  readonly resellerId: number;
  readonly productName: string;
  readonly displayName: string;
  readonly kind: ProductKind;
  readonly state: SubscriptionState;
  readonly failure?: { readonly code: string; readonly message: string };
  readonly provisioningAttempts: number;
  /** Values of the product's fields, as ordered or updated. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly tenantId?: string;
  /** The service that this one needs, e.g. a licence its tenant. */
  readonly dependencyId?: number;
  /** Microsoft's subscription id and order id, once provisioned. */
  readonly vendorReferenceId?: string;
  readonly secondVendorReferenceId?: string;
  readonly billingType?: string;
  readonly term?: Term;
  readonly billingCycle?: BillingCycle;
  readonly quantity: number;
  readonly batches: readonly SeatBatch[];
  readonly currency: string;
  readonly priceableItemId?: number;
  /** Unit prices held for the term (NCE price protection): decimal strings. */
  readonly unitPurchase?: string;
  readonly unitSale?: string;
  readonly contractId?: string;
  readonly purchaseOrderNumber?: string;
  readonly quoteId?: string;
  readonly orderedAt: number;
  /** The instant a scheduled order starts. */
  readonly scheduledFor?: number;
  readonly activatedAt?: number;
  readonly termStart?: number;
  readonly termEnd?: number;
  readonly endOfTermAction: 'Renew' | 'Terminate';
  /** What the renewal will apply; any change in the term deletes it. evidence: docs */
  readonly renewValues?: Readonly<Record<string, FieldValue>>;
  readonly terminatedAt?: number;
  readonly terminationReason?: string;
  /** From when use is not charged yet. */
  readonly usageSince?: number;
  /** Keys of software, each shown only on demand. */
  readonly licenceKeys?: readonly string[];
  /** Bought from Microsoft itself rather than through the distributor's platform. */
  readonly channel?: 'partner-center';
  /** What is left of a licence that ran out: users work on while it is expired, and its data is kept while it is disabled. evidence: docs */
  readonly afterlife?: 'expired' | 'disabled';
  /** MPN ids of the resellers of record. */
  readonly partnerId?: string;
  readonly additionalPartnerIds?: readonly string[];
  /** The promotion whose discount the unit price carries for this term. */
  readonly promotionId?: string;
  /** What else the renewal changes, beside `renewValues`. */
  readonly renewTo?: RenewTo;
  /** The billing cycle from the next charge on. */
  readonly nextBillingType?: string;
  /** How often the subscription was changed; Microsoft takes no more after some 1,200 times. evidence: docs */
  readonly changes?: number;
  /** A change is under way at Microsoft; no other is taken until it is done. */
  readonly pendingChange?: true;
  /** The legacy subscription that this one is an add-on of, or came from. */
  readonly parentReferenceId?: string;
  readonly migratedFromReferenceId?: string;
  readonly registration?: 'registering' | 'registered';
  /** Who cancelled an Azure subscription: what the partner did not, it cannot undo. evidence: docs */
  readonly suspendedBy?: 'partner' | 'customer' | 'microsoft';
  readonly supportContact?: { readonly tenantId: string; readonly mpnId: string; readonly name: string };
  /** What the order said about provisioning: scope, Azure subscription. */
  readonly provisioningContext?: Readonly<Record<string, string>>;
  readonly commitment?: { readonly amount: string; readonly grain: string; readonly currency: string };
  /** The end of the first term, as the buyer asked for it. */
  readonly customTermEnd?: number;
}

/** A change that the renewal brings: another product, an end of its own, a promotion. */
export interface RenewTo {
  readonly productName?: string;
  readonly customTermEnd?: number;
  readonly promotionId?: string;
}

export const subscriptions = defineCollection<Subscription>()({
  name: 'subscriptions',
  key: (subscription) => subscription.id,
  indexes: {
    parent: (subscription) => subscription.parentId,
    company: (subscription) => subscription.companyId,
    reseller: (subscription) => subscription.resellerId,
    dependency: (subscription) => subscription.dependencyId,
    tenant: (subscription) => subscription.tenantId,
    product: (subscription) => subscription.productName,
    reference: (subscription) => subscription.vendorReferenceId,
    order: (subscription) => subscription.secondVendorReferenceId,
  },
});
