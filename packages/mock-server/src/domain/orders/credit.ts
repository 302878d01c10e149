import { monthOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { ledger } from '../billing/ledger-line.ts';
import { companyInScope, isWithin, permit } from '../companies/scope.ts';
import { toMinor } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { type CreditLimit, type CreditRequest, creditLimits, creditRequests } from './credit-request.ts';

/** Sets, or without a limit switches off, the credit check of a company. */
export function setCreditLimit(
  world: World,
  actor: Actor,
  input: { readonly companyId: number; readonly limit?: number; readonly comment: string },
): CreditLimit {
  permit(actor, 'credit.write');
  const company = companyInScope(world, actor, input.companyId);
  if (input.limit !== undefined && !(input.limit >= 0)) {
    throw new Refusal(
      'invalid',
      'credit.limit_negative',
      'limit must be zero or more; leave it out to switch the check off.',
      'limit',
    );
  }
  const limit = world.store.of(creditLimits).put({
    companyId: company.id,
    ...(input.limit !== undefined && { limit: toMinor(input.limit, company.currency) }),
    comment: input.comment,
    setAt: world.clock.now(),
    setBy: actor.userId,
  });
  recordAudit(world, actor, {
    eventType: 'CreditLimit.Changed',
    targetId: company.id,
    targetType: company.kind === 'reseller' ? 'Reseller' : 'Company',
    targetName: company.name,
    companyId: company.id,
  });
  return limit;
}

/** What the company was charged this month, in minor units. evidence: modelled, the limit is per month and by sale price */
export function chargedThisMonth(world: World, companyId: number): number {
  return world.store
    .of(ledger)
    .find('companyMonth', `${companyId}:${monthOf(world.clock.now())}`)
    .reduce((sum, line) => sum + line.sale, 0);
}

/** What is left of the limit; undefined when nothing is checked. */
export function remainingCredit(world: World, companyId: number): number | undefined {
  const limit = world.store.of(creditLimits).get(companyId)?.limit;
  return limit === undefined ? undefined : limit - chargedThisMonth(world, companyId);
}

/** Whether an order of so many minor units must wait for approval. */
export function exceedsCredit(world: World, companyId: number, amount: number): boolean {
  const remaining = remainingCredit(world, companyId);
  return remaining !== undefined && amount > remaining;
}

/** Makes an order wait for somebody's yes. */
export function holdForApproval(
  world: World,
  actor: Actor,
  subscription: Subscription,
  amount: number,
): CreditRequest {
  const charged = chargedThisMonth(world, subscription.companyId);
  return world.store.of(creditRequests).put({
    id: world.ids.sequence('creditRequest', 1001),
    subscriptionId: subscription.id,
    payerId: subscription.companyId,
    requestedBy: actor.userId,
    requestedByName: actor.username,
    requestedAt: world.clock.now(),
    limit: world.store.of(creditLimits).get(subscription.companyId)?.limit ?? 0,
    projected: charged + amount,
    amount,
    status: 'Pending',
  });
}

/** The orders that wait below the actor. */
export function pendingCreditRequests(world: World, actor: Actor): CreditRequest[] {
  permit(actor, 'credit.read');
  return world.store
    .of(creditRequests)
    .find('status', 'Pending')
    .filter((request) => actor.companyId === undefined || isWithin(world, request.payerId, actor.companyId));
}
