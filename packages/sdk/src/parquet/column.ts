/** Exact decimal numbers: so many digits in all, so many of them behind the point. */
export interface DecimalType {
  readonly type: 'decimal';
  /** At most 38. */
  readonly precision: number;
  readonly scale: number;
  /** Digits too many behind the point are rounded, half away from zero, and not refused. */
  readonly rounded?: boolean;
}

/** Dates are days, timestamps milliseconds in UTC, integers 64 bits wide. */
export type ColumnType = 'text' | 'integer' | 'date' | 'timestamp' | 'boolean' | DecimalType;

/** One column of a Parquet file: plain JSON. */
export interface ParquetColumn<Name extends string = string> {
  readonly name: Name;
  readonly type: ColumnType;
}

/**
 * The type of a column of money or quantities.
 * @example
 * const columns = parquetColumns({ CustomerName: 'text', UsageDate: 'date', Cost: decimal(18, 2) });
 */
export function decimal(precision: number, scale: number, rounded = false): DecimalType {
  return { type: 'decimal', precision, scale, rounded };
}

/**
 * What platforms send as JSON numbers or decimal text: 20 digits before the point, 18 behind it, the most that
 * Spark, Trino and DuckDB all read. Amounts of Azure use have 15 behind it; noise behind the eighteenth is rounded.
 */
export const amount: DecimalType = decimal(38, 18, true);

/**
 * Columns by their names, in their order. All of them may be empty.
 * @example
 * const columns = parquetColumns({ ProductId: 'text', UnitPrice: amount, EffectiveStartDate: 'timestamp' });
 */
export function parquetColumns<Name extends string>(
  types: Readonly<Record<Name, ColumnType>>,
): readonly ParquetColumn<Name>[] {
  return Object.entries<ColumnType>(types).map(([name, type]) => ({ name: name as Name, type }));
}
