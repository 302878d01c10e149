import type { ParquetColumn } from './column.ts';
import { PlainValues } from './plain-values.ts';
import { isLongDecimal, type StoredValue, storing } from './stored-value.ts';

/** Fewer different values than this are always worth a dictionary. */
const smallDictionary = 2_048;
const nullIndex = -1;

/** The least and the most of values that sort as they are stored. */
export interface ValueRange {
  readonly least: number | bigint;
  readonly most: number | bigint;
}

/** A column of one row group after another: each different value once, and for each row which one it has. */
export class ColumnValues {
  readonly #name: string;
  readonly #store: (value: unknown) => StoredValue;
  readonly #usesDictionary: boolean;
  /** Sorts as it is stored. */
  readonly #hasRange: boolean;
  readonly #isLong: boolean;
  /** Where in the dictionary a value, as it came, is. */
  #places = new Map<unknown, number>();
  /** The different values; or, where almost every row has its own, all of them. */
  #values: PlainValues;
  /** Where in it each different value ends. */
  #ends: number[] = [];
  #indexes = new Int32Array(256);
  #isPlain = false;
  #rows = 0;
  #nulls = 0;
  #range: ValueRange | undefined;

  constructor(column: ParquetColumn) {
    this.#name = column.name;
    this.#store = storing(column);
    this.#usesDictionary = column.type !== 'boolean';
    this.#isPlain = !this.#usesDictionary;
    this.#hasRange = ['integer', 'date', 'timestamp'].includes(String(column.type));
    this.#isLong = isLongDecimal(column.type);
    this.#values = new PlainValues(this.#isLong);
  }

  get rows(): number {
    return this.#rows;
  }

  get nulls(): number {
    return this.#nulls;
  }

  get range(): ValueRange | undefined {
    return this.#range;
  }

  get values(): PlainValues {
    return this.#values;
  }

  /** Whether the values are those of the rows, not a dictionary. */
  get isPlain(): boolean {
    return this.#isPlain;
  }

  /** Row by row the place in the dictionary; of plain values, anything. Below 0, the row has none. */
  get indexes(): Int32Array {
    return this.#indexes.subarray(0, this.#rows);
  }

  /** Column by column is faster than row by row: one dictionary at a time stays in the processor's cache. */
  add(rows: readonly object[], from: number, to: number): void {
    const name = this.#name;
    this.#reserve(this.#rows + to - from);
    let last: unknown;
    let index: number | undefined;
    for (let at = from; at < to; at += 1) {
      const value = (rows[at] as Readonly<Record<string, unknown>>)[name];
      if (this.#isPlain) index = this.#added(value);
      else if (index === undefined || value !== last) {
        index = this.#places.get(value) ?? this.#placed(value);
        last = value;
      }
      if (index < 0) this.#nulls += 1;
      this.#indexes[this.#rows] = index;
      this.#rows += 1;
    }
    if (!this.#isPlain && this.#ends.length > smallDictionary && this.#ends.length * 2 > this.#rows)
      this.#unfold();
  }

  /** For the next row group. */
  clear(): void {
    this.#values.clear();
    this.#isPlain = !this.#usesDictionary;
    this.#rows = 0;
    this.#nulls = 0;
    this.#range = undefined;
    this.#places = new Map();
    this.#ends = [];
  }

  #placed(value: unknown): number {
    const index = this.#added(value) < 0 ? nullIndex : this.#ends.push(this.#values.length) - 1;
    this.#places.set(value, index);
    return index;
  }

  #added(value: unknown): number {
    const stored = this.#store(value);
    if (stored === null) return nullIndex;
    this.#values.add(stored);
    if (this.#hasRange) this.#widen(stored as number | bigint);
    return 0;
  }

  #widen(value: number | bigint): void {
    const { least, most } = this.#range ?? { least: value, most: value };
    if (this.#range === undefined || value < least || value > most)
      this.#range = { least: value < least ? value : least, most: value > most ? value : most };
  }

  /** A dictionary that is hardly smaller than the rows is none. */
  #unfold(): void {
    const plain = new PlainValues(this.#isLong);
    for (const index of this.indexes)
      if (index >= 0) plain.copy(this.#values, this.#ends[index - 1] ?? 0, this.#ends[index] ?? 0);
    this.#values = plain;
    this.#isPlain = true;
    this.#places = new Map();
    this.#ends = [];
  }

  #reserve(rows: number): void {
    if (rows <= this.#indexes.length) return;
    const larger = new Int32Array(Math.max(rows, this.#indexes.length * 2));
    larger.set(this.indexes);
    this.#indexes = larger;
  }
}
