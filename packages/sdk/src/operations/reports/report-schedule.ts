import type { Issue } from '../../validation/issue.ts';

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** On which days: each, one of the week, or one of the month, which is the last in months that do not have it. */
export type ScheduleInterval = 'day' | { readonly week: Weekday } | { readonly month: number | 'last' };

/** When a schedule is due. */
export interface ScheduleTiming {
  readonly every: ScheduleInterval;
  /** By the clock on the wall, `HH:MM`. Where it is put forward over this time, the run comes as much later; where it is put back, the first time counts: once a day in any case. */
  readonly at: string;
  /** IANA name, e.g. `America/Santiago`. */
  readonly timeZone: string;
}

export type ReportFormat = 'csv' | 'ndjson' | 'json';

/** A report that is made again and again, and sent to people or systems. It is kept as JSON. */
export interface ReportSchedule extends ScheduleTiming {
  /** Of this schedule alone. */
  readonly name: string;
  /** Id of the report in the catalogue. */
  readonly report: string;
  /**
   * What the report is asked. Of the day that a run is due, in the zone of the schedule: `P-30D` (also W, M, Y) is the day so long before, and for a parameter named `month` the month; there `previous` and `current` do as well.
   */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly format: ReportFormat;
  /** E-mail addresses, or URLs without a password. */
  readonly recipients: readonly string[];
}

/** A schedule as it is asked for. */
export type ScheduleReportInput = Omit<ReportSchedule, 'parameters' | 'timeZone' | 'format'> & {
  /** @default none */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** @default 'UTC' */
  readonly timeZone?: string | undefined;
  /** @default 'csv' */
  readonly format?: ReportFormat | undefined;
};

/** A schedule that is kept, and by whom. */
export interface ScheduledReport extends ReportSchedule {
  /** `platform`: it makes the report and calls the recipient's URL when the file can be downloaded. `runner`: yours makes and delivers it. */
  readonly runsAt: 'platform' | 'runner';
  /** ISO 8601, UTC; one in the past is being made up for. */
  readonly nextRunAt: string;
}

/** Keeps schedules and runs them when they are due. Schedules are valid when they get here. */
export interface ScheduleRunner {
  /** Keeps a schedule, in place of one of the same name. Runs that came due before are still made, as the new one says. */
  add(schedule: ReportSchedule): Promise<ScheduledReport>;
  /** Forgets a schedule and what of it is still to be run. False when there is none. */
  remove(name: string): Promise<boolean>;
  /** By name. */
  list(): Promise<ScheduledReport[]>;
  /** Waits for the runs that are under way, and begins no more. */
  close(): Promise<void>;
}

/** What a platform does for schedules of reports that it alone makes. */
export interface PlatformSchedules {
  /** What it cannot do of a schedule; undefined for a report that is a runner's to make. */
  check(schedule: ReportSchedule): Promise<readonly Issue[] | undefined>;
  /** In place of one of the same name. */
  add(schedule: ReportSchedule, firstRunAt: string): Promise<void>;
  /** False when there is none. */
  remove(name: string): Promise<boolean>;
}

export interface ScheduleReportOptions {
  /** What runs it where the platform does not; how it delivers is said there. */
  readonly runner?: ScheduleRunner | undefined;
}
