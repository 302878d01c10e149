import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPlatform } from '@tenantry/mock-server';
import { Graph, type GraphTypes } from '@tenantry/sdk/graph';
import {
  amount,
  licencePriceColumns,
  parquetColumns,
  reconciliationColumns,
  usageColumns,
} from '@tenantry/sdk/parquet';
import { writeExport, writeParquet } from '@tenantry/sdk/parquet/node';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { datasetIn, queried } from './duck-db.ts';
import { expectEachOnce, month } from './parquet-month.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-dataset-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an export as a dataset', () => {
  test.each([0, 2])('is a file for each blob, to the cent, by %d threads', async (threads) => {
    const { platform, billing, manifest, accessToken, rows } = await month(3_001, 1_000);
    const { url } = await platform.listen();
    const client = threads > 0 ? new Graph({ baseUrl: url, accessToken }).billing : billing;
    const source = threads > 0 ? await client.getManifest(manifest.id) : manifest;
    const written = await writeExport(client, source, usageColumns, { folder, threads });
    expect(written).toEqual({ rows, files: [0, 1, 2, 3].map((part) => `part-0000${part}.parquet`) });
    await expectEachOnce(folder, rows);
  });

  test('is divided by days that engines know, and only the days that are asked for are read', async () => {
    const { billing, manifest, rows } = await month(3_100, 1_000);
    const options = { folder, partitionBy: ['UsageDate'], rowGroupRows: 100 } as const;
    const { files } = await writeExport(billing, manifest, usageColumns, options);
    expect(files).toContain('UsageDate=2026-10-31/part-00003.parquet');
    await expectEachOnce(folder, rows);
    const days = await queried(
      `select UsageDate, typeof(UsageDate) as type, count(*) as rows from ${datasetIn(folder)} group by all order by all`,
    );
    expect(days).toHaveLength(31);
    expect(days[0]).toEqual({ UsageDate: '2026-10-01', type: 'DATE', rows: '100' });
    // A file of another day that is no Parquet would fail the query if it was opened.
    await writeFile(join(folder, 'UsageDate=2026-10-02', 'part-00000.parquet'), 'not Parquet');
    const where = `from ${datasetIn(folder)} where UsageDate = '2026-10-31'`;
    expect(await queried(`select count(*) as rows ${where}`)).toEqual([{ rows: '100' }]);
  });

  test('of an invoice has its charges', async () => {
    const { billing } = await month(0, 100);
    const { operationId } = await billing.exportBilledReconciliation({ invoiceId: 'G202610PEN' });
    const manifest = await billing.waitForExport(operationId);
    await writeExport(billing, manifest, reconciliationColumns, { folder });
    const lines: GraphTypes.ReconciliationRow[] = [];
    for await (const line of await billing.reconciliationRows(manifest)) lines.push(line);
    const units = lines.reduce((sum, { Total = 0 }) => sum + BigInt(Math.round(Total * 1e6)), 0n);
    const [found] = await queried(
      `select count(*) as lines, (sum(Total) * 1000000)::bigint as units, typeof(any_value(OrderDate)) as ordered from ${datasetIn(folder)}`,
    );
    expect(found).toEqual({
      lines: String(lines.length),
      units: String(units),
      ordered: 'TIMESTAMP WITH TIME ZONE',
    });
  });

  test('can be divided over machines', async () => {
    const { billing, manifest, rows } = await month(2_000, 500);
    const machines = [0, 1].map((machine) => ({
      ...manifest,
      blobs: manifest.blobs.filter((_, index) => index % 2 === machine),
    }));
    await Promise.all(machines.map((some) => writeExport(billing, some, usageColumns, { folder })));
    await expectEachOnce(folder, rows);
  });
});

describe('a dataset of parts', () => {
  const parts = ['PE', 'CO'].map((market) => ({
    name: market,
    rows: (signal: AbortSignal) => sheets.rows({ market, view: 'updatedlicensebased' }, { signal }),
  }));
  const platform = createPlatform({ seed: 'demo-latam', settings: { priceSheetRows: 500 } });
  const { environment, fetch } = platform;
  const sheets = new PartnerCenter({ ...platform.credentials().partnerCenter, environment, fetch })
    .priceSheets;

  test('has price sheets of several markets', async () => {
    const written = await writeParquet(parts, licencePriceColumns, {
      folder,
      partitionBy: ['Market', 'TermDuration'],
      concurrency: 2,
    });
    expect(written.rows).toBe(1_000);
    expect(written.files).toContain('Market=PE/TermDuration=P1Y/PE.parquet');
    const found = await queried(
      `select Market, count(*) as rows from ${datasetIn(folder)} group by 1 order by 1`,
    );
    expect(found).toEqual([
      { Market: 'CO', rows: '500' },
      { Market: 'PE', rows: '500' },
    ]);
  });

  test('has folders for any value, and for none', async () => {
    const names = ['a/b', 'x=y', '100 %', 'ñ', '..', '', null];
    const rows = names.map((name, number) => ({ name, number }));
    const columns = parquetColumns({ name: 'text', number: 'integer' });
    await writeParquet([{ name: 'all', rows: () => rows }], columns, { folder, partitionBy: ['name'] });
    const found = await queried(`select name from ${datasetIn(folder)} order by number`);
    expect(found.map(({ name }) => name)).toEqual(['a/b', 'x=y', '100 %', 'ñ', '..', null, null]);
  });

  test('is divided only by what can divide it', async () => {
    const part = { name: 'all', rows: () => [{ name: 'a', cost: 1 }] };
    const columns = parquetColumns({ name: 'text', cost: 'boolean' });
    for (const partitionBy of [['cost'], ['name', 'cost'], ['none' as 'name']] as const)
      await expect(writeParquet([part], columns, { folder, partitionBy })).rejects.toThrow('cannot divide');
    await expect(
      writeParquet([part], parquetColumns({ name: 'text' }), { folder, partitionBy: ['name'] }),
    ).rejects.toThrow('no column is left');
  });

  test('is not mixed with other data, other columns, or a part of the same name', async () => {
    const rows = () => [{ name: 'a', cost: 1 }];
    const columns = parquetColumns({ name: 'text', cost: amount });
    const part = { name: 'all', rows };
    await writeParquet([part], columns, { folder, version: '1' });
    for (const other of [{ version: '2' }, { version: '1', partitionBy: ['name'] as const }])
      await expect(writeParquet([part], columns, { folder, ...other })).rejects.toMatchObject({
        name: 'ConflictError',
      });
    const twice = [part, { name: 'all.json.gz', rows }];
    await expect(writeParquet(twice, columns, { folder, version: '1' })).rejects.toThrow('the same name');
  });
});
