import { Readable } from 'node:stream';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { parse } from 'csv-parse';
import csvtojson from 'csvtojson';
import { csvLines } from '../packages/mock-server/src/domain/prices/csv.ts';
import { priceSheet, sheetViews } from '../packages/mock-server/src/domain/prices/price-sheet.ts';
import { median } from './median.ts';

const rowCount = 300_000;
const pieceLength = 65_536;
const rounds = 3;

/** The sheet of Peru's licences, its rows again and again with SKUs of their own: the same bytes each time, never held whole. */
function* largeSheet(): Generator<Uint8Array> {
  const view = sheetViews.updatedlicensebased;
  if (view === undefined) throw new Error('There is no view of licences.');
  const [header = [], ...rows] = [...priceSheet(view, 'PE', Date.UTC(2026, 10, 1))];
  const numbered = function* () {
    yield header;
    for (let index = 0; index < rowCount; index += 1) {
      const row = [...(rows[index % rows.length] ?? [])];
      row[2] = String(index).padStart(6, '0');
      yield row;
    }
  };
  let piece = '';
  for (const line of csvLines(numbered())) {
    piece += line;
    if (piece.length < pieceLength) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

/** A client as an application has it, its one answer being the sheet. */
async function bySdk(pieces: Iterable<Uint8Array>): Promise<number> {
  let rows = 0;
  const body = Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>;
  const { priceSheets } = new PartnerCenter({ accessToken: 'none', fetch: async () => new Response(body) });
  for await (const _ of priceSheets.rows({ market: 'PE', view: 'updatedlicensebased' })) rows += 1;
  return rows;
}

async function byCsvParse(pieces: Iterable<Uint8Array>): Promise<number> {
  let rows = 0;
  for await (const _ of Readable.from(pieces).pipe(parse({ columns: true, bom: true }))) rows += 1;
  return rows;
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
  /** Megabytes in memory, garbage collected, while a sheet is made and read: near its start, and at most. */
  readonly early: number;
  readonly late: number;
}

/** Rows per second of the SDK, csv-parse and csvtojson over the same bytes, in turn; and what a stream takes of memory. */
export async function comparePriceSheets(): Promise<Parsed> {
  // Before the sheet is held whole, for the parsers.
  const memory = await memoryOfStream();
  const pieces = [...largeSheet()];
  const speed = async (read: (pieces: Iterable<Uint8Array>) => Promise<number>): Promise<number> => {
    const start = performance.now();
    const rows = await read(pieces);
    if (rows !== rowCount) throw new Error(`${rows} rows were read of ${rowCount}.`);
    return rows / ((performance.now() - start) / 1_000);
  };
  const speeds: Record<'sdk' | 'csvParse' | 'csvtojson', number[]> = { sdk: [], csvParse: [], csvtojson: [] };
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
    ...memory,
  };
}

async function memoryOfStream(): Promise<Pick<Parsed, 'early' | 'late'>> {
  const held: number[] = [];
  const watched = function* () {
    let seen = 0;
    for (const piece of largeSheet()) {
      seen += 1;
      if (seen % 100 === 0) {
        globalThis.gc?.();
        const { heapUsed, external } = process.memoryUsage();
        held.push((heapUsed + external) / 1e6);
      }
      yield piece;
    }
  };
  await bySdk(watched());
  return { early: held[0] ?? 0, late: Math.max(...held) };
}
