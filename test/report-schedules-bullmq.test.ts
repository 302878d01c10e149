import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ReportSchedule } from '@tenantry/sdk';
import type { ReportDelivery, ScheduleFailure } from '@tenantry/sdk/schedules';
import { BullScheduleRunner, type BullScheduleRunnerOptions } from '@tenantry/sdk/schedules/bullmq';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadBullMq } from '../packages/sdk/src/schedules/bullmq/load-bullmq.ts';
import { type RedisServer, startRedis, whyNoRedis } from './redis-server.ts';
import { askedReports, scheduleNamed, textOf } from './schedule-world.ts';

const reason = whyNoRedis();
if (reason !== undefined) console.warn(`Skipped, schedules over BullMQ: ${reason}`);

/** Delivers to ana, says so, and hangs with bob for ever. */
const hangingHost = `
  import { InMemorySpool } from '@tenantry/sdk/schedules';
  import { BullScheduleRunner } from '@tenantry/sdk/schedules/bullmq';
  const [redis, queue] = process.argv.slice(1);
  await BullScheduleRunner.connect({
    redis,
    queue,
    takeOverAfterMs: 1000,
    spool: new InMemorySpool(),
    reports: { run: async () => ({ columns: [], rows: (async function* () {})() }) },
    deliver: async ({ id, recipient }) => {
      if (recipient.startsWith('ana')) setTimeout(() => console.log(id), 100);
      else await new Promise(() => {});
    },
  });
`;

test('without its packages, it says what to install', () => {
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      if (name === 'bullmq') throw Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' });
      return next(name, context);
    } });
    const { BullScheduleRunner } = await import('@tenantry/sdk/schedules/bullmq');
    await BullScheduleRunner.connect({ redis: 'redis://localhost' }).catch((error) => console.log(error.code, error.solution));`;
  const parameters = ['--conditions=tenantry-source', '--input-type=module', '-e', script];
  const said = execFileSync(process.execPath, parameters, {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
  });
  expect(said.trim()).toBe('schedule.bullmq_missing Install them: npm install bullmq ioredis');
});

describe.skipIf(reason !== undefined)('schedules over BullMQ', () => {
  let redis: RedisServer;
  let queues = 0;
  let queue = '';
  const open: BullScheduleRunner[] = [];

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(open.splice(0).map((runner) => runner.close()));
  });

  async function connect(options: Partial<BullScheduleRunnerOptions> = {}): Promise<BullScheduleRunner> {
    const runner = await BullScheduleRunner.connect({ redis: redis.url, queue, ...options });
    open.push(runner);
    return runner;
  }

  function newQueue(): void {
    queues += 1;
    queue = `queue-${queues}`;
  }

  /** Schedules as they were kept then, and nobody ran them since. */
  async function keepSince(then: number, schedules: readonly ReportSchedule[]): Promise<void> {
    newQueue();
    vi.useFakeTimers({ toFake: ['Date'], now: then });
    const runner = await connect();
    for (const schedule of schedules) await runner.add(schedule);
    vi.useRealTimers();
  }

  const hoursAgo = (hours: number) => Date.now() - hours * 3_600_000;
  /** A time of the day that has come today, and a minute ago at the latest. */
  const justNow = () => new Date(Date.now() - 60_000).toISOString().slice(11, 16);

  function hosting(deliver: (delivery: ReportDelivery) => unknown = () => undefined) {
    const failures: ScheduleFailure[] = [];
    const options: Partial<BullScheduleRunnerOptions> = {
      reports: askedReports(),
      deliver,
      takeOverAfterMs: 1000,
      retry: { attempts: 3, delayMs: 100 },
      onFailure: (failure) => failures.push(failure),
    };
    return { failures, options };
  }

  test('each run that came due is made once, whoever of two makes it, and asks for its own days', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Report ${index}: täglich`);
    const parameters = { to: 'P-1D' };
    await keepSince(
      hoursAgo(71),
      names.map((name) => scheduleNamed(name, { parameters, at: justNow() })),
    );
    const made: string[] = [];
    const texts = new Map<string, string>();
    const by = (who: string) =>
      hosting(async (delivery) => {
        texts.set(delivery.id, await textOf(delivery));
        await new Promise((resolve) => setTimeout(resolve, 10));
        made.push(`${who} ${delivery.id}`);
      }).options;
    await Promise.all([connect(by('one')), connect(by('two'))]);
    await expect.poll(() => made.length, { timeout: 8000 }).toBe(36);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(made.length).toBe(36);
    expect(new Set(made.map((each) => each.slice(4))).size).toBe(36);
    expect(new Set(made.map((each) => each.slice(0, 3)))).toEqual(new Set(['one', 'two']));
    for (const [id, text] of texts) {
      const due = Date.parse(decodeURIComponent(id.split('/')[1] ?? ''));
      expect(text).toContain(`{""to"":""${new Date(due - 86_400_000).toISOString().slice(0, 10)}""}`);
    }
  });

  /** Has a process begin the run, deliver to ana, and die. Tells the id that ana got. */
  async function dieInTheMiddle(): Promise<string> {
    const recipients = ['ana@example.com', 'bob@example.com'];
    await keepSince(hoursAgo(23), [scheduleNamed('Daily', { at: justNow(), recipients })]);
    const child = spawn(
      process.execPath,
      ['--conditions=tenantry-source', '--input-type=module', '--eval', hangingHost, redis.url, queue],
      { cwd: join(import.meta.dirname, '..'), stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const exit = once(child, 'exit');
    const [said] = await Promise.race([once(createInterface(child.stdout), 'line'), exit]);
    child.kill('SIGKILL');
    await exit;
    return String(said);
  }

  test('the run of a process that was killed is made by another, and who had it is spared', async () => {
    const first = await dieInTheMiddle();
    const ids: string[] = [];
    const { options, failures } = hosting(({ id }) => ids.push(id));
    await connect(options);
    await expect.poll(() => ids.length, { timeout: 8000 }).toBe(1);
    expect(first).toMatch(/^Daily\/.*\/ana%40example\.com$/);
    expect(ids).toEqual([first.replace('ana', 'bob')]);
    expect(failures).toEqual([]);
  });

  test('a run that kills whoever makes it is given up, and that is said', async () => {
    await dieInTheMiddle();
    const { options, failures } = hosting();
    await connect({ ...options, retry: { attempts: 1 } });
    await expect.poll(() => failures.length, { timeout: 8000 }).toBe(1);
    expect(failures[0]).toMatchObject({
      schedule: 'Daily',
      error: { code: 'schedule.broken_off' },
      willRetry: false,
    });
  });

  test('a recipient that fails is tried again alone, and given up at last', async () => {
    await keepSince(hoursAgo(23), [
      scheduleNamed('Daily', {
        at: justNow(),
        recipients: ['ana@example.com', 'bob@example.com', 'https://example.com/in'],
      }),
    ]);
    const sent: string[] = [];
    const { options, failures } = hosting(({ recipient, attempt }) => {
      sent.push(`${recipient.slice(0, 3)} ${attempt}`);
      if (recipient.startsWith('bob') || (recipient.startsWith('http') && attempt === 1))
        throw new Error('Full.');
    });
    await connect(options);
    await expect.poll(() => failures.length, { timeout: 8000 }).toBe(4);
    expect(sent.sort()).toEqual(['ana 1', 'bob 1', 'bob 2', 'bob 3', 'htt 1', 'htt 2']);
    expect(failures.map(({ willRetry }) => willRetry)).toEqual([true, true, true, false]);
  });

  test('scheduling again at the start of a service loses nothing that came due, and the new words count', async () => {
    const schedule = scheduleNamed('Daily', { at: justNow() });
    await keepSince(hoursAgo(47), [schedule]);
    const scheduling = await connect();
    await scheduling.add({ ...schedule, recipients: ['eva@example.com'] });
    await scheduling.add({ ...schedule, recipients: ['eva@example.com'], format: 'json' });
    const sent: string[] = [];
    await connect(
      hosting(({ recipient, fileName }) => sent.push(`${recipient} ${fileName.slice(-5)}`)).options,
    );
    await expect.poll(() => sent.length, { timeout: 8000 }).toBe(2);
    expect(sent).toEqual(Array(2).fill('eva@example.com .json'));
    const [kept] = await scheduling.list();
    expect(Date.parse(kept?.nextRunAt ?? '')).toBeGreaterThan(Date.now());
  });

  test('keeps days that cron does not know, lists and removes', async () => {
    newQueue();
    const runner = await connect();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2027-02-01T00:00:00Z') });
    const month = scheduleNamed('Last', { every: { month: 31 }, timeZone: 'America/Santiago' });
    expect((await runner.add(month)).nextRunAt).toBe('2027-02-28T10:30:00.000Z');
    expect((await runner.add(scheduleNamed('Daily'))).nextRunAt).toBe('2027-02-01T07:30:00.000Z');
    expect((await runner.list()).map(({ name, nextRunAt }) => `${name} ${nextRunAt}`)).toEqual([
      'Daily 2027-02-01T07:30:00.000Z',
      'Last 2027-02-28T10:30:00.000Z',
    ]);
    const {
      runsAt: _,
      nextRunAt: __,
      ...kept
    } = (await runner.list())[1] as Awaited<ReturnType<typeof runner.list>>[number];
    expect(kept).toEqual(month);
    expect([await runner.remove('Last'), await runner.remove('Last')]).toEqual([true, false]);
    expect((await runner.list()).map(({ name }) => name)).toEqual(['Daily']);
  });

  test('what is left of a schedule that was removed is not run; a process that only keeps schedules runs none', async () => {
    const [gone, there] = [
      scheduleNamed('Gone', { at: justNow() }),
      scheduleNamed('There', { at: justNow() }),
    ];
    await keepSince(hoursAgo(23), [gone, there]);
    const keeping = await connect();
    await keeping.add(gone);
    await keeping.remove('Gone');
    const sent: string[] = [];
    await connect(hosting(({ schedule }) => sent.push(schedule.name)).options);
    await expect.poll(() => sent, { timeout: 8000 }).toEqual(['There']);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sent).toEqual(['There']);
  });

  test('a client of its own is used as it is, and left open', async () => {
    newQueue();
    const { Redis } = await loadBullMq();
    const client = new Redis(redis.url, { maxRetriesPerRequest: null });
    const runner = await BullScheduleRunner.connect({ redis: client, queue, ...hosting().options });
    await runner.add(scheduleNamed('Daily'));
    await runner.close();
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
  });

  test('neither errors nor what is kept of a run has the password or a recipient in it', async () => {
    const wrong = redis.url.replace('p%40ss', 'geheim');
    const refused = await BullScheduleRunner.connect({ redis: wrong }).catch((error) => error);
    expect(refused.message).toBe('Redis: WRONGPASS invalid username-password pair or user is disabled.');
    const away = await BullScheduleRunner.connect({ redis: 'redis://:geheim@127.0.0.1:1' }).catch(
      (error) => error,
    );
    const noUrl = await BullScheduleRunner.connect({ redis: 'reddis://:geheim@127.0.0.1' }).catch(
      (error) => error,
    );
    for (const error of [refused, away, noUrl])
      expect(`${error.stack} ${JSON.stringify(error)} ${error.cause}`).not.toContain('geheim');

    await keepSince(hoursAgo(23), [
      scheduleNamed('Daily', { at: justNow(), recipients: ['https://example.com/?key=4711'] }),
    ]);
    const { options, failures } = hosting(({ recipient }) => {
      throw new Error(`${recipient} said no.`);
    });
    await connect(options);
    await expect.poll(() => failures.filter(({ willRetry }) => !willRetry).length, { timeout: 8000 }).toBe(1);
    const { Queue, Redis } = await loadBullMq();
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    const inspected = new Queue(queue, { connection });
    await expect.poll(() => inspected.getFailedCount()).toBe(1);
    const [failed] = await inspected.getFailed();
    expect(failed?.failedReason).toBe('1 of 1 deliveries failed.');
    expect(JSON.stringify(failed)).not.toContain('4711');
    await inspected.close();
    connection.disconnect();
  });
});
