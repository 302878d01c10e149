import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import type { InsightsArea } from './dataset.ts';
import { executionsOf, forgetExecutions, holdNext, planNext, replan } from './execution.ts';
import { parseStatement } from './parse-statement.ts';
import { requireQuery } from './query.ts';
import { type Callback, type InsightsReport, insightsReports } from './report.ts';
import type { ReportFormat } from './report-file.ts';

/** What a report can be told, when it is made and later. */
export interface ReportSettings {
  readonly name: string;
  readonly description?: string | undefined;
  readonly startAt?: number | undefined;
  readonly intervalHours?: number | undefined;
  readonly count?: number | undefined;
  readonly format?: ReportFormat | undefined;
  readonly callbackUrl?: string | undefined;
  readonly callbackMethod?: Callback['method'] | undefined;
}

export interface WantedReport extends ReportSettings {
  readonly area: InsightsArea;
  readonly queryId: string;
  readonly executeNow: boolean;
  readonly queryFrom?: number | undefined;
  readonly queryTo?: number | undefined;
}

export function refused(field: string, problem: string): Refusal {
  return new Refusal('invalid', 'insights.report', `${field} ${problem}`, field);
}

/** @throws Refusal when what is wanted does not fit together */
export function createReport(world: World, actor: Actor, wanted: WantedReport): InsightsReport {
  const partner = partnerOf(world, actor);
  const { area, executeNow, queryFrom, queryTo } = wanted;
  const { id: queryId, text } = requireQuery(world, partner, area, wanted.queryId);
  if (!executeNow && (queryFrom !== undefined || queryTo !== undefined))
    throw refused(
      'QueryStartTime',
      'and QueryEndTime are for reports with ExecuteNow; others have TIMESPAN.',
    );
  // What is scheduled says nothing where it runs at once. evidence: docs
  const { startAt, intervalHours, count, ...settings } = wanted;
  const schedule = executeNow ? {} : { startAt, intervalHours, count };
  const report = world.store.of(insightsReports).put({
    id: world.ids.uuid(),
    companyId: partner.companyId,
    area,
    queryId,
    text,
    user: actor.username,
    createdAt: world.clock.now(),
    executeNow,
    ...(executeNow && queryFrom !== undefined && { queryFrom }),
    ...(executeNow && queryTo !== undefined && { queryTo }),
    format: 'CSV' as const,
    ...checked(area, text, { ...settings, ...schedule }, executeNow),
    status: 'Active' as const,
    runs: 0,
  });
  return planNext(world, report);
}

/** What is left out stays. evidence: modelled. @throws Refusal */
export function updateReport(world: World, report: InsightsReport, settings: ReportSettings): InsightsReport {
  if (report.executeNow)
    throw refused('ExecuteNow', 'was set for this report, which has run; make another one.');
  const { area, text, callback, status } = report;
  const { callbackUrl = callback?.url, callbackMethod = callback?.method } = settings;
  const changed = checked(area, text, { ...settings, callbackUrl, callbackMethod }, false);
  const saved = world.store.of(insightsReports).put({
    ...report,
    ...changed,
    // Its runs are counted anew.
    runs: 0,
    status: status === 'Paused' ? ('Paused' as const) : ('Active' as const),
    modifiedAt: world.clock.now(),
  });
  return saved.status === 'Active' ? replan(world, saved) : saved;
}

export function deleteReport(world: World, report: InsightsReport): InsightsReport {
  forgetExecutions(
    world,
    executionsOf(world, report.id).map(({ id }) => id),
  );
  world.store.of(insightsReports).delete(report.id);
  return report;
}

/** @throws Refusal when it has run out. evidence: modelled */
export function pauseReport(world: World, report: InsightsReport): InsightsReport {
  if (report.status === 'Inactive') throw refused('reportStatus', 'is Inactive: this report runs no more.');
  if (report.status === 'Paused') return report;
  holdNext(world, report);
  return write(world, report, 'Paused');
}

/** @throws Refusal when it has run out. evidence: modelled */
export function resumeReport(world: World, report: InsightsReport): InsightsReport {
  if (report.status === 'Inactive') throw refused('reportStatus', 'is Inactive: this report runs no more.');
  if (report.status === 'Active') return report;
  return replan(world, write(world, report, 'Active'));
}

function write(world: World, report: InsightsReport, status: InsightsReport['status']): InsightsReport {
  return world.store.of(insightsReports).put({ ...report, status, modifiedAt: world.clock.now() });
}

/** Settings as a report keeps them: only those that were given. */
function checked(area: InsightsArea, text: string, settings: ReportSettings, executeNow: boolean) {
  const { name, description, startAt, intervalHours, count, format, callbackUrl, callbackMethod } = settings;
  const { dataset } = parseStatement(text, area);
  if (!executeNow && startAt === undefined) throw refused('StartTime', 'is missing; or set ExecuteNow.');
  if (intervalHours !== undefined && intervalHours < dataset.minimumRecurrenceInterval)
    throw refused(
      'RecurrenceInterval',
      `must be ${dataset.minimumRecurrenceInterval} hours or more for ${dataset.name}.`,
    );
  return {
    name,
    ...(description !== undefined && { description }),
    ...(startAt !== undefined && { startAt }),
    ...(intervalHours !== undefined && { intervalHours }),
    ...(count !== undefined && { count }),
    ...(format !== undefined && { format }),
    ...(callbackUrl !== undefined && { callback: callbackOf(callbackUrl, callbackMethod) }),
  };
}

/** POST unless said otherwise. evidence: docs */
function callbackOf(url: string, method: Callback['method'] = 'POST'): Callback {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  // Plain http would be refused there; receivers under development have no certificate. evidence: modelled
  if (protocol === 'https:' || protocol === 'http:') return { url, method };
  throw refused('CallbackUrl', 'must be an https URL.');
}
