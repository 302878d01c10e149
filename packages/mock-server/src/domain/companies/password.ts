import { createHash, timingSafeEqual } from 'node:crypto';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { notify } from '../notifications/notification.ts';
import { Refusal } from '../refusal.ts';
import { companies } from './company.ts';
import { type User, users } from './user.ts';

const remembered = 10;
const specialCharacters = '!$#%';
/** The commonest passwords that meet every other rule; the SDK has a longer list. */
const compromised = new Set([
  'password123!',
  'password1234!',
  'qwerty123456!',
  'welcome12345!',
  'contraseña123!',
  'administrator1!',
]);

/** Rules of ICP's guide that a password breaks, by code. evidence: guide */
export function passwordProblems(world: World, user: User, password: string): string[] {
  const folded = fold(password);
  const company = world.store.of(companies).get(user.parentId);
  const own = [user.username, user.firstName, user.lastName, company?.name ?? '']
    .map(fold)
    .filter((part) => part.length > 1);
  const problems: [boolean, string][] = [
    [password.length < 12, 'at least 12 characters'],
    [!/\p{Lu}/u.test(password), 'an upper-case letter'],
    [!/\p{Ll}/u.test(password), 'a lower-case letter'],
    [!/\d/.test(password), 'a number'],
    [![...specialCharacters].some((special) => password.includes(special)), 'one of ! $ # %'],
    [own.some((part) => folded.includes(part)), 'not the user name, company, first or last name'],
    [compromised.has(password.toLowerCase()), 'not on the list of compromised passwords'],
    [user.passwordHistory.some((hash) => matches(password, hash)), `not one of the last ${remembered}`],
  ];
  return problems.filter(([broken]) => broken).map(([, rule]) => rule);
}

/** Gives a user a password of its choice. @throws Refusal naming every broken rule */
export function setPassword(world: World, actor: Actor, user: User, password: string): User {
  const problems = passwordProblems(world, user, password);
  if (problems.length > 0) {
    throw new Refusal('invalid', 'password.rules', `The password needs: ${problems.join('; ')}.`, 'password');
  }
  return keepPassword(world, actor, user, password);
}

/** Gives a user a password that some other platform's rules allow. */
export function keepPassword(world: World, actor: Actor, user: User, password: string): User {
  // A fast salted hash: a simulator must sign in thousands of times a second, and holds no real password.
  const salt = world.ids.token(9);
  const hash = `${salt}:${digest(salt, password)}`;
  const updated = world.store.of(users).put({
    ...user,
    passwordHash: hash,
    passwordHistory: [hash, ...user.passwordHistory].slice(0, remembered),
  });
  recordAudit(world, actor, {
    eventType: 'User.PasswordChanged',
    targetId: user.id,
    targetType: 'User',
    targetName: user.username,
    companyId: user.parentId,
  });
  return updated;
}

/** Gives a user a generated password, which only its e-mail in the outbox tells. */
export function resetPassword(world: World, actor: Actor, userId: number): void {
  const user = world.store.of(users).get(userId);
  if (user === undefined)
    throw new Refusal('not-found', 'user.not_found', `${userId} is no user.`, 'accountId');
  const password = generatePassword(world);
  setPassword(world, actor, user, password);
  notify(world, {
    kind: 'credentials',
    to: user.email,
    subject: 'Your credentials',
    body: `User name: ${user.username}\nPassword: ${password}`,
    companyId: user.parentId,
  });
}

/** A password that meets the rules whatever the user is called. */
export function generatePassword(world: World): string {
  const { random } = world.ids;
  const draw = (alphabet: string, count: number) =>
    Array.from({ length: count }, () => random.pick([...alphabet])).join('');
  return `${draw('BCDFGHJKLMNPQRSTVWXZ', 4)}${draw(specialCharacters, 2)}${draw('bcdfghjkmnpqrstvwxz', 5)}${draw('23456789', 5)}`;
}

export function passwordMatches(user: User, password: string): boolean {
  return user.passwordHash !== undefined && matches(password, user.passwordHash);
}

function matches(password: string, hash: string): boolean {
  const [salt = '', expected = ''] = hash.split(':');
  const actual = digest(salt, password);
  return actual.length === expected.length && timingSafeEqual(Buffer.from(actual), Buffer.from(expected));
}

function digest(salt: string, password: string): string {
  return createHash('sha256').update(`${salt}\n${password}`).digest('base64');
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
