/** Rows one by one; of those that can give many at once, so many at once. */
export type RowSource<Row> =
  | Iterable<Row>
  | AsyncIterable<Row>
  | { batches(): AsyncIterable<readonly Row[]> };

const rowsAtOnce = 256;

/** Rows as they come, many together: less work a row. */
export async function* batchesOf<Row>(source: RowSource<Row>): AsyncGenerator<readonly Row[]> {
  if ('batches' in source) {
    yield* source.batches();
    return;
  }
  if (Array.isArray(source)) {
    yield source;
    return;
  }
  let batch: Row[] = [];
  for await (const row of source) {
    batch.push(row);
    if (batch.length < rowsAtOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
