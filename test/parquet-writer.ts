// A process that writes an export, to be killed: `parquet-datasets.test.ts` starts it.
import { Graph, type GraphTypes } from '@tenantry/sdk/graph';
import { usageColumns } from '@tenantry/sdk/parquet';
import { writeExport } from '@tenantry/sdk/parquet/node';

/** What it is started with. */
export interface WriterTask {
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly manifest: GraphTypes.BillingManifest;
  readonly folder: string;
  readonly threads: number;
  readonly partitionBy: readonly 'UsageDate'[];
}

const { baseUrl, accessToken, manifest, ...options } = JSON.parse(process.argv[2] ?? '') as WriterTask;
const { billing } = new Graph({ baseUrl, accessToken });
const { rows } = await writeExport(billing, manifest, usageColumns, {
  ...options,
  rowGroupRows: 500,
  onProgress: (progress) => process.send?.(progress),
});
console.log(rows);
