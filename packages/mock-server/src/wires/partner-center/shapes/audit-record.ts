import type { Actor } from '../../../domain/actor.ts';
import type { AuditRecord } from '../../../domain/audit/audit-record.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import type { AuditRecord as WireAuditRecord } from '../../../generated/partner-center.gen.ts';
import type { World } from '../../../world.ts';
import { attributes, instant } from './resource.ts';

/** Operations after which the resource is no more: what is known of it is its old value. */
const removal = /delete|remove/;

/**
 * A record, with as much of the resource as the audit keeps: its id and its name. evidence: docs, modelled for the
 * keys of the values
 */
export function toAuditRecord(world: World, actor: Actor, record: AuditRecord): WireAuditRecord {
  const { id, event, operation, customer, resourceId } = record;
  const { operationType } = operation;
  const value =
    resourceId === undefined ? undefined : JSON.stringify({ Id: resourceId, Name: event.targetName });
  return {
    id,
    partnerId: partnerOf(world, actor).tenantId,
    ...(customer !== undefined && { customerId: customer.id, customerName: customer.companyName }),
    ...(event.wire !== 'system' && { userPrincipalName: event.username }),
    ...operation,
    ...(value !== undefined && {
      [removal.test(operationType) ? 'resourceOldValue' : 'resourceNewValue']: value,
    }),
    operationDate: instant(event.at),
    operationStatus: 'succeeded',
    customizedData: [],
    attributes: attributes('AuditRecord'),
  };
}
