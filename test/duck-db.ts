import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
// Times as text in UTC, wherever the tests run.
await connection.run("set timezone = 'UTC'");

/** The rows of a query, as JSON has them: numbers that JSON has not are text. */
export async function queried(sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

/** A dataset as a query's source. */
export function datasetIn(folder: string): string {
  return `read_parquet('${folder}/**/*.parquet', hive_partitioning = true)`;
}
