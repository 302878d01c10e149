import type { BillingManifest } from '../../generated/graph.gen.ts';
import type { ExportRows, ExportRowsOptions } from '../../streaming/export-rows.ts';
import type { ParquetColumn } from '../column.ts';
import { ExportThread } from './export-thread.ts';
import {
  type DatasetOptions,
  layoutOf,
  type WrittenDataset,
  writePart,
  writeParts,
} from './write-parquet.ts';

/** What an export is read with: `graph.billing`. */
export interface ExportReader {
  blobRows<Row>(
    manifest: BillingManifest,
    blobName: string,
    options?: ExportRowsOptions,
  ): Promise<ExportRows<Row>>;
  getManifest(manifestId: string): PromiseLike<BillingManifest>;
}

/** How an export is written. */
export interface WriteExportOptions<Name extends string = string>
  extends Omit<DatasetOptions<Name>, 'version'>,
    Pick<ExportRowsOptions, 'maxRetries' | 'stallTimeoutMs'> {
  /**
   * Worker threads that read and write, a blob each: one for each processor is the fastest. They have the `fetch` of Node, not the client's,
   * and their script is a file of this package: leave the package out of a bundle. With 0 it is done here, by the client.
   * @default 0
   */
  readonly threads?: number;
}

/**
 * Writes an export as a dataset, a part for each blob, while it is downloaded. What is finished is not downloaded again: after a crash, run it again.
 * To divide an export over machines that write into one folder, give each a manifest with some of the blobs.
 * @throws {ConflictError} when the folder has another export, or the data of the export is no longer what it was
 * @throws {ConnectionError} when a blob cannot be read to its end
 * @example
 * const { operationId } = await graph.billing.exportUnbilledUsage({ currencyCode: 'USD', billingPeriod: 'last' });
 * const manifest = await graph.billing.waitForExport(operationId);
 * await writeExport(graph.billing, manifest, usageColumns, { folder: 'usage/2026-10', partitionBy: ['UsageDate'], threads: 2 });
 */
export async function writeExport<Name extends string>(
  billing: ExportReader,
  manifest: BillingManifest,
  columns: readonly ParquetColumn<Name>[],
  options: WriteExportOptions<NoInfer<Name>>,
): Promise<WrittenDataset> {
  const { threads = 0, concurrency = 1, maxRetries, stallTimeoutMs } = options;
  const layout = layoutOf(columns, options);
  const reading = {
    ...(maxRetries !== undefined && { maxRetries }),
    ...(stallTimeoutMs !== undefined && { stallTimeoutMs }),
  };
  const version = manifest.eTag;
  if (threads === 0)
    return writeParts(manifest.blobs, layout, { ...options, version }, async ({ name }, signal) =>
      writePart(layout, name, await billing.blobRows<object>(manifest, name, { ...reading, signal }), signal),
    );
  const task = { manifest, layout, reading };
  const idle: ExportThread[] = [];
  const begun: ExportThread[] = [];
  try {
    return await writeParts(
      manifest.blobs,
      layout,
      { ...options, version, concurrency: Math.max(concurrency, threads) },
      async ({ name }, signal) => {
        let thread = idle.pop();
        if (thread === undefined) {
          thread = new ExportThread(task, () => billing.getManifest(manifest.id));
          begun.push(thread);
        }
        const written = await thread.write(name, signal);
        idle.push(thread);
        return written;
      },
    );
  } finally {
    await Promise.all(begun.map((thread) => thread.end()));
  }
}
