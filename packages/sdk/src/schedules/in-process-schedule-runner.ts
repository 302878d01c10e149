import { type Environment, systemEnvironment } from '../http/environment.ts';
import { isoOf } from '../operations/calendar.ts';
import type {
  ReportSchedule,
  ScheduledReport,
  ScheduleRunner,
} from '../operations/reports/report-schedule.ts';
import { type LiveRun, LiveSchedule } from './live-schedule.ts';
import { defaultRetry, makeRun } from './make-run.ts';
import type { ScheduleRunnerOptions } from './report-delivery.ts';
import { InMemorySpool, type ReportSpool } from './report-spool.ts';
import { latestOf, mostMadeUpFor, tellSkipped } from './runs-to-make.ts';
import type { ScheduleStore } from './schedule-store.ts';

export interface InProcessScheduleRunnerOptions extends ScheduleRunnerOptions {
  /** Keeps schedules over a restart: `FileScheduleStore` of `@tenantry/sdk/schedules/node`. Without one they are gone with the process. */
  readonly store?: ScheduleStore | undefined;
  /** @default in memory, 64 MiB a report */
  readonly spool?: ReportSpool | undefined;
  /** Now and waiting; for tests. */
  readonly environment?: Environment | undefined;
}

/** A machine that was asleep is not told so: the clock is looked at again this often. */
const longestWaitMs = 60_000;

/**
 * Runs schedules in this process, for one machine: one process at a time may use a store.
 * A run that came due while the process or the machine was not there is made later, once; a restart repeats none that was delivered.
 * @example
 * import { FileScheduleStore } from '@tenantry/sdk/schedules/node';
 * const runner = new InProcessScheduleRunner({
 *   reports: reseller.reports,
 *   store: new FileScheduleStore('/var/lib/reports/schedules.json'),
 *   deliver: async ({ recipient, fileName, body }) => console.log(recipient, fileName, body),
 * });
 * await reseller.reports.schedule(
 *   {
 *     name: 'Invoice by customer',
 *     report: 'invoiceAggregation',
 *     parameters: { month: 'previous', by: 'customer' },
 *     every: { month: 9 },
 *     at: '07:30',
 *     timeZone: 'America/Santiago',
 *     recipients: ['finance@example.com'],
 *   },
 *   { runner },
 * );
 * await runner.run();
 */
export class InProcessScheduleRunner implements ScheduleRunner {
  readonly #options: InProcessScheduleRunnerOptions & { readonly spool: ReportSpool };
  readonly #environment: Environment;
  readonly #schedules = new Map<string, LiveSchedule>();
  readonly #underWay = new Set<Promise<void>>();
  #loaded: Promise<void> | undefined;
  #saved: Promise<void> = Promise.resolve();
  #wake = new AbortController();
  #isClosed = false;
  /** What the store threw while a run was made. */
  #broken: { readonly error: unknown } | undefined;

  constructor(options: InProcessScheduleRunnerOptions) {
    this.#options = { ...options, spool: options.spool ?? new InMemorySpool() };
    this.#environment = options.environment ?? systemEnvironment;
  }

  /** Keeps a schedule, in place of one of the same name; runs that are due go on, as the new one says. @throws what the store throws */
  async add(schedule: ReportSchedule): Promise<ScheduledReport> {
    await this.#load();
    const now = this.#environment.now();
    const known = this.#schedules.get(schedule.name);
    if (known !== undefined) this.#take(known, now);
    const kept = known ?? new LiveSchedule(schedule, now);
    kept.replace(schedule, now);
    this.#schedules.set(schedule.name, kept);
    await this.#save();
    this.#wakeUp();
    return shown(kept);
  }

  async remove(name: string): Promise<boolean> {
    await this.#load();
    if (!this.#schedules.delete(name)) return false;
    await this.#save();
    return true;
  }

  async list(): Promise<ScheduledReport[]> {
    await this.#load();
    return [...this.#schedules.values()].map(shown).sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  /**
   * Waits for schedules and runs them, until the runner is closed. Whoever does not await it hears nothing of a store that fails.
   * With the environment of a simulator, whose time passes as soon as it is waited for, call `runDue` instead.
   * @throws what the store throws
   */
  async run(): Promise<void> {
    await this.#load();
    while (!this.#isClosed) {
      this.#begin();
      await this.#wait();
      this.#throwBroken();
    }
  }

  /** Makes the runs that are due now, for a process that is called by a timer of its own, and for tests. @throws what the store throws */
  async runDue(): Promise<void> {
    await this.#load();
    for (;;) {
      this.#begin();
      if (this.#underWay.size === 0) return;
      await Promise.race(this.#underWay);
      this.#throwBroken();
    }
  }

  /** Waits for the runs that are under way; those that were not begun are left to the next process. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wakeUp();
    await Promise.all(this.#underWay);
    await this.#saved.catch(() => undefined);
  }

  /** Begins as many runs as there is room for, the longest due first. */
  #begin(): void {
    const now = this.#environment.now();
    for (const kept of this.#schedules.values()) this.#take(kept, now);
    const ready = [...this.#schedules.values()]
      .flatMap((kept) => kept.ready(now).map((run) => ({ kept, run })))
      .sort((left, right) => left.run.due - right.run.due);
    for (const { kept, run } of ready) {
      if (this.#isClosed || this.#isFull()) return;
      run.isUnderWay = true;
      const made = this.#make(kept, run)
        .catch((error: unknown) => {
          this.#broken ??= { error };
        })
        .finally(() => {
          this.#underWay.delete(made);
          this.#wakeUp();
        });
      this.#underWay.add(made);
    }
  }

  async #make(kept: LiveSchedule, run: LiveRun): Promise<void> {
    const failures = await makeRun(this.#options, kept.schedule, {
      due: run.due,
      attempt: run.attempt,
      delivered: [...run.delivered],
      onDelivered: (recipient) => {
        run.delivered.add(recipient);
        return this.#save();
      },
    });
    const { delayMs = defaultRetry.delayMs } = this.#options.retry ?? {};
    if (failures.some(({ willRetry }) => willRetry)) {
      run.notBefore = this.#environment.now() + delayMs * 2 ** (run.attempt - 1);
      run.attempt += 1;
      run.isUnderWay = false;
    } else kept.pending.delete(run);
    await this.#save();
  }

  /** Makes pending what came due. */
  #take(kept: LiveSchedule, now: number): void {
    const dues = kept.takeDues(now);
    const { latest, skipped } = latestOf(dues, this.#options.catchUp ?? mostMadeUpFor);
    for (const due of latest) kept.await(due);
    tellSkipped(this.#options, kept.schedule.name, skipped);
  }

  async #wait(): Promise<void> {
    if (this.#isClosed) return;
    this.#wake = new AbortController();
    const { signal } = this.#wake;
    const wakeAt = Math.min(...[...this.#schedules.values()].map((each) => each.wakeAt()));
    if (wakeAt === Number.POSITIVE_INFINITY || this.#isFull()) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      return;
    }
    const wait = wakeAt - this.#environment.now();
    if (wait > 0) await this.#environment.sleep(Math.min(wait, longestWaitMs), signal);
  }

  #isFull(): boolean {
    return this.#underWay.size >= Math.max(1, this.#options.concurrency ?? 4);
  }

  #throwBroken(): void {
    if (this.#broken === undefined) return;
    const { error } = this.#broken;
    this.#broken = undefined;
    throw error;
  }

  #wakeUp(): void {
    this.#wake.abort();
  }

  #load(): Promise<void> {
    this.#loaded ??= (async () => {
      for (const stored of (await this.#options.store?.load()) ?? [])
        this.#schedules.set(stored.schedule.name, LiveSchedule.of(stored));
    })();
    return this.#loaded;
  }

  /** One after the other, each with all that is known by then. */
  #save(): Promise<void> {
    const { store } = this.#options;
    if (store === undefined) return this.#saved;
    const save = () => store.save([...this.#schedules.values()].map((each) => each.stored()));
    this.#saved = this.#saved.then(save, save);
    return this.#saved;
  }
}

function shown(kept: LiveSchedule): ScheduledReport {
  return { ...kept.schedule, runsAt: 'runner', nextRunAt: isoOf(kept.nextRunAt()) };
}
