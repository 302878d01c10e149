import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { IncompleteFileError } from './incomplete-file-error.ts';
import { type RowSource, rowBatches } from './row-batches.ts';
import { toCsv } from './to-csv.ts';
import { toNdjson } from './to-ndjson.ts';
import { isoOfUsDate } from './us-date.ts';

type Row = Record<string, string>;

function bodyOf(bytes: Uint8Array, cuts: readonly number[] = []): ReadableStream<Uint8Array> {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])];
  places.sort((left, right) => left - right);
  const pieces = places.slice(1).map((end, index) => bytes.slice(places[index], end));
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) controller.close();
      else controller.enqueue(piece);
    },
  });
}

async function read(body: ReadableStream<Uint8Array>, source: RowSource = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of rowBatches<Row>(body, source)) rows.push(...batch);
  return rows;
}

function failure(bytes: Uint8Array, source?: RowSource): Promise<unknown> {
  return read(bodyOf(bytes), source).then(
    () => undefined,
    (error: unknown) => error,
  );
}

function quotedCsv(rows: readonly Row[], columns: readonly string[], lineEnd: string): string {
  const line = (values: readonly string[]) =>
    values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',') + lineEnd;
  return [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))].map(line).join('');
}

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of pieces) text += decoder.decode(piece, { stream: true });
  return text;
}

const columns = ['ProductTitle', 'SkuId', 'UnitPrice'];
const awkward = fc
  .array(fc.constantFrom('"', ',', '\n', '\r', '\r\n', 'ñ', '€', '🜁', ' ', 'a', '7', ''), { maxLength: 6 })
  .map((parts) => parts.join(''));
const rowArbitrary = fc.record({ ProductTitle: awkward, SkuId: awkward, UnitPrice: awkward });
const cuts = fc.array(fc.nat(2_000), { maxLength: 40 });

describe('a CSV', () => {
  test('is read the same wherever its bytes are cut, zipped or not, with a byte order mark or without', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowArbitrary, { maxLength: 8 }),
        cuts,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        async (rows, places, marked, zipped, lineEnd) => {
          const csv = strToU8((marked ? '\uFEFF' : '') + quotedCsv(rows, columns, lineEnd));
          const bytes = zipped ? zipSync({ 'sheets.csv': csv }) : csv;
          expect(await read(bodyOf(bytes, places))).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is read the same cut into single bytes', async () => {
    const rows = [{ ProductTitle: 'Añil "🜁",\r\nx', SkuId: '0001', UnitPrice: '1.50' }];
    const csv = strToU8(`\uFEFF${quotedCsv(rows, columns, '\r\n')}`);
    const every = Array.from(csv, (_, index) => index);
    expect(await read(bodyOf(csv, every))).toEqual(rows);
    const zip = zipSync({ 'sheets.csv': csv });
    expect(await read(bodyOf(zip, [...Array(zip.length).keys()]))).toEqual(rows);
  });

  test('is no formula to a spreadsheet, where that is asked for', async () => {
    const rows = [{ name: '=HYPERLINK("x")', note: '-1+1', refund: '-12.50', due: '+51', seats: -3 }];
    expect(await textOf(toCsv(rows))).toBe(
      'name,note,refund,due,seats\r\n"=HYPERLINK(""x"")",-1+1,-12.50,+51,-3\r\n',
    );
    expect(await textOf(toCsv(rows, undefined, { forSpreadsheets: true }))).toBe(
      `name,note,refund,due,seats\r\n"'=HYPERLINK(""x"")",'-1+1,-12.50,'+51,-3\r\n`,
    );
  });

  test('has as JSON text what has fields of its own', async () => {
    const rows = [
      { purchase: { amount: '4.80', currency: 'USD' }, tags: ['a'], on: new Date(0), none: null },
    ];
    expect(await textOf(toCsv(rows))).toBe(
      'purchase,tags,on,none\r\n"{""amount"":""4.80"",""currency"":""USD""}","[""a""]",1970-01-01T00:00:00.000Z,\r\n',
    );
  });

  test('comes back from toCsv, and as JSON lines from toNdjson', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowArbitrary, { minLength: 1, maxLength: 8 }), async (rows) => {
        expect(await read(bodyOf(strToU8(await textOf(toCsv(rows)))))).toEqual(rows);
        const lines = (await textOf(toNdjson(rows))).trimEnd().split('\n');
        expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
      }),
    );
  });

  test('may have bare values, blanks after a closing quote, and no break after its last row', async () => {
    const csv = strToU8('"A","B" \r\n1,"0001" \r\n\r\nx y,');
    expect(await failure(csv)).toBeInstanceOf(IncompleteFileError);
    expect(await read(bodyOf(csv), { length: csv.length })).toEqual([
      { A: '1', B: '0001' },
      { A: 'x y', B: '' },
    ]);
  });

  test('is an error when it ends too early, wherever that is', async () => {
    const csv = strToU8(quotedCsv([{ ProductTitle: 'ñ', SkuId: '0001', UnitPrice: '1' }], columns, '\r\n'));
    // Without the last line break nothing is missing.
    for (let end = 0; end < csv.length - 2; end += 1) {
      const only = csv.slice(0, end);
      const headerEnds = csv.indexOf(10);
      if (end === headerEnds + 1)
        expect(await failure(only, { length: csv.length })).toBeInstanceOf(IncompleteFileError);
      else expect(await failure(only), String(end)).toBeInstanceOf(IncompleteFileError);
    }
    expect(await failure(csv, { length: csv.length + 1 })).toBeInstanceOf(IncompleteFileError);
  });

  test('is an error when a row has too many or too few values, or bytes are no UTF-8', async () => {
    for (const csv of ['A,B\n1\n2,3\n', 'A,B\n1,2,3\n', 'A,B\n"1"x,2\n'])
      expect(await failure(strToU8(csv)), csv).toBeInstanceOf(IncompleteFileError);
    expect(await failure(Uint8Array.of(65, 10, 0xc3, 10))).toBeInstanceOf(IncompleteFileError);
  });

  test('with a quote that is never closed does not fill the memory', async () => {
    const error = await failure(strToU8(`A,B\n"${'x'.repeat(1_200_000)}`));
    expect(error).toMatchObject({ name: 'IncompleteFileError', message: expect.stringContaining('1048576') });
  });
});

describe('a zip', () => {
  test('is an error when it ends too early, wherever that is', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({
      ProductTitle: `Producto ${index * 7919}`,
      SkuId: '0001',
      UnitPrice: '1',
    }));
    const zip = zipSync({ 'sheets.csv': strToU8(quotedCsv(rows, columns, '\n')) });
    for (let end = 0; end < zip.length; end += 1)
      expect(await failure(zip.slice(0, end)), String(end)).toBeInstanceOf(IncompleteFileError);
  });

  test('of two files, or not deflated, is an error', async () => {
    const csv = strToU8('A\n1\n'.repeat(50));
    expect(await failure(zipSync({ a: csv, b: csv }))).toBeInstanceOf(IncompleteFileError);
    expect(await failure(zipSync({ a: csv }, { level: 0 }))).toBeInstanceOf(IncompleteFileError);
  });
});

describe('reading', () => {
  const endless = () => {
    const state = { cancelled: false, pulled: 0 };
    let sent = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          state.pulled += 1;
          controller.enqueue(strToU8(sent ? '1,2\n' : 'A,B\n1,2\n'));
          sent = true;
        },
        cancel() {
          state.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    return { state, body };
  };

  test('ends the download when the loop is left, and asks for no more than it reads', async () => {
    const { state, body } = endless();
    for await (const batch of rowBatches<Row>(body)) {
      expect(batch).toEqual([{ A: '1', B: '2' }]);
      break;
    }
    expect(state).toEqual({ cancelled: true, pulled: 1 });
  });

  test('is aborted by a signal', async () => {
    const { state, body } = endless();
    const controller = new AbortController();
    const reading = (async () => {
      for await (const batch of rowBatches<Row>(body, { signal: controller.signal }))
        if (batch.length > 0) controller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(state.cancelled).toBe(true);
  });

  test('tells how far it is', async () => {
    const csv = strToU8('A,B\n1,2\n3,4\n');
    const seen: object[] = [];
    const onProgress = (progress: object) => seen.push(progress);
    await read(bodyOf(csv, [8]), { length: csv.length, onProgress });
    expect(seen).toEqual([
      { rows: 1, bytes: 8, share: 8 / 12 },
      { rows: 2, bytes: 12, share: 1 },
      { rows: 2, bytes: 12, share: 1 },
    ]);
  });

  test('passes on that the connection broke', async () => {
    let sent = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent) controller.error(new TypeError('terminated'));
        else controller.enqueue(strToU8('A,B\n1,2\n'));
        sent = true;
      },
    });
    await expect(read(body)).rejects.toMatchObject({ name: 'ConnectionError' });
  });
});

test('US dates are written as ISO 8601', () => {
  expect(isoOfUsDate('1/31/2026 11:59:59 PM')).toBe('2026-01-31T23:59:59Z');
  expect(isoOfUsDate('12/1/2026 12:00:00 AM')).toBe('2026-12-01T00:00:00Z');
  expect(isoOfUsDate('12/1/2026 12:00:00 PM')).toBe('2026-12-01T12:00:00Z');
  expect(isoOfUsDate('2026-12-01')).toBe('2026-12-01');
});
