import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { companyInScope, permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { declineHeldSubscription, releaseHeldSubscription } from '../subscriptions/order.ts';
import { type CreditRequest, creditRequests } from './credit-request.ts';

/** Approves or declines an order that waits. @throws Refusal when it was decided already */
export function decideCreditRequest(
  world: World,
  actor: Actor,
  id: number,
  decision: 'Approved' | 'Declined',
  comment?: string,
): CreditRequest {
  permit(actor, 'credit.write');
  const request = world.store.of(creditRequests).get(id);
  if (request === undefined) throw notFound(id);
  const payer = companyInScope(world, actor, request.payerId);
  if (request.status !== 'Pending') {
    throw new Refusal(
      'conflict',
      'credit.already_decided',
      `RequestId ${id} was ${request.status.toLowerCase()} already.`,
      'RequestId',
    );
  }
  const decided = world.store.of(creditRequests).put({
    ...request,
    status: decision,
    decidedAt: world.clock.now(),
    decidedBy: actor.userId,
    decidedByName: actor.username,
    ...(comment !== undefined && { comment }),
  });
  recordAudit(world, actor, {
    eventType: `CreditCheck.${decision}`,
    targetId: request.subscriptionId,
    targetType: 'Product',
    targetName: payer.name,
    companyId: payer.id,
  });
  if (decision === 'Approved') releaseHeldSubscription(world, actor, request.subscriptionId);
  else declineHeldSubscription(world, actor, request.subscriptionId);
  return decided;
}

function notFound(id: number): Refusal {
  return new Refusal(
    'not-found',
    'credit.not_found',
    `RequestId ${id} is no order that waits; ListCreditCheckOrdersForApproval lists them.`,
    'RequestId',
  );
}
