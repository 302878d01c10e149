import { strToU8, zipSync } from 'fflate';
import { countryOfIso } from '../../../domain/companies/country.ts';
import { csvLines } from '../../../domain/prices/csv.ts';
import { exchangeRates } from '../../../domain/prices/exchange-rates.ts';
import { generatedSheet } from '../../../domain/prices/generated-sheet.ts';
import { offerMatrix } from '../../../domain/prices/offer-matrix.ts';
import { changesWith } from '../../../domain/prices/price-change.ts';
import { priceSheet, sheetViews } from '../../../domain/prices/price-sheet.ts';
import { mayBeZipped, sheetMonth } from '../../../domain/prices/sheet-month.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { addPeriod } from '../../../kernel/calendar.ts';
import { FileAnswer } from '../file-answer.ts';
import { queryOf } from '../query.ts';
import { pieces, zipped } from '../zipped.ts';

const timelines = ['current', 'history', 'future'];

/** The file as it is, or zipped when the call asks for deflate: no content coding, the file itself is a zip then. evidence: docs */
function sheetFile(
  call: Call,
  name: string,
  records: Iterable<readonly string[]>,
  month: number,
): FileAnswer {
  const csv = [...csvLines(records)].join('');
  const content = isZipped(call, month)
    ? zipSync({ [name]: strToU8(csv) }, { mtime: zippedAt(month), os: 0 })
    : csv;
  const length = typeof content === 'string' ? strToU8(content).byteLength : content.byteLength;
  const headers = { ...headersOf(name), 'content-length': String(length) };
  return new FileAnswer(content, 'application/octet-stream', headers);
}

/** A file too large to be made before it is sent: it comes without its length. */
function largeFile(
  call: Call,
  name: string,
  records: Iterable<readonly string[]>,
  month: number,
): FileAnswer {
  const lines = csvLines(records);
  const content = isZipped(call, month) ? zipped(name, lines, zippedAt(month)) : pieces(lines);
  return new FileAnswer(content, 'application/octet-stream', headersOf(name));
}

function isZipped({ request }: Call, month: number): boolean {
  return mayBeZipped(month) && /\bdeflate\b/i.test(request.headers['accept-encoding'] ?? '');
}

function zippedAt(month: number): number {
  return month + 12 * 3_600_000;
}

function headersOf(name: string) {
  return { 'content-disposition': `attachment; filename=${name}`, 'cache-control': 'private' };
}

function refused(code: 'view' | 'market' | 'timeline', message: string): Refusal {
  return new Refusal('invalid', `price_sheet.${code}`, message, code);
}

/** The month a timeline stands for. @throws Refusal, of the next month when it changes nothing. evidence: docs for the 404 */
function monthWanted(call: Call, withoutFuture: boolean): number {
  const { timeline = 'current', month } = queryOf(call);
  const wanted = timeline.toLowerCase();
  if (!timelines.includes(wanted))
    throw refused('timeline', `timeline "${timeline}" is none of ${timelines.join(', ')}.`);
  if (wanted === 'future') {
    const next = addPeriod(sheetMonth(call.world, undefined), 'P1M');
    if (!withoutFuture && changesWith(next)) return next;
    const why = withoutFuture ? 'The marketplace has no future sheet.' : 'The next month changes nothing.';
    throw new Refusal('not-found', 'price_sheet.none', why, 'timeline');
  }
  if (wanted === 'current') return sheetMonth(call.world, undefined);
  if (month === undefined || month === '')
    throw new Refusal('invalid', 'price_sheet.month', 'timeline=history needs a month, YYYYMM.', 'month');
  return sheetMonth(call.world, month);
}

export const priceSheetOperations = {
  DownloadPriceSheet: (call: Call) => {
    const { market = '', view: name = '' } = call.parameters;
    const view = sheetViews[name.toLowerCase()];
    if (view === undefined)
      throw refused('view', `PricesheetView "${name}" is none of ${Object.keys(sheetViews).join(', ')}.`);
    const iso = market.toUpperCase();
    if (countryOfIso(iso) === undefined) throw refused('market', `Market "${market}" is not sold in.`);
    const month = monthWanted(call, view.withoutFuture ?? false);
    const sheet = priceSheet(view, iso, month);
    const rows = call.world.settings.priceSheetRows;
    return rows > 0
      ? largeFile(call, 'sheets.csv', generatedSheet(sheet, rows), month)
      : sheetFile(call, 'sheets.csv', sheet, month);
  },
  DownloadExchangeRates: (call: Call) => {
    const month = sheetMonth(call.world, call.parameters.month);
    return sheetFile(call, 'fxrates', exchangeRates(month), month);
  },
  DownloadOfferMatrix: (call: Call) => {
    const month = sheetMonth(call.world, call.parameters.month);
    return sheetFile(call, 'updatedoffice.csv', offerMatrix(), month);
  },
} satisfies Record<string, OperationHandler>;
