import { addPeriod } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { auditTenant } from './audit-tenant.ts';
import { checkDirectoryPassword, passwordHashOf } from './directory-password.ts';
import { type DirectoryUser, directoryUsers, type UserLicence, userNamed } from './directory-user.ts';
import { subscribedSkus } from './subscribed-skus.ts';
import type { Tenant } from './tenant.ts';

/** How long a deleted user can be restored. evidence: docs */
const restorableFor = 'P30D';

interface UserNames {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly immutableId?: string | undefined;
  readonly usageLocation?: string | undefined;
}

export interface NewDirectoryUser extends UserNames {
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly password: string | undefined;
  readonly mustChangePassword: boolean;
}

/** What is left out stays. */
export interface DirectoryUserChange extends UserNames {
  readonly userPrincipalName?: string | undefined;
  readonly displayName?: string | undefined;
  readonly password?: string | undefined;
  readonly mustChangePassword?: boolean | undefined;
  /** Only `active` can be asked for. */
  readonly state?: string | undefined;
}

export function createDirectoryUser(
  world: World,
  actor: Actor,
  tenant: Tenant,
  input: NewDirectoryUser,
): DirectoryUser {
  checkName(world, tenant, input.userPrincipalName);
  checkDisplayName(input.displayName);
  const names = checkedNames(input);
  const password = checkDirectoryPassword(input.password);
  const user = world.store.of(directoryUsers).put({
    id: world.ids.uuid(),
    tenantId: tenant.id,
    userPrincipalName: input.userPrincipalName,
    displayName: input.displayName,
    ...names,
    state: 'active',
    createdAt: world.clock.now(),
    roleIds: [],
    licences: [],
    passwordHash: passwordHashOf(password),
    mustChangePassword: input.mustChangePassword,
  });
  audit(world, actor, user, 'Created');
  return user;
}

/** Changes a user; a deleted one comes back with the state `active`. @throws Refusal when a deleted user would stay deleted */
export function updateDirectoryUser(
  world: World,
  actor: Actor,
  tenant: Tenant,
  user: DirectoryUser,
  change: DirectoryUserChange,
): DirectoryUser {
  checkState(user, change.state);
  const restored = user.state === 'inactive';
  const userPrincipalName = change.userPrincipalName ?? user.userPrincipalName;
  if (restored || change.userPrincipalName !== undefined)
    checkName(world, tenant, userPrincipalName, user.id);
  if (change.displayName !== undefined) checkDisplayName(change.displayName);
  const names = checkedNames(change);
  const password = change.password === undefined ? undefined : checkDirectoryPassword(change.password);
  const licences = restored ? stillAvailable(world, user) : user.licences;
  const { softDeletedAt: _, ...kept } = user;
  const updated = world.store.of(directoryUsers).put({
    ...kept,
    userPrincipalName,
    displayName: change.displayName ?? user.displayName,
    ...names,
    state: 'active',
    licences,
    passwordHash: password === undefined ? user.passwordHash : passwordHashOf(password),
    mustChangePassword: change.mustChangePassword ?? user.mustChangePassword,
  });
  if (restored) world.scheduler.cancel(purgeKey(user));
  audit(world, actor, updated, restored ? 'Restored' : 'Updated');
  return updated;
}

/** Sets a password; the user is asked for another at the next sign-in when told so. */
export function resetDirectoryPassword(
  world: World,
  actor: Actor,
  user: DirectoryUser,
  input: { readonly password: string | undefined; readonly mustChangePassword: boolean },
): DirectoryUser {
  const password = checkDirectoryPassword(input.password);
  const updated = world.store.of(directoryUsers).put({
    ...user,
    passwordHash: passwordHashOf(password),
    mustChangePassword: input.mustChangePassword,
  });
  audit(world, actor, updated, 'PasswordReset');
  return updated;
}

/** Makes a user inactive; its licences are free from then on, and after a while it is gone. */
export function deleteDirectoryUser(world: World, actor: Actor, user: DirectoryUser): DirectoryUser {
  const now = world.clock.now();
  const deleted = world.store
    .of(directoryUsers)
    .put({ ...user, state: 'inactive' as const, softDeletedAt: now });
  world.scheduler.schedule({
    key: purgeKey(user),
    kind: 'directory-user-purge',
    due: addPeriod(now, restorableFor),
    subject: user.id,
  });
  audit(world, actor, deleted, 'Deleted');
  return deleted;
}

export const directoryUserJobs = {
  'directory-user-purge': (world: World, job: Job) => {
    const user = world.store.of(directoryUsers).get(job.subject);
    if (user?.state !== 'inactive') return;
    world.store.of(directoryUsers).delete(user.id);
    audit(world, systemActor, user, 'Purged');
  },
};

function purgeKey(user: DirectoryUser): string {
  return `directory-user-purge:${user.id}`;
}

function checkState(user: DirectoryUser, state: string | undefined): void {
  if (user.state === 'inactive' && state !== 'active') {
    throw new Refusal(
      'not-found',
      'directory_user.deleted',
      `userId ${user.id} is a deleted user; send state "active" to restore it.`,
      'state',
    );
  }
  if (user.state === 'active' && state !== undefined && state !== 'active') {
    throw new Refusal(
      'invalid',
      'directory_user.state',
      'state can only become "active" here; delete the user with DELETE instead.',
      'state',
    );
  }
}

/** evidence: docs for domain and uniqueness, modelled for the letters */
function checkName(world: World, tenant: Tenant, userPrincipalName: string, ownId?: string): void {
  const field = 'userPrincipalName';
  const [, local, domain = ''] = /^([^@]+)@([^@]+)$/.exec(userPrincipalName) ?? [];
  if (
    local === undefined ||
    !/^[A-Za-z0-9!#^~_'-]+(\.[A-Za-z0-9!#^~_'-]+)*$/.test(local) ||
    local.length > 64
  ) {
    throw new Refusal(
      'invalid',
      'directory_user.name_form',
      `${field} "${userPrincipalName}" must be a name of up to 64 letters, digits or . - _ ! # ^ ~ ', an @ and a domain.`,
      field,
    );
  }
  const domains = [tenant.initialDomain, ...tenant.customDomains];
  if (!domains.some((each) => each.toLowerCase() === domain.toLowerCase())) {
    throw new Refusal(
      'invalid',
      'directory_user.domain',
      `${field} "${userPrincipalName}" must be in a domain of the customer: ${domains.join(', ')}.`,
      field,
    );
  }
  const holder = userNamed(world, tenant.id, userPrincipalName);
  if (holder !== undefined && holder.id !== ownId) {
    throw new Refusal(
      'conflict',
      'directory_user.name_taken',
      `${field} "${userPrincipalName}" is that of user ${holder.id}; send another one.`,
      field,
    );
  }
}

function checkDisplayName(displayName: string): void {
  if (displayName.trim() !== '') return;
  throw new Refusal(
    'invalid',
    'directory_user.display_name',
    'displayName is empty; send the name that lists show.',
    'displayName',
  );
}

/** The names that were given and nothing else. @throws Refusal when the usage location is no country */
function checkedNames(input: UserNames) {
  const { firstName, lastName, phoneNumber, immutableId, usageLocation } = input;
  if (usageLocation !== undefined && !/^[A-Za-z]{2}$/.test(usageLocation)) {
    throw new Refusal(
      'invalid',
      'directory_user.usage_location',
      `usageLocation "${usageLocation}" must be the two ISO letters of a country, e.g. PE.`,
      'usageLocation',
    );
  }
  return {
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    ...(phoneNumber !== undefined && { phoneNumber }),
    ...(immutableId !== undefined && { immutableId }),
    ...(usageLocation !== undefined && { usageLocation: usageLocation.toUpperCase() }),
  };
}

/** Licences that a restored user gets back: those that are not all in use meanwhile. evidence: modelled */
function stillAvailable(world: World, user: DirectoryUser): readonly UserLicence[] {
  const available = new Map(
    subscribedSkus(world, user.tenantId).map((each) => [each.sku.id, each.availableUnits]),
  );
  return user.licences.filter(({ skuId }) => (available.get(skuId) ?? 0) > 0);
}

function audit(world: World, actor: Actor, user: DirectoryUser, what: string): void {
  auditTenant(world, actor, user.tenantId, {
    eventType: `DirectoryUser.${what}`,
    name: user.userPrincipalName,
    id: user.id,
  });
}
