import { AbortError } from '../http/errors/abort-error.ts';
import { ConnectionError } from '../http/errors/connection-error.ts';
import { IncompleteFileError } from './incomplete-file-error.ts';

interface Reading {
  readonly signal?: AbortSignal | undefined;
  /** How many bytes the whole has, where that is known. */
  readonly length?: number | undefined;
  /** What has come so far. */
  onBytes(bytes: number): void;
}

/** The bytes of a body as they come; leaving early ends the download. @throws AbortError, ConnectionError, IncompleteFileError */
export async function* bytesOf(
  body: ReadableStream<Uint8Array>,
  { signal, length, onBytes }: Reading,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader();
  const cancel = () => reader.cancel(signal?.reason).catch(() => undefined);
  signal?.addEventListener('abort', cancel);
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        if (signal?.aborted) return { done: true as const, value: undefined };
        throw new ConnectionError(`The download broke off after ${bytes} bytes.`, { cause });
      });
      if (signal?.aborted) throw new AbortError('The download was aborted.', { cause: signal.reason });
      if (done) break;
      bytes += value.byteLength;
      onBytes(bytes);
      yield value;
    }
    if (length !== undefined && bytes < length)
      throw new IncompleteFileError(`The download ended after ${bytes} of ${length} bytes.`);
  } finally {
    signal?.removeEventListener('abort', cancel);
    await cancel();
  }
}
