import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Graph } from '@tenantry/sdk/graph';
import { parquetColumns, usageColumns } from '@tenantry/sdk/parquet';
import { type WriteExportOptions, writeExport } from '@tenantry/sdk/parquet/node';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { graphToken } from './graph-world.ts';
import { expectEachOnce, month } from './parquet-month.ts';
import type { WriterTask } from './parquet-writer.ts';

const scopes = ['PartnerBilling.Read.All'];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-dataset-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function filesIn(path: string): Promise<string[]> {
  const found = await readdir(path, { recursive: true, withFileTypes: true });
  return found.filter((each) => each.isFile()).map((each) => each.name);
}

describe('an export that breaks', () => {
  test('in any blob at any byte has each line once when it is written again, and downloads nothing finished twice', {
    timeout: 120_000,
  }, async () => {
    const { billing, manifest, broken, downloads, rows } = await month(360, 90);
    const names = manifest.blobs.map(({ name }) => name);
    const arbitrary = fc.record({
      blob: fc.constantFrom(...names),
      byte: fc.nat(),
      times: fc.constantFrom(1, 8),
      partitionBy: fc.constantFrom<WriteExportOptions<'UsageDate'>['partitionBy'][]>([], ['UsageDate']),
      concurrency: fc.constantFrom(1, 3),
    });
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ partitionBy = [], concurrency, ...fault }) => {
        await rm(folder, { recursive: true, force: true });
        Object.assign(broken, fault);
        const options = { folder, partitionBy, concurrency, rowGroupRows: 40, maxRetries: 2 };
        const finished = new Set<string>();
        const failure = await writeExport(billing, manifest, usageColumns, options).catch(
          (error: Error) => error.name,
        );
        expect(failure).toEqual(fault.times === 1 ? expect.objectContaining({ rows }) : 'ConnectionError');
        for (const name of await readdir(join(folder, '_parts')))
          if (name.startsWith('part.')) finished.add(`${name.slice(5, -5)}.json.gz`);
        broken.times = 0;
        downloads.length = 0;
        expect(await writeExport(billing, manifest, usageColumns, options)).toMatchObject({ rows });
        expect(downloads.sort()).toEqual(names.filter((name) => !finished.has(name)));
        await expectEachOnce(folder, rows);
        expect((await filesIn(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    [0, []],
    [2, ['UsageDate']],
  ] as const)(
    'because its process is killed goes on where it was, %d threads',
    { timeout: 60_000 },
    async (threads, partitionBy) => {
      const { platform, manifest, accessToken, rows } = await month(20_000, 1_000);
      const { url } = await platform.listen();
      const baseUrl = url;
      const { billing } = new Graph({ baseUrl, accessToken });
      const source = await billing.getManifest(manifest.id);
      const task: WriterTask = { baseUrl, accessToken, manifest: source, folder, threads, partitionBy };
      let finished = 0;
      for (let run = 0; run < 3; run += 1) {
        const writer = fork(join(import.meta.dirname, 'parquet-writer.ts'), [JSON.stringify(task)], {
          execArgv: ['--conditions=tenantry-source'],
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        });
        const ended = once(writer, 'exit');
        // In the middle of what it writes next.
        writer.on('message', ({ parts }: { parts: number }) => {
          if (parts === finished + 3) setTimeout(() => writer.kill('SIGKILL'), run * 7);
        });
        expect(await ended).toEqual([null, 'SIGKILL']);
        finished = (await readdir(join(folder, '_parts'))).filter((name) =>
          /^part\..*\.json$/.test(name),
        ).length;
        expect(finished).toBeGreaterThanOrEqual(3);
        expect(finished).toBeLessThan(20);
      }
      const seen: number[] = [];
      const written = await writeExport(billing, source, usageColumns, {
        folder,
        threads,
        partitionBy,
        onProgress: ({ parts }) => seen.push(parts),
      });
      expect(written.rows).toBe(rows);
      expect(seen.at(-1)).toBe(20);
      await expectEachOnce(folder, rows);
      const left = await filesIn(folder);
      expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    },
  );

  test('because a file of it was taken away writes that part again, and no other', async () => {
    const { billing, manifest, downloads, rows } = await month(2_000, 500);
    const options = { folder, partitionBy: ['UsageDate'] } as const;
    await writeExport(billing, manifest, usageColumns, options);
    await rm(join(folder, 'UsageDate=2026-10-07', 'part-00002.parquet'));
    downloads.length = 0;
    await writeExport(billing, manifest, usageColumns, options);
    expect(downloads).toEqual(['part-00002.json.gz']);
    await expectEachOnce(folder, rows);
  });

  test('because it is aborted leaves nothing half', async () => {
    const { billing, manifest, rows } = await month(2_000, 500);
    const controller = new AbortController();
    const options = { folder, rowGroupRows: 100 };
    const aborted = writeExport(billing, manifest, usageColumns, {
      ...options,
      signal: controller.signal,
      onProgress: ({ parts }) => parts === 2 && controller.abort(),
    });
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect((await filesIn(folder)).filter((name) => name.endsWith('.parquet'))).toHaveLength(2);
    await writeExport(billing, manifest, usageColumns, options);
    await expectEachOnce(folder, rows);
  });

  test('in a thread tells what the same would tell here', async () => {
    const { platform, manifest, accessToken } = await month(2_000, 500);
    const { url } = await platform.listen();
    const { billing } = new Graph({ baseUrl: url, accessToken });
    const source = await billing.getManifest(manifest.id);
    const wrong = parquetColumns({ CustomerName: 'date' });
    await expect(writeExport(billing, source, wrong, { folder, threads: 2 })).rejects.toMatchObject({
      name: 'ParquetValueError',
      column: 'CustomerName',
    });
    await rm(folder, { recursive: true });
    platform.advance('PT2H');
    const again = await new Graph({
      baseUrl: url,
      accessToken: graphToken(platform, { signIn: 'application', scopes }),
    }).billing;
    // The token for the blobs has run out: the thread asks for another.
    const { rows } = await writeExport(again, source, usageColumns, { folder, threads: 1 });
    expect(rows).toBe(2_000);
    await expectEachOnce(folder, 2_000);
    const fresh = await again.getManifest(source.id);
    const other = { ...fresh, blobs: [{ name: 'none.json.gz', partitionValue: '' }] };
    await expect(
      writeExport(again, other, usageColumns, { folder, threads: 1, maxRetries: 0 }),
    ).rejects.toMatchObject({ name: 'NotFoundError', status: 404 });
  });
});
