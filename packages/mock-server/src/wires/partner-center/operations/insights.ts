import {
  createReport,
  deleteReport,
  pauseReport,
  resumeReport,
  updateReport,
} from '../../../domain/insights/change-report.ts';
import type { InsightsArea } from '../../../domain/insights/dataset.ts';
import { datasetsOf } from '../../../domain/insights/datasets.ts';
import { executionsOf, insightsExecutions } from '../../../domain/insights/execution.ts';
import { parseStatement } from '../../../domain/insights/parse-statement.ts';
import {
  createQuery,
  deleteQuery,
  queriesOf,
  requireQuery,
  systemQueries,
} from '../../../domain/insights/query.ts';
import {
  type InsightsReport,
  insightsReports,
  reportsOf,
  requireReport,
} from '../../../domain/insights/report.ts';
import type { ReportFormat } from '../../../domain/insights/report-file.ts';
import { runStatement } from '../../../domain/insights/run-statement.ts';
import { type Partner, partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type {
  InsightsReportChange,
  NewInsightsQuery,
  NewInsightsReport,
} from '../../../generated/partner-center.gen.ts';
import { originOf } from '../../../http/origin.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { parseInstant } from '../../../kernel/calendar.ts';
import { derivedId } from '../../../kernel/derived-id.ts';
import { FileAnswer } from '../file-answer.ts';
import { queryOf } from '../query.ts';
import { envelope, toDataset, toExecution, toQuery, toReport } from '../shapes/insights.ts';
import { instant } from '../shapes/resource.ts';

/** Rows that trying a query shows. evidence: docs */
const triedRows = 100;
const statuses = ['Pending', 'Running', 'Paused', 'Completed'] as const;

function areaOf({ request }: Call): InsightsArea {
  return /^\/insights\/v[\d.]+\/cmp\//i.test(request.path) ? 'cmp' : 'mpn';
}

function partnerIn({ world, actor }: Call): Partner {
  return partnerOf(world, actor);
}

function reportOf(call: Call): InsightsReport {
  return requireReport(call.world, partnerIn(call), areaOf(call), call.parameters.reportId ?? '');
}

function timeIn(field: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return parseInstant(text);
  } catch {
    throw new Refusal('invalid', 'insights.time', `${field} "${text}" must be yyyy-MM-ddTHH:mm:ssZ.`, field);
  }
}

/** What is named of several, with semicolons between; everything when nothing is. evidence: docs */
function named(text: string | undefined) {
  const names = text?.toLowerCase().split(';').filter(Boolean) ?? [];
  return (name: string) => names.length === 0 || names.includes(name.toLowerCase());
}

function settingsOf(body: NewInsightsReport | InsightsReportChange) {
  return {
    name: body.ReportName,
    description: body.Description,
    startAt: timeIn('StartTime', body.StartTime),
    intervalHours: body.RecurrenceInterval,
    count: body.RecurrenceCount,
    format: body.Format as ReportFormat | undefined,
    callbackUrl: body.CallbackUrl,
    callbackMethod: body.CallbackMethod as 'GET' | 'POST' | undefined,
  };
}

/** evidence: modelled form and values; a link is signed anew whenever it is asked for */
function linkFrom(call: Call) {
  return (executionId: string) => {
    const { world, request } = call;
    const expiresAt = world.clock.now() + world.settings.exportTokenMinutes * 60_000;
    const query = new URLSearchParams({ se: instant(expiresAt), sig: signatureOf(executionId, expiresAt) });
    return { url: `${originOf(request)}/insights/v1/files/${executionId}?${query}`, expiresAt };
  };
}

function signatureOf(executionId: string, expiresAt: number): string {
  return derivedId(`insights file of ${executionId} until ${expiresAt}`).replaceAll('-', '');
}

/** @throws Refusal when the link is another's, or has run out */
function checkLink(call: Call, executionId: string): void {
  const { se = '', sig } = queryOf(call);
  const expiresAt = Date.parse(se);
  if (sig === signatureOf(executionId, expiresAt) && expiresAt > call.world.clock.now()) return;
  throw new Refusal('forbidden', 'insights.link', 'The signature of this link is wrong or has expired.');
}

function listExecutions(call: Call) {
  const { world } = call;
  const report = reportOf(call);
  const { executionid, executionstatus = 'Completed', getlatestexecution = 'true' } = queryOf(call);
  const wanted = executionstatus.split(';');
  const unknown = wanted.find((name) => !statuses.some((each) => each.toLowerCase() === name.toLowerCase()));
  if (unknown !== undefined)
    throw new Refusal(
      'invalid',
      'insights.status',
      `executionStatus "${unknown}" is none of ${statuses.join(', ')}.`,
      'executionStatus',
    );
  const isWanted = named(executionstatus);
  const isNamed = named(executionid);
  const found = executionsOf(world, report.id).filter(({ id, status }) => isWanted(status) && isNamed(id));
  if (found.length === 0)
    throw new Refusal('not-found', 'insights.execution_unknown', 'The report has no such run yet.');
  const shown = getlatestexecution.toLowerCase() === 'false' ? found : found.slice(0, 1);
  return envelope(shown.map((each) => toExecution(report, each, linkFrom(call))));
}

export const insightsOperations = {
  ListInsightsDatasets: (call: Call) => {
    const isWanted = named(queryOf(call).datasetname);
    const found = datasetsOf(areaOf(call)).filter(({ name }) => isWanted(name));
    return envelope(found.map(toDataset), 'Dataset fetched successfully');
  },
  CreateInsightsQuery: (call: Call<NewInsightsQuery>) => {
    const { Name: name, Description: description, Query: text } = call.body;
    const made = createQuery(call.world, call.actor, { area: areaOf(call), name, description, text });
    return envelope([toQuery(made)], 'Query created successfully');
  },
  ListInsightsQueries: (call: Call) => {
    const { queryid, queryname, includesystemqueries = 'true', includeonlysystemqueries } = queryOf(call);
    const area = areaOf(call);
    const isOnlySystem = includeonlysystemqueries?.toLowerCase() === 'true';
    const withSystem = isOnlySystem || includesystemqueries.toLowerCase() !== 'false';
    const all = [
      ...(withSystem ? systemQueries(area) : []),
      ...(isOnlySystem ? [] : queriesOf(call.world, partnerIn(call), area)),
    ];
    const isId = named(queryid);
    const isName = named(queryname);
    return envelope(all.filter(({ id, name }) => isId(id) && isName(name)).map(toQuery));
  },
  DeleteInsightsQuery: (call: Call) =>
    envelope(
      [toQuery(deleteQuery(call.world, partnerIn(call), areaOf(call), call.parameters.queryId ?? ''))],
      'Query deleted successfully',
    ),
  TestInsightsQuery: (call: Call) => {
    const { exportquery, queryid, starttime, endtime } = queryOf(call);
    const { world } = call;
    const [partner, area] = [partnerIn(call), areaOf(call)];
    if ((exportquery === undefined) === (queryid === undefined))
      throw new Refusal(
        'invalid',
        'insights.query',
        'Send exportQuery or queryId, one of them.',
        'exportQuery',
      );
    const text = exportquery ?? requireQuery(world, partner, area, queryid ?? '').text;
    const [from, to] = [timeIn('startTime', starttime), timeIn('endTime', endtime)];
    const asked =
      from === undefined && to === undefined ? undefined : { from: from ?? 0, to: to ?? world.clock.now() };
    return envelope(runStatement(world, partner, parseStatement(text, area), asked).slice(0, triedRows));
  },
  CreateInsightsReport: (call: Call<NewInsightsReport>) => {
    const { body } = call;
    const made = createReport(call.world, call.actor, {
      ...settingsOf(body),
      area: areaOf(call),
      queryId: body.QueryId,
      executeNow: body.ExecuteNow ?? false,
      queryFrom: timeIn('QueryStartTime', body.QueryStartTime),
      queryTo: timeIn('QueryEndTime', body.QueryEndTime),
    });
    return envelope([toReport(made)], 'Report created successfully');
  },
  ListInsightsReports: (call: Call) => {
    const { reportid, reportname, queryid } = queryOf(call);
    const [isId, isName, isOfQuery] = [named(reportid), named(reportname), named(queryid)];
    return envelope(
      reportsOf(call.world, partnerIn(call), areaOf(call))
        .filter((each) => isId(each.id) && isName(each.name) && isOfQuery(each.queryId))
        .map(toReport),
    );
  },
  UpdateInsightsReport: (call: Call<InsightsReportChange>) =>
    envelope(
      [toReport(updateReport(call.world, reportOf(call), settingsOf(call.body)))],
      'Report updated successfully',
    ),
  DeleteInsightsReport: (call: Call) =>
    envelope([toReport(deleteReport(call.world, reportOf(call)))], 'Report deleted successfully'),
  PauseInsightsReport: (call: Call) =>
    envelope([toReport(pauseReport(call.world, reportOf(call)))], 'Report paused successfully'),
  ResumeInsightsReport: (call: Call) =>
    envelope([toReport(resumeReport(call.world, reportOf(call)))], 'Report resumed successfully'),
  ListInsightsExecutions: (call: Call) => listExecutions(call),
  DownloadInsightsReport: (call: Call) => {
    const { world, parameters } = call;
    const id = (parameters.executionId ?? '').toLowerCase();
    checkLink(call, id);
    const { content, reportId = '' } = world.store.of(insightsExecutions).get(id) ?? {};
    const report = world.store.of(insightsReports).get(reportId);
    if (content === undefined || report === undefined)
      throw new Refusal('not-found', 'insights.file_unknown', 'The file is there no more.');
    const [extension, type] =
      report.format === 'CSV' ? ['csv', 'text/csv'] : ['tsv', 'text/tab-separated-values'];
    return new FileAnswer(content, `${type}; charset=utf-8`, {
      'content-disposition': `attachment; filename=${id}.${extension}`,
      'content-length': String(Buffer.byteLength(content)),
    });
  },
} satisfies Record<string, OperationHandler>;
