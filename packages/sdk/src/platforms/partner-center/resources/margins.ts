import type { Margin } from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What publishers of the marketplace leave to this partner of their prices. */
export class Margins extends Resource {
  /**
   * Lists the margins of this partner.
   * `GET /v1/margins`
   * Needs a global administrator or an admin agent. Only what is bought between start and end has the margin.
   * Source: Partner Center developer documentation: get-margins
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const margins = await partnerCenter.margins.list();
   */
  list(options?: RequestOptions): ApiPromise<Margin[]> {
    const read = (data: unknown) => (data as { results?: Margin[] } | undefined)?.results ?? [];
    return this.value('ListMargins', path`GET /margins`, { read }, options);
  }

  /**
   * Downloads the margins of one market as CSV.
   * `GET /v1/margins/download`
   * Without a header, though it is called JSON.
   * Source: Partner Center developer documentation: download-margins
   * @throws {ApiError} with the code of Partner Center
   */
  download(params: { country: string }, options?: RequestOptions): ApiPromise<Blob> {
    return this.value('DownloadMargins', path`GET /margins/download`, { params, file: true }, options);
  }
}
