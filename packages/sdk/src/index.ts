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
} from './operations/azure-plans/azure-plan-operations.ts';
export type { AzurePlanBlocker, AzurePlans } from './operations/azure-plans/azure-plans.ts';
export type { AdminRights, RestoreAdminRightsInput } from './operations/azure-plans/restore-admin-rights.ts';
export type { Gdap } from './operations/gdap/gdap.ts';
export type { GdapAnalytics } from './operations/gdap/gdap-analytics.ts';
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
} from './operations/gdap/gdap-operations.ts';
export type { GdapLapse, WatchOptions } from './operations/gdap/watch-lapses.ts';
export {
  type BilledLine,
  explainInvoice,
  type InvoiceTruth,
  type Sale,
} from './operations/invoices/explain-invoice.ts';
export type { InvoiceExplanation } from './operations/invoices/explain-month.ts';
export type { InvoiceFinding, InvoiceFindingKind } from './operations/invoices/invoice-findings.ts';
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
} from './operations/prices/price-list-operations.ts';
export type { CreatePriceListOptions, PriceLists } from './operations/prices/price-lists.ts';
export type {
  Price,
  PriceOperationName,
  PriceOperations,
  PriceQuestion,
  PriceReason,
  PricesQuestion,
  UnitPrice,
} from './operations/prices/price-operations.ts';
export type { Prices } from './operations/prices/prices.ts';
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
} from './operations/prices/special-price-operations.ts';
export type { SpecialPrices } from './operations/prices/special-prices.ts';
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
} from './operations/quotes/quote.ts';
export { QuoteOrderError } from './operations/quotes/quote-order-error.ts';
export type { Quotes } from './operations/quotes/quotes.ts';
export { PartialReportError } from './operations/reports/partial-report-error.ts';
export type { ReportContext, ReportFailure, ReportOptions } from './operations/reports/report-context.ts';
export type {
  ReportColumn,
  ReportColumnType,
  ReportEntry,
  ReportParameter,
  ReportParameterType,
  ReportValue,
} from './operations/reports/report-definition.ts';
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
} from './operations/reports/report-operations.ts';
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
} from './operations/reports/report-rows.ts';
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
} from './operations/reports/report-schedule.ts';
export type { FilledRow, Report, Reports } from './operations/reports/reports.ts';
export type {
  ChangePreview,
  ForbiddingRule,
  SubscriptionChange,
} from './operations/subscriptions/change-preview.ts';
export type {
  Amount,
  BillingCycle,
  BuyOptions,
  BuySubscriptionInput,
  EstimatedChange,
  RefundableSeats,
  RenewalChange,
  Subscription,
  SubscriptionDetails,
  SubscriptionOperations,
  Term,
  UpgradeInput,
  UpgradeTarget,
} from './operations/subscriptions/subscription-operations.ts';
export type { Subscriptions } from './operations/subscriptions/subscriptions.ts';
export type {
  CompanyDetails,
  DomainCheck,
  ExistingTenantOrder,
  NewTenantOrder,
  ProvisionOptions,
  ProvisionTenantInput,
  Tenant,
} from './operations/tenants/tenant-operations.ts';
export type { Tenants } from './operations/tenants/tenants.ts';
export { Reseller, type ResellerOptions } from './reseller.ts';
