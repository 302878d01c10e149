import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportSchedule } from '@tenantry/sdk';
import {
  InMemorySpool,
  InProcessScheduleRunner,
  type InProcessScheduleRunnerOptions,
  type ReportDelivery,
  type ScheduleFailure,
} from '@tenantry/sdk/schedules';
import { FileScheduleStore, TemporaryFileSpool } from '@tenantry/sdk/schedules/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  askedReports,
  StandingClock,
  scheduleNamed,
  settled,
  storeInMemory,
  textOf,
} from './schedule-world.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-schedules-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface World {
  readonly clock: StandingClock;
  readonly deliveries: ReportDelivery[];
  readonly texts: string[];
  readonly failures: ScheduleFailure[];
  runner(options?: Partial<InProcessScheduleRunnerOptions>): InProcessScheduleRunner;
}

function world(now = '2026-01-01T00:00:00Z'): World {
  const clock = new StandingClock(now);
  const reports = askedReports();
  const deliveries: ReportDelivery[] = [];
  const texts: string[] = [];
  const failures: ScheduleFailure[] = [];
  const deliver = async (delivery: ReportDelivery) => {
    deliveries.push(delivery);
    texts.push(await textOf(delivery));
  };
  return {
    clock,
    deliveries,
    texts,
    failures,
    runner: (options = {}) =>
      new InProcessScheduleRunner({
        reports,
        deliver,
        environment: clock,
        onFailure: (failure) => failures.push(failure),
        ...options,
      }),
  };
}

test('a year of daily, weekly and monthly reports, each once, each asking for its own days', async () => {
  const { clock, deliveries, texts, failures, runner } = world('2026-01-01T00:00:00Z');
  const one = runner();
  await one.add(
    scheduleNamed('Santiago', {
      timeZone: 'America/Santiago',
      at: '00:30',
      parameters: { from: 'P-30D', to: 'P-1D' },
    }),
  );
  await one.add(
    scheduleNamed('Madrid', {
      timeZone: 'Europe/Madrid',
      at: '02:30',
      every: { week: 'sunday' },
      format: 'ndjson',
    }),
  );
  await one.add(
    scheduleNamed('Month', { every: { month: 31 }, parameters: { month: 'current' }, format: 'json' }),
  );
  for (const end = Date.parse('2027-01-01'); clock.now() < end; clock.jumpTo(clock.now() + 1_800_000))
    await one.runDue();

  const of = (name: string) => deliveries.filter(({ schedule }) => schedule.name === name);
  expect(failures).toEqual([]);
  expect(of('Santiago').length).toBe(365);
  expect(new Set(of('Santiago').map(({ fileName }) => fileName)).size).toBe(365);
  expect(of('Madrid').length).toBe(52);
  expect(of('Madrid').map(({ dueAt }) => dueAt)).toContain('2026-03-29T01:30:00.000Z');
  expect(of('Madrid').map(({ dueAt }) => dueAt)).toContain('2026-10-25T00:30:00.000Z');
  expect(of('Month').map(({ fileName }) => fileName)).toContain('month-2026-02-28.json');
  expect(of('Month').length).toBe(12);
  expect(new Set(deliveries.map(({ id }) => id)).size).toBe(deliveries.length);

  const first = deliveries.findIndex(
    ({ dueAt }) => dueAt.startsWith('2026-09-06') && dueAt.endsWith('04:30:00.000Z'),
  );
  expect(texts[first]).toBe('report,asked\r\nseats,"{""from"":""2026-08-07"",""to"":""2026-09-05""}"\r\n');
  const february = deliveries.findIndex(({ fileName }) => fileName === 'month-2026-02-28.json');
  expect(JSON.parse(texts[february] ?? '')).toEqual([{ report: 'seats', asked: '{"month":"2026-02"}' }]);
});

test('runs that were missed are made once each, or only the latest, and what is left out is said', async () => {
  for (const [catchUp, expected] of [
    [undefined, ['2026-01-02', '2026-01-03', '2026-01-04']],
    [1, ['2026-01-04']],
  ] as const) {
    const { clock, deliveries, failures, runner } = world('2026-01-01T12:00:00Z');
    const one = runner({ catchUp });
    await one.add(scheduleNamed('Daily'));
    const running = one.run();
    await settled();
    clock.jumpTo('2026-01-04T11:59:30Z');
    await clock.advanceTo('2026-01-04T12:05:00Z');
    expect(deliveries.map(({ dueAt }) => dueAt.slice(0, 10))).toEqual(expected);
    expect(failures.map(({ error }) => String(error))).toEqual(
      catchUp === 1 ? ['TenantryError: 2 runs were missed and are not made up for.'] : [],
    );
    await one.close();
    await running;
  }
});

test('a restart loses no schedule and repeats no run', async () => {
  const { clock, deliveries, runner } = world('2026-01-01T12:00:00Z');
  const path = join(folder, 'schedules.json');
  const first = runner({ store: new FileScheduleStore(path) });
  await first.add(scheduleNamed('Daily'));
  clock.jumpTo('2026-01-02T08:00:00Z');
  await first.runDue();
  await first.close();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['schedules.json']);

  const second = runner({ store: new FileScheduleStore(path) });
  await second.runDue();
  expect(deliveries.length).toBe(1);
  // The service says what it wants at each start: that must not lose what came due while it was down.
  clock.jumpTo('2026-01-04T08:00:00Z');
  const third = runner({ store: new FileScheduleStore(path) });
  const { nextRunAt } = await third.add(scheduleNamed('Daily', { recipients: ['eva@example.com'] }));
  expect(nextRunAt).toBe('2026-01-03T07:30:00.000Z');
  await third.runDue();
  expect(deliveries.map(({ dueAt, recipient }) => `${dueAt.slice(0, 10)} ${recipient}`)).toEqual([
    '2026-01-02 ana@example.com',
    '2026-01-03 eva@example.com',
    '2026-01-04 eva@example.com',
  ]);
  expect((await third.list()).map((each) => each.nextRunAt)).toEqual(['2026-01-05T07:30:00.000Z']);
});

test('a recipient that fails is tried again with longer waits, alone, also after a restart', async () => {
  const { clock, failures, runner } = world('2026-01-01T12:00:00Z');
  const store = storeInMemory();
  const sent: string[] = [];
  const options = {
    store,
    retry: { attempts: 4, delayMs: 60_000 },
    deliver: ({ recipient, attempt, id }: ReportDelivery) => {
      sent.push(`${recipient.slice(0, 3)} ${attempt} ${id}`);
      if (recipient.startsWith('bob')) throw new Error('Mailbox full.');
    },
  };
  const first = runner(options);
  await first.add(scheduleNamed('Daily', { recipients: ['ana@example.com', 'bob@example.com'] }));
  clock.jumpTo('2026-01-02T07:30:00Z');
  await first.runDue();
  await first.close();

  const second = runner(options);
  const running = second.run();
  await clock.advanceTo('2026-01-02T09:00:00Z');
  const bob = 'Daily/2026-01-02T07%3A30%3A00.000Z/bob%40example.com';
  expect(sent).toEqual([
    'ana 1 Daily/2026-01-02T07%3A30%3A00.000Z/ana%40example.com',
    ...[1, 2, 3, 4].map((attempt) => `bob ${attempt} ${bob}`),
  ]);
  expect(failures.map(({ attempt, willRetry, recipient }) => [attempt, willRetry, recipient])).toEqual(
    [1, 2, 3, 4].map((attempt) => [attempt, attempt < 4, 'bob@example.com']),
  );
  await second.close();
  await running;
  expect(store.kept().map(({ pending }) => pending)).toEqual([[]]);
});

test('a delivery that hangs holds up neither others nor the clock; closing waits for it', async () => {
  const { clock, runner } = world('2026-01-01T12:00:00Z');
  const done: string[] = [];
  let release = () => {};
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  const one = runner({
    deliver: async ({ schedule, dueAt }) => {
      if (schedule.name === 'Slow') await hanging;
      done.push(`${schedule.name} ${dueAt.slice(0, 10)}`);
    },
  });
  await one.add(scheduleNamed('Slow', { every: { month: 2 } }));
  await one.add(scheduleNamed('Quick'));
  const running = one.run();
  await clock.advanceTo('2026-01-03T12:00:00Z');
  expect(done).toEqual(['Quick 2026-01-02', 'Quick 2026-01-03']);
  const closed = one.close();
  await settled();
  release();
  await closed;
  await running;
  expect(done).toContain('Slow 2026-01-02');
});

test('no more runs at once than asked for', async () => {
  const { clock, runner } = world();
  let [now, most] = [0, 0];
  const one = runner({
    concurrency: 3,
    deliver: async () => {
      now += 1;
      most = Math.max(most, now);
      await settled();
      now -= 1;
    },
  });
  for (let index = 0; index < 20; index += 1) await one.add(scheduleNamed(`Report ${index}`));
  clock.jumpTo('2026-01-01T08:00:00Z');
  await one.runDue();
  expect([now, most]).toEqual([0, 3]);
});

test('a schedule under a known name takes its place; one that is removed is not run', async () => {
  const { clock, deliveries, runner } = world('2026-01-01T00:00:00Z');
  const one = runner();
  await one.add(scheduleNamed('Daily'));
  await one.add(scheduleNamed('Daily', { at: '09:00' }));
  await one.add(scheduleNamed('Other'));
  expect((await one.list()).map(({ name, nextRunAt }) => `${name} ${nextRunAt}`)).toEqual([
    'Daily 2026-01-01T09:00:00.000Z',
    'Other 2026-01-01T07:30:00.000Z',
  ]);
  expect([await one.remove('Other'), await one.remove('Other')]).toEqual([true, false]);
  clock.jumpTo('2026-01-01T10:00:00Z');
  await one.runDue();
  expect(deliveries.map(({ dueAt }) => dueAt)).toEqual(['2026-01-01T09:00:00.000Z']);
});

test('who sleeps is woken by a schedule that comes earlier', async () => {
  const { clock, deliveries, runner } = world('2026-01-01T00:00:00Z');
  const one = runner();
  const running = one.run();
  await settled();
  await one.add(scheduleNamed('Late', { at: '23:00' }));
  await settled();
  await one.add(scheduleNamed('Early', { at: '00:01' }));
  await clock.advanceTo('2026-01-01T00:01:00Z');
  expect(deliveries.map(({ schedule }) => schedule.name)).toEqual(['Early']);
  await one.close();
  await running;
});

test('a report that fails on the way reaches nobody, and is made again; customers that are missing are named at last', async () => {
  const { clock, deliveries, texts, failures, runner } = world('2026-01-01T00:00:00Z');
  const one = runner({
    retry: { attempts: 2, delayMs: 1000 },
    reports: {
      run: async (_report, _parameters, { onFailure }) => ({
        columns: [{ name: 'customer' }],
        rows: (async function* () {
          yield { customer: 'Alba' };
          if (onFailure === undefined) throw new Error('Boreal could not be read.');
          onFailure({ customer: { id: '2', name: 'Boreal' }, error: new Error('no') });
        })(),
      }),
    },
  });
  await one.add(scheduleNamed('Daily', { recipients: ['ana@example.com', 'https://example.com/in'] }));
  clock.jumpTo('2026-01-01T07:30:00Z');
  await one.runDue();
  expect(deliveries).toEqual([]);
  expect(failures.map(({ recipient, willRetry }) => [recipient, willRetry])).toEqual([[undefined, true]]);
  clock.jumpTo('2026-01-01T07:30:01Z');
  await one.runDue();
  expect(deliveries.map(({ recipient, missing, rows }) => [recipient, missing, rows])).toEqual([
    ['ana@example.com', ['Boreal'], 1],
    ['https://example.com/in', ['Boreal'], 1],
  ]);
  expect(texts).toEqual(['customer\r\nAlba\r\n', 'customer\r\nAlba\r\n']);
});

test('reports are kept where they have room, and no longer than needed', async () => {
  const { clock, failures, deliveries, texts, runner } = world('2026-01-01T00:00:00Z');
  const small = runner({ spool: new InMemorySpool({ maxBytes: 10 }), retry: { attempts: 1 } });
  const inFile = runner({ spool: new TemporaryFileSpool(folder) });
  for (const one of [small, inFile])
    await one.add(scheduleNamed('Daily', { recipients: ['ana@example.com', 'bob@example.com'] }));
  clock.jumpTo('2026-01-01T08:00:00Z');
  await small.runDue();
  expect(failures.map(({ error }) => (error as { code?: string }).code)).toEqual(['schedule.too_big']);
  await inFile.runDue();
  expect(texts).toEqual(Array(2).fill('report,asked\r\nseats,{}\r\n'));
  expect(deliveries.map(({ bytes }) => bytes)).toEqual([24, 24]);
  expect(await readdir(folder)).toEqual([]);
});

test('a store that fails ends the runner with its error, and so does a file of something else', async () => {
  const { clock, runner } = world('2026-01-01T00:00:00Z');
  let full = false;
  const store = {
    load: async () => [],
    save: async () => {
      if (full) throw new Error('The disk is full.');
    },
  };
  const one = runner({ store });
  await one.add(scheduleNamed('Daily'));
  full = true;
  const running = one.run();
  running.catch(() => undefined);
  await clock.advanceTo('2026-01-01T08:00:00Z');
  await expect(running).rejects.toThrow('The disk is full.');

  const path = join(folder, 'other.json');
  await writeFile(path, '{"version":2}');
  await expect(runner({ store: new FileScheduleStore(path) }).list()).rejects.toThrow(path);
  const schedules: ReportSchedule[] = await runner({
    store: new FileScheduleStore(join(folder, 'none')),
  }).list();
  expect(schedules).toEqual([]);
});
