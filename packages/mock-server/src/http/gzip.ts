import { pipeline, Readable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';

/** Text as gzip, made as fast as it is read; whoever stops reading stops its making. */
export async function* gzipped(text: Iterable<string>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 });
  // Not pipe(): it would go on reading the source after the reader has gone.
  pipeline(Readable.from(text), gzip, () => undefined);
  try {
    yield* gzip as AsyncIterable<Uint8Array>;
  } finally {
    gzip.destroy();
  }
}
