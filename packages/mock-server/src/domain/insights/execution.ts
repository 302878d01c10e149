import { millisecondsPerDay } from '../../kernel/calendar.ts';
import { defineCollection } from '../../kernel/collection.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { partners } from '../partners/partner.ts';
import { parseStatement } from './parse-statement.ts';
import { type Callback, type InsightsReport, insightsReports } from './report.ts';
import { reportFile } from './report-file.ts';
import { runStatement } from './run-statement.ts';

export type ExecutionStatus = 'Pending' | 'Running' | 'Paused' | 'Completed';

/** One run of a report: the next one is there before its time. evidence: docs */
export interface InsightsExecution {
  readonly id: string;
  readonly reportId: string;
  readonly dueAt: number;
  readonly status: ExecutionStatus;
  readonly generatedAt?: number;
  /** The file. */
  readonly content?: string;
  /** Who has to be told of it, and whether that was done. */
  readonly callback?: Callback & { readonly state: 'due' | 'called' | 'failed' };
}

export const insightsExecutions = defineCollection<InsightsExecution>()({
  name: 'insightsExecutions',
  key: (execution) => execution.id,
  indexes: {
    report: (execution) => execution.reportId,
    callback: (execution) => execution.callback?.state,
  },
});

const millisecondsPerHour = 3_600_000;
/** How long runs are listed. evidence: docs */
const keptDays = 90;

/** The runs of a report, newest first. */
export function executionsOf(world: World, reportId: string): InsightsExecution[] {
  return world.store.of(insightsExecutions).find('report', reportId).reverse();
}

function jobKey(executionId: string): string {
  return `insights-run:${executionId}`;
}

function schedule(world: World, execution: InsightsExecution, due: number): void {
  const { id } = execution;
  world.scheduler.schedule({ key: jobKey(id), kind: 'insights-run', due, subject: id });
}

/** Plans the next run, or ends the report when there is none. Times that have passed are not made up for. evidence: modelled */
export function planNext(world: World, report: InsightsReport, lastDueAt = -Infinity): InsightsReport {
  const now = world.clock.now();
  const { id, runs, count = Infinity, executeNow, startAt = now, intervalHours } = report;
  const isRepeated = !executeNow && intervalHours !== undefined;
  if (runs >= (isRepeated ? count : 1))
    return world.store.of(insightsReports).put({ ...report, status: 'Inactive' as const });
  let dueAt = Math.max(now, startAt);
  if (isRepeated) {
    const interval = intervalHours * millisecondsPerHour;
    const last = Math.floor((lastDueAt - startAt) / interval);
    dueAt = startAt + Math.max(0, last + 1, Math.ceil((now - startAt) / interval)) * interval;
  }
  const reportId = id;
  const pending = { id: world.ids.uuid(), reportId, dueAt, status: 'Pending' as const };
  schedule(world, world.store.of(insightsExecutions).put(pending), dueAt);
  return report;
}

/** Keeps the next run from happening. */
export function holdNext(world: World, report: InsightsReport): void {
  for (const execution of executionsOf(world, report.id)) {
    if (execution.status !== 'Pending') continue;
    world.scheduler.cancel(jobKey(execution.id));
    world.store.of(insightsExecutions).put({ ...execution, status: 'Paused' as const });
  }
}

/** Plans the next run anew. */
export function replan(world: World, report: InsightsReport): InsightsReport {
  const all = executionsOf(world, report.id);
  const waiting = all.filter(({ status }) => status === 'Pending' || status === 'Paused');
  forgetExecutions(
    world,
    waiting.map(({ id }) => id),
  );
  // A run that is under way plans the next one itself.
  return all.some(({ status }) => status === 'Running') ? report : planNext(world, report);
}

export function forgetExecutions(world: World, ids: readonly string[]): void {
  for (const id of ids) {
    world.scheduler.cancel(jobKey(id));
    world.store.of(insightsExecutions).delete(id);
  }
}

export const insightsJobs = {
  /** Pending, running, then completed with its file. evidence: docs for the states, modelled for the time */
  'insights-run': (world: World, { subject }: Job) => {
    const execution = world.store.of(insightsExecutions).get(subject);
    const report = world.store.of(insightsReports).get(execution?.reportId ?? '');
    if (execution === undefined || report === undefined) return;
    const now = world.clock.now();
    if (execution.status === 'Pending') {
      world.store.of(insightsReports).put({ ...report, runs: report.runs + 1 });
      const running = world.store.of(insightsExecutions).put({ ...execution, status: 'Running' as const });
      schedule(world, running, now + world.settings.exportSeconds * 1_000);
      return;
    }
    const { callback, status } = report;
    world.store.of(insightsExecutions).put({
      ...execution,
      status: 'Completed' as const,
      generatedAt: now,
      content: contentOf(world, report),
      ...(callback && {
        callback: { ...callback, url: callbackUrlOf(report, callback), state: 'due' as const },
      }),
    });
    forgetOld(world, report);
    if (status === 'Active') planNext(world, report, execution.dueAt);
  },
};

function contentOf(world: World, report: InsightsReport): string {
  const { text, area, format, queryFrom, queryTo, companyId } = report;
  const partner = world.store.of(partners).get(companyId);
  const statement = parseStatement(text, area);
  const asked =
    queryFrom === undefined && queryTo === undefined
      ? undefined
      : { from: queryFrom ?? 0, to: queryTo ?? world.clock.now() };
  const rows = partner === undefined ? [] : runStatement(world, partner, statement, asked);
  return reportFile(statement.selected, rows, format);
}

function forgetOld(world: World, report: InsightsReport): void {
  const oldest = world.clock.now() - keptDays * millisecondsPerDay;
  const old = executionsOf(world, report.id).filter(({ generatedAt = Infinity }) => generatedAt < oldest);
  forgetExecutions(
    world,
    old.map(({ id }) => id),
  );
}

/** A POST has the report's id at the end of its path, a GET in its query. evidence: docs */
function callbackUrlOf({ id }: InsightsReport, { url, method }: Callback): string {
  const called = new URL(url);
  if (method === 'GET') called.searchParams.set('reportId', id);
  else called.pathname = `${called.pathname.replace(/\/$/, '')}/${id}`;
  return called.href;
}

/** The runs that somebody has to be told of now. */
export function dueCallbacks(world: World): InsightsExecution[] {
  return world.store.of(insightsExecutions).find('callback', 'due');
}

export function isAnyCallbackDue(world: World): boolean {
  return world.store.of(insightsExecutions).count('callback', 'due') > 0;
}

/** Once, whatever comes of it. evidence: modelled */
export function recordCallback(world: World, { id }: InsightsExecution, isTaken: boolean): void {
  const execution = world.store.of(insightsExecutions).get(id);
  if (execution?.callback?.state !== 'due') return;
  const state = isTaken ? ('called' as const) : ('failed' as const);
  world.store.of(insightsExecutions).put({ ...execution, callback: { ...execution.callback, state } });
}
