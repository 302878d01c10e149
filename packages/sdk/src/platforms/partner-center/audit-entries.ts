import type { AuditRecord } from '../../generated/partner-center.gen.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import { jsonObject } from '../../http/json-object.ts';
import { day, instantOf, isoOf, startOfDay } from '../../operations/calendar.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { AuditEntry, ReportWindow } from '../../operations/reports/report-operations.ts';
import type { PartnerCenter } from './client.ts';
import { equals } from './filter.ts';

/** Source: Partner Center developer documentation: get-a-record-of-partner-center-activity. */
const keptDays = 90;

export function oldestAudit(now: number): number {
  return startOfDay(now) - keptDays * day;
}

/** Newest first. @throws ValidationError when the days are gone */
export async function* auditEntries(
  { auditRecords, client }: PartnerCenter,
  { from, to, customer }: ReportWindow,
  options: OperationOptions,
): AsyncGenerator<AuditEntry, void, undefined> {
  const now = client.environment.now();
  const oldest = isoOf(oldestAudit(now)).slice(0, 10);
  if (from < oldest) {
    const message = `lies more than ${keptDays} days back.`;
    const remedy = `Ask from ${oldest}; keep what is older yourself.`;
    throw new ValidationError([{ code: 'report.audit_days', path: ['from'], message, remedy }], {
      platform: 'partner-center',
    });
  }
  const today = isoOf(now).slice(0, 10);
  if (from > today) return;
  const params = {
    startDate: from,
    endDate: to < today ? to : today,
    ...(customer !== undefined && { filter: equals('CustomerId', customer) }),
  };
  for await (const record of auditRecords.list(params, options)) yield toEntry(record);
}

function toEntry(record: AuditRecord): AuditEntry {
  const { resourceOldValue: before, resourceNewValue: after } = record;
  const { Id, Name } = jsonObject(after ?? before ?? '');
  const at = instantOf(record.operationDate);
  return {
    at: at === undefined ? '' : isoOf(at),
    what: record.operationType ?? '',
    ...(record.userPrincipalName !== undefined && { who: record.userPrincipalName }),
    ...(Id !== undefined && { thing: String(Id) }),
    ...(Name !== undefined && { thingName: String(Name) }),
    ...(record.resourceType !== undefined && { thingType: record.resourceType }),
    ...(record.customerId !== undefined && { customer: record.customerId }),
    ...(record.customerName !== undefined && { customerName: record.customerName }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}
