import type { Actor } from '../../../domain/actor.ts';
import type { AuditedService } from '../../../domain/audit/audit-event.ts';
import type { AuditRecord } from '../../../domain/audit/audit-record.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import type { AuditRecord as WireAuditRecord } from '../../../generated/partner-center.gen.ts';
import { millisecondsPerDay, startOfDay } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { attributes, instant } from './resource.ts';
import { statusOf } from './subscription.ts';

/** Operations after which the resource is no more: what is known of it is its old value. */
const removal = /delete|remove/;

/** As much of a subscription as tells what it holds and since when. evidence: docs for PascalCase, modelled for which fields */
function held(service: AuditedService | undefined) {
  if (service === undefined) return undefined;
  const { quantity, term, billingCycle, termStart, termEnd } = service;
  return {
    Quantity: quantity,
    Status: statusOf(service),
    ...(term !== undefined && { TermDuration: term }),
    ...(billingCycle !== undefined && { BillingCycle: billingCycle }),
    ...(termStart !== undefined && { EffectiveStartDate: instant(startOfDay(termStart)) }),
    ...(termEnd !== undefined && {
      CommitmentEndDate: instant(startOfDay(termEnd) - millisecondsPerDay),
    }),
  };
}

/**
 * A record, with as much of the resource as the audit keeps: its id and its name, and what a subscription held before
 * and after. evidence: docs, modelled for the keys of the values
 */
export function toAuditRecord(world: World, actor: Actor, record: AuditRecord): WireAuditRecord {
  const { id, event, operation, customer, resourceId, before } = record;
  const { operationType } = operation;
  const isRemoval = removal.test(operationType);
  const value = (service?: AuditedService) =>
    JSON.stringify({ Id: resourceId, Name: event.targetName, ...held(service) });
  const now = operation.resourceType === 'subscription' ? event.service : undefined;
  return {
    id,
    partnerId: partnerOf(world, actor).tenantId,
    ...(customer !== undefined && { customerId: customer.id, customerName: customer.companyName }),
    ...(event.wire !== 'system' && { userPrincipalName: event.username }),
    ...operation,
    ...(resourceId !== undefined && isRemoval && { resourceOldValue: value() }),
    ...(resourceId !== undefined && now && before && { resourceOldValue: value(before) }),
    ...(resourceId !== undefined && !isRemoval && { resourceNewValue: value(now) }),
    operationDate: instant(event.at),
    operationStatus: 'succeeded',
    customizedData: [],
    attributes: attributes('AuditRecord'),
  };
}
