import { WallClock } from '../operations/report-schedules/wall-clock.ts';
import type { ReportFormat, ReportSchedule } from '../operations/reports/report-schedule.ts';
import { encoded } from '../streaming/encoded.ts';
import { toCsv } from '../streaming/to-csv.ts';
import { toNdjson } from '../streaming/to-ndjson.ts';

export const contentTypes: Readonly<Record<ReportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  json: 'application/json',
};

/** Of letters, digits and what no system or header minds: `seats-weekly-2026-11-23.csv`. */
export function fileNameOf({ name, timeZone, format }: ReportSchedule, due: number): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['report'];
  const date = new Date(new WallClock(timeZone).readingAt(due)).toISOString().slice(0, 10);
  return `${words.join('-')}-${date}.${format}`;
}

/** Rows in the format of a file; its columns are there when no row is. */
export function bytesOf(
  format: ReportFormat,
  columns: readonly string[],
  rows: AsyncIterable<object>,
): AsyncIterable<Uint8Array> {
  if (format === 'csv')
    return toCsv(rows as AsyncIterable<Record<string, unknown>>, columns, { forSpreadsheets: true });
  return format === 'ndjson' ? toNdjson(rows) : encoded(listed(rows));
}

async function* listed(rows: AsyncIterable<object>): AsyncGenerator<string, void, undefined> {
  let before = '[\n';
  for await (const row of rows) {
    yield `${before}${JSON.stringify(row)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
