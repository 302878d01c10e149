import { TenantryError } from '../http/errors/tenantry-error.ts';

/** A report that is kept until all have it. */
export interface KeptReport {
  readonly body: AsyncIterable<Uint8Array>;
  readonly bytes: number;
  discard(): Promise<void>;
}

/** Where reports are kept while they are delivered. */
export interface ReportSpool {
  /** Keeps the whole of it; what was kept is discarded when reading fails. */
  keep(bytes: AsyncIterable<Uint8Array>): Promise<KeptReport>;
}

/**
 * Keeps reports in memory, each up to a limit.
 * @example
 * const spool = new InMemorySpool({ maxBytes: 256 * 1024 * 1024 });
 */
export class InMemorySpool implements ReportSpool {
  readonly #maxBytes: number;

  /** @param options of a report: 64 MiB unless said otherwise */
  constructor({ maxBytes = 64 * 1024 * 1024 }: { readonly maxBytes?: number } = {}) {
    this.#maxBytes = maxBytes;
  }

  /** @throws TenantryError when it is too big */
  async keep(bytes: AsyncIterable<Uint8Array>): Promise<KeptReport> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of bytes) {
      size += piece.byteLength;
      if (size > this.#maxBytes)
        throw new TenantryError(`The report is bigger than ${this.#maxBytes} bytes.`, {
          code: 'schedule.too_big',
          solution: 'Keep it in a file: new TemporaryFileSpool() of @tenantry/sdk/schedules/node.',
        });
      pieces.push(piece);
    }
    return { body: readAgain(pieces), bytes: size, discard: async () => void pieces.splice(0) };
  }
}

function readAgain(pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      yield* pieces;
    },
  };
}
