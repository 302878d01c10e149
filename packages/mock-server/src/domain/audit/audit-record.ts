import { derivedId } from '../../kernel/derived-id.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { accessAssignments } from '../gdap/access-assignment.ts';
import { adminRelationships } from '../gdap/admin-relationship.ts';
import { type Partner, partnerOf } from '../partners/partner.ts';
import { isSoldThrough } from '../partners/sold-through.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';
import { type AuditEvent, type AuditedService, auditEvents } from './audit-event.ts';
import { type AuditOperation, auditOperationOf } from './audit-operation.ts';

/** A row of the audit as Microsoft tells it to a partner. */
export interface AuditRecord {
  readonly id: string;
  readonly event: AuditEvent;
  readonly operation: AuditOperation;
  readonly customer?: Tenant;
  /** What was changed, by its own id. */
  readonly resourceId?: string;
  /** Of a subscription: what it was before; what it is now is in the event. */
  readonly before?: AuditedService;
}

/** The id of a row's record, which links of notifications name too. */
export function auditRecordIdOf(event: Pick<AuditEvent, 'id'>): string {
  return derivedId(`audit record ${event.id}`);
}

/** The records of the actor's partner between two instants, newest first. evidence: modelled order */
export function auditRecords(
  world: World,
  actor: Actor,
  time: { readonly from: number; readonly to: number },
): AuditRecord[] {
  const partner = partnerOf(world, actor);
  return [...world.store.of(auditEvents).all()]
    .filter(({ at }) => at >= time.from && at < time.to)
    .sort((left, right) => right.at - left.at || right.id - left.id)
    .flatMap((event) => recordOf(world, partner, event) ?? []);
}

/** @throws Refusal when the actor's partner has none of that id */
export function auditRecordOf(world: World, actor: Actor, id: string): AuditRecord {
  const partner = partnerOf(world, actor);
  for (const event of world.store.of(auditEvents).all()) {
    if (auditRecordIdOf(event) !== id.toLowerCase()) continue;
    const record = recordOf(world, partner, event);
    if (record !== undefined) return record;
  }
  throw new Refusal(
    'not-found',
    'audit_record.unknown',
    `There is no audit record ${id}; take an id from GET /v1/auditrecords.`,
    'id',
  );
}

function recordOf(world: World, partner: Partner, event: AuditEvent): AuditRecord | undefined {
  const operation = auditOperationOf(event.eventType);
  if (operation === undefined) return undefined;
  const subscription =
    event.targetType === 'Product' ? world.store.of(subscriptions).get(event.targetId) : undefined;
  const isOwn =
    subscription === undefined
      ? event.targetType !== 'Product' && event.companyId === partner.companyId
      : isSoldThrough(world, partner, subscription);
  if (!isOwn) return undefined;
  const about = subscription === undefined ? aboutOf(world, event) : aboutSubscription(event, subscription);
  const before = subscription === undefined ? undefined : serviceBefore(world, event);
  const customer = about.tenantId === undefined ? undefined : world.store.of(tenants).get(about.tenantId);
  return {
    id: auditRecordIdOf(event),
    event,
    operation,
    ...(customer !== undefined && { customer }),
    ...(about.resourceId !== undefined && { resourceId: about.resourceId }),
    ...(before !== undefined && { before }),
  };
}

function serviceBefore(world: World, { id, targetId }: AuditEvent): AuditedService | undefined {
  return world.store
    .of(auditEvents)
    .find('target', targetId)
    .filter((each) => each.id < id && each.service !== undefined)
    .sort((left, right) => left.id - right.id)
    .at(-1)?.service;
}

interface About {
  readonly tenantId?: string | undefined;
  readonly resourceId?: string | undefined;
}

function aboutSubscription(
  { eventType }: AuditEvent,
  { tenantId, vendorReferenceId, secondVendorReferenceId }: Subscription,
): About {
  const isOrder = eventType === 'Subscription.Created';
  return { tenantId, resourceId: isOrder ? secondVendorReferenceId : vendorReferenceId };
}

/** Rows say in their details what they are about: a tenant, a tenant and what is in it, or a resource. */
function aboutOf(world: World, { eventType, targetName, details }: AuditEvent): About {
  if (details === undefined) return {};
  if (eventType.startsWith('Transfer.')) return { tenantId: details, resourceId: targetName };
  if (eventType.startsWith('SelfServePolicy.')) return { resourceId: details };
  if (eventType.startsWith('AdminRelationship.')) {
    const relationshipId = world.store.of(accessAssignments).get(details)?.relationshipId ?? details;
    return {
      tenantId: world.store.of(adminRelationships).get(relationshipId)?.tenantId,
      resourceId: details,
    };
  }
  const [tenantId, resourceId = tenantId] = details.split('/');
  return { tenantId, resourceId };
}
