import type { ReportFailure } from '../operations/reports/report-context.ts';
import type { ReportSchedule } from '../operations/reports/report-schedule.ts';

/** What a runner needs of `reseller.reports`. */
export interface ReportSource {
  run(
    id: string,
    parameters: Readonly<Record<string, unknown>>,
    options: { readonly onFailure?: (failure: ReportFailure) => void },
  ): Promise<{
    readonly columns: readonly { readonly name: string }[];
    readonly rows: AsyncIterable<object>;
  }>;
}

/** A report for one recipient. It is whole: it was made before anybody was sent it. */
export interface ReportDelivery {
  /** Of this run for this recipient: the same each time it is tried, so that who gets it twice can leave out the second. */
  readonly id: string;
  readonly schedule: ReportSchedule;
  /** ISO 8601, UTC. It may be delivered much later. */
  readonly dueAt: string;
  readonly recipient: string;
  /** From 1. */
  readonly attempt: number;
  readonly fileName: string;
  readonly contentType: string;
  /** Can be read more than once, until the delivery is over. */
  readonly body: AsyncIterable<Uint8Array>;
  readonly bytes: number;
  readonly rows: number;
  /** Names of customers whose part could not be had, on the last try only; before it, such a report is made again. */
  readonly missing: readonly string[];
}

/** Hands a report to one recipient: it has it once this resolves, and is tried again after a throw. Limit its time: one that never ends takes up a run for ever. */
export type DeliverReport = (delivery: ReportDelivery) => unknown;

/** A run that failed, for one recipient or, without one, before any was sent it. */
export interface ScheduleFailure {
  readonly schedule: string;
  readonly dueAt: string;
  readonly recipient?: string;
  readonly attempt: number;
  readonly error: unknown;
  readonly willRetry: boolean;
}

/** What every runner of schedules is told. */
export interface ScheduleRunnerOptions {
  /** `reseller.reports`; a runner serves one reseller. */
  readonly reports: ReportSource;
  /**
   * Called once for each recipient of each run. At least once, to be exact: after a crash between the sending and the note of it, again with the same `id`.
   */
  readonly deliver: DeliverReport;
  /** Runs at once; how fast each asks the platform is the client's to keep. @default 4 */
  readonly concurrency?: number | undefined;
  /** Of a run that fails: how often it is tried in all, and how long before the second; each next wait is twice as long. @default 5 times, 60000 ms */
  readonly retry?:
    | { readonly attempts?: number | undefined; readonly delayMs?: number | undefined }
    | undefined;
  /**
   * How many runs of a schedule, the latest, are made up for after nobody was there to make them. Each asks for the days it would have asked for. @default 31
   */
  readonly catchUp?: number | undefined;
  /** Hears of each failure, also of those that are tried again. */
  readonly onFailure?: ((failure: ScheduleFailure) => void) | undefined;
}
