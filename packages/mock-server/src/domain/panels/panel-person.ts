import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { apiSubscriptions } from '../accounts/api-access.ts';
import type { AccountAddress } from '../accounts/check-account.ts';
import { isInMarketplace } from '../accounts/marketplace-site.ts';
import { companies } from '../companies/company.ts';
import { roles } from '../companies/role.ts';
import { type User, users } from '../companies/user.ts';
import { Refusal } from '../refusal.ts';
import type { PanelActor, PersonRole } from './panel-role.ts';

export type PersonState = 'invited' | 'active' | 'disabled';

/** What the service desk asks, and a hash of what is to be answered. */
export interface KeptQuestion {
  readonly question: string;
  readonly answerHash: string;
  readonly setAt: number;
  readonly wrongAnswers: number;
  readonly lockedUntil?: number;
}

/** What the panels know of a user beside its name and password. */
export interface PanelPerson {
  readonly userId: number;
  readonly companyId: number;
  readonly role: PersonRole;
  readonly state: PersonState;
  readonly createdAt: number;
  readonly phoneNumber?: string;
  readonly address?: AccountAddress;
  readonly lastSignIn?: number;
  readonly wrongPasswords: number;
  readonly lockedUntil?: number;
  readonly invitation?: { readonly tokenHash: string; readonly expiresAt: number };
  readonly securityQuestion?: KeptQuestion;
}

export const panelPeople = defineCollection<PanelPerson>()({
  name: 'panelPeople',
  key: (person) => person.userId,
  indexes: { company: (person) => person.companyId, invitation: (person) => person.invitation?.tokenHash },
});

/** A person with the user that it is. */
export interface Person {
  readonly user: User;
  readonly known: PanelPerson;
}

/** Who a user is in the panels; nobody when it is of another platform, or the user of an API. evidence: docs, such users are no people */
export function personOf(world: World, user: User): Person | undefined {
  const stored = world.store.of(panelPeople).get(user.id);
  if (stored !== undefined) return { user, known: stored };
  if (world.store.of(apiSubscriptions).first('user', user.id) !== undefined) return undefined;
  const company = isInMarketplace(world, user.parentId)
    ? world.store.of(companies).get(user.parentId)
    : undefined;
  // The login that a contact was given when its account was made: it administers the whole of it.
  if (company === undefined || !administers(world, user)) return undefined;
  const role = company.kind === 'reseller' ? 'resellerAdministrator' : 'customerAdministrator';
  const { id: userId, parentId: companyId, state } = user;
  return {
    user,
    known: {
      userId,
      companyId,
      role,
      state: state === 'Active' ? 'active' : 'disabled',
      createdAt: company.createdAt,
      wrongPasswords: 0,
    },
  };
}

function administers(world: World, { id, parentId }: User): boolean {
  return world.store.of(roles).find('company', parentId)[0]?.userIds.includes(id) ?? false;
}

/** The people of an account, oldest first. */
export function peopleOf(world: World, companyId: number): Person[] {
  return world.store
    .of(users)
    .find('parent', companyId)
    .flatMap((user) => personOf(world, user) ?? []);
}

/** Somebody of the actor's own account. @throws Refusal of kind `not-found` for everybody else */
export function ownPerson(world: World, actor: PanelActor, id: string): Person {
  const user = /^\d{1,15}$/.test(id) ? world.store.of(users).get(Number(id)) : undefined;
  const person = user?.parentId === actor.companyId ? personOf(world, user) : undefined;
  if (person !== undefined) return person;
  throw new Refusal('not-found', 'person.not_found', `There is no user ${id} in your account.`, 'userId');
}

/** The actor itself. */
export function personOfActor(world: World, actor: PanelActor): Person {
  const user = world.store.of(users).get(actor.userId);
  const person = user && personOf(world, user);
  if (person === undefined) throw new Error(`User ${actor.userId} is nobody in the panels.`);
  return person;
}

export function keepPerson(world: World, person: PanelPerson): PanelPerson {
  return world.store.of(panelPeople).put(person);
}
