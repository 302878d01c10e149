import { resolve } from 'node:path';
import { AbortError } from '../../http/errors/abort-error.ts';
import { TenantryError } from '../../http/errors/tenantry-error.ts';
import { sideBySide } from '../../streaming/side-by-side.ts';
import type { ParquetColumn } from '../column.ts';
import { batchesOf, type RowSource } from '../row-source.ts';
import { defaultRowGroupRows, type ParquetOptions } from '../to-parquet.ts';
import { Dataset, fileNameOf } from './dataset.ts';
import { type PartLayout, PartWriter, type WrittenPart } from './part-writer.ts';
import { checkPartitions } from './partition.ts';

/** A part of a dataset that is written by itself, and finished or not. */
export interface DatasetPart<Row> {
  /** Of its files; the same part has the same name in each run. */
  readonly name: string;
  /** All of its rows, whenever it is asked for. */
  rows(signal: AbortSignal): RowSource<Row> | Promise<RowSource<Row>>;
}

export interface DatasetProgress {
  /** Rows of finished parts. */
  readonly rows: number;
  readonly parts: number;
  /** Of the parts, how many are finished: 0 to 1. */
  readonly share: number;
}

/** How a dataset is written. */
export interface DatasetOptions<Name extends string = string> extends ParquetOptions {
  readonly folder: string;
  /** Columns of text, dates or integers that divide the rows into folders, `UsageDate=2026-10-01`, and are not in the files. */
  readonly partitionBy?: readonly Name[];
  /** Of the data: what was written of another one is not gone on with. */
  readonly version?: string;
  /** Parts that are written at once. @default 1 */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Called whenever a part is finished, and for each that was before. */
  readonly onProgress?: (progress: DatasetProgress) => void;
}

/** What a dataset has, whenever it was written. */
export interface WrittenDataset {
  readonly rows: number;
  /** Paths within the folder. */
  readonly files: readonly string[];
}

/**
 * Writes a dataset that DuckDB, Spark and Trino read: a Parquet file of each part, or one in each folder that its rows belong to.
 * A file is there only when it is whole, and a part that is finished is neither read nor written again: run it again after a crash,
 * and each row is there exactly once. Give a part to one process at a time; several may write into one folder.
 * @throws {ConflictError} when the folder has other data
 * @throws {ParquetValueError} when a value is not of its column's type
 * @throws what reading the rows throws
 * @example
 * const parts = ['PE', 'CO', 'CL'].map((market) => ({
 *   name: market,
 *   rows: (signal: AbortSignal) =>
 *     partnerCenter.priceSheets.rows({ market, view: 'updatedlicensebased' }, { signal }),
 * }));
 * await writeParquet(parts, licencePriceColumns, { folder: 'prices/2026-11', partitionBy: ['Market'] });
 */
export async function writeParquet<Row extends object>(
  parts: readonly DatasetPart<Row>[],
  columns: readonly ParquetColumn<keyof Row & string>[],
  options: DatasetOptions<keyof Row & string>,
): Promise<WrittenDataset> {
  const layout = layoutOf(columns, options);
  return writeParts(parts, layout, options, async (part, signal) =>
    writePart(layout, part.name, await part.rows(signal), signal),
  );
}

/** @throws {TenantryError} when a column cannot divide a dataset */
export function layoutOf(columns: readonly ParquetColumn[], options: DatasetOptions): PartLayout {
  const { folder, partitionBy = [], rowGroupRows = defaultRowGroupRows, compression = 'snappy' } = options;
  checkPartitions(columns, partitionBy);
  return { folder: resolve(folder), columns, partitionBy, rowGroupRows, compression };
}

/** Has the parts written that are not finished, several at once. */
export async function writeParts<Part extends { readonly name: string }>(
  parts: readonly Part[],
  layout: PartLayout,
  { version = '', concurrency = 1, signal, onProgress }: DatasetOptions,
  write: (part: Part, signal: AbortSignal) => Promise<WrittenPart>,
): Promise<WrittenDataset> {
  const names = new Set(parts.map(({ name }) => fileNameOf(name)));
  if (names.size < parts.length)
    throw new TenantryError('Parquet: two parts of a dataset have the same name.', {
      solution: 'Give each part a name of its own: its files are called so.',
    });
  const dataset = await Dataset.open(layout, version);
  const files: string[] = [];
  let [rows, done] = [0, 0];
  const starts = parts.map(
    (part) =>
      async function* (stopped: AbortSignal): AsyncGenerator<WrittenPart> {
        let written = await dataset.finished(part.name);
        if (written === undefined) {
          written = await write(part, stopped);
          await dataset.finish(part.name, written);
        }
        yield written;
      },
  );
  for await (const written of sideBySide(starts, { concurrency, signal })) {
    files.push(...written.files);
    rows += written.rows;
    done += 1;
    onProgress?.({ rows, parts: done, share: done / parts.length });
  }
  return { rows, files: files.sort() };
}

/** One part, whole or not at all. */
export async function writePart(
  layout: PartLayout,
  name: string,
  rows: RowSource<object>,
  signal: AbortSignal,
): Promise<WrittenPart> {
  const writer = new PartWriter(layout, fileNameOf(name));
  try {
    for await (const batch of batchesOf(rows)) {
      if (signal.aborted) throw new AbortError('Parquet: writing was aborted.', { cause: signal.reason });
      await writer.add(batch);
    }
    return await writer.finish();
  } catch (error) {
    await writer.discard();
    throw error;
  }
}
