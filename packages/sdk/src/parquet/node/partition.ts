import { TenantryError } from '../../http/errors/tenantry-error.ts';
import type { ParquetColumn } from '../column.ts';
import { type StoredValue, storing } from '../stored-value.ts';

/** What Hive, and every engine since, calls the folder of rows without a value. */
const nothing = '__HIVE_DEFAULT_PARTITION__';
const partitionTypes: readonly unknown[] = ['text', 'date', 'integer'];

/** @throws {TenantryError} when a column cannot divide a dataset, or none is left for the files */
export function checkPartitions(columns: readonly ParquetColumn[], partitionBy: readonly string[]): void {
  for (const wanted of partitionBy) {
    const type = columns.find(({ name }) => name === wanted)?.type;
    if (!partitionTypes.includes(type))
      throw new TenantryError(`Parquet: column ${wanted} cannot divide a dataset.`, {
        solution: 'Divide it by a column that it has, of text, dates or integers.',
      });
  }
  if (columns.every(({ name }) => partitionBy.includes(name)))
    throw new TenantryError('Parquet: no column is left for the files.', {
      solution: 'Name more columns, or divide the dataset by fewer.',
    });
}

/** Tells in which folder a row belongs: `UsageDate=2026-10-01`. */
export class Partitions {
  readonly #columns: readonly {
    readonly name: string;
    readonly store: (value: unknown) => StoredValue;
    readonly isDate: boolean;
    readonly folders: Map<unknown, string>;
  }[];

  constructor(columns: readonly ParquetColumn[]) {
    this.#columns = columns.map((column) => ({
      name: column.name,
      store: storing(column),
      isDate: column.type === 'date',
      folders: new Map(),
    }));
  }

  folderOf(row: object): string {
    let path = '';
    for (const { name, store, isDate, folders } of this.#columns) {
      const value = (row as Readonly<Record<string, unknown>>)[name];
      let folder = folders.get(value);
      if (folder === undefined) {
        folder = `${name}=${written(store(value), isDate)}`;
        folders.set(value, folder);
      }
      path = path === '' ? folder : `${path}/${folder}`;
    }
    return path;
  }
}

function written(value: StoredValue, isDate: boolean): string {
  if (value === null || value === '') return nothing;
  return isDate
    ? new Date(Number(value) * 86_400_000).toISOString().slice(0, 10)
    : encodeURIComponent(String(value));
}
