import type { Environment } from '../http/environment.ts';
import { retryAfterMs } from '../http/retry.ts';
import type { Transport } from '../http/transport.ts';
import { gunzipped } from './gunzip.ts';
import { joined } from './joined.ts';

/** One download of one blob. */
export interface BlobDownload {
  readonly transport: Transport;
  readonly environment: Environment;
  readonly url: string;
  readonly signal: AbortSignal | undefined;
  /** How long nothing may come before the download counts as broken. */
  readonly stallTimeoutMs: number;
  onBytes(count: number): void;
}

/** A blob that its store would not give. */
export class BlobRefused extends Error {
  readonly status: number;
  readonly waitMs: number | undefined;

  constructor(status: number, waitMs: number | undefined) {
    super(`The blob store answered ${status}.`);
    this.status = status;
    this.waitMs = waitMs;
  }
}

const lineBreak = 10;

/** The lines of a blob, as many at a time as come; whoever stops reading ends the download. @throws when it breaks at any byte */
export async function* blobLines(download: BlobDownload): AsyncGenerator<string[]> {
  const { signal, stallTimeoutMs } = download;
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watched = async <Result>(waiting: Promise<Result>): Promise<Result> => {
    timer = setTimeout(() => controller.abort(new Error('Nothing came for too long.')), stallTimeoutMs);
    try {
      return await waiting;
    } finally {
      clearTimeout(timer);
    }
  };
  const decoder = new TextDecoder();
  try {
    const bytes = bytesOf(download, controller.signal, watched);
    let rest: Uint8Array | undefined;
    for await (const chunk of gunzipped(bytes)) {
      const end = chunk.lastIndexOf(lineBreak);
      if (end < 0) {
        rest = joined(rest, chunk);
        continue;
      }
      // Whole lines only: text that is cut within a character is slow to decode.
      const lines = decoder.decode(joined(rest, chunk.subarray(0, end))).split('\n');
      rest = end + 1 < chunk.length ? chunk.slice(end + 1) : undefined;
      yield lines.filter(isLine);
    }
    if (rest !== undefined) yield [decoder.decode(rest)].filter(isLine);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    controller.abort();
  }
}

/** What the store sends, asked for only as it is wanted. */
async function* bytesOf(
  { transport, environment, url, onBytes }: BlobDownload,
  signal: AbortSignal,
  watched: <Result>(waiting: Promise<Result>) => Promise<Result>,
): AsyncGenerator<Uint8Array> {
  // No bearer token: the query is the credential, and the store is another host.
  const response = await watched(transport({ url, method: 'GET', headers: {}, signal })).catch(
    (error: unknown) => {
      // The error names the URL, and the URL has the token.
      throw new Error('The connection failed.', { cause: error instanceof Error ? error.cause : undefined });
    },
  );
  if (!response.ok || response.body === null) {
    await response.body?.cancel().catch(() => undefined);
    throw new BlobRefused(
      response.status,
      retryAfterMs(response.headers.get('retry-after'), environment.now()),
    );
  }
  const reader = response.body.getReader();
  try {
    for (let next = await watched(reader.read()); !next.done; next = await watched(reader.read())) {
      onBytes(next.value.byteLength);
      yield next.value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function isLine(text: string): boolean {
  return text.length > 1;
}
