import type { Invoice, InvoiceAggregation } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What was charged, and what will be. Source of all operations: openapi/icp.yaml. */
export class Invoices extends Resource {
  /**
   * Reads what the open month will cost.
   * `POST /GetPreviewInvoices`
   * Made anew every Friday morning; assumes that nothing changes until the end of the month.
   * @throws {ApiError} with the message of the platform
   */
  getPreview(
    params: { resellerContext?: number; groupByDepartments?: boolean } = {},
    options?: RequestOptions,
  ): ApiPromise<Invoice[]> {
    return this.read('GetPreviewInvoices', { ...params }, options);
  }

  /**
   * Reads the invoices of the last full month.
   * `POST /GetLatestInvoices`
   * Those of all companies below.
   * @throws {ApiError} with the message of the platform
   */
  getLatest(
    params: { resellerContext?: number; groupByDepartments?: boolean } = {},
    options?: RequestOptions,
  ): ApiPromise<Invoice[]> {
    return this.read('GetLatestInvoices', { ...params }, options);
  }

  /**
   * Reads the invoices of a month.
   * `POST /GetLatestInvoicesForPeriod`
   * month is 1 to 12.
   * @throws {ApiError} with the message of the platform
   * @example
   * const invoices = await icp.invoices.getForPeriod(2026, 10);
   */
  getForPeriod(
    year: number,
    month: number,
    params: { resellerContext?: number; groupByDepartments?: boolean } = {},
    options?: RequestOptions,
  ): ApiPromise<Invoice[]> {
    return this.read('GetLatestInvoicesForPeriod', { year, month, ...params }, options);
  }

  /**
   * Reads every charge of a month with purchase beside sale.
   * `POST /GetInvoiceAggregationReport`
   * DaysBilled tells how a line was prorated.
   * @throws {ApiError} with the message of the platform
   */
  getAggregation(
    year: number,
    month: number,
    params: { resellerContext?: number } = {},
    options?: RequestOptions,
  ): ApiPromise<InvoiceAggregation> {
    return this.read('GetInvoiceAggregationReport', { year, month, ...params }, options);
  }
}
