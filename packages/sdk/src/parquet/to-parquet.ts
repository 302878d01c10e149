import type { ParquetColumn } from './column.ts';
import { ParquetFile } from './parquet-file.ts';
import type { Compression } from './row-group.ts';
import { batchesOf, type RowSource } from './row-source.ts';

/** How a Parquet file is written. */
export interface ParquetOptions {
  /** Rows that are in memory, and stand together in the file. @default 16384 */
  readonly rowGroupRows?: number;
  /** @default 'snappy' */
  readonly compression?: Compression;
}

export const defaultRowGroupRows = 16_384;

/**
 * Writes rows as one Parquet file, in pieces and as they come: into a file, an upload, a response. Columns that are not named are left out.
 * One row group is in memory, however many rows there are; of those that were written, only what the footer says of them.
 * @throws {ParquetValueError} when a value is not of its column's type
 * @throws what reading the rows throws
 * @example
 * const rows = partnerCenter.priceSheets.rows({ market: 'PE', view: 'software' });
 * for await (const bytes of toParquet(rows, licencePriceColumns)) console.log(bytes.byteLength);
 */
export async function* toParquet<Row extends object>(
  rows: RowSource<Row>,
  columns: readonly ParquetColumn<keyof Row & string>[],
  { rowGroupRows = defaultRowGroupRows, compression }: ParquetOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = new ParquetFile(columns, compression);
  for await (const batch of batchesOf(rows)) {
    for (let from = 0; from < batch.length; ) {
      const to = Math.min(batch.length, from + rowGroupRows - file.waiting);
      file.add(batch, from, to);
      from = to;
      if (file.waiting >= rowGroupRows) yield file.flush();
    }
  }
  yield* file.end();
}
