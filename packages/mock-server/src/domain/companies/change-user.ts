import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { Refusal } from '../refusal.ts';
import { isEmail } from './email.ts';
import { type Role, roles } from './role.ts';
import { accountInScope, companyInScope, nextAccountId, permit } from './scope.ts';
import { type User, users } from './user.ts';

export interface NewUser {
  readonly parentId: number;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Adds a user to a company or reseller; it gets a password by the credentials e-mail. */
export function createUser(world: World, actor: Actor, input: NewUser): User {
  permit(actor, 'users.write');
  const parent = accountInScope(world, actor, input.parentId, 'ParentAccountId');
  // evidence: client, a user as parent is refused
  if (parent.type !== 'company' || parent.company.kind === 'department') {
    throw refusal('wrong_parent', 'ParentAccountId', 'must be a company or a reseller.');
  }
  checkNames(input);
  if (input.username.trim() === '' || /\s/.test(input.username))
    throw refusal('username_invalid', 'Username', 'must not be empty or have blanks.');
  if (world.store.of(users).first('username', input.username.toLowerCase())) {
    throw refusal('username_taken', 'Username', `"${input.username}" is taken; choose another.`);
  }
  const user = world.store
    .of(users)
    .put({ id: nextAccountId(world), state: 'Active', mfa: false, passwordHistory: [], ...input });
  audit(world, actor, user, 'Created');
  return user;
}

/** Changes names and e-mail of a user. */
export function updateUser(
  world: World,
  actor: Actor,
  id: number,
  changes: { readonly firstName: string; readonly lastName: string; readonly email?: string },
): User {
  permit(actor, 'users.write');
  const user = userInScope(world, actor, id, 'AccountId');
  checkNames({ ...user, ...changes });
  const updated = world.store.of(users).put({ ...user, ...changes });
  audit(world, actor, updated, 'Updated');
  return updated;
}

/** @throws Refusal when the id is no user in the actor's own tree */
export function userInScope(world: World, actor: Actor, id: number, field = 'accountId'): User {
  const account = accountInScope(world, actor, id, field);
  if (account.type === 'user') return account.user;
  throw refusal('not_a_user', field, `${id} is a ${account.type}; name a user.`);
}

/** Sets who has a role from now on. evidence: modelled, the list replaces the former one */
export function setRoleUsers(
  world: World,
  actor: Actor,
  input: { readonly roleId: number; readonly companyId: number; readonly userIds: readonly number[] },
): Role {
  permit(actor, 'roles.write');
  const company = companyInScope(world, actor, input.companyId, 'CompanyAccountId');
  const role = world.store.of(roles).get(input.roleId);
  if (role === undefined || role.companyId !== company.id) {
    throw new Refusal(
      'not-found',
      'role.not_found',
      `Id ${input.roleId} is no role of account ${company.id}; GetSecurityRoles lists them.`,
      'Id',
    );
  }
  for (const userId of input.userIds) userInScope(world, actor, userId, 'Users');
  const updated = world.store.of(roles).put({ ...role, userIds: [...new Set(input.userIds)] });
  recordAudit(world, actor, {
    eventType: 'Role.UsersChanged',
    targetId: company.id,
    targetType: company.kind === 'company' ? 'Company' : 'Reseller',
    targetName: `${company.name}: ${role.name}`,
    companyId: company.id,
  });
  return updated;
}

function checkNames(input: {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}): void {
  if (input.firstName.trim() === '')
    throw refusal('first_name_missing', 'FirstName', 'is empty; both names are always needed.');
  if (input.lastName.trim() === '')
    throw refusal('last_name_missing', 'LastName', 'is empty; both names are always needed.');
  if (!isEmail(input.email))
    throw refusal('email_invalid', 'Email', 'is no e-mail address; write name@example.com.');
}

function audit(world: World, actor: Actor, user: User, what: string): void {
  recordAudit(world, actor, {
    eventType: `User.${what}`,
    targetId: user.id,
    targetType: 'User',
    targetName: user.username,
    companyId: user.parentId,
  });
}

function refusal(code: string, field: string, problem: string): Refusal {
  return new Refusal('invalid', `user.${code}`, `${field} ${problem}`, field);
}
