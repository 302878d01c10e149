import { defineCollection } from '../../kernel/collection.ts';
import { derivedId } from '../../kernel/derived-id.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import { globalAdministrator } from './directory-roles.ts';
import type { Tenant } from './tenant.ts';

export interface UserLicence {
  readonly skuId: string;
  /** Ids of the service plans that the user does without. */
  readonly excludedPlans: readonly string[];
}

/** A user of an Entra tenant. */
export interface DirectoryUser {
  readonly id: string;
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phoneNumber?: string;
  readonly immutableId?: string;
  /** ISO 3166 alpha-2; licences cannot be assigned without it. */
  readonly usageLocation?: string;
  /** Inactive users are deleted, and can come back for a while. */
  readonly state: 'active' | 'inactive';
  readonly softDeletedAt?: number;
  readonly createdAt: number;
  /** Ids of Entra's role templates. */
  readonly roleIds: readonly string[];
  readonly licences: readonly UserLicence[];
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
}

export const directoryUsers = defineCollection<DirectoryUser>()({
  name: 'directoryUsers',
  key: (user) => user.id,
  indexes: {
    tenant: (user) => user.tenantId,
    userPrincipalName: (user) =>
      user.state === 'active' ? nameKey(user.tenantId, user.userPrincipalName) : undefined,
    role: (user) => (user.state === 'active' ? user.roleIds.map((id) => roleKey(user.tenantId, id)) : []),
  },
});

function nameKey(tenantId: string, userPrincipalName: string): string {
  return `${tenantId}:${userPrincipalName.toLowerCase()}`;
}

function roleKey(tenantId: string, roleId: string): string {
  return `${tenantId}:${roleId}`;
}

/** The users of a tenant in one state, oldest first. */
export function usersOf(world: World, tenantId: string, state: DirectoryUser['state']): DirectoryUser[] {
  return world.store
    .of(directoryUsers)
    .find('tenant', tenantId)
    .filter((user) => user.state === state);
}

export function membersOf(world: World, tenantId: string, roleId: string): DirectoryUser[] {
  return world.store.of(directoryUsers).find('role', roleKey(tenantId, roleId));
}

export function userNamed(
  world: World,
  tenantId: string,
  userPrincipalName: string,
): DirectoryUser | undefined {
  return world.store.of(directoryUsers).first('userPrincipalName', nameKey(tenantId, userPrincipalName));
}

/** A user by id or, while active, by user principal name. evidence: docs. @throws Refusal when the tenant has none */
export function requireUser(world: World, tenant: Tenant, idOrName: string, field = 'userId'): DirectoryUser {
  const byId = world.store.of(directoryUsers).get(idOrName.toLowerCase());
  const user = byId?.tenantId === tenant.id ? byId : userNamed(world, tenant.id, idOrName);
  if (user !== undefined) return user;
  throw new Refusal(
    'not-found',
    'directory_user.unknown',
    `${field} "${idOrName}" is no user of customer ${tenant.id}; take an id from GET /v1/customers/{id}/users.`,
    field,
  );
}

/** As requireUser. @throws Refusal when the user is deleted, too */
export function requireActiveUser(
  world: World,
  tenant: Tenant,
  idOrName: string,
  field = 'userId',
): DirectoryUser {
  const user = requireUser(world, tenant, idOrName, field);
  if (user.state === 'active') return user;
  throw new Refusal(
    'not-found',
    'directory_user.deleted',
    `${field} ${user.id} is a deleted user; restore it with PATCH and state "active" first.`,
    field,
  );
}

/** Puts the administrator that a new tenant has into its directory. Its id comes from the tenant's, so that seeds keep theirs. */
export function addAdministrator(world: World, tenant: Tenant): void {
  const { administrator, agreement, profile } = tenant;
  if (administrator === undefined) return;
  const firstName = profile?.firstName ?? agreement?.firstName;
  const lastName = profile?.lastName ?? agreement?.lastName;
  world.store.of(directoryUsers).put({
    id: derivedId(`administrator:${tenant.id}`),
    tenantId: tenant.id,
    userPrincipalName: administrator.username,
    displayName: tenant.companyName,
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    state: 'active',
    createdAt: tenant.createdAt,
    roleIds: [globalAdministrator],
    licences: [],
    passwordHash: administrator.initialPasswordHash,
    mustChangePassword: administrator.mustChangePassword,
  });
}
