export {
  amount,
  type ColumnType,
  type DecimalType,
  decimal,
  type ParquetColumn,
  parquetColumns,
} from './column.ts';
export { licencePriceColumns, meterPriceColumns, priceColumns } from './price-sheet-columns.ts';
export { reconciliationColumns } from './reconciliation-columns.ts';
export type { Compression } from './row-group.ts';
export type { RowSource } from './row-source.ts';
export { type ParquetOptions, toParquet } from './to-parquet.ts';
export { usageColumns } from './usage-columns.ts';
export { ParquetValueError } from './value-error.ts';
