import { ValidationError } from '../../http/errors/validation-error.ts';
import type { Issue } from '../../validation/issue.ts';
import { isoOf } from '../calendar.ts';
import type { Platform } from '../platform.ts';
import { isOwnReport } from '../reports/catalogue.ts';
import { parameterSchema } from '../reports/report-parameters.ts';
import type {
  PlatformSchedules,
  ReportSchedule,
  ScheduledReport,
  ScheduleReportOptions,
} from '../reports/report-schedule.ts';
import type { Reports } from '../reports/reports.ts';
import { nextDue } from './due-times.ts';
import { parametersAt } from './relative-parameters.ts';

interface ScheduleContext {
  readonly platform: Platform;
  readonly reports: Pick<Reports, 'catalogue' | 'run'>;
  readonly schedules: PlatformSchedules | undefined;
  /** @throws {ValidationError} */
  readonly check: (schema: ReturnType<typeof parameterSchema>, value: unknown) => unknown;
}

/** Keeps a schedule with the platform where only that can make the report, otherwise with the runner. */
export async function scheduleReport(
  context: ScheduleContext,
  schedule: ReportSchedule,
  { runner }: ScheduleReportOptions,
): Promise<ScheduledReport> {
  const { platform, schedules } = context;
  const due = nextDue(schedule, platform.environment.now());
  const issues = await schedules?.check(schedule);
  if (schedules !== undefined && issues !== undefined) {
    if (issues.length > 0) throw new ValidationError(issues, { platform: platform.name });
    const nextRunAt = isoOf(due);
    await schedules.add(schedule, nextRunAt);
    await runner?.remove(schedule.name);
    return { ...schedule, runsAt: 'platform', nextRunAt };
  }
  await checkReport(context, schedule, due);
  if (runner === undefined) throw new ValidationError([noRunner(platform.name)], { platform: platform.name });
  return runner.add(schedule);
}

function noRunner(platform: string): Issue {
  return {
    code: 'schedule.runner',
    path: ['runner'],
    message: `is missing: ${platform} does not make this report by itself.`,
    remedy: 'Give an InProcessScheduleRunner, or a BullScheduleRunner for several processes.',
  };
}

/** Holds the parameters of the next run against the report, which is not asked for yet. */
async function checkReport(
  { platform, reports, check }: ScheduleContext,
  schedule: ReportSchedule,
  due: number,
): Promise<void> {
  const { name } = platform;
  const { report } = schedule;
  const parameters = parametersAt(schedule, due);
  // Only of the platform's own: they are asked for before the first row is.
  const entry = isOwnReport(report) ? undefined : (await reports.catalogue()).find(({ id }) => id === report);
  if (entry === undefined && !isOwnReport(report))
    throw new ValidationError([unknownReport(name, report)], { platform: name });
  try {
    if (entry === undefined) await reports.run(report, parameters);
    else check(parameterSchema(entry.parameters), parameters);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, path: ['parameters', ...issue.path] }));
    throw new ValidationError(issues, { platform: name });
  }
}

function unknownReport(platform: string, report: string): Issue {
  return {
    code: 'schedule.report',
    path: ['report'],
    message: `"${report}" is no report of ${platform}.`,
    remedy: 'Take one of reports.catalogue().',
  };
}
