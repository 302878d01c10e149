import { encoded } from './encoded.ts';

type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;

/**
 * Writes rows as CSV, in pieces and as they come: a header of the first row's names, values quoted where they must be.
 * @param columns which columns, in which order; those of the first row unless given
 * @throws what reading the rows throws
 * @example
 * const rows = partnerCenter.priceSheets.rows({ market: 'PE', view: 'software' });
 * for await (const bytes of toCsv(rows)) console.log(bytes.byteLength);
 */
export function toCsv<Row extends object>(
  rows: Rows<Row>,
  columns?: readonly (keyof Row & string)[],
): AsyncGenerator<Uint8Array, void, undefined> {
  return encoded(lines(rows, columns));
}

async function* lines<Row extends object>(
  rows: Rows<Row>,
  wanted?: readonly string[],
): AsyncGenerator<string, void, undefined> {
  let columns = wanted;
  if (columns !== undefined) yield line(columns);
  for await (const row of rows) {
    if (columns === undefined) {
      columns = Object.keys(row);
      yield line(columns);
    }
    const values = row as Readonly<Record<string, unknown>>;
    yield line(columns.map((column) => values[column]));
  }
}

function line(values: readonly unknown[]): string {
  return `${values.map(written).join(',')}\r\n`;
}

function written(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
