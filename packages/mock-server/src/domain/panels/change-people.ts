import type { World } from '../../world.ts';
import { type AccountAddress, checkAddress, checkPhone } from '../accounts/check-account.ts';
import { isEmail } from '../companies/email.ts';
import { nextAccountId } from '../companies/scope.ts';
import { type User, users } from '../companies/user.ts';
import { Refusal } from '../refusal.ts';
import { invite } from './invitation.ts';
import { auditPanel } from './panel-log.ts';
import { keepPerson, ownPerson, type PanelPerson, type Person } from './panel-person.ts';
import type { PanelActor, PersonRole } from './panel-role.ts';
import { endSessions } from './panel-session.ts';

interface Names {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

export interface NewPerson extends Names {
  readonly companyId: number;
  readonly role: PersonRole;
  /** The e-mail address unless another is wanted. */
  readonly username?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly address?: AccountAddress | undefined;
}

export type PersonChange = {
  readonly [Field in keyof Names]?: string | undefined;
} & {
  readonly role?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly address?: AccountAddress | undefined;
  readonly state?: string | undefined;
};

/** evidence: guide, an administrator of a customer needs both */
const needAddress: ReadonlySet<PersonRole> = new Set(['customerAdministrator', 'limitedAdministrator']);
const resellerRoles: ReadonlySet<PersonRole> = new Set([
  'resellerAdministrator',
  'resellerStaff',
  'serviceDesk',
]);
const customerRoles: readonly string[] = ['customerAdministrator', 'limitedAdministrator', 'serviceUser'];

/** Adds somebody to an account; it can sign in once it has activated its user. @throws Refusal naming the first rule that is broken */
export function addPerson(
  world: World,
  actor: Pick<PanelActor, 'userId' | 'username' | 'companyId'>,
  wanted: NewPerson,
): Person {
  const { companyId, role, username = wanted.email, phoneNumber, address } = wanted;
  checkNames(wanted);
  if (!resellerRoles.has(role)) customerRoleNamed(role);
  checkReach(role, phoneNumber, address);
  if (!/^[A-Za-z0-9][A-Za-z0-9_.@+-]{4,255}$/.test(username))
    throw bad('username', 'needs at least 5 characters: a letter or digit first, then also _ . @ + -');
  if (world.store.of(users).first('username', username.toLowerCase()) !== undefined)
    throw new Refusal(
      'conflict',
      'person.username_taken',
      `username "${username}" is taken; choose another.`,
      'username',
    );
  const { firstName, lastName, email } = wanted;
  const user = world.store.of(users).put({
    id: nextAccountId(world),
    parentId: companyId,
    state: 'Active',
    username,
    email,
    firstName,
    lastName,
    mfa: false,
    passwordHistory: [],
  });
  const known = keepPerson(world, {
    userId: user.id,
    companyId,
    role,
    state: 'invited',
    createdAt: world.clock.now(),
    wrongPasswords: 0,
    ...(phoneNumber !== undefined && { phoneNumber }),
    ...(address !== undefined && { address }),
  });
  auditPanel(world, actor, 'UserAdded', { user, details: role });
  return { user, known };
}

/** Changes somebody of the actor's own account. What lessens its rights ends its sessions. @throws Refusal naming the first rule that is broken */
export function changePerson(world: World, actor: PanelActor, id: string, change: PersonChange): Person {
  const { user, known } = ownPerson(world, actor, id);
  const { role, state, phoneNumber = known.phoneNumber, address = known.address } = change;
  const names = {
    firstName: change.firstName ?? user.firstName,
    lastName: change.lastName ?? user.lastName,
    email: change.email ?? user.email,
  };
  checkNames(names);
  const isSelf = user.id === actor.userId;
  if (isSelf && role !== undefined && role !== known.role)
    throw own('role', 'cannot be changed by yourself.');
  if (isSelf && state !== undefined && state !== 'active')
    throw own('state', 'cannot be changed by yourself.');
  // evidence: modelled, else staff could be locked out of by its own administrator, and an account be nobody's
  if (known.role === 'resellerAdministrator' && state === 'disabled' && !isSelf)
    throw own('state', 'of the account administrator is changed by the marketplace alone.');
  const newRole = role === undefined ? known.role : customerRoleNamed(role);
  if (role !== undefined || change.phoneNumber !== undefined || change.address !== undefined)
    checkReach(newRole, phoneNumber, address);
  const changed: PanelPerson = {
    ...known,
    role: newRole,
    state: stateAfter(user, known, state),
    ...(phoneNumber !== undefined && { phoneNumber }),
    ...(address !== undefined && { address }),
  };
  keepPerson(world, changed);
  const renamed = world.store.of(users).put({ ...user, ...names });
  if (changed.role !== known.role || changed.state !== known.state) endSessions(world, user.id);
  auditPanel(world, actor, 'UserChanged', { user: renamed, details: Object.keys(change).sort().join(', ') });
  return { user: renamed, known: changed };
}

/** Sends an invitation again. */
export function inviteAgain(world: World, actor: PanelActor, id: string): Person {
  const person = ownPerson(world, actor, id);
  const invited = invite(world, person, 'userInvited');
  auditPanel(world, actor, 'UserInvited', { user: person.user });
  return invited;
}

function stateAfter(user: User, { state }: PanelPerson, wanted: string | undefined): PanelPerson['state'] {
  if (wanted === undefined || wanted === state) return state;
  if (wanted === 'disabled') return 'disabled';
  if (state === 'disabled') return user.passwordHash === undefined ? 'invited' : 'active';
  throw new Refusal(
    'conflict',
    'person.not_activated',
    'state becomes active when the user has chosen its password; send the invitation again.',
    'state',
  );
}

function checkNames({ firstName, lastName, email }: Names): void {
  for (const [field, name] of Object.entries({ firstName, lastName })) {
    if (name.trim() === '' || name.length > 100 || /\p{Cc}/u.test(name))
      throw bad(field, 'must be one line of 1 to 100 characters.');
  }
  if (!isEmail(email)) throw bad('email', 'is no e-mail address; write name@example.com.');
}

function checkReach(
  role: PersonRole,
  phoneNumber: string | undefined,
  address: AccountAddress | undefined,
): void {
  if (phoneNumber !== undefined) checkPhone(phoneNumber, 'phoneNumber');
  if (address !== undefined) checkAddress(address);
  if (!needAddress.has(role)) return;
  if (phoneNumber === undefined) throw bad('phoneNumber', 'is missing; administrators need one.');
  if (address === undefined) throw bad('address', 'is missing; administrators need one.');
}

/** @throws Refusal for a role that people of a customer cannot have */
function customerRoleNamed(role: string): PersonRole {
  if (customerRoles.includes(role)) return role as PersonRole;
  throw bad('role', `"${role}" is none of ${customerRoles.join(', ')}.`);
}

function own(field: string, problem: string): Refusal {
  return new Refusal('conflict', `person.own_${field}`, `${field} ${problem}`, field);
}

function bad(field: string, problem: string): Refusal {
  return new Refusal('invalid', `person.${field}`, `${field} ${problem}`, field);
}
