import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { type Company, companies } from './company.ts';
import type { Permission } from './role.ts';
import { type User, users } from './user.ts';

/** What an AccountId stands for: companies, users and services share one sequence. */
export type Account =
  | { readonly type: 'company'; readonly company: Company }
  | { readonly type: 'user'; readonly user: User; readonly company: Company }
  | { readonly type: 'service'; readonly subscription: Subscription; readonly company: Company };

/** @throws Refusal of kind `forbidden` when the actor's roles do not carry the permission */
export function permit(actor: Actor, permission: Permission): void {
  if (actor.companyId === undefined || actor.permissions.has(permission)) return;
  throw new Refusal(
    'forbidden',
    'role.not_permitted',
    `The roles of ${actor.username} do not allow this (${permission}); ask an administrator for a role that does.`,
  );
}

/** Whether a company is another one or lies below it. */
export function isWithin(world: World, companyId: number, ancestorId: number): boolean {
  for (
    let id: number | undefined = companyId;
    id !== undefined;
    id = world.store.of(companies).get(id)?.parentId
  ) {
    if (id === ancestorId) return true;
  }
  return false;
}

/** The account that an id stands for. @throws Refusal of kind `not-found`, also for what lies outside the actor's own tree */
export function accountInScope(world: World, actor: Actor, accountId: number, field = 'accountId'): Account {
  const account = accountOf(world, accountId);
  if (
    account !== undefined &&
    (actor.companyId === undefined || isWithin(world, account.company.id, actor.companyId))
  ) {
    return account;
  }
  throw new Refusal(
    'not-found',
    'account.not_found',
    `${field} ${accountId} is no account that you can see; use the AccountId of the API, not the Numeric ID of the portal.`,
    field,
  );
}

/** @throws Refusal of kind `not-found` when the id is no company in the actor's own tree */
export function companyInScope(world: World, actor: Actor, companyId: number, field = 'accountId'): Company {
  const account = accountInScope(world, actor, companyId, field);
  if (account.type === 'company') return account.company;
  throw new Refusal(
    'invalid',
    'account.not_a_company',
    `${field} ${companyId} is a ${account.type}; name a company.`,
    field,
  );
}

/** @throws Refusal of kind `not-found` when the id is no service in the actor's own tree */
export function serviceInScope(
  world: World,
  actor: Actor,
  accountId: number,
  field = 'accountId',
): Subscription {
  const account = accountInScope(world, actor, accountId, field);
  if (account.type === 'service') return account.subscription;
  throw new Refusal(
    'invalid',
    'account.not_a_service',
    `${field} ${accountId} is a ${account.type}; name a service.`,
    field,
  );
}

export function accountOf(world: World, accountId: number): Account | undefined {
  const company = world.store.of(companies).get(accountId);
  if (company !== undefined) return { type: 'company', company };
  const subscription = world.store.of(subscriptions).get(accountId);
  if (subscription !== undefined) {
    const owner = world.store.of(companies).get(subscription.companyId);
    return owner && { type: 'service', subscription, company: owner };
  }
  const user = world.store.of(users).get(accountId);
  const home = user && world.store.of(companies).get(user.parentId);
  return user && home && { type: 'user', user, company: home };
}

/** A company and all below it, parents first. */
export function* companiesBelow(world: World, companyId: number): Generator<Company> {
  const company = world.store.of(companies).get(companyId);
  if (company === undefined) return;
  yield company;
  for (const child of world.store.of(companies).find('parent', companyId))
    yield* companiesBelow(world, child.id);
}

/** The next AccountId: one sequence over companies, users and services. */
export function nextAccountId(world: World): number {
  return world.ids.sequence('account', 400_001);
}

/** The next Numeric ID, which only the portal shows. */
export function nextNumericId(world: World): number {
  return world.ids.sequence('numericId', 700_001);
}
