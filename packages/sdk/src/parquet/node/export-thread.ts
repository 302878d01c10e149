import { Worker } from 'node:worker_threads';
import type { BillingManifest } from '../../generated/graph.gen.ts';
import { TenantryError } from '../../http/errors/tenantry-error.ts';
import { defaultRowGroupRows } from '../to-parquet.ts';
import type { WrittenPart } from './part-writer.ts';
import { received, sent } from './sent-error.ts';
import type { ExportTask, FromThread, ToThread } from './thread-messages.ts';

/** Of the sources, and of the build. */
const script = import.meta.url.endsWith('.ts') ? './write-blobs.ts' : './parquet-thread.js';
/** Megabytes for a row group of the default size; without a limit V8 puts its collecting off. */
const memory = { young: 12, old: 96 };

/** A worker thread that writes the blobs of an export, one after another. */
export class ExportThread {
  readonly #worker: Worker;
  readonly #refresh: () => PromiseLike<BillingManifest>;
  #settle: { resolve(part: WrittenPart): void; reject(error: unknown): void } | undefined;
  #broken: Error | undefined;

  constructor(task: ExportTask, refresh: () => PromiseLike<BillingManifest>) {
    this.#refresh = refresh;
    const groups = Math.max(1, task.layout.rowGroupRows / defaultRowGroupRows);
    this.#worker = new Worker(new URL(script, import.meta.url), {
      workerData: task,
      resourceLimits: {
        maxYoungGenerationSizeMb: memory.young,
        maxOldGenerationSizeMb: Math.ceil(memory.old * groups),
      },
    });
    this.#worker.on('message', (message: FromThread) => this.#hear(message));
    this.#worker.on('error', (cause) => this.#break(cause));
    this.#worker.on('exit', () => this.#break(undefined));
  }

  async write(blob: string, signal: AbortSignal): Promise<WrittenPart> {
    if (this.#broken !== undefined) throw this.#broken;
    const abort = () => this.#tell({ kind: 'abort' });
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<WrittenPart>((resolve, reject) => {
        this.#settle = { resolve, reject };
        this.#tell({ kind: 'write', blob });
        if (signal.aborted) abort();
      });
    } finally {
      this.#settle = undefined;
      signal.removeEventListener('abort', abort);
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #tell(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromThread): void {
    if (message.kind === 'written') this.#settle?.resolve(message.part);
    else if (message.kind === 'failed') this.#settle?.reject(received(message.error));
    else
      this.#refresh().then(
        (manifest) => this.#tell({ kind: 'manifest', manifest }),
        (error: unknown) => this.#tell({ kind: 'no-manifest', error: sent(error) }),
      );
  }

  #break(cause: unknown): void {
    this.#broken ??= new TenantryError('Parquet: a thread that writes has ended.', {
      cause,
      solution: 'Run it again: what is finished stays. With less memory, write smaller row groups.',
    });
    this.#settle?.reject(this.#broken);
  }
}
