import { type AuditRecord, auditRecordOf, auditRecords } from '../../../domain/audit/audit-record.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { millisecondsPerDay, parseInstant, startOfDay } from '../../../kernel/calendar.ts';
import { filterOf, queryOf, type SimpleFilter, seekPage } from '../query.ts';
import { toAuditRecord } from '../shapes/audit-record.ts';

/** evidence: docs */
const windowDays = 30;
/** evidence: docs */
const oldestDays = 90;
/** Of one page. evidence: modelled */
const pageSize = 500;

const usDate = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2}):(\d{2}) ([AP])M)?$/i;

/** ISO, or as the United States write it: 11/20/2026 1:30:00 PM. evidence: docs, sample for the second */
function instantIn(text: string, name: string): number {
  const [, month, day, year, hour, minute, second, half] = usDate.exec(text) ?? [];
  try {
    if (month === undefined || day === undefined) return parseInstant(text);
    const hours = (Number(hour ?? 12) % 12) + (half?.toUpperCase() === 'P' ? 12 : 0);
    const two = (value: string | number = 0) => String(value).padStart(2, '0');
    return parseInstant(`${year}-${two(month)}-${two(day)}T${two(hours)}:${two(minute)}:${two(second)}Z`);
  } catch {
    throw new Refusal(
      'invalid',
      'audit_record.date',
      `${name} "${text}" is no date; write 2026-11-20.`,
      name,
    );
  }
}

/** The window of a call; a last day that has no time counts whole. evidence: docs, modelled for that day */
function windowOf(call: Call): { readonly from: number; readonly to: number } {
  const { startdate, enddate } = queryOf(call);
  const now = call.world.clock.now();
  const oldest = startOfDay(now) - oldestDays * millisecondsPerDay;
  const end = enddate ? instantIn(enddate, 'endDate') : now;
  const to = end === startOfDay(end) ? end + millisecondsPerDay : end + 1;
  const from = startdate
    ? instantIn(startdate, 'startDate')
    : startOfDay(end) - windowDays * millisecondsPerDay;
  if (from < oldest) {
    throw new Refusal(
      'invalid',
      'audit_record.too_old',
      `startDate may lie ${oldestDays} days back at most; records before that are not given.`,
      'startDate',
    );
  }
  if (from >= to) {
    throw new Refusal(
      'invalid',
      'audit_record.window',
      'startDate lies after endDate; send the earlier day as startDate.',
      'startDate',
    );
  }
  return { from, to };
}

/** evidence: docs, these three forms and no others */
function matches({ customer, operation }: AuditRecord, filter: SimpleFilter): boolean {
  const value = filter.value.toLowerCase();
  switch (`${filter.field.toLowerCase()} ${filter.operator}`) {
    case 'companyname substring':
      return customer?.companyName.toLowerCase().includes(value) ?? false;
    case 'customerid equals':
      return customer?.id === value;
    case 'resourcetype equals':
      return operation.resourceType.replaceAll('_', '') === value.replaceAll('_', '');
    default:
      throw new Refusal(
        'invalid',
        'audit_record.filter',
        'filter must compare CompanyName with substring, or CustomerId or ResourceType with equals.',
        'filter',
      );
  }
}

export const auditRecordOperations = {
  ListAuditRecords: (call: Call) => {
    const filter = filterOf(call);
    const found = auditRecords(call.world, call.actor, windowOf(call));
    const shown = filter === undefined ? found : found.filter((record) => matches(record, filter));
    return seekPage(call, shown, (record) => toAuditRecord(call.world, call.actor, record), {
      defaultSize: pageSize,
      path: '/auditrecords',
    });
  },
  GetAuditRecord: ({ world, actor, parameters }: Call) =>
    toAuditRecord(world, actor, auditRecordOf(world, actor, parameters.auditRecordId ?? '')),
} satisfies Record<string, OperationHandler>;
