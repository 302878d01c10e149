import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notifications, notify } from '../domain/notifications/notification.ts';
import { createPlatform, type Platform } from '../index.ts';

let folder = '';
let file = '';
const opened: Platform[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-'));
  file = join(folder, 'world.db');
});
afterEach(async () => {
  for (const platform of opened.splice(0)) await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(seed: 'empty' | 'demo-latam' = 'empty'): Platform {
  const platform = createPlatform({ seed, data: file });
  opened.push(platform);
  return platform;
}

function send(platform: Platform, to: string): void {
  platform.world.transact(() =>
    notify(platform.world, { kind: 'test', to, subject: '', body: '', companyId: 1 }),
  );
}

describe('a world in a file', () => {
  test('goes on where it stood: entities in their order, clock, ids, settings, jobs', async () => {
    const before = open('demo-latam');
    before.advance('P10D');
    for (const to of ['a@example.com', 'b@example.com', 'c@example.com']) send(before, to);
    before.world.settings = { ...before.world.settings, cancelWindowDays: 3 };
    const snapshot: unknown = JSON.parse(JSON.stringify(before.world.snapshot()));
    await before.close();
    const after = open('demo-latam');
    expect(after.world.snapshot()).toEqual(snapshot);
    expect(after.world.scheduler.next()).toEqual(before.world.scheduler.next());
  });

  test('comes back to its seed at a reset, also after it was loaded', async () => {
    const before = open('demo-latam');
    const seeded = before.world.snapshot();
    send(before, 'a@example.com');
    await before.close();
    const loaded = open('demo-latam');
    loaded.reset();
    expect(loaded.world.snapshot()).toEqual(seeded);
    await loaded.close();
    expect(open('demo-latam').world.snapshot()).toEqual(seeded);
  });

  test('an empty file that exists is taken', () => {
    writeFileSync(file, '');
    expect(open().world.clock.now()).toBeGreaterThan(0);
  });

  test('the clock and settings that the admin API sets are kept without any entity', async () => {
    const platform = open();
    const call = (method: string, path: string, body: object) =>
      platform.fetch(`https://tenantry.test/_tenantry/${path}`, { method, body: JSON.stringify(body) });
    expect((await call('POST', 'clock', { advance: 'PT1H' })).status).toBe(200);
    expect((await call('PATCH', 'world/settings', { sessionMinutes: 5 })).status).toBe(200);
    const now = platform.world.clock.now();
    const copy = join(folder, 'copy.db');
    writeFileSync(copy, readFileSync(file));
    writeFileSync(`${copy}-wal`, readFileSync(`${file}-wal`));
    const other = createPlatform({ seed: 'empty', data: copy });
    expect(other.world.clock.now()).toBe(now);
    expect(other.world.settings.sessionMinutes).toBe(5);
    await other.close();
  });

  test('what is undone is not written', async () => {
    const platform = open();
    expect(() =>
      platform.world.transact(() => {
        send(platform, 'a@example.com');
        throw new Error('no');
      }),
    ).toThrow('no');
    await platform.close();
    expect(open().world.store.of(notifications).size).toBe(0);
  });
});

describe('a file that cannot be used is refused with what to do', () => {
  test('one in use by another process', async () => {
    const holder = spawn(process.execPath, [
      '-e',
      `const { DatabaseSync } = require('node:sqlite');
       const database = new DatabaseSync(${JSON.stringify(file)});
       database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; BEGIN EXCLUSIVE; COMMIT;');
       console.log('held'); setInterval(() => {}, 1000);`,
    ]);
    try {
      await once(holder.stdout, 'data');
      expect(() => open()).toThrow(/in use by another process; stop that server or name another --data file/);
    } finally {
      holder.kill('SIGKILL');
    }
  });

  test('one that is no database', () => {
    writeFileSync(file, 'Dear diary, today I was not a database. '.repeat(200));
    expect(() => open()).toThrow(/cannot be used as a world's file \(.+\); name another --data file/);
  });

  test('one that is damaged', async () => {
    const platform = open('demo-latam');
    await platform.close();
    truncateSync(file, 40_960);
    expect(() => open('demo-latam')).toThrow(/cannot be used as a world's file/);
  });

  test('one of another version', () => {
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE other (id INTEGER); PRAGMA user_version = 99;');
    database.close();
    expect(() => open()).toThrow(/no world of this version \(found 99, want 1\)/);
  });
});

test('kill -9 in the middle of concurrent writes loses none that was answered, and halves none', async () => {
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
  const start = async () => {
    const child = spawn(process.execPath, [
      '--conditions=tenantry-source',
      cli,
      '--port',
      '0',
      '--json',
      '--still',
      '--data',
      file,
    ]);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, ...(JSON.parse(String(line)) as { url: string; admin: string }) };
  };
  const first = await start();
  const call = (origin: string, operation: string, body: object, token = '') =>
    fetch(`${origin}/SimpleAPI/SimpleAPIService.svc/rest/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authenticate: `CCPSessionId ${token}` },
      body: JSON.stringify(body),
    });
  const { icp } = (await (await fetch(`${first.admin}/credentials`)).json()) as {
    icp: { username: string; password: string };
  };
  const signIn = { username: icp.username, password: icp.password };
  const answered: string[] = [];
  const calls = Array.from({ length: 2_000 }, async () => {
    try {
      const response = await call(first.url, 'GetSessionToken', signIn);
      answered.push((await response.json()) as string);
      if (answered.length === 120) first.child.kill('SIGKILL');
    } catch {
      // Not answered: it may be there or not.
    }
  });
  await Promise.all(calls);
  expect(answered.length).toBeGreaterThanOrEqual(120);
  expect(answered.length).toBeLessThan(2_000);
  const second = await start();
  try {
    const statuses = await Promise.all(
      answered.map(async (token) => (await call(second.url, 'PingPong', {}, token)).status),
    );
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    const content = (await (await fetch(`${second.admin}/snapshot`)).json()) as {
      content: Record<string, { sessionCount?: number; token?: string }[]>;
    };
    expect(content.content.sessions?.length).toBeGreaterThanOrEqual(answered.length);
  } finally {
    second.child.kill('SIGKILL');
  }
}, 30_000);
