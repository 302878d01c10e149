import { afterEach, describe, expect, test } from 'vitest';
import { companies } from './domain/companies/company.ts';
import { notifications, notify } from './domain/notifications/notification.ts';
import { createPlatform, inProcessOrigin } from './index.ts';

const platform = createPlatform({ seed: 'demo-latam' });
afterEach(() => platform.reset());

function write(to: string, world = platform.world): void {
  notify(world, { kind: 'test', to, subject: '', body: '', companyId: 1 });
}

function read(world = platform.world): string[] {
  return world.store
    .of(notifications)
    .find('kind', 'test')
    .map((message) => message.to);
}

describe('a platform', () => {
  test('starts on the demo seed unless told otherwise', () => {
    expect(createPlatform().world.store.of(companies).size).toBe(platform.world.store.of(companies).size);
    const own = createPlatform({ seed: (world) => write('ana@example.com', world) });
    expect(own.world.store.of(companies).size).toBe(0);
    expect(read(own.world)).toEqual(['ana@example.com']);
  });

  test('tells its credentials with the address they are for', () => {
    expect(platform.credentials().icp).toMatchObject({
      baseUrl: inProcessOrigin,
      resellerAccountId: 281_001,
    });
    expect(platform.credentials('http://127.0.0.1:1').icp.baseUrl).toBe('http://127.0.0.1:1');
  });

  test('the same seed and calls give the same world', () => {
    const other = createPlatform({ seed: 'demo-latam' });
    platform.advance('P40D');
    other.advance('P40D');
    expect(other.world.snapshot()).toEqual(platform.world.snapshot());
  });
});

describe('a fork', () => {
  test('sees what was, and nothing of what comes', () => {
    write('before@example.com');
    const fork = platform.fork();
    write('fork@example.com', fork.world);
    write('platform@example.com');
    expect(read(fork.world)).toEqual(['before@example.com', 'fork@example.com']);
    expect(read()).toEqual(['before@example.com', 'platform@example.com']);
  });

  test('has its own clock, journal and faults', async () => {
    const fork = platform.fork();
    fork.advance('P1D');
    fork.faults.add({ match: {}, effect: { kind: 'status', status: 503 } });
    await fork.fetch(`${inProcessOrigin}/nowhere`);
    expect(fork.world.clock.now() - platform.world.clock.now()).toBe(86_400_000);
    expect([fork.journal.total, platform.journal.total]).toEqual([1, 0]);
    expect(platform.faults.active).toBe(false);
  });

  test('resets to the seed, not to where it was forked', () => {
    write('before@example.com');
    const fork = platform.fork();
    fork.reset();
    expect(read(fork.world)).toEqual([]);
    expect(read()).toEqual(['before@example.com']);
  });
});

describe('the clock', () => {
  test('moves by a period or to an instant and reports what fired', () => {
    const report = platform.advance('P31D');
    expect(report.now).toBe('2026-12-21T10:00:00.000Z');
    expect(Object.values(report.counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(report.fired.every((job) => job.error === undefined)).toBe(true);
    expect(platform.advance({ to: '2027-01-01' }).now).toBe('2027-01-01T00:00:00.000Z');
    expect(() => platform.advance({ to: '2026-01-01' })).toThrow(RangeError);
  });

  test('moves with the sleep of a client, which takes no time', async () => {
    const started = performance.now();
    await platform.environment.sleep(3_600_000);
    expect(platform.environment.now()).toBe(Date.parse('2026-11-20T11:00:00Z'));
    await platform.environment.sleep(0.25);
    expect(platform.environment.now()).toBe(Date.parse('2026-11-20T11:00:00.001Z'));
    expect(performance.now() - started).toBeLessThan(1_000);
    await expect(platform.environment.sleep(1, AbortSignal.abort())).rejects.toThrow();
  });

  test("a client's chance changes no id of the world", () => {
    const before = platform.world.ids.state;
    expect(platform.environment.randomId()).not.toBe(platform.environment.randomId());
    expect(platform.environment.random()).toBeLessThan(1);
    expect(platform.world.ids.state).toEqual(before);
  });
});

test('the platform closes at the end of its block', async () => {
  let url = '';
  {
    await using own = createPlatform({ seed: 'empty' });
    ({ url } = await own.listen());
    expect((await fetch(`${url}/_tenantry/health`)).status).toBe(200);
  }
  await expect(fetch(`${url}/_tenantry/health`)).rejects.toThrow();
});
