import type { NewReport, Report } from '../../../generated/ingram.gen.ts';
import type { ApiClient, ApiPromise } from '../../../http/api-client.ts';
import { ApiError } from '../../../http/errors/api-error.ts';
import { TenantryError } from '../../../http/errors/tenantry-error.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { asNewCall, type PageParams, Resource } from '../resource.ts';
import type { Secrets } from '../secrets.ts';
import type { WaitOptions } from '../wait-options.ts';

/** What lists of reports can be asked for. */
export interface ReportParams extends PageParams {
  readonly name?: string;
  /** `csv`, `xml`, `xlsx` or `json`. */
  readonly format?: string;
  readonly status?: string;
  /** `periodic`, `daily`, `monthly`, `onetime` or `on_invoice`. */
  readonly type?: string;
  /** A date, such as 2026-11-01. */
  readonly from?: string;
  /** A date, such as 2026-11-30. */
  readonly to?: string;
}

/** Reports of rated data: the only way to invoices, taxes and usage in bulk. */
export class Reports extends Resource {
  readonly #elsewhere: ApiClient;
  readonly #secrets: Secrets;

  constructor(client: ApiClient, root: string, elsewhere: ApiClient, secrets: Secrets) {
    super(client, root);
    this.#elsewhere = elsewhere;
    this.#secrets = secrets;
  }

  /**
   * Lists reports.
   * `GET /reports`
   * May come whole, whatever offset and limit ask for. Formats may be in capitals.
   * Source: public contract and guides of the API, sample 11
   * @throws {ApiError} with the message of the platform
   * @example
   * for await (const { id, name, status } of ingram.reports.list({ from: '2026-11-01', to: '2026-11-30' })) console.log(id, name, status);
   */
  list(params: ReportParams = {}, options?: RequestOptions): PagePromise<Report> {
    return this.pages('getReports', 'GET /reports', params, options);
  }

  /**
   * Asks for a report that is made once.
   * `POST /reports`
   * Made in the background: `wait` for it, then `download` it. Not repeated by itself.
   * Source: public contract and guides of the API
   * @throws {ApiError} with the message of the platform; see `mayHaveApplied`
   * @example
   * const { id = '' } = await ingram.reports.create({ name: 'November', format: 'csv', startDate: '2026-11-01T00:00:00Z', endDate: '2026-12-01T00:00:00Z' });
   * await ingram.reports.wait(id, { onProgress: ({ status }) => console.log(status) });
   * const text = await (await ingram.reports.download(id)).text();
   */
  create(report: NewReport, options?: RequestOptions): ApiPromise<Report> {
    return this.value('createReport', 'POST /reports', { body: report }, options);
  }

  /**
   * Reads a report.
   * `GET /reports/{reportId}`
   * Its downloadUrl is signed and expires: whoever has it can read the file, so keep it out of logs.
   * Source: public contract and guides of the API
   * @throws {NotFoundError} when there is none
   */
  get(reportId: string, options?: RequestOptions): ApiPromise<Report> {
    return this.value('getReportById', path`GET /reports/${reportId}`, {}, options);
  }

  /**
   * Reads a report until it is made.
   * @throws {ApiError} when making it failed
   * @throws {TimeoutError} when it takes too long
   */
  async wait(reportId: string, options: WaitOptions<Report> = {}): Promise<Report> {
    const report = await this.until(
      `Report ${reportId}`,
      (each) => this.get(reportId, each),
      ({ status }) => status === 'completed' || status === 'error',
      options,
    );
    if (report.status !== 'error') return report;
    throw new ApiError(`ingram getReportById: report ${reportId} could not be made.`, {
      platform: 'ingram',
      operation: 'getReportById',
      code: 'ingram.report_failed',
      solution: 'Ask for another one.',
    });
  }

  /**
   * Downloads the file of a report, by a link that is read for it: neither key nor token go there.
   * @throws {ApiError} when it is not made yet
   */
  async download(reportId: string, options: RequestOptions = {}): Promise<Blob> {
    const { downloadUrl, status } = await this.get(reportId, options);
    if (!downloadUrl) {
      throw new ApiError(`ingram getReportById: report ${reportId} has no file (${status ?? 'no status'}).`, {
        platform: 'ingram',
        operation: 'getReportById',
        code: 'ingram.no_file',
        solution: 'Wait for it first: reports.wait.',
      });
    }
    this.#secrets.keep('link', downloadUrl.split('?')[1] ?? '');
    const asked = {
      operation: 'downloadReport',
      method: 'GET',
      effect: 'read',
      url: downloadUrl,
      file: true,
    } as const;
    return this.#elsewhere.call<Blob>(asked, asNewCall(options)).catch((error: unknown) => {
      // It names the link, which is signed.
      if (error instanceof TenantryError) delete error.cause;
      throw error;
    });
  }
}
