import type { OperationOptions } from '../progress.ts';
import type { Amount, BuyOptions, Term } from '../subscriptions/subscription-operations.ts';

/** The Azure plan of a tenant: one for each, with Azure subscriptions below it. */
export interface AzurePlan {
  readonly id: string;
  readonly platform: string;
  /** The platform's id of the tenant. */
  readonly tenant: string;
  readonly name: string;
  readonly status: 'pending' | 'active' | 'suspended' | 'ended' | 'failed' | (string & {});
  readonly microsoftSubscriptionId?: string;
  readonly orderId?: string;
}

/** An Azure subscription below a plan; Partner Center calls it an entitlement. */
export interface AzureSubscription {
  readonly id: string;
  readonly platform: string;
  readonly plan: string;
  readonly name: string;
  readonly status: 'pending' | 'active' | 'inactive' | 'ended' | 'failed' | (string & {});
  /** What Azure itself calls it. */
  readonly azureSubscriptionId?: string;
}

/** What Azure may cost in a month: advice only, nothing is ever stopped. */
export interface AzureBudget {
  readonly amount?: Amount;
  /** What the running month has cost so far; absent where the platform does not tell. */
  readonly spent?: Amount;
}

/** What one meter of one resource counted on a day (UTC), and what it costs the caller; decimal texts. */
export interface UsageRow {
  readonly date: string;
  /** Azure's own id of the Azure subscription, and its name. */
  readonly azureSubscriptionId: string;
  readonly azureSubscriptionName: string;
  readonly resource: {
    readonly uri: string;
    readonly name: string;
    readonly group: string;
    readonly type: string;
    readonly region: string;
  };
  readonly tags: Readonly<Record<string, string>>;
  readonly meter: {
    readonly id: string;
    readonly name: string;
    readonly category: string;
    readonly subcategory: string;
    readonly unit: string;
  };
  readonly quantity: string;
  readonly cost: Amount;
}

/** A month of a tenant, `2026-11`. */
export interface UsageQuestion {
  readonly tenant: string | number;
  readonly month: string;
}

export type CostBy =
  | 'day'
  | 'azureSubscription'
  | 'resource'
  | 'meter'
  /** The value of a tag; what is not tagged comes together, with an empty key. */
  | { readonly tag: string };

/** What one day, resource, meter or value of a tag costs. */
export interface CostRow {
  readonly key: string;
  readonly label: string;
  readonly cost: Amount;
  /** By meter only: elsewhere units differ. */
  readonly quantity?: string;
  readonly unit?: string;
}

export interface CostReport {
  readonly month: string;
  readonly rows: readonly CostRow[];
  /** One for each currency. */
  readonly totals: readonly Amount[];
}

/** Whether a benefit counts for all Azure subscriptions, or for one (an id as `listSubscriptions` gives it). */
export type BenefitScope = 'shared' | { readonly azureSubscription: string };

export interface BuyReservationInput {
  readonly plan: string;
  /** `product:sku` of Microsoft's catalogue; on ICP the technical service name, or none where there is one only. */
  readonly product?: string | undefined;
  /** Where the product leaves it open, as on ICP. */
  readonly instance?: { readonly size: string; readonly region: string } | undefined;
  readonly quantity: number;
  readonly term: Term;
  readonly billing: 'upfront' | 'monthly';
  readonly scope: BenefitScope;
  readonly name?: string | undefined;
}

export interface BuySavingsPlanInput {
  readonly plan: string;
  readonly term: 'P1Y' | 'P3Y';
  readonly billing: 'upfront' | 'monthly';
  /** US dollars an hour, a decimal text. */
  readonly hourly: string;
  readonly scope: BenefitScope;
  readonly name?: string | undefined;
}

/** A reservation or a savings plan. */
export interface AzureBenefit {
  readonly id: string;
  readonly platform: string;
  readonly kind: 'reservation' | 'savings-plan';
  readonly name: string;
  readonly status: string;
  readonly quantity: number;
  readonly scope?: string;
  readonly term?: string;
  /** The first instant after its term (ISO 8601, UTC). */
  readonly expiresAt?: string;
  readonly autoRenew?: boolean;
  /** Of a savings plan, an hour. */
  readonly hourly?: Amount;
}

/** A way to pay, as the catalogue of the platform has it now. */
export interface BillingMode {
  readonly product: string;
  readonly name: string;
  /** As the platform writes it. */
  readonly mode: string;
  readonly term?: string;
}

/** A transfer of a tenant's Azure from another partner to the caller. */
export interface AzureTransfer {
  readonly id: string;
  readonly tenant: string;
  readonly status: 'waiting' | 'complete' | 'rejected' | 'cancelled' | 'expired' | (string & {});
  readonly from?: string;
  readonly to?: string;
  readonly createdAt?: string;
  readonly completedAt?: string;
  /** Ids of what came over. */
  readonly subscriptions: readonly string[];
}

export interface RequestTransferInput {
  readonly tenant: string | number;
  /** Tenant and name of the partner who has it now. */
  readonly fromPartnerTenantId: string;
  readonly fromPartnerName: string;
  readonly customerName: string;
  readonly customerEmail: string;
}

export interface OrderAzurePlanInput {
  readonly tenant: string | number;
  readonly name?: string | undefined;
}

export interface CreateAzureSubscriptionInput {
  readonly plan: string;
  readonly name: string;
}

/** What a platform does for Azure plans; inputs are valid when they get here. */
export interface AzurePlanOperations {
  order(input: OrderAzurePlanInput, options: BuyOptions): Promise<AzurePlan>;
  find(tenant: string, options: OperationOptions): Promise<AzurePlan | undefined>;
  suspend(plan: string, options: OperationOptions): Promise<AzurePlan>;
  reactivate(plan: string, options: OperationOptions): Promise<AzurePlan>;
  createSubscription(input: CreateAzureSubscriptionInput, options: BuyOptions): Promise<AzureSubscription>;
  listSubscriptions(plan: string, options: OperationOptions): Promise<AzureSubscription[]>;
  suspendSubscription(id: string, options: OperationOptions): Promise<AzureSubscription>;
  reactivateSubscription(id: string, options: OperationOptions): Promise<AzureSubscription>;
  cancelSubscription(id: string, options: OperationOptions): Promise<AzureSubscription>;
  getBudget(tenant: string, options: OperationOptions): Promise<AzureBudget>;
  setBudget(tenant: string, dollars: string | undefined, options: OperationOptions): Promise<AzureBudget>;
  usage(question: UsageQuestion, options: OperationOptions): Promise<UsageRow[]>;
  buyReservation(input: BuyReservationInput, options: BuyOptions): Promise<AzureBenefit>;
  buySavingsPlan(input: BuySavingsPlanInput, options: BuyOptions): Promise<AzureBenefit>;
  listBenefits(plan: string, options: OperationOptions): Promise<AzureBenefit[]>;
  benefitUtilisation(id: string, options: OperationOptions): Promise<never>;
  billingModes(
    tenant: string,
    product: string | undefined,
    options: OperationOptions,
  ): Promise<BillingMode[]>;
  requestTransfer(input: RequestTransferInput, options: OperationOptions): Promise<AzureTransfer>;
  listTransfers(tenant: string, options: OperationOptions): Promise<AzureTransfer[]>;
  cancelTransfer(tenant: string, id: string, options: OperationOptions): Promise<AzureTransfer>;
}
