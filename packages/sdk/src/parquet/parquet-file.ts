import { ByteWriter, type SchemaElement } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { ParquetColumn } from './column.ts';
import { ColumnValues } from './column-values.ts';
import { type Compression, type GroupColumn, type RowGroup, writeRowGroup } from './row-group.ts';
import { schemaElementOf } from './schema-element.ts';

/** `PAR1` */
const magic = 0x31524150;

/** The bytes of one Parquet file, in pieces: a row group is in memory, however many rows there are. */
export class ParquetFile {
  readonly #writer = new ByteWriter(65_536);
  readonly #columns: readonly GroupColumn[];
  readonly #root: SchemaElement;
  readonly #compression: Compression;
  readonly #groups: RowGroup[] = [];
  #written = 0;

  constructor(columns: readonly ParquetColumn[], compression: Compression = 'snappy') {
    this.#columns = columns.map((column) => ({
      element: schemaElementOf(column),
      values: new ColumnValues(column),
    }));
    this.#root = { name: 'schema', num_children: columns.length };
    this.#compression = compression;
    this.#writer.appendUint32(magic);
  }

  /** Rows in memory, in no row group yet. */
  waiting = 0;

  get rows(): number {
    return this.#written + this.waiting;
  }

  /** @throws {ParquetValueError} when a value is not of its column's type */
  add(rows: readonly object[], from = 0, to = rows.length): void {
    for (const { values } of this.#columns) values.add(rows, from, to);
    this.waiting += to - from;
  }

  /** The rows that wait as a row group, and whatever came before it. */
  flush(): Uint8Array {
    if (this.waiting > 0) {
      this.#groups.push(writeRowGroup(this.#writer, this.#columns, this.#compression));
      for (const { values } of this.#columns) values.clear();
      this.#written += this.waiting;
      this.waiting = 0;
    }
    return this.#taken();
  }

  /** What is left, and the footer. */
  end(): Uint8Array[] {
    const last = this.flush();
    writeMetadata(this.#writer, {
      version: 2,
      created_by: 'tenantry',
      schema: [this.#root, ...this.#columns.map(({ element }) => element)],
      num_rows: BigInt(this.#written),
      row_groups: this.#groups,
      metadata_length: 0,
    });
    this.#writer.appendUint32(magic);
    return [last, this.#taken()];
  }

  /** The library counts on when its buffer begins again. */
  #taken(): Uint8Array {
    const bytes = this.#writer.getBytes().slice();
    this.#writer.index = 0;
    return bytes;
  }
}
