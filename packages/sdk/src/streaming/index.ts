export { IncompleteFileError } from './incomplete-file-error.ts';
export type { StreamOptions, StreamProgress } from './stream-options.ts';
export { type CsvOptions, toCsv } from './to-csv.ts';
export { toNdjson } from './to-ndjson.ts';
