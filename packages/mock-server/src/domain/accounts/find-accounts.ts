import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { type Company, companies } from '../companies/company.ts';
import { companiesBelow, isWithin, permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { type AccountProfile, accountProfiles } from './account-profile.ts';

/** An account of a marketplace. */
export interface Account {
  readonly company: Company;
  readonly profile: AccountProfile;
}

export type AccountKind = 'reseller' | 'company';

export interface AccountFilter {
  /** Part of it, in any case. evidence: modelled */
  readonly name?: string | undefined;
  /** Of a contact. */
  readonly email?: string | undefined;
  readonly externalId?: string | undefined;
}

const words: Readonly<Record<AccountKind, string>> = { reseller: 'reseller', company: 'customer' };

/** The account with a number. @throws Refusal of kind `not-found`, also for what lies outside the actor's own tree */
export function accountOfKind(world: World, actor: Actor, kind: AccountKind, id: string): Account {
  permit(actor, 'accounts.read');
  const company = /^\d{1,15}$/.test(id) ? world.store.of(companies).get(Number(id)) : undefined;
  const profile = company && world.store.of(accountProfiles).get(company.id);
  const seen =
    company?.kind === kind && (actor.companyId === undefined || isWithin(world, company.id, actor.companyId));
  if (profile !== undefined && seen) return { company, profile };
  throw new Refusal('not-found', 'account.not_found', `There is no ${words[kind]} with id ${id}.`, 'id');
}

/** Accounts below another, newest first; that one is not among them. evidence: docs for the order, which releases name for lists */
export function accountsBelow(
  world: World,
  actor: Actor,
  kind: AccountKind,
  topId: number,
  filter: AccountFilter = {},
): Account[] {
  permit(actor, 'accounts.read');
  return [...companiesBelow(world, topId)]
    .filter((company) => company.kind === kind && company.id !== topId)
    .flatMap((company): Account[] => {
      const profile = world.store.of(accountProfiles).get(company.id);
      return profile !== undefined && fits({ company, profile }, filter) ? [{ company, profile }] : [];
    })
    .sort(
      (left, right) => right.company.createdAt - left.company.createdAt || right.company.id - left.company.id,
    );
}

function fits({ company, profile }: Account, { name, email, externalId }: AccountFilter): boolean {
  const address = email?.toLowerCase();
  return (
    (name === undefined || company.name.toLowerCase().includes(name.toLowerCase())) &&
    (externalId === undefined || profile.externalId === externalId) &&
    (address === undefined || profile.contacts.some((contact) => contact.email.toLowerCase() === address))
  );
}
