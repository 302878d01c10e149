import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import type { Company } from '../companies/company.ts';
import { generatePassword, keepPassword } from '../companies/password.ts';
import { type Role, roles } from '../companies/role.ts';
import { nextAccountId } from '../companies/scope.ts';
import { type User, users } from '../companies/user.ts';
import { notify } from '../notifications/notification.ts';
import { Refusal } from '../refusal.ts';
import type { NewAccountContact } from './check-account.ts';

/** Gives contacts of an account the logins that were asked for; the password goes to their mail. evidence: docs for the login, modelled mail */
export function addLogins(
  world: World,
  actor: Actor,
  company: Company,
  contacts: readonly NewAccountContact[],
): void {
  for (const contact of contacts) {
    const { login } = contact;
    if (login === undefined) continue;
    const known = world.store.of(users).first('username', login.toLowerCase());
    if (known !== undefined && known.parentId !== company.id) {
      throw new Refusal(
        'conflict',
        'account.login_taken',
        `The login "${login}" is taken already; choose another.`,
        'contactPersons',
      );
    }
    if (known === undefined) addLogin(world, actor, company, { ...contact, login });
    else if (contact.password !== undefined) keepPassword(world, actor, known, contact.password);
  }
}

function addLogin(
  world: World,
  actor: Actor,
  company: Company,
  contact: NewAccountContact & { readonly login: string },
): void {
  const { login, password = generatePassword(world), firstName, lastName, email } = contact;
  const user = world.store.of(users).put({
    id: nextAccountId(world),
    parentId: company.id,
    state: 'Active',
    username: login,
    email,
    firstName,
    lastName,
    mfa: false,
    passwordHistory: [],
  });
  recordAudit(world, actor, {
    eventType: 'User.Created',
    targetId: user.id,
    targetType: 'User',
    targetName: user.username,
    companyId: company.id,
  });
  keepPassword(world, actor, user, password);
  makeAdministrator(world, company, user);
  notify(world, {
    kind: 'credentials',
    to: email,
    subject: `Your login to ${company.name}`,
    body: `User name: ${login}\nPassword: ${password}`,
    companyId: company.id,
  });
}

/** Whoever is given a login administers the whole account: the first of its roles. evidence: guide, such a contact orders and sees money */
export function makeAdministrator(world: World, company: Company, user: User): void {
  const [role]: readonly (Role | undefined)[] = world.store.of(roles).find('company', company.id);
  if (role !== undefined) world.store.of(roles).put({ ...role, userIds: [...role.userIds, user.id] });
}
