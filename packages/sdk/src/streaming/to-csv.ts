import { encoded } from './encoded.ts';

type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;

export interface CsvOptions {
  /** Puts an apostrophe before text that a spreadsheet would run as a formula: it begins with = + - or @ and is no number. @default false: values stay as they are */
  readonly forSpreadsheets?: boolean;
}

/**
 * Writes rows as CSV, in pieces and as they come: a header of the first row's names, values quoted where they must be. A value with fields of its own, as the amounts of `prices.list`, becomes JSON text.
 * Names that others chose may be formulas: say `forSpreadsheets` where people open the file.
 * @param columns which columns, in which order; those of the first row unless given
 * @throws what reading the rows throws
 * @example
 * const rows = partnerCenter.priceSheets.rows({ market: 'PE', view: 'software' });
 * for await (const bytes of toCsv(rows)) console.log(bytes.byteLength);
 */
export function toCsv<Row extends object>(
  rows: Rows<Row>,
  columns?: readonly (keyof Row & string)[],
  { forSpreadsheets = false }: CsvOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  return encoded(lines(rows, columns, forSpreadsheets ? harmless : text));
}

async function* lines<Row extends object>(
  rows: Rows<Row>,
  wanted: readonly string[] | undefined,
  textOf: (value: unknown) => string,
): AsyncGenerator<string, void, undefined> {
  let columns = wanted;
  if (columns !== undefined) yield line(columns, textOf);
  for await (const row of rows) {
    if (columns === undefined) {
      columns = Object.keys(row);
      yield line(columns, textOf);
    }
    const values = row as Readonly<Record<string, unknown>>;
    yield line(
      columns.map((column) => values[column]),
      textOf,
    );
  }
}

function line(values: readonly unknown[], textOf: (value: unknown) => string): string {
  return `${values.map((value) => quoted(textOf(value))).join(',')}\r\n`;
}

function text(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  const json = JSON.stringify(value);
  return json.startsWith('"') ? JSON.parse(json) : json;
}

/** Spreadsheets run cells that begin so, some after a tab or a line break too. */
function harmless(value: unknown): string {
  const plain = text(value);
  return /^[=+\-@\t\r\n]/.test(plain) && !/^-?\d+(?:\.\d+)?$/.test(plain) ? `'${plain}` : plain;
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
