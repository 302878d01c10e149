export { UnsupportedOperationError } from './http/errors/unsupported-operation-error.ts';
export * from './http/index.ts';
export { type Page, PagePromise } from './http/paging.ts';
export { type PollOptions, poll } from './http/poller.ts';
export type { ChangePreview, ForbiddingRule, SubscriptionChange } from './operations/change-preview.ts';
export type { OperationName, Platform, Support } from './operations/platform.ts';
export type { OnProgress, OperationOptions, ProgressStep } from './operations/progress.ts';
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
export { Reseller, type ResellerOptions } from './reseller.ts';
