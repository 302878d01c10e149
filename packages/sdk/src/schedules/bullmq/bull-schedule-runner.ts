import type { Job, Queue, RepeatOptions, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { systemEnvironment } from '../../http/environment.ts';
import { TenantryError } from '../../http/errors/tenantry-error.ts';
import { isoOf } from '../../operations/calendar.ts';
import { cronOf, duesBetween, nextDue, timingOf } from '../../operations/report-schedules/due-times.ts';
import type {
  ReportSchedule,
  ScheduledReport,
  ScheduleRunner,
} from '../../operations/reports/report-schedule.ts';
import { defaultRetry, makeRun, tell } from '../make-run.ts';
import { TemporaryFileSpool } from '../node/temporary-file-spool.ts';
import type { ScheduleRunnerOptions } from '../report-delivery.ts';
import type { ReportSpool } from '../report-spool.ts';
import { latestOf, mostMadeUpFor, tellSkipped } from '../runs-to-make.ts';
import { loadBullMq } from './load-bullmq.ts';
import { connectRedis, type RedisConnection } from './redis-connection.ts';

export interface BullScheduleRunnerOptions
  extends Omit<ScheduleRunnerOptions, 'reports' | 'deliver'>,
    Partial<Pick<ScheduleRunnerOptions, 'reports' | 'deliver'>> {
  /** `redis://user:password@host:6379/0`, or a client of ioredis with `maxRetriesPerRequest: null`, which stays yours to close. */
  readonly redis: string | Redis;
  /** Name of the queue: one for each reseller. @default 'tenantry-reports' */
  readonly queue?: string | undefined;
  /** How long after a process was last heard of another takes over its runs. @default 30000 */
  readonly takeOverAfterMs?: number | undefined;
  /** @default temporary files */
  readonly spool?: ReportSpool | undefined;
  /** Hears what is wrong with Redis; what waits for it goes on by itself. */
  readonly onError?: ((error: Error) => void) | undefined;
}

/** A run in the queue; the schedule is looked up when it is made, so that it is made as the schedule says then. */
interface QueuedRun {
  readonly name: string;
  readonly due: number;
  readonly delivered: readonly string[];
}

/** Runs stay known this long, so that none is queued again. In seconds. */
const keptForSeconds = 31 * 86_400;

const settings = {
  /** BullMQ's own would skip months without a 31st. */
  repeatStrategy: (after: number, { pattern = '', tz = 'UTC' }: RepeatOptions) =>
    nextDue(timingOf(pattern, tz), after),
};

/**
 * Runs schedules over BullMQ on Redis: any number of processes host it, and each run is made by one of them. Runs of a process that died are taken over.
 * A run has an id of its schedule and the time that it is due, and is queued once; who was delivered to is written down, and is not delivered to again. Without `reports` and `deliver` a process keeps schedules, and runs none.
 * @example
 * import { BullScheduleRunner } from '@tenantry/sdk/schedules/bullmq';
 * const runner = await BullScheduleRunner.connect({
 *   redis: process.env.REDIS_URL ?? 'redis://localhost:6379',
 *   reports: reseller.reports,
 *   deliver: async ({ id, recipient, fileName, body }) => console.log(id, recipient, fileName, body),
 *   onFailure: ({ schedule, recipient, error, willRetry }) => console.error(schedule, recipient, error, willRetry),
 * });
 * process.once('SIGTERM', () => runner.close());
 */
export class BullScheduleRunner implements ScheduleRunner {
  readonly #options: BullScheduleRunnerOptions & { readonly spool: ReportSpool };
  readonly #connection: RedisConnection;
  readonly #bull: Awaited<ReturnType<typeof loadBullMq>>;
  readonly #queue: Queue;
  readonly #worker: Worker | undefined;
  /** Errors of runs whose failures were told already. */
  readonly #told = new WeakSet<Error>();

  private constructor(
    options: BullScheduleRunnerOptions,
    connection: RedisConnection,
    bull: Awaited<ReturnType<typeof loadBullMq>>,
  ) {
    this.#options = { ...options, spool: options.spool ?? new TemporaryFileSpool() };
    this.#connection = connection;
    this.#bull = bull;
    const name = options.queue ?? 'tenantry-reports';
    const shared = { connection: connection.client, settings };
    this.#queue = new bull.Queue(name, shared);
    this.#queue.on('error', (error) => this.#tellError(error));
    const { reports, deliver, concurrency = 4, takeOverAfterMs = 30_000 } = options;
    if (reports === undefined || deliver === undefined) return;
    this.#worker = new bull.Worker(name, (job: Job) => this.#work(job), {
      ...shared,
      concurrency,
      lockDuration: takeOverAfterMs,
      stalledInterval: takeOverAfterMs,
      // One that kills each process that makes it is given up like one that fails.
      maxStalledCount: this.#attempts - 1,
    });
    this.#worker.on('error', (error) => this.#tellError(error));
    this.#worker.on('failed', (job, error) => this.#tellBrokenOff(job, error));
  }

  /**
   * Connects to Redis, and begins to run what is due.
   * @throws {TenantryError} when a package is missing, or Redis is not there; never with its password
   */
  static async connect(options: BullScheduleRunnerOptions): Promise<BullScheduleRunner> {
    const bull = await loadBullMq();
    return new BullScheduleRunner(options, await connectRedis(options.redis, bull.Redis), bull);
  }

  add(schedule: ReportSchedule): Promise<ScheduledReport> {
    return this.#readably(async () => {
      const key = keyOf(schedule.name);
      const now = systemEnvironment.now();
      const known = await this.#queue.getJobScheduler(key);
      // What replaces it takes a waiting job of it away: what is due already must be in the queue by then.
      if (known?.next !== undefined && known.next <= now)
        await this.#queueDue(known.template?.data, known.next);
      await this.#queue.upsertJobScheduler(
        key,
        { pattern: cronOf(schedule), tz: schedule.timeZone },
        { name: 'due', data: schedule, opts: { ...this.#retry, removeOnComplete: true } },
      );
      return { ...schedule, runsAt: 'runner', nextRunAt: isoOf(nextDue(schedule, now)) };
    });
  }

  remove(name: string): Promise<boolean> {
    return this.#readably(() => this.#queue.removeJobScheduler(keyOf(name)));
  }

  list(): Promise<ScheduledReport[]> {
    return this.#readably(async () => {
      const kept = await this.#queue.getJobSchedulers();
      return kept
        .map(({ template, next = 0 }) => ({
          ...(template?.data as ReportSchedule),
          runsAt: 'runner' as const,
          nextRunAt: isoOf(next),
        }))
        .sort((left, right) => (left.name < right.name ? -1 : 1));
    });
  }

  async close(): Promise<void> {
    await this.#worker?.close();
    await this.#queue.close();
    if (this.#connection.isOwn) this.#connection.client.disconnect();
  }

  async #work(job: Job): Promise<void> {
    if (job.name === 'due') await this.#queueDue(job.data, Number(job.id?.split(':').at(-1)));
    else await this.#make(job as Job<QueuedRun>);
  }

  /** Puts runs into the queue from one that is due up to now; those that are there already stay as they are. */
  async #queueDue(schedule: ReportSchedule, due: number): Promise<void> {
    const { name } = schedule;
    const dues = [due, ...duesBetween(schedule, due, systemEnvironment.now())];
    const { latest, skipped } = latestOf(dues, this.#options.catchUp ?? mostMadeUpFor);
    const opts = {
      ...this.#retry,
      removeOnComplete: { age: keptForSeconds },
      removeOnFail: { age: keptForSeconds },
    };
    await this.#queue.addBulk(
      latest.map((each) => ({
        name: 'run',
        data: { name, due: each, delivered: [] } satisfies QueuedRun,
        opts: { ...opts, jobId: `${keyOf(name)}/${each}` },
      })),
    );
    tellSkipped(this.#options, name, skipped);
  }

  async #make(job: Job<QueuedRun>): Promise<void> {
    const { reports, deliver } = this.#options;
    const { name, due } = job.data;
    const schedule = (await this.#queue.getJobScheduler(keyOf(name)))?.template?.data as
      | ReportSchedule
      | undefined;
    // It was removed meanwhile, and what is left of it with it.
    if (schedule === undefined || reports === undefined || deliver === undefined) return;
    const delivered = [...job.data.delivered];
    // As often as it was queued for, which another process may have done.
    const retry = { attempts: job.opts.attempts };
    const failures = await makeRun({ ...this.#options, reports, deliver, retry }, schedule, {
      due,
      attempt: job.attemptsMade + 1,
      delivered,
      onDelivered: (recipient) => {
        delivered.push(recipient);
        return job.updateData({ name, due, delivered: [...delivered] });
      },
    });
    if (failures.length === 0) return;
    // It is kept in Redis and shown by tools: what the failures say of recipients goes to onFailure alone.
    const message = `${failures.length} of ${schedule.recipients.length} deliveries failed.`;
    const error = failures.some(({ willRetry }) => willRetry)
      ? new Error(message)
      : new this.#bull.UnrecoverableError(message);
    this.#told.add(error);
    throw error;
  }

  get #attempts(): number {
    return this.#options.retry?.attempts ?? defaultRetry.attempts;
  }

  get #retry() {
    const delay = this.#options.retry?.delayMs ?? defaultRetry.delayMs;
    return { attempts: this.#attempts, backoff: { type: 'exponential', delay } };
  }

  async #readably<Result>(ask: () => Promise<Result>): Promise<Result> {
    try {
      return await ask();
    } catch (error) {
      throw this.#connection.readable(error);
    }
  }

  #tellError(error: Error): void {
    try {
      this.#options.onError?.(this.#connection.readable(error));
    } catch {}
  }

  /** What broke off without a word of ours: its process died, or Redis failed in the middle. */
  #tellBrokenOff(job: Job | undefined, reason: Error): void {
    if (this.#told.has(reason)) return;
    if (job?.name !== 'run') {
      this.#tellError(reason);
      return;
    }
    const { name: schedule, due } = job.data as QueuedRun;
    const error = new TenantryError('The run broke off.', {
      code: 'schedule.broken_off',
      solution: 'See whether the processes that make it die, for want of memory perhaps.',
      cause: this.#connection.readable(reason),
    });
    const willRetry = job.finishedOn === undefined;
    tell(this.#options, { schedule, dueAt: isoOf(due), attempt: job.attemptsMade + 1, error, willRetry });
  }
}

/** A name as a part of keys, where a colon divides. */
function keyOf(name: string): string {
  return encodeURIComponent(name);
}
