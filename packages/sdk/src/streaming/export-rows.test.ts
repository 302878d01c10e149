import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTransport } from '../http/transport.ts';
import { type ExportManifest, ExportRows, type ExportRowsOptions } from './export-rows.ts';
import { decompressed, gunzipped } from './gunzip.ts';

interface Line {
  readonly blob: number;
  readonly line: number;
  readonly text: string;
}

const blobCount = 3;
const lineCount = 40;

function linesOf(blob: number): Line[] {
  // What does not compress, so that bytes are many; and characters of several bytes.
  return Array.from({ length: lineCount }, (_, line) => ({
    blob,
    line,
    text: `ñandú 数据 ${(blob * 7919 + line * 104_729).toString(36)}`.repeat(1 + (line % 5)),
  }));
}

const all = Array.from({ length: blobCount }, (_, blob) => linesOf(blob)).flat();
const packed = Array.from({ length: blobCount }, (_, blob) =>
  gzipSync(
    linesOf(blob)
      .map((line) => JSON.stringify(line))
      .join('\n') + (blob === 1 ? '' : '\n'),
  ),
);

/** Where downloads of a blob break, one after the other; 'end' ends early without an error. */
interface Break {
  readonly blob: number;
  readonly byte: number;
  readonly how: 'error' | 'end' | '500';
}

interface Store {
  readonly breaks?: readonly Break[];
  /** Bytes a piece. */
  readonly piece?: number;
  readonly token?: string;
}

function storeOf({ breaks = [], piece = 50, token = 'good' }: Store = {}) {
  const left = [...breaks];
  const seen = { downloads: 0, refreshes: 0, cancelled: 0, token };
  const manifest = (sasToken: string, eTag = 'first'): ExportManifest => ({
    eTag,
    rootDirectory: 'https://store.example.com/export',
    sasToken,
    blobs: packed.map((_, blob) => ({ name: `part-${blob}.json.gz` })),
  });
  const fetch = async (url: string, { signal }: RequestInit): Promise<Response> => {
    seen.downloads += 1;
    const { pathname, search } = new URL(url);
    if (search !== `?${seen.token}`) return new Response('', { status: 403 });
    const blob = Number(/part-(\d)/.exec(pathname)?.[1]);
    const at = left.findIndex((each) => each.blob === blob);
    const [broken] = at < 0 ? [] : left.splice(at, 1);
    if (broken?.how === '500') return new Response('', { status: 500 });
    const bytes = packed[blob] as Buffer;
    const end = broken === undefined ? bytes.length : broken.byte % bytes.length;
    let position = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) =>
          signal?.addEventListener('abort', () => {
            seen.cancelled += 1;
            controller.error(signal.reason);
          }),
        pull(controller) {
          if (position < end) {
            const next = Math.min(end, position + piece);
            controller.enqueue(new Uint8Array(bytes.subarray(position, next)));
            position = next;
          } else if (broken?.how === 'error') controller.error(new TypeError('terminated'));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body);
  };
  const rows = (options: ExportRowsOptions = {}, eTag = 'first') =>
    new ExportRows<Line>(
      {
        platform: 'test',
        manifest: manifest(token, eTag),
        transport: createTransport(fetch),
        environment: {
          now: () => 0,
          random: () => 0,
          randomId: () => '',
          sleep: async (_, signal) => signal?.throwIfAborted(),
        },
        refresh: async () => {
          seen.refreshes += 1;
          return manifest(seen.token);
        },
      },
      { maxRetries: 50, ...options },
    );
  return { rows, seen };
}

function sorted(lines: readonly Line[]): Line[] {
  return [...lines].sort((one, other) => one.blob - other.blob || one.line - other.line);
}

const breaks = fc.array(
  fc.record({
    blob: fc.nat(blobCount - 1),
    byte: fc.nat(5_000),
    how: fc.constantFrom('error' as const, 'end' as const, '500' as const),
  }),
  { maxLength: 8 },
);

describe('each row is given exactly once', () => {
  test('wherever downloads break, however the bytes come, through a stored checkpoint', async () => {
    await fc.assert(
      fc.asyncProperty(
        breaks,
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(all.length + 10),
        fc.boolean(),
        async (where, piece, concurrency, stopAfter, inBatches) => {
          const { rows } = storeOf({ breaks: where, piece });
          const given: Line[] = [];
          const first = rows({ concurrency });
          if (inBatches) {
            for await (const batch of first.batches()) {
              given.push(...batch);
              if (given.length >= stopAfter) break;
            }
          } else {
            for await (const row of first) {
              given.push(row);
              if (given.length >= stopAfter) break;
            }
          }
          const checkpoint = JSON.parse(JSON.stringify(first.checkpoint));
          expect(checkpoint.blobs.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0)).toBe(
            given.length,
          );
          for await (const row of rows({ checkpoint })) given.push(row);
          expect(concurrency === 1 ? given : sorted(given)).toEqual(all);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('with a token that runs out on the way, and is asked for once', async () => {
    const { rows, seen } = storeOf({ token: 'old' });
    const given: Line[] = [];
    for await (const row of rows({ concurrency: 2 })) {
      given.push(row);
      seen.token = 'new';
    }
    expect(sorted(given)).toEqual(all);
    expect(seen.refreshes).toBe(1);
  });
});

describe('reading', () => {
  test('fails on a blob that always ends early, and says how to go on', async () => {
    const always = Array.from({ length: 9 }, () => ({ blob: 0, byte: 200, how: 'end' as const }));
    const { rows } = storeOf({ breaks: always });
    const reading = (async () => {
      for await (const _ of rows({ maxRetries: 3 }));
    })();
    await expect(reading).rejects.toMatchObject({
      name: 'ConnectionError',
      solution: 'Go on later with the checkpoint.',
    });
  });

  test('fails at once where a checkpoint is of other data', () => {
    const { rows } = storeOf();
    const { checkpoint } = rows();
    expect(() => rows({ checkpoint }, 'second')).toThrow(expect.objectContaining({ name: 'ConflictError' }));
  });

  test('stops with the signal, between rows and while it waits', async () => {
    const { rows, seen } = storeOf();
    const controller = new AbortController();
    const given: Line[] = [];
    const reading = (async () => {
      for await (const row of rows({ signal: controller.signal })) {
        given.push(row);
        if (given.length === 45) controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(given.length).toBeLessThan(all.length);
    expect(seen.cancelled).toBeGreaterThan(0);
  });

  test('cancels the download when nobody wants more', async () => {
    const { rows, seen } = storeOf({ piece: 10 });
    for await (const batch of rows().batches()) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(seen.downloads).toBe(1);
    expect(seen.cancelled).toBe(1);
  });

  test('tells how far it is', async () => {
    const { rows } = storeOf();
    const shares: number[] = [];
    let last = { rows: 0, bytes: 0, share: 0 };
    const onProgress = (progress: typeof last) => {
      last = progress;
      shares.push(progress.share);
    };
    for await (const _ of rows({ onProgress }));
    expect(last).toEqual({
      rows: all.length,
      bytes: packed.reduce((sum, { length }) => sum + length, 0),
      share: 1,
    });
    expect(shares).toEqual([...shares].sort());
  });
});

describe.each([
  ['zlib', gunzipped],
  ['DecompressionStream', decompressed],
])('gunzip by %s', (_, unpack) => {
  async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let begin = 0; begin < bytes.length; begin += 100) yield bytes.slice(begin, begin + 100);
  }

  async function text(bytes: Uint8Array): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of unpack(pieces(bytes))) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  test('gives what was packed', async () => {
    const packedBlob = packed[0] as Buffer;
    expect((await text(packedBlob)).split('\n')).toHaveLength(lineCount + 1);
  });

  test.each([1, 8, 20, 300])('fails %i bytes before the end', async (missing) => {
    const packedBlob = packed[0] as Buffer;
    await expect(text(packedBlob.subarray(0, -missing))).rejects.toThrow();
  });
});
