import { ValidationError } from '../../http/errors/validation-error.ts';
import { CsvRecords } from '../../streaming/csv-records.ts';
import { IncompleteFileError } from '../../streaming/incomplete-file-error.ts';
import type { Issue } from '../../validation/issue.ts';
import { amountRemedy, isAmount } from './price-schemas.ts';

/** A price of a CSV, with the line that it stands on. */
export interface CsvPrice {
  readonly line: number;
  readonly product: string;
  readonly term: string;
  readonly billingCycle: string;
  readonly price: string;
  readonly currency?: string;
}

const needed = ['product', 'term', 'billingCycle', 'price'] as const;
const columns = [...needed, 'currency'] as const;
type Column = (typeof columns)[number];

/** The prices of a CSV; columns are found by their names, others left alone. @throws {ValidationError} with every bad line */
export async function pricesOfCsv(csv: string | AsyncIterable<string | Uint8Array>): Promise<CsvPrice[]> {
  const issues: Issue[] = [];
  const prices: CsvPrice[] = [];
  let places: ReadonlyMap<Column, number> | undefined;
  let width = 0;
  for await (const { line, record } of recordsOf(csv)) {
    if (places === undefined) {
      places = placesOf(record, line);
      width = record.length;
      continue;
    }
    const price =
      record.length === width ? priceOf(record, line, places) : { issue: uneven(line, record, width) };
    if ('issue' in price) issues.push(price.issue);
    else prices.push(price);
  }
  if (places === undefined) issues.push(missing([...needed], 1, ''));
  else if (prices.length === 0 && issues.length === 0)
    issues.push(issueAt(2, 'product', 'price.csv.empty', 'there are no prices.', 'Write one on each line.'));
  if (issues.length > 0) throw new ValidationError(issues);
  return prices;
}

/** An issue of a line. */
export function issueAt(line: number, column: string, code: string, message: string, remedy: string): Issue {
  return {
    code,
    path: ['csv', line, column],
    message: `Line ${line}, column ${column}: ${message}`,
    remedy,
    params: { line, column },
  };
}

function placesOf(record: readonly string[], line: number): ReadonlyMap<Column, number> {
  const folded = record.map((name) => name.toLowerCase().replaceAll(/[\s_-]/g, ''));
  const places = new Map<Column, number>();
  for (const column of columns) {
    const place = folded.indexOf(column.toLowerCase());
    if (place >= 0) places.set(column, place);
  }
  const absent = needed.filter((column) => !places.has(column));
  if (absent.length > 0) throw new ValidationError([missing(absent, line, record.join(','))]);
  return places;
}

function missing(absent: readonly string[], line: number, header: string): Issue {
  const remedy = header.includes(';')
    ? 'Save it with commas between the columns, and a point in the prices.'
    : `The first line names the columns: ${needed.join(',')}.`;
  return issueAt(line, absent[0] ?? '', 'price.csv.columns', `there is no ${absent.join(', ')}.`, remedy);
}

/** A price with a comma makes one value too many: never take the half of it. */
function uneven(line: number, record: readonly string[], width: number): Issue {
  const remedy = 'A comma divides columns: write prices with a point, and values with commas in quotes.';
  return issueAt(line, 'price', 'price.csv.values', `${record.length} values for ${width} columns.`, remedy);
}

function priceOf(
  record: readonly string[],
  line: number,
  places: ReadonlyMap<Column, number>,
): CsvPrice | { readonly issue: Issue } {
  const value = (column: Column) => record[places.get(column) ?? -1]?.trim() ?? '';
  const price = value('price');
  if (value('product') === '') {
    const remedy = 'Write product:sku or the technical name, or take the line out.';
    return { issue: issueAt(line, 'product', 'price.csv.product', 'there is none.', remedy) };
  }
  if (!isAmount(price)) {
    const remedy = price === '' ? 'Write one, or take the line out.' : amountRemedy;
    return { issue: issueAt(line, 'price', 'price.amount', `"${price}" is no price.`, remedy) };
  }
  const currency = value('currency');
  return {
    line,
    product: value('product'),
    term: value('term'),
    billingCycle: value('billingCycle'),
    price,
    ...(currency !== '' && { currency: currency.toUpperCase() }),
  };
}

/** Records with the line that each begins on: blank lines count, and so do line breaks within values. */
async function* recordsOf(
  csv: string | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<{ readonly line: number; readonly record: string[] }, void, undefined> {
  const records = new CsvRecords();
  let line = 0;
  let begun: number | undefined;
  const read = (text: string, isLast = false) => {
    if (!isLast) line += 1;
    const first = begun ?? line;
    try {
      const found = isLast ? records.end(true) : records.push(text);
      begun = found.length > 0 || (begun === undefined && text.trim() === '') ? undefined : first;
      return found.map((record) => ({ line: first, record }));
    } catch (cause) {
      if (!(cause instanceof IncompleteFileError)) throw cause;
      const remedy = 'Close every quote, and double those within a value.';
      throw new ValidationError([issueAt(first, '', 'price.csv.quotes', cause.message, remedy)], { cause });
    }
  };
  for await (const text of linesOf(csv)) yield* read(text);
  yield* read('', true);
}

async function* linesOf(
  csv: string | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of typeof csv === 'string' ? [csv] : csv) {
    const lines = (
      rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))
    ).split(/(?<=\n)/);
    rest = lines.at(-1)?.endsWith('\n') ? '' : (lines.pop() ?? '');
    for (const line of lines) yield withoutMark(line);
  }
  rest += decoder.decode();
  if (rest !== '') yield withoutMark(`${rest}\n`);
}

/** Spreadsheets open a file with a byte order mark. */
function withoutMark(line: string): string {
  return line.startsWith('\uFEFF') ? line.slice(1) : line;
}
