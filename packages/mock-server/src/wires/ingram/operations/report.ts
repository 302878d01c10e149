import {
  endOfDay,
  linkTo,
  type RatedReport,
  ratedReportInScope,
  ratedReportsOf,
  requestRatedReport,
} from '../../../domain/rated-reports/rated-report.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { NewReport, Report } from '../../../generated/ingram.gen.ts';
import { originOf } from '../../../http/origin.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { isoOf, parseInstant } from '../../../kernel/calendar.ts';
import { asked, askedInstant } from '../query.ts';

function instant(text: string, field: string): number {
  try {
    return parseInstant(text);
  } catch {
    throw new Refusal('invalid', 'rated_report.dates', `${field} "${text}" is no date of ISO 8601.`, field);
  }
}

function toReport({ world, request }: Call<never>, report: RatedReport): Report {
  const { customizationName } = report;
  const link = linkTo(world, report);
  const query = new URLSearchParams({ se: isoOf(link.expires), sig: link.signature });
  return {
    id: report.id,
    name: report.name,
    ...(customizationName !== undefined && { customizationName }),
    status: report.status,
    type: report.type,
    format: report.format,
    creationDate: isoOf(report.createdAt),
    startDate: isoOf(report.from),
    endDate: isoOf(report.to),
    ...(report.content !== undefined && {
      downloadUrl: `${originOf(request)}/rdecontainer/${link.file}?${query}`,
    }),
  };
}

export const reportOperations = {
  /** All come at once, whatever page is asked for, and formats in capitals. evidence: docs, sample */
  getReports: (call: Call) => {
    const [name, format] = [asked(call, 'name'), asked(call, 'format')];
    const [status, type] = [asked(call, 'status'), asked(call, 'type')];
    const from = askedInstant(call, 'from') ?? 0;
    const to = askedInstant(call, 'to');
    const data = ratedReportsOf(call.world, call.actor)
      .filter(
        (report) =>
          (name === undefined || report.name === name) &&
          (format === undefined || report.format === format.toLowerCase()) &&
          (status === undefined || report.status === status) &&
          (type === undefined || report.type === type) &&
          report.createdAt >= from &&
          (to === undefined || report.createdAt <= endOfDay(to)),
      )
      .map((report): Report => {
        const shown = toReport(call as Call<never>, report);
        return { ...shown, format: report.format.toUpperCase() };
      });
    return { data, pagination: { offset: 0, limit: data.length, total: data.length } };
  },
  createReport: (call: Call<NewReport>) => {
    const { name, customizationName, format, startDate, endDate } = call.body;
    const report = requestRatedReport(call.world, call.actor, {
      name,
      customizationName,
      format,
      from: instant(startDate, 'startDate'),
      to: endDate === undefined ? undefined : instant(endDate, 'endDate'),
    });
    return toReport(call as Call<never>, report);
  },
  getReportById: (call: Call) =>
    toReport(call as Call<never>, ratedReportInScope(call.world, call.actor, call.parameters.reportId ?? '')),
} satisfies Record<string, OperationHandler>;
