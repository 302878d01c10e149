import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import type { Subscription } from './subscription.ts';

/** One audit row about a service. */
export function auditSubscription(
  world: World,
  actor: Actor,
  subscription: Subscription,
  what: string,
  details?: string,
): void {
  const { state, afterlife, quantity, term, billingCycle, termStart, termEnd } = subscription;
  recordAudit(world, actor, {
    eventType: `Subscription.${what}`,
    targetId: subscription.id,
    targetType: 'Product',
    targetName: subscription.displayName,
    companyId: subscription.companyId,
    ...(details !== undefined && { details }),
    service: {
      state,
      quantity,
      ...(afterlife !== undefined && { afterlife }),
      ...(term !== undefined && { term }),
      ...(billingCycle !== undefined && { billingCycle }),
      ...(termStart !== undefined && { termStart }),
      ...(termEnd !== undefined && { termEnd }),
    },
  });
}
