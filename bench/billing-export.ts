import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { generatedTotalCents } from '../packages/mock-server/src/domain/billing-exports/generated-usage.ts';
import { child, sources } from './child.ts';
import type { MockAddress, MockTask } from './export-mock.ts';
import type { ExportRun, ReaderTask } from './export-reader.ts';
import { median } from './median.ts';

/** As in a small container: without a limit V8 puts its collecting off, whatever the program keeps. */
const smallHeap = ['--max-old-space-size=64', '--max-semi-space-size=8'];

export interface ExportOptions {
  readonly rows?: number;
  readonly blobs?: number;
  /** Each way is measured so often, in turn; the medians count. */
  readonly rounds?: number;
  /** That write Parquet. */
  readonly threads?: number;
  readonly partitionBy?: readonly 'UsageDate'[];
}

/**
 * A large export read by zlib, split and JSON.parse, read by the SDK, and written by the SDK as Parquet, one after another.
 * The mock makes the blobs, and each reader has a process of its own, with the SDK as it was built: sources cost memory that customers do not spend.
 */
export async function compareBillingExport({
  rows = 5_000_000,
  blobs = 20,
  rounds = 1,
  threads = 2,
  partitionBy = [],
}: ExportOptions = {}) {
  const work = await mkdtemp(join(tmpdir(), 'tenantry-bench-'));
  const mock: MockTask = { rows, blobs, folder: work };
  const server = child<MockAddress>('export-mock.ts', JSON.stringify(mock), [sources]);
  const cents = generatedTotalCents(rows);
  try {
    const address = await server.told;
    const folder = join(work, 'usage');
    const run = async (way: ExportRun['way']) => {
      await rm(folder, { recursive: true, force: true });
      const task: ReaderTask = { ...address, way, folder, threads, partitionBy };
      return child<ExportRun>('export-reader.ts', JSON.stringify(task), smallHeap).told;
    };
    const runs: Record<ExportRun['way'], ExportRun>[] = [];
    for (let round = 0; round < rounds; round += 1)
      runs.push({ bare: await run('bare'), sdk: await run('sdk'), parquet: await run('parquet') });
    const inParquet = await centsInParquet(folder);
    const of = (way: ExportRun['way']) => {
      const each = runs.map((run) => run[way]);
      return {
        rows,
        rowsPerSecond: median(each.map((run) => run.rowsPerSecond)),
        processorMicrosecondsPerRow: median(each.map((run) => run.processorMicrosecondsPerRow)),
        residentMegabytes: Math.max(...each.map((run) => run.residentMegabytes)),
        ratio: median(runs.map((run) => run[way].rowsPerSecond / run.bare.rowsPerSecond)),
        exact: each.every((run) => run.rows === rows && (way === 'parquet' || run.cents === String(cents))),
      };
    };
    const parquet = of('parquet');
    return {
      bare: of('bare'),
      sdk: of('sdk'),
      parquet: {
        ...parquet,
        exact: parquet.exact && inParquet.rows === BigInt(rows) && inParquet.cents === cents,
      },
      cents: String(cents),
    };
  } finally {
    server.kill();
    await rm(work, { recursive: true, force: true });
  }
}

async function centsInParquet(folder: string): Promise<{ readonly rows: bigint; readonly cents: bigint }> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const found = await connection.runAndReadAll(
    `select count(*), (sum(BillingPreTaxTotal) * 100)::hugeint from read_parquet('${folder}/**/*.parquet', hive_partitioning = true)`,
  );
  const [[count, cents] = []] = found.getRows();
  return { rows: count as bigint, cents: cents as bigint };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'ignore' });
  const [, , rows = '5000000', rounds = '1', threads = '2', ...partitionBy] = process.argv;
  const { cents, ...ways } = await compareBillingExport({
    rows: Number(rows),
    rounds: Number(rounds),
    threads: Number(threads),
    partitionBy: partitionBy as 'UsageDate'[],
  });
  console.table(ways);
  console.log(`${cents} cents; goals: ratio at least 0.8, under 250 MB, exact`);
}
