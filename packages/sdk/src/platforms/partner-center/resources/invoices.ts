import type {
  DailyRatedUsageLineItem,
  EstimateLink,
  Invoice,
  InvoiceSummary,
  LicenseBasedLineItem,
  OneTimeInvoiceLineItem,
  UsageBasedLineItem,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Which lines of an invoice: new commerce (`onetime`), legacy licences (`office`), legacy Azure (`azure`). */
export type InvoiceLineItemQuery = { readonly size?: number } & (
  | { readonly provider: 'onetime'; readonly invoiceLineItemType: 'billinglineitems' }
  | {
      readonly provider: 'onetime' | 'marketplace';
      readonly invoiceLineItemType: 'usagelineitems';
      /** ISO 4217. */
      readonly currencyCode: string;
      readonly period?: 'current' | 'previous';
      readonly hasPartnerEarnedCredit?: boolean;
    }
  | {
      readonly provider: 'office' | 'azure';
      readonly invoiceLineItemType: 'billinglineitems';
      readonly offset?: number;
    }
);

/** The shape of the lines that a query asks for. */
export type InvoiceLineItemOf<Query> = Query extends { readonly invoiceLineItemType: 'usagelineitems' }
  ? DailyRatedUsageLineItem
  : Query extends { readonly provider: 'onetime' }
    ? OneTimeInvoiceLineItem
    : Query extends { readonly provider: 'office' }
      ? LicenseBasedLineItem
      : UsageBasedLineItem;

/** What Microsoft bills this partner. */
export class Invoices extends Resource {
  /**
   * Lists the invoices of this partner.
   * `GET /v1/invoices`
   * Without the link of the PDF, which is of one invoice alone. Indirect resellers have none: their provider is billed.
   * Source: Partner Center developer documentation: get-a-collection-of-invoices
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const invoice of partnerCenter.invoices.list({ size: 200 }))
   *   console.log(invoice.id, invoice.totalCharges, invoice.currencyCode);
   */
  list(params: { size?: number; offset?: number } = {}, options?: RequestOptions): PagePromise<Invoice> {
    return this.index('ListInvoices', path`GET /invoices`, params, options);
  }

  /**
   * Reads an invoice.
   * `GET /v1/invoices/{invoiceId}`
   * App+User only. The link of the PDF lives for half an hour.
   * Source: Partner Center developer documentation: get-invoice-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  get(invoiceId: string, options?: RequestOptions): ApiPromise<Invoice> {
    return this.value('GetInvoice', path`GET /invoices/${invoiceId}`, {}, options);
  }

  /**
   * Reads what is owed in the currency of this partner.
   * `GET /v1/invoices/summary`
   * Of one currency only.
   * Source: Partner Center developer documentation: get-the-reseller-s-current-account-balance
   * @deprecated `summaries` has every currency.
   * @throws {ApiError} with the code of Partner Center
   */
  summary(options?: RequestOptions): ApiPromise<InvoiceSummary> {
    return this.value('GetInvoiceSummary', path`GET /invoices/summary`, {}, options);
  }

  /**
   * Reads what is owed, by currency.
   * `GET /v1/invoices/summaries`
   * App+User only. A date of the year 1 stands for none.
   * Source: Partner Center developer documentation: get-invoice-summaries
   * @throws {ApiError} with the code of Partner Center
   */
  summaries(options?: RequestOptions): ApiPromise<InvoiceSummary[]> {
    return this.items('ListInvoiceSummaries', path`GET /invoices/summaries`, {}, options);
  }

  /**
   * Lists where the lines that are not billed yet are read.
   * `GET /v1/invoices/estimates/links`
   * `unbilledLineItems` and `usage.listUnbilledLines` read the same lines.
   * Source: Partner Center developer documentation: get-invoice-estimate-links
   * @throws {ApiError} with the code of Partner Center
   */
  estimateLinks(currencyCode: string, options?: RequestOptions): ApiPromise<EstimateLink[]> {
    const params = { currencycode: currencyCode };
    return this.items('ListInvoiceEstimateLinks', path`GET /invoices/estimates/links`, { params }, options);
  }

  /**
   * Lists lines of an invoice; provider and type say which, and of which shape they are.
   * `GET /v1/invoices/{invoiceId}/lineitems`
   * Decimals of billing lines may come as text. Lines of use are the days behind the billing lines of Azure: count only one of the two.
   * Source: Partner Center developer documentation: get-invoiceline-items
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const which = { provider: 'onetime', invoiceLineItemType: 'billinglineitems' } as const;
   * for await (const line of partnerCenter.invoices.lineItems(invoiceId, which))
   *   console.log(line.customerName, line.chargeType, line.subtotal);
   */
  lineItems<const Query extends InvoiceLineItemQuery>(
    invoiceId: string,
    query: Query,
    options?: RequestOptions,
  ): PagePromise<InvoiceLineItemOf<Query>> {
    const route = path`GET /invoices/${invoiceId}/lineitems`;
    const counted = query.provider === 'office' || query.provider === 'azure';
    return this[counted ? 'index' : 'seek']('ListInvoiceLineItems', route, query, options);
  }

  /**
   * Lists charges that are on no invoice yet, but for those of use.
   * `GET /v1/invoices/unbilled/lineitems`
   * `usage.listUnbilledLines` reads the use. Amounts may still change.
   * Source: Partner Center developer documentation: get-invoice-unbilled-recon-lineitems
   * @throws {ApiError} with the code of Partner Center
   */
  unbilledLineItems(
    query: {
      readonly currencyCode: string;
      readonly period: 'current' | 'previous';
      readonly size?: number;
    },
    options?: RequestOptions,
  ): PagePromise<OneTimeInvoiceLineItem> {
    return this.seek(
      'ListUnbilledUsageLines',
      path`GET /invoices/unbilled/lineitems`,
      { provider: 'onetime', invoiceLineItemType: 'billinglineitems', ...query },
      options,
    );
  }

  /**
   * Downloads an invoice as PDF.
   * `GET /v1/invoices/{invoiceId}/documents/statement`
   * App+User only.
   * Source: Partner Center developer documentation: get-invoice-statement
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const file = await partnerCenter.invoices.statement(invoiceId);
   * console.log(file.size, (await file.text()).startsWith('%PDF'));
   */
  statement(invoiceId: string, options?: RequestOptions): ApiPromise<Blob> {
    const route = path`GET /invoices/${invoiceId}/documents/statement`;
    return this.value('GetInvoiceStatement', route, { file: true }, options);
  }

  /**
   * Downloads a tax receipt as PDF.
   * `GET /v1/invoices/{invoiceId}/receipts/{receiptId}/documents/statement`
   * App+User only. Taiwan only.
   * Source: Partner Center developer documentation: get-invoice-receipt-statement
   * @throws {ApiError} with the code of Partner Center
   */
  taxReceiptStatement(invoiceId: string, receiptId: string, options?: RequestOptions): ApiPromise<Blob> {
    const route = path`GET /invoices/${invoiceId}/receipts/${receiptId}/documents/statement`;
    return this.value('GetTaxReceiptStatement', route, { file: true }, options);
  }
}
