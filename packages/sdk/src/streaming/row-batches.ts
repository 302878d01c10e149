import { bytesOf } from './bytes.ts';
import { CsvRecords } from './csv-records.ts';
import { IncompleteFileError } from './incomplete-file-error.ts';
import type { StreamOptions, StreamProgress } from './stream-options.ts';
import { unzipped } from './unzipped.ts';
import { isoOfUsDate } from './us-date.ts';

/** What is known of a file before it is read. */
export interface RowSource extends StreamOptions {
  /** How many bytes come over the network, where that is known. */
  readonly length?: number | undefined;
  /** Columns that hold US dates. */
  readonly dates?: readonly string[];
}

/** The rows of a CSV, zipped or not, by the pieces in which they come: all values text, by the names of their columns. @throws IncompleteFileError */
export async function* rowBatches<Row>(
  body: ReadableStream<Uint8Array>,
  { length, dates = [], signal, onProgress }: RowSource = {},
): AsyncGenerator<Row[], void, undefined> {
  // A byte order mark is taken away by it.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const records = new CsvRecords();
  const rows = new Rows<Row>(dates);
  let bytes = 0;
  let isWhole = length !== undefined;
  const onZip = () => {
    isWhole = true;
  };
  const note = (count: number) => {
    bytes = count;
  };
  const read = (chunk?: Uint8Array) => {
    const text = decoded(decoder, chunk);
    const batch = rows.of(records.push(text));
    if (chunk !== undefined) return batch;
    // Columns without a line break are as good as cut off.
    if (!rows.begun) throw new IncompleteFileError('The CSV ended before its columns were named.');
    return [...batch, ...rows.of(records.end(isWhole))];
  };
  const report = () => onProgress?.(progressOf(rows.count, bytes, length));
  for await (const chunk of unzipped(bytesOf(body, { signal, length, onBytes: note }), onZip)) {
    const batch = read(chunk);
    report();
    if (batch.length > 0) yield batch;
  }
  const last = read();
  report();
  if (last.length > 0) yield last;
}

class Rows<Row> {
  #columns: readonly string[] | undefined;
  #dates: readonly string[];
  count = 0;

  constructor(dates: readonly string[]) {
    this.#dates = dates;
  }

  get begun(): boolean {
    return this.#columns !== undefined;
  }

  of(records: string[][]): Row[] {
    if (this.#columns === undefined && records.length > 0) {
      const columns = records.shift() ?? [];
      this.#columns = columns;
      this.#dates = this.#dates.filter((name) => columns.includes(name));
    }
    return records.map((record) => this.#row(record));
  }

  #row(record: readonly string[]): Row {
    const columns = this.#columns ?? [];
    if (record.length !== columns.length)
      throw new IncompleteFileError(
        `Row ${this.count + 1} of the CSV has ${record.length} values for ${columns.length} columns.`,
      );
    const row: Record<string, string> = {};
    for (let index = 0; index < columns.length; index += 1)
      row[columns[index] as string] = record[index] as string;
    for (const name of this.#dates) row[name] = isoOfUsDate(row[name] ?? '');
    this.count += 1;
    return row as Row;
  }
}

function decoded(decoder: TextDecoder, chunk: Uint8Array | undefined): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new IncompleteFileError('The CSV is no UTF-8, or ended within a character.', { cause });
  }
}

function progressOf(rows: number, bytes: number, length: number | undefined): StreamProgress {
  return { rows, bytes, ...(length !== undefined && length > 0 && { share: Math.min(1, bytes / length) }) };
}
