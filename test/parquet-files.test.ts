import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPlatform } from '@tenantry/mock-server';
import {
  amount,
  type ColumnType,
  decimal,
  licencePriceColumns,
  meterPriceColumns,
  type ParquetOptions,
  ParquetValueError,
  parquetColumns,
  toParquet,
} from '@tenantry/sdk/parquet';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queried } from './duck-db.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-parquet-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

let files = 0;

/** Rows of one column as DuckDB reads them back. */
async function readBack(type: ColumnType, values: readonly unknown[], options?: ParquetOptions) {
  files += 1;
  const path = join(folder, `${files}.parquet`);
  const rows = values.map((value) => ({ value }));
  await writeFile(path, await bytesOf(toParquet(rows, parquetColumns({ value: type }), options)));
  const found = await queried(`select value, typeof(value) as type from '${path}'`);
  return { path, types: [...new Set(found.map((row) => row.type))], values: found.map((row) => row.value) };
}

describe('a Parquet file', () => {
  test.each<[ColumnType, string, readonly unknown[], readonly unknown[]]>([
    [
      'text',
      'VARCHAR',
      ['a', '', null, undefined, 'ñandú 数据 😀', 7],
      ['a', '', null, null, 'ñandú 数据 😀', '7'],
    ],
    ['integer', 'BIGINT', [1, '-2', '', 9_007_199_254_740_993n], ['1', '-2', null, '9007199254740993']],
    ['boolean', 'BOOLEAN', [true, 'False', null, 'true'], [true, false, null, true]],
    [
      'date',
      'DATE',
      ['2026-10-31T23:59:59.000Z', '2026-02-28', new Date(0), '1969-12-31', ''],
      ['2026-10-31', '2026-02-28', '1970-01-01', '1969-12-31', null],
    ],
    [
      'timestamp',
      'TIMESTAMP WITH TIME ZONE',
      ['2026-10-31T23:59:59.125Z', '2026-10-31T10:00:00', '2026-10-31T10:00:00-05:00', null],
      ['2026-10-31 23:59:59.125+00', '2026-10-31 10:00:00+00', '2026-10-31 15:00:00+00', null],
    ],
    [decimal(9, 2), 'DECIMAL(9,2)', [0.07, '-19.80', 1e2, null], ['0.07', '-19.80', '100.00', null]],
    [decimal(18, 0), 'DECIMAL(18,0)', ['999999999999999999', -5], ['999999999999999999', '-5']],
    [
      amount,
      'DECIMAL(38,18)',
      // As Microsoft's samples have them; the last has a digit too many for any engine.
      [
        0.217790327034891,
        30.7197334080551,
        '17.219999999999999',
        3.4032e-5,
        -1e-18,
        '0.001234567890123456789',
      ],
      [
        '0.217790327034891000',
        '30.719733408055100000',
        '17.219999999999999000',
        '0.000034032000000000',
        '-0.000000000000000001',
        '0.001234567890123457',
      ],
    ],
  ])('has %j as %s', async (type, name, values, expected) => {
    const found = await readBack(type, values);
    expect(found.values).toEqual(expected);
    expect(found.types).toEqual([name]);
  });

  test.each<[ColumnType, unknown]>([
    ['integer', 1.5],
    ['integer', '9223372036854775808'],
    ['boolean', 'yes'],
    ['date', '31/10/2026'],
    ['timestamp', 'soon'],
    [decimal(9, 2), 0.125],
    [decimal(4, 2), 100],
    [amount, '1,000.00'],
    [amount, Number.NaN],
    [amount, '1e400'],
    [amount, '1e999999999'],
  ])('refuses what is no %j: %j, and does not say it', async (type, value) => {
    const error = await readBack(type, [value]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ParquetValueError);
    expect(error).toMatchObject({ column: 'value' });
    expect(String(error)).not.toContain(String(value));
  });

  test('sums money exactly, in any order and any row groups', async () => {
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(cents, { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom('snappy' as const, 'none' as const),
        async (values, rowGroupRows, compression) => {
          const amounts = values.map((value) => value / 100);
          const { path } = await readBack(amount, amounts, { rowGroupRows, compression });
          const [found] = await queried(`select sum(value * 100)::bigint as sum from '${path}'`);
          expect(found?.sum).toBe(String(values.reduce((sum, value) => sum + value, 0)));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('gives back texts that repeat and texts that do not, with gaps', async () => {
    const text = fc.option(fc.oneof(fc.constantFrom('a', 'b', ''), fc.string({ unit: 'binary' })), {
      nil: null,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 60 }), async (values) => {
        const found = await readBack('text', values, { rowGroupRows: 17 });
        expect(found.values).toEqual(values);
      }),
      { numRuns: 40 },
    );
    const unique = Array.from({ length: 9_000 }, (_, row) => (row % 9 === 0 ? null : `resource ${row}`));
    expect((await readBack('text', unique, { rowGroupRows: 5_000 })).values).toEqual(unique);
    const amounts = Array.from({ length: 9_000 }, (_, row) => row / 100);
    expect((await readBack(decimal(10, 2), amounts)).values).toEqual(
      amounts.map((value) => value.toFixed(2)),
    );
  });

  test('holds a row group in memory, and no more', async () => {
    const rows = 120_000;
    const columns = parquetColumns({ number: 'integer', text: 'text' });
    const made = function* () {
      for (let number = 0; number < rows; number += 1) yield { number, text: `text of ${number}` };
    };
    const pieces: number[] = [];
    for await (const piece of toParquet(made(), columns, { rowGroupRows: 10_000 }))
      pieces.push(piece.byteLength);
    expect(pieces.length).toBeGreaterThanOrEqual(12);
    expect(Math.max(...pieces)).toBeLessThan(400_000);
  });

  test('tells the ranges of its row groups, so that engines pass over them', async () => {
    const path = join(folder, 'ranges.parquet');
    const rows = Array.from({ length: 40 }, (_, row) => ({
      day: `2026-10-${10 + Math.floor(row / 10)}`,
      row,
    }));
    const columns = parquetColumns({ day: 'date', row: 'integer' });
    await writeFile(path, await bytesOf(toParquet(rows, columns, { rowGroupRows: 10 })));
    const found = await queried(
      `select stats_min_value as stats_min, stats_max_value as stats_max, stats_null_count from parquet_metadata('${path}') where path_in_schema = 'day' order by row_group_id`,
    );
    expect(found).toEqual(
      [10, 11, 12, 13].map((day) => ({
        stats_min: `2026-10-${day}`,
        stats_max: `2026-10-${day}`,
        stats_null_count: '0',
      })),
    );
  });

  test('without rows has its columns', async () => {
    const { path } = await readBack(amount, []);
    expect(await queried(`select column_name, column_type from (describe select * from '${path}')`)).toEqual([
      { column_name: 'value', column_type: 'DECIMAL(38,18)' },
    ]);
  });
});

describe('a price sheet as Parquet', () => {
  const platform = createPlatform({ seed: 'demo-latam', settings: { priceSheetRows: 2_000 } });
  const { environment, fetch } = platform;
  const client = new PartnerCenter({ ...platform.credentials().partnerCenter, environment, fetch });

  test('has every row and price', async () => {
    const sheet = { market: 'PE', view: 'updatedlicensebased' } as const;
    const path = join(folder, 'sheet.parquet');
    await writeFile(path, await bytesOf(toParquet(client.priceSheets.rows(sheet), licencePriceColumns)));
    let [units, rows] = [0n, 0];
    for await (const { UnitPrice } of client.priceSheets.rows(sheet)) {
      units += BigInt(Math.round(Number(UnitPrice) * 1e4));
      rows += 1;
    }
    const [found] = await queried(
      `select count(*) as rows, count(distinct SkuId) as skus, (sum(UnitPrice) * 10000)::bigint as units,
        min(EffectiveStartDate) as start, count(Segment) as segments from '${path}'`,
    );
    expect(rows).toBe(2_000);
    expect(found).toMatchObject({ rows: '2000', skus: '2000', units: String(units), segments: '0' });
    expect(found?.start).toMatch(/^\d{4}-\d{2}-01 00:00:00\+00$/);
  });

  test('of meters has theirs', async () => {
    const path = join(folder, 'meters.parquet');
    const rows = client.priceSheets.rows({ market: 'PE', view: 'azure_consumption' });
    await writeFile(path, await bytesOf(toParquet(rows, meterPriceColumns)));
    const [found] = await queried(`select count(distinct MeterId) > 1 as meters from '${path}'`);
    expect(found).toEqual({ meters: true });
  });
});
