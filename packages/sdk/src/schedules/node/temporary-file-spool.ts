import { createReadStream } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemEnvironment } from '../../http/environment.ts';
import type { KeptReport, ReportSpool } from '../report-spool.ts';

/**
 * Keeps reports in files that only their owner may read, so that a big one needs no memory. What a killed process leaves behind is the system's to clear.
 * @example
 * const spool = new TemporaryFileSpool('/var/tmp');
 */
export class TemporaryFileSpool implements ReportSpool {
  readonly #folder: string;

  /** @param folder the system's for temporary files unless given */
  constructor(folder: string = tmpdir()) {
    this.#folder = folder;
  }

  async keep(bytes: AsyncIterable<Uint8Array>): Promise<KeptReport> {
    const path = join(this.#folder, `tenantry-report-${systemEnvironment.randomId()}.tmp`);
    const discard = () => unlink(path).catch(() => undefined);
    try {
      return { body: fileBody(path), bytes: await written(path, bytes), discard };
    } catch (error) {
      await discard();
      throw error;
    }
  }
}

async function written(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  let size = 0;
  try {
    for await (const piece of bytes) {
      await file.writeFile(piece);
      size += piece.byteLength;
    }
  } finally {
    await file.close();
  }
  return size;
}

function fileBody(path: string): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => createReadStream(path)[Symbol.asyncIterator]() };
}
