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
  },
});
