// What a worker thread runs: it is told the names of blobs, and writes them.
import { parentPort, workerData } from 'node:worker_threads';
import type { BillingManifest } from '../../generated/graph.gen.ts';
import { systemEnvironment } from '../../http/environment.ts';
import { createTransport } from '../../http/transport.ts';
import { ExportRows } from '../../streaming/export-rows.ts';
import { received, sent } from './sent-error.ts';
import type { ExportTask, FromThread, ToThread } from './thread-messages.ts';
import { writePart } from './write-parquet.ts';

const { manifest: first, layout, reading } = workerData as ExportTask;
const transport = createTransport();
let manifest = first;
let controller = new AbortController();
let refreshing: Promise<BillingManifest> | undefined;
let settle: { resolve(manifest: BillingManifest): void; reject(error: Error): void } | undefined;

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

function refresh(): Promise<BillingManifest> {
  refreshing ??= new Promise<BillingManifest>((resolve, reject) => {
    settle = { resolve, reject };
    tell({ kind: 'refresh' });
  }).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function write(name: string): Promise<void> {
  controller = new AbortController();
  const { signal } = controller;
  const source = {
    platform: 'graph',
    manifest: { ...manifest, blobs: [{ name }] },
    transport,
    environment: systemEnvironment,
    refresh,
  };
  try {
    const rows = new ExportRows<object>(source, { ...reading, signal });
    tell({ kind: 'written', part: await writePart(layout, name, rows, signal) });
  } catch (error) {
    tell({ kind: 'failed', error: sent(error) });
  }
}

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'write') void write(message.blob);
  else if (message.kind === 'abort') controller.abort();
  else if (message.kind === 'manifest') {
    manifest = message.manifest;
    settle?.resolve(manifest);
  } else settle?.reject(received(message.error));
});
