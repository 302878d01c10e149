import type { Environment } from '../http/environment.ts';
import { AbortError } from '../http/errors/abort-error.ts';
import { ApiError } from '../http/errors/api-error.ts';
import { ConflictError } from '../http/errors/conflict-error.ts';
import { ConnectionError } from '../http/errors/connection-error.ts';
import { errorForStatus } from '../http/errors/error-for-status.ts';
import { TenantryError } from '../http/errors/tenantry-error.ts';
import { backoffMs } from '../http/retry.ts';
import type { Transport } from '../http/transport.ts';
import { BlobRefused, blobLines } from './blob-lines.ts';
import { sideBySide } from './side-by-side.ts';

/** Where the blobs of an export are. */
export interface ExportManifest {
  /** Another one when the data is another. */
  readonly eTag: string;
  readonly rootDirectory: string;
  /** A secret. */
  readonly sasToken: string;
  readonly blobs: readonly { readonly name: string }[];
}

/** How far an export was read: plain JSON, to be stored and given back, in another process too. */
export interface ExportCheckpoint {
  readonly eTag: string;
  readonly blobs: readonly {
    readonly name: string;
    /** Rows of it that were given. */
    readonly rows: number;
    readonly done: boolean;
  }[];
}

export interface ExportProgress {
  /** Rows given by this reader. */
  readonly rows: number;
  /** Bytes that came, packed as they are; what came twice counts twice. */
  readonly bytes: number;
  /** Of the blobs, how many are done: 0 to 1. */
  readonly share: number;
}

export interface ExportRowsOptions {
  /** Blobs that are read at once; above 1 their rows come mixed. @default 1 */
  readonly concurrency?: number;
  /** Goes on where a reader stopped. */
  readonly checkpoint?: ExportCheckpoint;
  readonly signal?: AbortSignal;
  /** How often a blob may break, or be refused, without a row in between. @default 5 */
  readonly maxRetries?: number;
  /** How long nothing may come before a download counts as broken. @default 60000 */
  readonly stallTimeoutMs?: number;
  readonly onProgress?: (progress: ExportProgress) => void;
}

/** What an export is read with. */
export interface ExportSource {
  readonly platform: string;
  readonly manifest: ExportManifest;
  readonly transport: Transport;
  readonly environment: Environment;
  /** The manifest again, with a token that works. */
  refresh(): Promise<ExportManifest>;
}

interface BlobState {
  readonly name: string;
  rows: number;
  done: boolean;
}

interface Batch<Row> {
  readonly blob: BlobState;
  readonly rows: Row[];
}

/** A download that broke, or was refused. */
interface Failure {
  readonly blob: BlobState;
  readonly cause: unknown;
  /** In a row. */
  readonly failures: number;
  readonly manifest: ExportManifest;
  readonly stopped: AbortSignal;
}

/**
 * The rows of an export, read while they are downloaded: one batch is in memory, however long the export is.
 * Each row is given exactly once: a download that breaks is begun again, and what was given is passed over. It holds as long as
 * the export does; one whose data has changed in between is refused.
 * Numbers are those of JSON: sum money as whole cents, or as decimals, not as they are.
 * Iterating again goes on behind the row that was given last.
 * @example
 * const operation = await graph.billing.exportUnbilledUsage({ currencyCode: 'USD', billingPeriod: 'last' });
 * const rows = await graph.billing.usageRows(await graph.billing.waitForExport(operation.operationId));
 * for await (const { CustomerName, BillingPreTaxTotal } of rows) console.log(CustomerName, BillingPreTaxTotal);
 */
export class ExportRows<Row = Record<string, unknown>> implements AsyncIterable<Row> {
  readonly #source: ExportSource;
  readonly #options: ExportRowsOptions;
  readonly #blobs: readonly BlobState[];
  #manifest: ExportManifest;
  #refreshing: Promise<void> | undefined;
  #rows = 0;
  #bytes = 0;

  /** @throws {ConflictError} when the checkpoint is of other data */
  constructor(source: ExportSource, options: ExportRowsOptions = {}) {
    const { eTag, blobs } = source.manifest;
    const { checkpoint } = options;
    this.#source = source;
    this.#options = options;
    this.#manifest = source.manifest;
    if (checkpoint !== undefined && checkpoint.eTag !== eTag) throw this.#changed();
    const known = new Map(checkpoint?.blobs.map((blob) => [blob.name, blob]));
    this.#blobs = blobs.map(({ name }) => ({ rows: 0, done: false, ...known.get(name), name }));
  }

  /** How far it is: the row given last is in it, so store it with what became of that row. Rows of a batch are in it as soon as the batch is given. */
  get checkpoint(): ExportCheckpoint {
    return { eTag: this.#manifest.eTag, blobs: this.#blobs.map((blob) => ({ ...blob })) };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Row> {
    for await (const { blob, rows } of this.#read()) {
      for (const row of rows) {
        blob.rows += 1;
        this.#rows += 1;
        yield row;
      }
      this.#tell();
    }
    this.#tell();
  }

  /** The rows, as many at a time as come together: less work a row where there are millions. */
  async *batches(): AsyncGenerator<Row[]> {
    for await (const { blob, rows } of this.#read()) {
      blob.rows += rows.length;
      this.#rows += rows.length;
      yield rows;
      this.#tell();
    }
    this.#tell();
  }

  #tell(): void {
    const done = this.#blobs.filter((blob) => blob.done).length;
    const share = this.#blobs.length === 0 ? 1 : done / this.#blobs.length;
    this.#options.onProgress?.({ rows: this.#rows, bytes: this.#bytes, share });
  }

  /** Batches of all blobs that are not done. */
  #read(): AsyncGenerator<Batch<Row>> {
    const { concurrency = 1, signal } = this.#options;
    const readers = this.#blobs
      .filter((blob) => !blob.done)
      .map((blob) => (stopped: AbortSignal) => this.#readBlob(blob, stopped));
    return sideBySide(readers, { concurrency, signal });
  }

  /** A blob from behind what was given of it, through as many downloads as it takes. */
  async *#readBlob(blob: BlobState, stopped: AbortSignal): AsyncGenerator<Batch<Row>> {
    const { transport, environment } = this.#source;
    const { stallTimeoutMs = 60_000 } = this.#options;
    const onBytes = (count: number) => {
      this.#bytes += count;
    };
    let position = blob.rows;
    for (let failures = 0; ; ) {
      const manifest = this.#manifest;
      try {
        this.#checkAborted();
        const url = urlOf(manifest, blob.name);
        let seen = 0;
        for await (const lines of blobLines({
          transport,
          environment,
          url,
          signal: stopped,
          stallTimeoutMs,
          onBytes,
        })) {
          const skipped = Math.max(0, position - seen);
          seen += lines.length;
          if (skipped >= lines.length) continue;
          const rows = lines.slice(skipped).map((line) => this.#parsed(line, blob));
          position = seen;
          failures = 0;
          yield { blob, rows };
          this.#checkAborted();
        }
        if (seen < position) throw this.#changed();
        blob.done = true;
        return;
      } catch (cause) {
        this.#checkAborted(cause);
        if (stopped.aborted) return;
        if (cause instanceof TenantryError) throw cause;
        failures += 1;
        await this.#recover({ blob, cause, failures, manifest, stopped });
      }
    }
  }

  /** Waits, or gets another token, so that a blob can be tried again. @throws {TenantryError} when it is not to be */
  async #recover({ blob, cause, failures, manifest, stopped }: Failure): Promise<void> {
    const { environment, platform } = this.#source;
    const { maxRetries = 5 } = this.#options;
    const { status, waitMs } = cause instanceof BlobRefused ? cause : {};
    const expired = status !== undefined && [401, 403, 404, 410].includes(status);
    const repeatable = status === undefined || expired || status === 429 || status >= 500;
    if (!repeatable || failures > maxRetries) {
      const Kind = status === undefined ? ConnectionError : errorForStatus(status);
      throw new Kind(`${platform}: blob ${blob.name} could not be read to its end.`, {
        platform,
        cause,
        ...(status !== undefined && { status }),
        solution: 'Go on later with the checkpoint.',
      });
    }
    if (expired) await this.#refresh(manifest);
    if (!expired || failures > 1)
      await environment.sleep(waitMs ?? backoffMs(failures, environment.random()), stopped);
  }

  /** Another token, once for all blobs that found the old one expired. */
  async #refresh(used: ExportManifest): Promise<void> {
    if (this.#manifest !== used) return;
    this.#refreshing ??= this.#source
      .refresh()
      .then((manifest) => {
        if (manifest.eTag !== used.eTag) throw this.#changed();
        this.#manifest = manifest;
      })
      .finally(() => {
        this.#refreshing = undefined;
      });
    await this.#refreshing;
  }

  #parsed(line: string, { name }: BlobState): Row {
    try {
      return JSON.parse(line);
    } catch {
      const { platform } = this.#source;
      // Without the line: it is somebody's bill.
      throw new ApiError(`${platform}: a line of blob ${name} is not JSON.`, {
        platform,
        solution: 'Ask for the export again.',
      });
    }
  }

  #checkAborted(cause: unknown = this.#options.signal?.reason): void {
    if (!this.#options.signal?.aborted) return;
    const { platform } = this.#source;
    throw new AbortError(`${platform}: reading the export was aborted.`, { platform, cause });
  }

  #changed(): ConflictError {
    const { platform } = this.#source;
    return new ConflictError(`${platform}: the data of the export is no longer what was read before.`, {
      platform,
      solution: 'Read it again from the beginning, without a checkpoint.',
    });
  }
}

function urlOf({ rootDirectory, sasToken }: ExportManifest, name: string): string {
  const folder = rootDirectory.endsWith('/') ? rootDirectory.slice(0, -1) : rootDirectory;
  const path = name.split('/').map(encodeURIComponent).join('/');
  return `${folder}/${path}?${sasToken.replace(/^\?/, '')}`;
}
