export type * as PartnerCenterTypes from '../../generated/partner-center.gen.ts';
export * from '../../http/index.ts';
export { type Page, PagePromise } from '../../http/paging.ts';
export { IncompleteFileError } from '../../streaming/incomplete-file-error.ts';
export type { StreamProgress } from '../../streaming/stream-options.ts';
export { PartnerCenter, type PartnerCenterOptions } from './client.ts';
export {
  cartErrorCodes,
  type PartnerCenterErrorCode,
  partnerCenterErrorCodes,
  transitionTargetErrorCodes,
} from './error-codes/index.ts';
export {
  type CompoundFilter,
  equals,
  type Filter,
  type FilterOperator,
  type SimpleFilter,
  startsWith,
} from './filter.ts';
export { type PartialFailure, PartialFailureError } from './partial-failure-error.ts';
export { type PartnerCenterPlatform, type PartnerCenterPlatformOptions, partnerCenter } from './platform.ts';
export type { AnalyticsQuery } from './resources/analytics.ts';
export type { InvoiceLineItemOf, InvoiceLineItemQuery } from './resources/invoices.ts';
export type { Attachments } from './resources/orders.ts';
export type {
  ExchangeRateRow,
  LicencePriceRow,
  MeterPriceRow,
  OfferMatrixRow,
  PriceRow,
  PriceSheetQuestion,
  PriceSheetRow,
  PriceSheetView,
} from './resources/price-sheet-rows.ts';
export type { FileOptions, RowOptions } from './resources/price-sheets.ts';
export type { SubscriptionChange } from './resources/subscriptions.ts';
export type { WaitOptions } from './wait-options.ts';
