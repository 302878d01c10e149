import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { auditTenant } from './audit-tenant.ts';
import { type DirectoryRole, directoryRole } from './directory-roles.ts';
import { type DirectoryUser, directoryUsers } from './directory-user.ts';

/** @throws Refusal when Entra has no such role, or this simulator does not know it */
export function requireRole(id: string): DirectoryRole {
  const role = directoryRole(id);
  if (role !== undefined) return role;
  throw new Refusal(
    'not-found',
    'directory_role.unknown',
    `roleId "${id}" is no directory role; take an id from GET /v1/customers/{id}/directoryroles.`,
    'roleId',
  );
}

export function addToRole(
  world: World,
  actor: Actor,
  role: DirectoryRole,
  user: DirectoryUser,
): DirectoryUser {
  if (user.roleIds.includes(role.id)) {
    throw new Refusal(
      'conflict',
      'directory_role.has_member',
      `User ${user.id} has the role ${role.name} already; there is nothing to add.`,
      'id',
    );
  }
  return changeRoles(world, actor, user, [...user.roleIds, role.id], 'RoleAdded');
}

export function removeFromRole(
  world: World,
  actor: Actor,
  role: DirectoryRole,
  user: DirectoryUser,
): DirectoryUser {
  if (!user.roleIds.includes(role.id)) {
    throw new Refusal(
      'not-found',
      'directory_role.no_member',
      `userId ${user.id} does not have the role ${role.name}; its roles are at GET /v1/customers/{id}/users/{userId}/directoryroles.`,
      'userId',
    );
  }
  const remaining = user.roleIds.filter((id) => id !== role.id);
  return changeRoles(world, actor, user, remaining, 'RoleRemoved');
}

function changeRoles(
  world: World,
  actor: Actor,
  user: DirectoryUser,
  roleIds: readonly string[],
  what: string,
): DirectoryUser {
  const updated = world.store.of(directoryUsers).put({ ...user, roleIds });
  auditTenant(world, actor, user.tenantId, {
    eventType: `DirectoryUser.${what}`,
    name: user.userPrincipalName,
    id: user.id,
  });
  return updated;
}
