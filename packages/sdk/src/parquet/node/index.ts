export type { BillingManifest } from '../../generated/graph.gen.ts';
export { type ExportReader, type WriteExportOptions, writeExport } from './write-export.ts';
export {
  type DatasetOptions,
  type DatasetPart,
  type DatasetProgress,
  type WrittenDataset,
  writeParquet,
} from './write-parquet.ts';
