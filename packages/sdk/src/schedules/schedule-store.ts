import type { ReportSchedule } from '../operations/reports/report-schedule.ts';

/** A schedule and how far it has come. Instants are milliseconds since 1970, UTC. */
export interface StoredSchedule {
  readonly schedule: ReportSchedule;
  /** Runs up to here were made, or are pending. */
  readonly after: number;
  readonly pending: readonly PendingRun[];
}

/** A run that is not over. */
export interface PendingRun {
  readonly due: number;
  /** Of the next try, from 1. */
  readonly attempt: number;
  /** The next try is not made before. */
  readonly notBefore: number;
  /** Who has it already. */
  readonly delivered: readonly string[];
}

/** Where the schedules of one process outlive it. */
export interface ScheduleStore {
  /** None when nothing was saved yet. */
  load(): Promise<readonly StoredSchedule[]>;
  /** In place of what was saved before; has them, or throws. Never called again before it resolved. */
  save(schedules: readonly StoredSchedule[]): Promise<void>;
}
