import type {
  InsightsDataset,
  InsightsExecution,
  InsightsQuery,
  InsightsReport,
  InsightsReportChange,
  InsightsRow,
  NewInsightsQuery,
  NewInsightsReport,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { itemsOf, Resource } from '../resource.ts';

/**
 * Reports of one's own on what Partner Center knows: a query in words like SQL, run now or by the clock, and a file to download.
 * `partnerCenter.insights` is about the partner, `partnerCenter.marketplaceInsights` about what a publisher sells in the marketplace. App+User only.
 */
export class Insights extends Resource {
  /**
   * Lists what queries can be about, with columns, metrics and time spans.
   * `GET /insights/v1/mpn/ScheduledDataset`
   * A metric counts or adds up over the columns that are selected beside it.
   * Source: Partner Center documentation: insights-programmatic-analytics-api-get-all-datasets
   * @throws {ApiError} with the message of Partner Center
   */
  listDatasets(
    params: { datasetName?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<InsightsDataset[]> {
    return this.items('ListInsightsDatasets', path`GET /ScheduledDataset`, { params }, options);
  }

  /**
   * Keeps a query that reports can run.
   * `POST /insights/v1/mpn/ScheduledQueries`
   * Six months unless TIMESPAN says otherwise. ORDER BY begins with the greatest unless ASC says otherwise.
   * Source: Partner Center documentation: insights-programmatic-access-paradigm
   * @throws {ApiError} when the text is no query
   * @example
   * const { queryId } = await partnerCenter.insights.createQuery({
   *   Name: 'Seats by customer',
   *   Query: 'SELECT CustomerName, TotalSoldSeats FROM SeatsSubscriptionsAndRevenue ORDER BY TotalSoldSeats TIMESPAN LAST_MONTH',
   * });
   */
  createQuery(query: NewInsightsQuery, options?: RequestOptions): ApiPromise<InsightsQuery> {
    return this.#one('CreateInsightsQuery', path`POST /ScheduledQueries`, query, options);
  }

  /**
   * Lists the queries that reports can run, those of the system too.
   * `GET /insights/v1/mpn/ScheduledQueries`
   * Source: Partner Center documentation: insights-programmatic-analytics-api-get-report-queries
   * @throws {ApiError} with the message of Partner Center
   */
  listQueries(
    params: {
      queryId?: string;
      queryName?: string;
      includeSystemQueries?: boolean;
      includeOnlySystemQueries?: boolean;
    } = {},
    options?: RequestOptions,
  ): ApiPromise<InsightsQuery[]> {
    return this.items('ListInsightsQueries', path`GET /ScheduledQueries`, { params }, options);
  }

  /**
   * Deletes a query, unless it is one of the system.
   * `DELETE /insights/v1/mpn/ScheduledQueries/{queryId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center documentation: insights-programmatic-analytics-api-delete-report-queries
   * @throws {NotFoundError} when it is none of the partner's
   */
  deleteQuery(queryId: string, options?: RequestOptions): ApiPromise<InsightsQuery> {
    return this.#one('DeleteInsightsQuery', path`DELETE /ScheduledQueries/${queryId}`, undefined, options);
  }

  /**
   * Runs a query at once, and answers its first 100 rows.
   * `GET /insights/v1/mpn/ScheduledQueries/testQueryResult`
   * What takes longer than 100 seconds there ends in an error, though a report of it may work.
   * Source: Partner Center documentation: insights-programmatic-analytics-api-try-report-queries
   * @throws {ApiError} when the text is no query
   * @example
   * const rows = await partnerCenter.insights.testQuery({ exportQuery: "SELECT CustomerName, Product FROM CustomersAndTenants WHERE CustomerMarket = 'PE'" });
   */
  testQuery(
    params: ({ exportQuery: string } | { queryId: string }) & { startTime?: string; endTime?: string },
    options?: RequestOptions,
  ): ApiPromise<InsightsRow[]> {
    return this.items('TestInsightsQuery', path`GET /ScheduledQueries/testQueryResult`, { params }, options);
  }

  /**
   * Has a query run, once or again and again.
   * `POST /insights/v1/mpn/ScheduledReport`
   * RecurrenceInterval is in hours, 4 to 2160, and no less than the dataset's own minimum. CallbackUrl is called without a signature: ask for the runs then, and trust nothing else of it.
   * Source: Partner Center documentation: insights-programmatic-access-paradigm
   * @throws {ApiError} with the message of Partner Center
   * @example
   * const [query] = await partnerCenter.insights.listQueries({ queryName: 'OfficeUsage' });
   * const report = await partnerCenter.insights.createReport({
   *   ReportName: 'Use of Office, daily',
   *   QueryId: query?.queryId ?? '',
   *   StartTime: '2026-12-01T06:00:00Z',
   *   RecurrenceInterval: 24,
   * });
   */
  createReport(report: NewInsightsReport, options?: RequestOptions): ApiPromise<InsightsReport> {
    return this.#one('CreateInsightsReport', path`POST /ScheduledReport`, report, options);
  }

  /**
   * Lists the reports.
   * `GET /insights/v1/mpn/ScheduledReport`
   * Source: Partner Center documentation: insights-programmatic-analytics-api-get-report
   * @throws {ApiError} with the message of Partner Center
   */
  listReports(
    params: { reportId?: string; reportName?: string; queryId?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<InsightsReport[]> {
    return this.items('ListInsightsReports', path`GET /ScheduledReport`, { params }, options);
  }

  /**
   * Reads a report; undefined when there is none.
   * `GET /insights/v1/mpn/ScheduledReport`
   * Source: Partner Center documentation: insights-programmatic-analytics-api-get-report
   * @throws {ApiError} with the message of Partner Center
   */
  getReport(reportId: string, options?: RequestOptions): ApiPromise<InsightsReport | undefined> {
    const sending = { params: { reportId }, read: firstOf<InsightsReport> };
    return this.value('ListInsightsReports', path`GET /ScheduledReport`, sending, options);
  }

  /**
   * Changes name, times, format or callback of a report; its query stays.
   * `PUT /insights/v1/mpn/ScheduledReport/{reportId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center documentation: insights-programmatic-analytics-api-update-report
   * @throws {NotFoundError} when it is none of the partner's
   */
  updateReport(
    reportId: string,
    change: InsightsReportChange,
    options?: RequestOptions,
  ): ApiPromise<InsightsReport> {
    return this.#one('UpdateInsightsReport', path`PUT /ScheduledReport/${reportId}`, change, options);
  }

  /**
   * Deletes a report with all its runs.
   * `DELETE /insights/v1/mpn/ScheduledReport/{reportId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center documentation: insights-programmatic-analytics-api-delete-report
   * @throws {NotFoundError} when it is none of the partner's
   */
  deleteReport(reportId: string, options?: RequestOptions): ApiPromise<InsightsReport> {
    return this.#one('DeleteInsightsReport', path`DELETE /ScheduledReport/${reportId}`, undefined, options);
  }

  /**
   * Keeps a report from running.
   * `PUT /insights/v1/mpn/ScheduledReport/pause/{reportId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center documentation: insights-programmatic-analytics-api-pause-report-executions
   * @throws {NotFoundError} when it is none of the partner's
   */
  pauseReport(reportId: string, options?: RequestOptions): ApiPromise<InsightsReport> {
    return this.#one('PauseInsightsReport', path`PUT /ScheduledReport/pause/${reportId}`, undefined, options);
  }

  /**
   * Lets a report run again, from its next time on.
   * `PUT /insights/v1/mpn/ScheduledReport/resume/{reportId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center documentation: insights-programmatic-analytics-api-resume-report-executions
   * @throws {NotFoundError} when it is none of the partner's
   */
  resumeReport(reportId: string, options?: RequestOptions): ApiPromise<InsightsReport> {
    return this.#one(
      'ResumeInsightsReport',
      path`PUT /ScheduledReport/resume/${reportId}`,
      undefined,
      options,
    );
  }

  /**
   * Lists runs of a report: the latest that is completed, unless asked for others.
   * `GET /insights/v1/mpn/ScheduledReport/execution/{reportId}`
   * Statuses with a semicolon between: Pending, Running, Paused, Completed. With `getLatestExecution: false` those of 90 days.
   * Source: Partner Center documentation: insights-programmatic-access-paradigm
   * @throws {NotFoundError} while there is no such run, as before the first is completed
   * @example
   * const [execution] = await partnerCenter.insights.listExecutions('d9548477-16d4-492a-bf9c-0cf91a9f69bf');
   * if (execution) {
   *   const file = await partnerCenter.insights.download(execution);
   *   for await (const bytes of file) process.stdout.write(bytes);
   * }
   */
  listExecutions(
    reportId: string,
    params: { executionId?: string; executionStatus?: string; getLatestExecution?: boolean } = {},
    options?: RequestOptions,
  ): ApiPromise<InsightsExecution[]> {
    const route = path`GET /ScheduledReport/execution/${reportId}`;
    return this.items('ListInsightsExecutions', route, { params }, options);
  }

  /**
   * Downloads what a run made, as it is: CSV or TSV.
   * `GET {reportAccessSecureLink}`
   * Without the bearer token: the link is a secret of its own, and runs out; list the runs again for another. Read the stream or cancel it: it holds a connection.
   * Source: Partner Center documentation: insights-programmatic-access-paradigm
   * @throws TypeError when the run is not completed
   * @throws {PermissionError} when the link has run out
   */
  download(
    { executionStatus, reportAccessSecureLink: link }: InsightsExecution,
    options?: RequestOptions,
  ): ApiPromise<ReadableStream<Uint8Array>> {
    if (!link) throw new TypeError(`The run is ${executionStatus}: there is no file yet.`);
    return this.value('DownloadInsightsReport', 'GET', { link, file: 'stream' }, options);
  }

  #one<Item>(operation: string, route: string, body?: object, options?: RequestOptions): ApiPromise<Item> {
    return this.value(operation, route, { body, read: (data) => firstOf(data) as Item }, options);
  }
}

function firstOf<Item>(data: unknown): Item | undefined {
  return itemsOf<Item>(data)[0];
}
