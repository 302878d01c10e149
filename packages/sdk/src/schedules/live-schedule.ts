import { duesBetween, hasSameTiming, nextDue } from '../operations/report-schedules/due-times.ts';
import type { ReportSchedule } from '../operations/reports/report-schedule.ts';
import type { StoredSchedule } from './schedule-store.ts';

/** A run that is not over. */
export interface LiveRun {
  readonly due: number;
  attempt: number;
  notBefore: number;
  readonly delivered: Set<string>;
  isUnderWay: boolean;
}

/** A schedule of a runner in this process. */
export class LiveSchedule {
  readonly pending = new Set<LiveRun>();
  #schedule: ReportSchedule;
  #after: number;
  /** The first due after it; worked out once, for it is asked for at each look at the clock. */
  #next: number;

  constructor(schedule: ReportSchedule, after: number) {
    this.#schedule = schedule;
    this.#after = after;
    this.#next = nextDue(schedule, after);
  }

  static of({ schedule, after, pending }: StoredSchedule): LiveSchedule {
    const live = new LiveSchedule(schedule, after);
    for (const run of pending)
      live.pending.add({ ...run, delivered: new Set(run.delivered), isUnderWay: false });
    return live;
  }

  get schedule(): ReportSchedule {
    return this.#schedule;
  }

  replace(schedule: ReportSchedule, now: number): void {
    const isMoved = !hasSameTiming(schedule, this.#schedule);
    this.#schedule = schedule;
    if (!isMoved) return;
    this.#after = now;
    this.#next = nextDue(schedule, now);
  }

  /** What has come due since it was asked last. */
  takeDues(now: number): number[] {
    if (this.#next > now) return [];
    const dues = duesBetween(this.#schedule, this.#after, now);
    this.#after = dues.at(-1) ?? this.#after;
    this.#next = nextDue(this.#schedule, this.#after);
    return dues;
  }

  await(due: number): void {
    this.pending.add({ due, attempt: 1, notBefore: due, delivered: new Set(), isUnderWay: false });
  }

  ready(now: number): LiveRun[] {
    return [...this.pending].filter((run) => !run.isUnderWay && run.notBefore <= now);
  }

  /** When there is something to do next. */
  wakeAt(): number {
    const waiting = [...this.pending].filter((run) => !run.isUnderWay);
    return Math.min(this.#next, ...waiting.map((run) => run.notBefore));
  }

  nextRunAt(): number {
    return Math.min(this.#next, ...[...this.pending].map((run) => run.due));
  }

  stored(): StoredSchedule {
    const pending = [...this.pending].map(({ due, attempt, notBefore, delivered }) => ({
      due,
      attempt,
      notBefore,
      delivered: [...delivered],
    }));
    return { schedule: this.#schedule, after: this.#after, pending };
  }
}
