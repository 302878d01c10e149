import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { commercialRelationships } from './tenant.ts';

/** Writes down a change of what belongs to a customer's tenant, with the partner whose customer it is. */
export function auditTenant(
  world: World,
  actor: Actor,
  tenantId: string,
  event: { readonly eventType: string; readonly name: string; readonly id: string },
): void {
  const partnerId =
    actor.companyId ??
    world.store.of(commercialRelationships).first('tenant', tenantId)?.providerId ??
    // Nobody's customer: a tenant whose relationship was deleted while something was still to run out.
    0;
  recordAudit(world, actor, {
    eventType: event.eventType,
    targetId: partnerId,
    targetType: 'Company',
    targetName: event.name,
    companyId: partnerId,
    details: `${tenantId}/${event.id}`,
  });
}
