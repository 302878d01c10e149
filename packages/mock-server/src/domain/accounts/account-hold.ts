import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { planUsage, stopUsage } from '../billing/charge.ts';
import { type Company, companies } from '../companies/company.ts';
import { companiesBelow } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from '../subscriptions/audit-subscription.ts';
import { type Subscription, subscriptionStates, subscriptions } from '../subscriptions/subscription.ts';
import { type AccountProfile, type AccountStatus, accountProfiles } from './account-profile.ts';

const spoken: Readonly<Partial<Record<AccountStatus, string>>> = {
  creditHold: 'on credit hold',
  adminHold: 'on admin hold',
  pending: 'not verified yet',
  cancelled: 'cancelled',
  error: 'in error',
};

/** The account, of a company and those it buys from, that may not order. evidence: docs for holds, modelled that they reach down and for the other statuses */
function standingInTheWay(world: World, companyId: number): AccountProfile | undefined {
  for (
    let id: number | undefined = companyId;
    id !== undefined;
    id = world.store.of(companies).get(id)?.parentId
  ) {
    const profile = world.store.of(accountProfiles).get(id);
    if (profile !== undefined && profile.status !== 'active') return profile;
  }
  return undefined;
}

/** @throws Refusal when the account, or one that it buys from, may not order */
export function checkMayOrder(world: World, company: Company): void {
  const held = standingInTheWay(world, company.id);
  if (held === undefined) return;
  const whose =
    held.companyId === company.id ? `Account ${company.id}` : `The reseller of account ${company.id}`;
  throw new Refusal(
    'conflict',
    'account.on_hold',
    `${whose} is ${spoken[held.status] ?? held.status}: it can order nothing.`,
    'customerId',
  );
}

/** Whether what a company has may go on into another term. evidence: docs, a credit hold blocks renewals too */
export function mayRenew(world: World, companyId: number): boolean {
  const held = standingInTheWay(world, companyId);
  return held === undefined || held.status === 'pending';
}

/** Suspends all that an account and those below it have running; gives what was suspended. */
export function suspendServices(world: World, actor: Actor, company: Company): readonly number[] {
  return [...companiesBelow(world, company.id)]
    .flatMap((each) => world.store.of(subscriptions).find('company', each.id))
    .filter(({ state }) => state === 'active')
    .map((subscription) => {
      stopUsage(world, subscription);
      const current = world.store.of(subscriptions).get(subscription.id) ?? subscription;
      auditSubscription(world, actor, moved(world, current, 'suspended'), 'Suspended', 'Admin hold');
      return subscription.id;
    });
}

/** Brings back what a hold had suspended, as far as it is suspended still. */
export function resumeServices(world: World, actor: Actor, ids: readonly number[]): void {
  for (const id of ids) {
    const subscription = world.store.of(subscriptions).get(id);
    if (subscription?.state !== 'suspended') continue;
    const active = moved(world, subscription, 'active');
    if (active.billingCycle === 'usage') planUsage(world, active, world.clock.now());
    auditSubscription(world, actor, active, 'Reactivated', 'Admin hold ended');
  }
}

function moved(world: World, subscription: Subscription, state: 'active' | 'suspended'): Subscription {
  return world.store
    .of(subscriptions)
    .put({ ...subscription, state: subscriptionStates.move(subscription.state, state) });
}
