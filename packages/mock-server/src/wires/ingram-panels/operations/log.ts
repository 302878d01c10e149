import type { AuditEvent } from '../../../domain/audit/audit-event.ts';
import { panelLog } from '../../../domain/panels/panel-log.ts';
import type { LogEntry } from '../../../generated/ingram-panels.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { isoOf } from '../../../kernel/calendar.ts';
import { pageOf, panelActor } from '../panel-call.ts';

function toEntry({ at, username, eventType, targetName, details }: AuditEvent): LogEntry {
  return {
    at: isoOf(at),
    username,
    event: eventType,
    target: targetName,
    ...(details !== undefined && { details }),
  };
}

function log(call: Call) {
  return pageOf(call, panelLog(call.world, panelActor(call).companyId), toEntry);
}

export const logOperations = { readLog: log, readOwnLog: log } satisfies Record<string, OperationHandler>;
