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
  type InvoiceTruth,
  type Sale,
} from './operations/explain-invoice.ts';
export type { InvoiceExplanation } from './operations/explain-month.ts';
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
export type { InvoiceFinding, InvoiceFindingKind } from './operations/invoice-findings.ts';
export { PartialReportError } from './operations/partial-report-error.ts';
export type { OperationName, Platform, Support } from './operations/platform.ts';
export type {
  ComparedPrices,
  NewPrice,
  PriceChange,
  PriceComparison,
  PriceDifference,
  PriceList,
  PriceListAllocation,
  PriceListChange,
  PriceListItem,
  PriceListOperations,
  PriceListPreview,
  PriceRounding,
  PriceRule,
  PriceWarning,
  SoldOtherwise,
} from './operations/price-list-operations.ts';
export type { CreatePriceListOptions, PriceLists } from './operations/price-lists.ts';
export type {
  Price,
  PriceOperationName,
  PriceOperations,
  PriceQuestion,
  PriceReason,
  PricesQuestion,
  UnitPrice,
} from './operations/price-operations.ts';
export type { Prices } from './operations/prices.ts';
export type { OnProgress, OperationOptions, ProgressStep } from './operations/progress.ts';
export type {
  AcceptQuoteOptions,
  CreateQuoteInput,
  Quote,
  QuoteChanges,
  QuoteDifference,
  QuoteFinding,
  QuoteLine,
  QuoteLineInput,
  QuoteStatus,
  QuoteTotals,
  SalePricing,
} from './operations/quote.ts';
export { QuoteOrderError } from './operations/quote-order-error.ts';
export type { Quotes } from './operations/quotes.ts';
export type { ReportContext, ReportFailure, ReportOptions } from './operations/report-context.ts';
export type {
  ReportColumn,
  ReportColumnType,
  ReportEntry,
  ReportParameter,
  ReportParameterType,
  ReportValue,
} from './operations/report-definition.ts';
export type {
  AuditEntry,
  HeldSubscription,
  HeldTerm,
  Holding,
  InvoiceLine,
  InvoiceQuestion,
  LicenceCount,
  ReportCustomer,
  ReportOperationName,
  ReportOperations,
  ReportWindow,
  SeatChange,
} from './operations/report-operations.ts';
export type {
  AggregateBy,
  AuditRow,
  AzureCostRow,
  ExpiringAdminRelationshipRow,
  ExplainedLineRow,
  InvoiceAggregationRow,
  LicenceUseRow,
  OwnReportId,
  OwnReports,
  OwnSale,
  RenewalRow,
  SalesAgainstInvoiceRow,
  SeatRow,
  SeatsOverTimeRow,
} from './operations/report-rows.ts';
export type {
  PlatformSchedules,
  ReportFormat,
  ReportSchedule,
  ScheduledReport,
  ScheduleInterval,
  ScheduleReportInput,
  ScheduleReportOptions,
  ScheduleRunner,
  ScheduleTiming,
  Weekday,
} from './operations/report-schedule.ts';
export type { FilledRow, Report, Reports } from './operations/reports.ts';
export type { AdminRights, RestoreAdminRightsInput } from './operations/restore-admin-rights.ts';
export type {
  BilledPrice,
  SetSpecialPriceInput,
  SpecialPrice,
  SpecialPriceFacts,
  SpecialPriceFinding,
  SpecialPriceFindingKind,
  SpecialPriceOperations,
  SpecialPriceQuestion,
  SpecialPriceReport,
  ValidateSpecialPriceInput,
} from './operations/special-price-operations.ts';
export type { SpecialPrices } from './operations/special-prices.ts';
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
