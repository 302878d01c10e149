export { UnsupportedOperationError } from './http/errors/unsupported-operation-error.ts';
export * from './http/index.ts';
export { type Page, PagePromise } from './http/paging.ts';
export { type PollOptions, poll } from './http/poller.ts';
export type {
  AzureBenefit,
  AzureBudget,
  AzurePlan,
  AzurePlanOperations,
  AzureSubscription,
  AzureTransfer,
  BenefitScope,
  BillingMode,
  BuyReservationInput,
  BuySavingsPlanInput,
  CostBy,
  CostReport,
  CostRow,
  CreateAzureSubscriptionInput,
  OrderAzurePlanInput,
  RequestTransferInput,
  UsageQuestion,
  UsageRow,
} from './operations/azure-plan-operations.ts';
export type { AzurePlanBlocker, AzurePlans } from './operations/azure-plans.ts';
export type { ChangePreview, ForbiddingRule, SubscriptionChange } from './operations/change-preview.ts';
export {
  type BilledLine,
  explainInvoice,
  type InvoiceFinding,
  type InvoiceFindingKind,
  type InvoiceTruth,
  type Sale,
} from './operations/explain-invoice.ts';
export type { Gdap } from './operations/gdap.ts';
export type { GdapAnalytics } from './operations/gdap-analytics.ts';
export type {
  AdminRelationship,
  AdminRelationshipFilter,
  AdminRelationshipStatus,
  AdminRole,
  CheckedRequest,
  GdapCustomer,
  GdapOperationName,
  GdapOperations,
  GroupAccess,
  LeastPrivilege,
  RenewAdminRelationshipOptions,
  RequestAdminRelationshipInput,
  RequestAdminRelationshipOptions,
} from './operations/gdap-operations.ts';
export type { OperationName, Platform, Support } from './operations/platform.ts';
export type { OnProgress, OperationOptions, ProgressStep } from './operations/progress.ts';
export type { AdminRights, RestoreAdminRightsInput } from './operations/restore-admin-rights.ts';
export type {
  Amount,
  BillingCycle,
  BuyOptions,
  BuySubscriptionInput,
  RefundableSeats,
  RenewalChange,
  Subscription,
  SubscriptionDetails,
  SubscriptionOperations,
  Term,
  UpgradeInput,
  UpgradeTarget,
} from './operations/subscription-operations.ts';
export type { Subscriptions } from './operations/subscriptions.ts';
export type {
  CompanyDetails,
  DomainCheck,
  ExistingTenantOrder,
  NewTenantOrder,
  ProvisionOptions,
  ProvisionTenantInput,
  Tenant,
} from './operations/tenant-operations.ts';
export type { Tenants } from './operations/tenants.ts';
export type { GdapLapse, WatchOptions } from './operations/watch-lapses.ts';
export { Reseller, type ResellerOptions } from './reseller.ts';
