// Last month's rated usage as Parquet, divided by day, and what each customer cost, asked of DuckDB.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { createPlatform } from '@tenantry/mock-server';
import { Graph } from '@tenantry/sdk/graph';
import { usageColumns } from '@tenantry/sdk/parquet';
import { writeExport } from '@tenantry/sdk/parquet/node';
import { table } from './table.ts';

const platform = createPlatform({
  seed: 'demo-latam',
  settings: { exportRows: 20_000, exportBlobRows: 5_000 },
});
const { environment, fetch } = platform;
const { billing } = new Graph({ ...platform.credentials().graph, environment, fetch });

const { operationId } = await billing.exportUnbilledUsage({ currencyCode: 'USD', billingPeriod: 'last' });
const manifest = await billing.waitForExport(operationId);

const folder = await mkdtemp(join(tmpdir(), 'usage-'));
const { rows, files } = await writeExport(billing, manifest, usageColumns, {
  folder,
  partitionBy: ['UsageDate'],
  onProgress: ({ rows, share }) => console.error(`${rows} lines, ${Math.round(share * 100)} %`),
});
console.log(`${rows} lines in ${files.length} files, such as ${files[0]}`);

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const found = await connection.runAndReadAll(`
  select CustomerName, count(*) as Lines, sum(BillingPreTaxTotal)::decimal(18, 2) as Cost, BillingCurrency as Currency
  from read_parquet('${folder}/**/*.parquet', hive_partitioning = true)
  where UsageDate between '2026-10-01' and '2026-10-15'
  group by all order by Cost desc limit 10`);
const customers = found.getRowObjectsJson() as Record<string, string>[];
console.log('The ten customers that cost most in the first half of the month');
console.log(table(customers));
await rm(folder, { recursive: true });
