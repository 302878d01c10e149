import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileRefreshTokenStore } from './file-refresh-token-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('keeps a token for the next process, for its owner only', async () => {
  const path = join(folder, 'token');
  const store = new FileRefreshTokenStore(path);
  expect(await store.load()).toBeUndefined();
  await store.save('first');
  await store.save('second');
  expect(await new FileRefreshTokenStore(path).load()).toBe('second');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['token']);
});

test('takes a token that was put there by hand, and makes the file private', async () => {
  const path = join(folder, 'token');
  await writeFile(path, 'by hand\n', { mode: 0o644 });
  const store = new FileRefreshTokenStore(path);
  expect(await store.load()).toBe('by hand');
  await store.save('next');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a reader at any moment sees the old token or the new one, whole', async () => {
  const path = join(folder, 'token');
  const store = new FileRefreshTokenStore(path);
  const tokens = ['a', 'b'].map((letter) => letter.repeat(20_000));
  await store.save(tokens[0] ?? '');
  let done = false;
  const writing = (async () => {
    for (let turn = 1; turn < 40; turn += 1) await store.save(tokens[turn % 2] ?? '');
    done = true;
  })();
  for (; !done; ) expect(tokens).toContain(await readFile(path, 'utf8'));
  await writing;
});

test('what cannot be written is an error, and leaves the old token and no draft', async () => {
  const store = new FileRefreshTokenStore(join(folder, 'no', 'token'));
  await expect(store.save('a')).rejects.toThrow('ENOENT');
  expect(await readdir(folder)).toEqual([]);
});
