// A process of its own: reads an export in one way, and tells how fast, and what memory it took at its most.
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Graph, type GraphTypes } from '@tenantry/sdk/graph';
import type { MockAddress } from './export-mock.ts';

type Way = 'bare' | 'sdk' | 'parquet';

/** What this process is started with. */
export interface ReaderTask extends MockAddress {
  readonly way: Way;
  /** Where Parquet is written. */
  readonly folder: string;
  readonly threads: number;
  readonly partitionBy: readonly 'UsageDate'[];
}

export interface ExportRun {
  readonly way: Way;
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** Of all processors together: what others do on the machine changes it less. */
  readonly processorMicrosecondsPerRow: number;
  /** Of the whole process, its threads included, at its highest. */
  readonly residentMegabytes: number;
  /** Of all rows; Parquet's are summed by DuckDB afterwards. */
  readonly cents: string;
}

/** Two decimals are all a generated line has: whole cents can be summed without a rounding. */
function centsOf(amount = 0): number {
  return Math.round(amount * 100);
}

async function bySdk(graph: Graph, manifest: GraphTypes.BillingManifest) {
  let rows = 0;
  let cents = 0;
  for await (const batch of (await graph.billing.usageRows(manifest)).batches()) {
    rows += batch.length;
    for (const { BillingPreTaxTotal } of batch) cents += centsOf(BillingPreTaxTotal);
  }
  return { rows, cents };
}

async function bare({ rootDirectory, sasToken, blobs }: GraphTypes.BillingManifest) {
  let rows = 0;
  let cents = 0;
  for (const { name } of blobs) {
    const { body } = await fetch(`${rootDirectory}/${name}?${sasToken}`);
    if (body === null) throw new Error('The blob is empty.');
    const text = Readable.fromWeb(body as never).pipe(createGunzip());
    text.setEncoding('utf8');
    let rest = '';
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const row = JSON.parse(line) as GraphTypes.DailyRatedUsageRow;
        rows += 1;
        cents += centsOf(row.BillingPreTaxTotal);
      }
    }
  }
  return { rows, cents };
}

async function toParquet(graph: Graph, { manifest, folder, threads, partitionBy }: ReaderTask) {
  const { usageColumns } = await import('@tenantry/sdk/parquet');
  const { writeExport } = await import('@tenantry/sdk/parquet/node');
  const { rows } = await writeExport(graph.billing, manifest, usageColumns, { folder, threads, partitionBy });
  return { rows, cents: '' };
}

const task = JSON.parse(process.argv[2] ?? '') as ReaderTask;
const { way, url, token, manifest } = task;
const graph = new Graph({ baseUrl: url, accessToken: token });
const started = performance.now();
const before = process.cpuUsage();
const read = {
  bare: () => bare(manifest),
  sdk: () => bySdk(graph, manifest),
  parquet: () => toParquet(graph, task),
};
const { rows, cents } = await read[way]();
const seconds = (performance.now() - started) / 1_000;
const { user, system } = process.cpuUsage(before);
const told: ExportRun = {
  way,
  rows,
  rowsPerSecond: rows / seconds,
  processorMicrosecondsPerRow: (user + system) / rows,
  residentMegabytes: (process.resourceUsage().maxRSS * 1_024) / 1e6,
  cents: String(cents),
};
process.send?.(told, () => process.exit(0));
