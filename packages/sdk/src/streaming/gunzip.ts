/** Four times what zlib itself takes: each piece is a turn of the event loop. */
const chunkSize = 64 * 1024;

interface NodeModules {
  getBuiltinModule?(name: 'node:zlib'): typeof import('node:zlib') | undefined;
  getBuiltinModule?(name: 'node:stream'): typeof import('node:stream') | undefined;
}

/**
 * What gzip packed, piece by piece; a stream that ends too early is an error, not an end.
 * On Node by zlib itself, which costs less than the DecompressionStream that it has for the web's sake.
 */
export function gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const node: NodeModules | undefined = globalThis.process;
  const zlib = node?.getBuiltinModule?.('node:zlib');
  const stream = node?.getBuiltinModule?.('node:stream');
  if (zlib === undefined || stream === undefined) return decompressed(bytes);
  const gunzip = zlib.createGunzip({ chunkSize });
  stream.pipeline(
    stream.Readable.from(bytes, { objectMode: true, highWaterMark: 1 }),
    gunzip,
    () => undefined,
  );
  return gunzip;
}

/** The same by what every runtime has. */
export async function* decompressed(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
  const reader = source.pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // Not waited for: a source that hangs is stopped by whoever reads.
    void reader.cancel().catch(() => undefined);
  }
}
