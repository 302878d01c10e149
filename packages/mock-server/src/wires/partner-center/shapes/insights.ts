import type { Dataset } from '../../../domain/insights/dataset.ts';
import type { InsightsExecution as Execution } from '../../../domain/insights/execution.ts';
import type { InsightsQuery as Query } from '../../../domain/insights/query.ts';
import type { InsightsReport as Report } from '../../../domain/insights/report.ts';
import type {
  InsightsDataset,
  InsightsExecution,
  InsightsQuery,
  InsightsReport,
} from '../../../generated/partner-center.gen.ts';
import { instant } from './resource.ts';

/** What answers of insights come in, refusals too. evidence: sample, modelled for refusals */
export function envelope<Item>(value: readonly Item[], message: string | null = null, statusCode = 200) {
  return {
    value: [...value],
    nextLink: null,
    totalCount: value.length,
    message,
    statusCode,
    dataRedacted: false,
  };
}

export function toDataset({ name, columns, metrics, ...dataset }: Dataset): InsightsDataset {
  return {
    datasetName: name,
    selectableColumns: [...columns],
    availableMetrics: Object.keys(metrics),
    availableDateRanges: [...dataset.dateRanges],
    minimumRecurrenceInterval: dataset.minimumRecurrenceInterval,
  };
}

export function toQuery({ id, name, description, text, user, createdAt, companyId }: Query): InsightsQuery {
  return {
    queryId: id,
    name,
    description: description ?? null,
    query: text,
    type: companyId === undefined ? 'system' : 'userDefined',
    user: user ?? null,
    createdTime: instant(createdAt),
  };
}

function time(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : instant(milliseconds);
}

function common({ intervalHours, count, callback, format }: Report) {
  return {
    recurrenceInterval: intervalHours ?? null,
    recurrenceCount: count ?? null,
    callbackUrl: callback?.url ?? null,
    callbackMethod: callback?.method ?? null,
    format: format.toLowerCase(),
  };
}

export function toReport(report: Report): InsightsReport {
  return {
    reportId: report.id,
    reportName: report.name,
    description: report.description ?? null,
    queryId: report.queryId,
    query: report.text,
    user: report.user,
    createdTime: instant(report.createdAt),
    modifiedTime: time(report.modifiedAt),
    executeNow: report.executeNow,
    queryStartTime: time(report.queryFrom),
    queryEndTime: time(report.queryTo),
    startTime: time(report.startAt),
    reportStatus: report.status,
    ...common(report),
  };
}

/** A link is there once there is something behind it. evidence: sample */
export function toExecution(
  report: Report,
  { id, status, generatedAt }: Execution,
  linkTo: (executionId: string) => { readonly url: string; readonly expiresAt: number },
): InsightsExecution {
  const link = status === 'Completed' ? linkTo(id) : undefined;
  return {
    executionId: id,
    reportId: report.id,
    ...common(report),
    executionStatus: status,
    reportLocation: null,
    reportAccessSecureLink: link?.url ?? null,
    reportExpiryTime: time(link?.expiresAt),
    reportGeneratedTime: time(generatedAt),
  };
}
