import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { parse } from 'csv-parse';
import csvtojson from 'csvtojson';
import { child, sources } from './child.ts';
import { median } from './median.ts';
import type { SheetMock } from './sheet-mock.ts';

const rowCount = 300_000;
const rounds = 3;
const sheet = { market: 'PE', view: 'updatedlicensebased' } as const;

/** The sheet as the mock sends it, in the pieces in which it came. */
async function downloaded(client: PartnerCenter): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await client.priceSheets.download(sheet, { zipped: false })) pieces.push(piece);
  return pieces;
}

async function count(rows: AsyncIterable<unknown>): Promise<number> {
  let found = 0;
  for await (const _ of rows) found += 1;
  return found;
}

/** A client as an application has it, its one answer being the sheet. */
async function bySdk(pieces: Iterable<Uint8Array>): Promise<number> {
  const body = Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>;
  const { priceSheets } = new PartnerCenter({ accessToken: 'none', fetch: async () => new Response(body) });
  return count(priceSheets.rows(sheet));
}

async function byCsvParse(pieces: Iterable<Uint8Array>): Promise<number> {
  return count(Readable.from(pieces).pipe(parse({ columns: true, bom: true })));
}

async function byCsvtojson(pieces: Iterable<Uint8Array>): Promise<number> {
  let rows = 0;
  await csvtojson()
    .fromStream(Readable.from(pieces))
    .subscribe(() => {
      rows += 1;
    });
  return rows;
}

interface Parsed {
  readonly ratio: number;
  readonly sdk: number;
  readonly csvParse: number;
  readonly csvtojson: number;
  /** Rows per second of the SDK while it downloads the zip. */
  readonly download: number;
  /** Megabytes in memory, garbage collected, while a sheet is downloaded and read: near its start, and at most. */
  readonly early: number;
  readonly late: number;
}

/** Rows per second of the SDK, csv-parse and csvtojson over the same bytes, which the mock sent, in turn; and what a download takes of memory. */
export async function comparePriceSheets(): Promise<Parsed> {
  const mock = child<SheetMock>('sheet-mock.ts', String(rowCount), [sources]);
  try {
    const client = new PartnerCenter(await mock.told);
    // Before the sheet is held whole, for the parsers.
    const streamed = await download(client);
    const pieces = await downloaded(client);
    const speed = async (read: (pieces: Iterable<Uint8Array>) => Promise<number>): Promise<number> => {
      const start = performance.now();
      const rows = await read(pieces);
      if (rows !== rowCount) throw new Error(`${rows} rows were read of ${rowCount}.`);
      return rows / ((performance.now() - start) / 1_000);
    };
    const speeds: Record<'sdk' | 'csvParse' | 'csvtojson', number[]> = {
      sdk: [],
      csvParse: [],
      csvtojson: [],
    };
    for (let round = 0; round < rounds; round += 1) {
      speeds.csvParse.push(await speed(byCsvParse));
      speeds.sdk.push(await speed(bySdk));
      speeds.csvtojson.push(await speed(byCsvtojson));
    }
    const [own = 0, first = 0, second = 0] = [speeds.sdk, speeds.csvParse, speeds.csvtojson].map(median);
    return {
      ratio: own / Math.max(first, second),
      sdk: own,
      csvParse: first,
      csvtojson: second,
      ...streamed,
    };
  } finally {
    mock.kill();
  }
}

async function download(client: PartnerCenter): Promise<Pick<Parsed, 'download' | 'early' | 'late'>> {
  const held: number[] = [];
  let rows = 0;
  const start = performance.now();
  for await (const _ of client.priceSheets.rows(sheet)) {
    rows += 1;
    if (rows % 25_000 !== 0) continue;
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    held.push((heapUsed + external) / 1e6);
  }
  const seconds = (performance.now() - start) / 1_000;
  return { download: rows / seconds, early: held[0] ?? 0, late: Math.max(...held) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.table(await comparePriceSheets());
}
