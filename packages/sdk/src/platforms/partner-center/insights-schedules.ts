import type { InsightsQuery, InsightsReport } from '../../generated/partner-center.gen.ts';
import { day } from '../../operations/calendar.ts';
import { duesBetween } from '../../operations/report-schedules/due-times.ts';
import type { PlatformSchedules, ReportSchedule } from '../../operations/reports/report-schedule.ts';
import type { Issue } from '../../validation/issue.ts';
import type { PartnerCenter } from './client.ts';

const prefix = 'insights.';
/** Tells our reports from those that somebody made by hand, which are left alone. */
const description = 'Kept by reports.schedule of @tenantry/sdk';
const hour = 3_600_000;

/**
 * Schedules of insights, which Partner Center runs by itself: every so many hours, for one URL, which is called without the file.
 * A report is named `insights.` and the name or id of its query.
 */
export class InsightsSchedules implements PlatformSchedules {
  readonly #partnerCenter: PartnerCenter;

  constructor(partnerCenter: PartnerCenter) {
    this.#partnerCenter = partnerCenter;
  }

  async check(schedule: ReportSchedule): Promise<readonly Issue[] | undefined> {
    if (!schedule.report.startsWith(prefix)) return undefined;
    const now = this.#partnerCenter.client.environment.now();
    const query = await this.#queryOf(schedule);
    return [...(query === undefined ? [unknownQuery] : []), ...issuesOf(schedule, now)];
  }

  async add(schedule: ReportSchedule, firstRunAt: string): Promise<void> {
    const { insights } = this.#partnerCenter;
    const QueryId = (await this.#queryOf(schedule))?.queryId ?? '';
    const report = {
      ReportName: schedule.name,
      Description: description,
      StartTime: `${firstRunAt.slice(0, 19)}Z`,
      RecurrenceInterval: schedule.every === 'day' ? 24 : 168,
      Format: 'CSV',
      CallbackUrl: schedule.recipients[0] ?? '',
    };
    const kept = await this.#kept(schedule.name);
    const same = kept.find(({ queryId }) => queryId === QueryId);
    if (same === undefined) await insights.createReport({ ...report, QueryId });
    else await insights.updateReport(same.reportId, report);
    if (same?.reportStatus === 'Paused') await insights.resumeReport(same.reportId);
    // A report keeps the query that it was made with.
    for (const each of kept) if (each !== same) await insights.deleteReport(each.reportId);
  }

  async remove(name: string): Promise<boolean> {
    const kept = await this.#kept(name);
    for (const { reportId } of kept) await this.#partnerCenter.insights.deleteReport(reportId);
    return kept.length > 0;
  }

  async #queryOf({ report }: ReportSchedule): Promise<InsightsQuery | undefined> {
    const wanted = report.slice(prefix.length);
    const queries = await this.#partnerCenter.insights.listQueries();
    return queries.find(({ queryId, name }) => queryId === wanted || name === wanted);
  }

  async #kept(name: string): Promise<InsightsReport[]> {
    const reports = await this.#partnerCenter.insights.listReports();
    return reports.filter((each) => each.reportName === name && each.description === description);
  }
}

const unknownQuery: Issue = {
  code: 'schedule.report',
  path: ['report'],
  message: 'is no query of insights.',
  remedy: 'Take the name or id of one of partnerCenter.insights.listQueries().',
};

function issuesOf(schedule: ReportSchedule, now: number): Issue[] {
  const { every, format, parameters, recipients, timeZone } = schedule;
  const issues: Issue[] = [];
  const refuse = (field: keyof ReportSchedule, message: string, remedy: string) =>
    issues.push({ code: `schedule.${field}`, path: [field], message, remedy });
  if (typeof every === 'object' && 'month' in every)
    refuse(
      'every',
      'is a day of the month: Partner Center counts hours.',
      'Write "day" or a day of the week.',
    );
  else if (changesClock(schedule, now))
    refuse('timeZone', `${timeZone} changes its clock: Partner Center counts hours.`, 'Leave it out: UTC.');
  if (format !== 'csv') refuse('format', `is ${format}: Partner Center makes CSV.`, 'Leave it out.');
  if (Object.keys(parameters).length > 0)
    refuse('parameters', 'are none that a query has.', 'Write them into its text; TIMESPAN for days.');
  if (recipients.length > 1 || !/^https?:/i.test(recipients[0] ?? ''))
    refuse('recipients', 'must be one URL, which Partner Center calls.', 'Give an https URL of yours.');
  return issues;
}

function changesClock(schedule: ReportSchedule, now: number): boolean {
  const dues = duesBetween(schedule, now, now + 366 * day);
  const [first = 0] = dues;
  return dues.some((due) => (due - first) % (24 * hour) !== 0);
}
