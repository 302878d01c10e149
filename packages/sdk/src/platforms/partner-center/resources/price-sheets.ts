import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import type { StreamOptions } from '../../../streaming/stream-options.ts';
import { Resource } from '../resource.ts';
import type {
  ExchangeRateRow,
  OfferMatrixRow,
  PriceSheetQuestion,
  PriceSheetRow,
  PriceSheetView,
} from './price-sheet-rows.ts';

/** How a file is asked for. */
export interface FileOptions extends RequestOptions {
  /** Ask for a zip that holds the CSV. @default true */
  readonly zipped?: boolean;
}

/** How rows are read; time limits are about the answer's begin, not the reading. */
export interface RowOptions extends FileOptions, Pick<StreamOptions, 'onProgress'> {}

type Body = ReadableStream<Uint8Array>;

const dates = ['EffectiveStartDate', 'EffectiveEndDate'];

/** Price sheets, exchange rates and the offer matrix: files, on a host of their own. App+User only. */
export class PriceSheets extends Resource {
  /**
   * Downloads a price sheet as it is: a CSV, or a zip that holds it.
   * `GET /v1.0/sales/pricesheets(Market='{market}',PricesheetView='{view}')/$value`
   * Read the stream or cancel it: it holds a connection. Repeated until the answer begins, not after.
   * Source: Partner Center developer documentation: get-a-price-sheet
   * @throws {NotFoundError} when there is no such sheet, as of a month to come that changes nothing
   * @throws {ApiError} with the code of Partner Center
   */
  download(sheet: PriceSheetQuestion, options?: FileOptions): ApiPromise<Body> {
    const { market, view, timeline, month } = sheet;
    const route = path`GET /pricesheets(Market='${market}',PricesheetView='${view}')/$value`;
    return this.#file('DownloadPriceSheet', route, { timeline, month }, options);
  }

  /**
   * Downloads the exchange rates of a month, the running one unless named.
   * `GET /v1.0/sales/fxrates(Month='{month}')/$value`
   * One rate holds for the whole month.
   * Source: Partner Center developer documentation: get-foreign-exchange-rates
   * @throws {ApiError} with the code of Partner Center
   */
  downloadExchangeRates(month = '', options?: FileOptions): ApiPromise<Body> {
    const route = `GET /fxrates(Month='${encodeURIComponent(month)}')/$value`;
    return this.#file('DownloadExchangeRates', route, {}, options);
  }

  /**
   * Downloads the rules of purchase by licence SKU, of the running month unless one is named.
   * `GET /v1.0/sales/offermatrix(Month='{month}')/$value`
   * A past month is as on its last day.
   * Source: Partner Center developer documentation: get-an-offer-matrix
   * @throws {ApiError} with the code of Partner Center
   */
  downloadOfferMatrix(month = '', options?: FileOptions): ApiPromise<Body> {
    const route = `GET /offermatrix(Month='${encodeURIComponent(month)}')/$value`;
    return this.#file('DownloadOfferMatrix', route, {}, options);
  }

  /**
   * Reads a price sheet row by row while it is downloaded; leaving the loop ends the download.
   * `GET /v1.0/sales/pricesheets(Market='{market}',PricesheetView='{view}')/$value`
   * Memory stays the same however large the sheet is. Columns that are new come along as they are.
   * Source: Partner Center developer documentation: get-a-price-sheet
   * @throws {IncompleteFileError} when the file ends too early
   * @throws {NotFoundError} when there is no such sheet, as of a month to come that changes nothing
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const row of partnerCenter.priceSheets.rows({ market: 'PE', view: 'updatedlicensebased' }))
   *   console.log(row.ProductId, row.SkuId, row.TermDuration, row.UnitPrice, row['ERP Price']);
   */
  rows<View extends PriceSheetView>(
    sheet: PriceSheetQuestion<View>,
    options: RowOptions = {},
  ): AsyncGenerator<PriceSheetRow<View>, void, undefined> {
    return rowsOf(() => this.download(sheet, options), options);
  }

  /**
   * Reads the exchange rates of a month, the running one unless named.
   * `GET /v1.0/sales/fxrates(Month='{month}')/$value`
   * Source: Partner Center developer documentation: get-foreign-exchange-rates
   * @throws {IncompleteFileError} when the file ends too early
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const { CurrencyCode, USDPerUnit } of partnerCenter.priceSheets.fxRates('202610'))
   *   console.log(CurrencyCode, USDPerUnit);
   */
  fxRates(month?: string, options: RowOptions = {}): AsyncGenerator<ExchangeRateRow, void, undefined> {
    return rowsOf(() => this.downloadExchangeRates(month, options), options);
  }

  /**
   * Reads the rules of purchase by licence SKU, of the running month unless one is named.
   * `GET /v1.0/sales/offermatrix(Month='{month}')/$value`
   * Source: Partner Center developer documentation: get-an-offer-matrix
   * @throws {IncompleteFileError} when the file ends too early
   * @throws {ApiError} with the code of Partner Center
   */
  offerMatrix(month?: string, options: RowOptions = {}): AsyncGenerator<OfferMatrixRow, void, undefined> {
    return rowsOf(() => this.downloadOfferMatrix(month, options), options);
  }

  #file(
    operation: string,
    route: string,
    params: object,
    { zipped = true, ...options }: FileOptions = {},
  ): ApiPromise<Body> {
    const encoding = { 'Accept-Encoding': zipped ? 'deflate' : 'identity' };
    const headers = { ...encoding, ...options.headers };
    return this.value(operation, route, { params, file: 'stream' }, { ...options, headers });
  }
}

async function* rowsOf<Row>(
  open: () => ApiPromise<Body>,
  { signal, onProgress }: RowOptions,
): AsyncGenerator<Row, void, undefined> {
  // Loaded on first use only: most callers read no sheet.
  const { rowBatches } = await import('../../../streaming/row-batches.ts');
  const { data, headers } = await open().withResponse();
  // A coded body has another length than what is read of it.
  const length = headers.has('content-encoding') ? undefined : Number(headers.get('content-length') ?? NaN);
  const known = Number.isNaN(length) ? undefined : length;
  for await (const batch of rowBatches<Row>(data, { signal, onProgress, length: known, dates }))
    for (const row of batch) yield row;
}
