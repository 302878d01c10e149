import type { AllProductAccountsWithFields, Report, ReportResult } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Reports. Source of all operations: openapi/icp.yaml. */
export class Reports extends Resource {
  /**
   * Lists the reports that the user may run.
   * `POST /GetReports`
   * With their parameters.
   * @throws {ApiError} with the message of the platform
   */
  list(options?: RequestOptions): ApiPromise<Report[]> {
    return this.read('GetReports', {}, options);
  }

  /**
   * Runs a report.
   * `POST /ExecuteReport`
   * Rows are objects with Cells in live answers; accept bare arrays too.
   * @throws {ApiError} with the message of the platform
   * @example
   * const result = await icp.reports.execute('Audit Log Object Company', { targetCompany: 435348, startDate: '2026-11-01' });
   * for (const row of reportRows(result)) console.log(row['EventType']);
   */
  execute(
    reportName: string,
    parameters: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): ApiPromise<ReportResult> {
    return this.read('ExecuteReport', { reportName, parameters }, options);
  }

  /**
   * Lists all accounts of a service with their fields.
   * `POST /GetAllProductAccountsWithFieldsReport`
   * A createdBefore in the future gives an empty list.
   * @throws {ApiError} with the message of the platform
   */
  listProductAccounts(
    productName: string,
    params: { createdBefore?: string; resellerContext?: number } = {},
    options?: RequestOptions,
  ): ApiPromise<AllProductAccountsWithFields> {
    return this.read('GetAllProductAccountsWithFieldsReport', { productName, ...params }, options);
  }
}
