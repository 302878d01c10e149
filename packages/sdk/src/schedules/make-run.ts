import { UnsupportedOperationError } from '../http/errors/unsupported-operation-error.ts';
import { ValidationError } from '../http/errors/validation-error.ts';
import { isoOf } from '../operations/calendar.ts';
import { parametersAt } from '../operations/report-schedules/relative-parameters.ts';
import type { ReportSchedule } from '../operations/reports/report-schedule.ts';
import type { ReportDelivery, ScheduleFailure, ScheduleRunnerOptions } from './report-delivery.ts';
import { bytesOf, contentTypes, fileNameOf } from './report-file.ts';
import type { KeptReport, ReportSpool } from './report-spool.ts';

/** One due run of a schedule, as far as it has come. */
export interface RunInProgress {
  readonly due: number;
  /** From 1. */
  readonly attempt: number;
  /** Who has it already. */
  readonly delivered: readonly string[];
  /** Writes down that one more has it. */
  readonly onDelivered: (recipient: string) => Promise<void>;
}

type RunOptions = ScheduleRunnerOptions & { readonly spool: ReportSpool };

export const defaultRetry = { attempts: 5, delayMs: 60_000 };

/**
 * Makes a report and delivers it to who does not have it yet, all at once, so that none waits for another.
 * @returns what failed, and was told to `onFailure`; nothing when all have it
 */
export async function makeRun(
  options: RunOptions,
  schedule: ReportSchedule,
  run: RunInProgress,
): Promise<readonly ScheduleFailure[]> {
  const waiting = schedule.recipients.filter((recipient) => !run.delivered.includes(recipient));
  if (waiting.length === 0) return [];
  const attempts = options.retry?.attempts ?? defaultRetry.attempts;
  const failed = (error: unknown, recipient?: string): ScheduleFailure => {
    const willRetry = run.attempt < attempts && !isFinal(error);
    const of = { schedule: schedule.name, dueAt: isoOf(run.due), attempt: run.attempt };
    return { ...of, error, willRetry, ...(recipient !== undefined && { recipient }) };
  };
  const failures: ScheduleFailure[] = [];
  try {
    const made = await madeReport(options, schedule, run, run.attempt >= attempts);
    try {
      await Promise.all(
        waiting.map(async (recipient) => {
          try {
            await options.deliver(deliveryTo(recipient, schedule, run, made));
            await run.onDelivered(recipient);
          } catch (error) {
            failures.push(failed(error, recipient));
          }
        }),
      );
    } finally {
      await made.kept.discard();
    }
  } catch (error) {
    failures.push(failed(error));
  }
  for (const failure of failures) tell(options, failure);
  return failures;
}

/** A listener that throws must not end the runner. */
export function tell({ onFailure }: Pick<RunOptions, 'onFailure'>, failure: ScheduleFailure): void {
  try {
    onFailure?.(failure);
  } catch {}
}

/** Trying again would fail alike. */
function isFinal(error: unknown): boolean {
  return error instanceof ValidationError || error instanceof UnsupportedOperationError;
}

interface MadeReport {
  readonly kept: KeptReport;
  readonly rows: number;
  readonly missing: readonly string[];
}

async function madeReport(
  { reports, spool }: RunOptions,
  schedule: ReportSchedule,
  { due }: RunInProgress,
  isLast: boolean,
): Promise<MadeReport> {
  const missing: string[] = [];
  const { columns, rows } = await reports.run(
    schedule.report,
    parametersAt(schedule, due),
    isLast ? { onFailure: ({ customer }) => missing.push(customer.name) } : {},
  );
  let count = 0;
  async function* counted() {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
  }
  const names = columns.map(({ name }) => name);
  const kept = await spool.keep(bytesOf(schedule.format, names, counted()));
  return { kept, rows: count, missing };
}

function deliveryTo(
  recipient: string,
  schedule: ReportSchedule,
  { due, attempt }: RunInProgress,
  { kept, rows, missing }: MadeReport,
): ReportDelivery {
  const dueAt = isoOf(due);
  return {
    id: [schedule.name, dueAt, recipient].map(encodeURIComponent).join('/'),
    schedule,
    dueAt,
    recipient,
    attempt,
    fileName: fileNameOf(schedule, due),
    contentType: contentTypes[schedule.format],
    body: kept.body,
    bytes: kept.bytes,
    rows,
    missing,
  };
}
