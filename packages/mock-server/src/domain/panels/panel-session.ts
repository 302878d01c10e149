import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { accountProfiles } from '../accounts/account-profile.ts';
import { type Company, companies } from '../companies/company.ts';
import { passwordMatches } from '../companies/password.ts';
import { isWithin } from '../companies/scope.ts';
import { users } from '../companies/user.ts';
import { hashOf } from '../identity/hash.ts';
import { Refusal } from '../refusal.ts';
import { auditPanel } from './panel-log.ts';
import { keepPerson, type Person, personOf } from './panel-person.ts';
import { type PanelActor, type PanelRole, permissionsOfRole } from './panel-role.ts';

/** Somebody who is signed in; only a hash of the token is kept. */
export interface PanelSession {
  readonly tokenHash: string;
  readonly userId: number;
  readonly startedAt: number;
  readonly endsAt: number;
  /** The customer whose panel somebody of its reseller has open. */
  readonly visits?: number;
}

export const panelSessions = defineCollection<PanelSession>()({
  name: 'panelSessions',
  key: (session) => session.tokenHash,
  indexes: { user: (session) => session.userId },
});

export interface OpenedSession {
  readonly token: string;
  readonly actor: PanelActor;
}

const minute = 60_000;
/** evidence: modelled */
const sessionLength = 60 * minute;
const mostWrongPasswords = 5;
const lockLength = 30 * minute;

/**
 * Signs a person in. The refusal is the same whatever the reason: it tells nobody which names are known.
 * Counts wrong tries in a transaction of its own, which stays when the call is refused.
 */
export function signInToPanel(world: World, username: string, password: string): OpenedSession {
  const user = world.store.of(users).first('username', username.toLowerCase());
  const person = user && personOf(world, user);
  if (person === undefined || !mayTry(world, person) || !isPassword(world, person, password)) {
    throw new Refusal(
      'unauthenticated',
      'session.wrong_credentials',
      'User name or password is wrong, or the user is not active, or locked for a while after several wrong tries.',
    );
  }
  return world.transact(() => {
    const now = world.clock.now();
    const { lockedUntil: _, ...known } = person.known;
    keepPerson(world, { ...known, wrongPasswords: 0, lastSignIn: now });
    return openSession(world, person);
  });
}

function mayTry(world: World, { known: { state, companyId, lockedUntil = 0 } }: Person): boolean {
  const status = world.store.of(accountProfiles).get(companyId)?.status;
  return state === 'active' && status !== 'cancelled' && world.clock.now() >= lockedUntil;
}

/** Whether somebody knows its own password; wrong ones are counted, by whatever door they come. */
function isPassword(world: World, { user, known }: Person, password: string): boolean {
  if (passwordMatches(user, password)) return true;
  world.transact(() => {
    const { lockedUntil: _, ...before } = known;
    const wrongPasswords = known.wrongPasswords + 1;
    const locked = wrongPasswords >= mostWrongPasswords;
    const lockedUntil = world.clock.now() + lockLength;
    keepPerson(world, {
      ...before,
      wrongPasswords: locked ? 0 : wrongPasswords,
      ...(locked && { lockedUntil }),
    });
    if (locked) auditPanel(world, { userId: user.id, username: user.username }, 'Locked', { user });
  });
  return false;
}

/** @throws Refusal unless the password is the person's own; wrong ones lock it as at the sign-in */
export function confirmPassword(world: World, person: Person, password: string, field: string): void {
  if (mayTry(world, person) && isPassword(world, person, password)) return;
  throw new Refusal(
    'invalid',
    'password.wrong',
    `${field} is not your password, or you are locked for a while after several wrong tries.`,
    field,
  );
}

/** Begins a session; of a visitor in the panel of a customer. */
export function openSession(world: World, person: Person, visits?: number): OpenedSession {
  endExpired(world, person.user.id);
  const now = world.clock.now();
  const token = world.ids.token();
  const session = world.store.of(panelSessions).put({
    tokenHash: hashOf(token),
    userId: person.user.id,
    startedAt: now,
    endsAt: now + sessionLength,
    ...(visits !== undefined && { visits }),
  });
  const actor = actorOf(world, session, person);
  if (actor === undefined) throw new Error('A session was begun for nobody.');
  auditPanel(world, actor, 'SignedIn', { user: person.user });
  return { token, actor };
}

/** Who a token stands for. @throws Refusal when it is unknown or ran out, or the person may no longer be where it is */
export function actorOfPanelToken(world: World, token: string): PanelActor {
  const session = world.store.of(panelSessions).get(hashOf(token));
  const user = session && world.store.of(users).get(session.userId);
  const person = user && personOf(world, user);
  const actor =
    session !== undefined && person?.known.state === 'active' && world.clock.now() < session.endsAt
      ? actorOf(world, session, person)
      : undefined;
  if (actor !== undefined) return actor;
  throw new Refusal(
    'unauthenticated',
    'session.expired',
    'The session has ended, or never was; sign in again.',
  );
}

function actorOf(world: World, session: PanelSession, { user, known }: Person): PanelActor | undefined {
  const common = {
    wire: 'ingram-panels' as const,
    userId: user.id,
    username: user.username,
    sessionHash: session.tokenHash,
    sessionEndsAt: session.endsAt,
  };
  const role: PanelRole = session.visits === undefined ? known.role : 'visitingReseller';
  const permissions = permissionsOfRole[role];
  if (session.visits === undefined) return { ...common, role, permissions, companyId: known.companyId };
  const customer = visitable(world, known.companyId, session.visits);
  return customer && { ...common, role, permissions, companyId: customer.id, visitorOf: known.companyId };
}

/** The customer, as long as it is one of the reseller's. */
export function visitable(world: World, resellerId: number, customerId: number): Company | undefined {
  const customer = world.store.of(companies).get(customerId);
  const status = world.store.of(accountProfiles).get(customerId)?.status;
  return customer?.kind === 'company' && status !== 'cancelled' && isWithin(world, customerId, resellerId)
    ? customer
    : undefined;
}

export function signOutOfPanel(world: World, actor: PanelActor): void {
  world.store.of(panelSessions).delete(actor.sessionHash);
  auditPanel(world, actor, 'SignedOut', {});
}

/** Ends all sessions of a user but one: its rights or its password have changed. */
export function endSessions(world: World, userId: number, but?: string): void {
  for (const { tokenHash } of world.store.of(panelSessions).find('user', userId))
    if (tokenHash !== but) world.store.of(panelSessions).delete(tokenHash);
}

function endExpired(world: World, userId: number): void {
  for (const { tokenHash, endsAt } of world.store.of(panelSessions).find('user', userId))
    if (endsAt <= world.clock.now()) world.store.of(panelSessions).delete(tokenHash);
}
