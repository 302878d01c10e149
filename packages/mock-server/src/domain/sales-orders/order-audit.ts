import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { companies } from '../companies/company.ts';
import type { SalesOrder } from './sales-order.ts';

/** Whoever placed an order, as it goes its way: what may be done was checked then. */
export function actorOf({ placedBy }: SalesOrder): Actor {
  return { wire: 'ingram', ...placedBy, companyId: undefined, permissions: new Set() };
}

/** One audit row about an order, with its customer. */
export function auditOrder(world: World, actor: Actor, order: SalesOrder, what: string): void {
  const { companyId, orderNumber, failure } = order;
  recordAudit(world, actor, {
    eventType: `SalesOrder.${what}`,
    targetId: companyId,
    targetType: 'Company',
    targetName: `${world.store.of(companies).get(companyId)?.name ?? ''}: ${orderNumber}`,
    companyId,
    ...(failure && { details: failure.message }),
  });
}
