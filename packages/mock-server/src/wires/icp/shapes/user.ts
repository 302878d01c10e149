import type { Role } from '../../../domain/companies/role.ts';
import { type User, users } from '../../../domain/companies/user.ts';
import type { Role as WireRole, User as WireUser } from '../../../generated/icp.gen.ts';
import type { World } from '../../../world.ts';
import { icpDateOrNull } from '../dates.ts';

export function toUser(user: User): WireUser {
  return {
    AccountId: user.id,
    AccountState: user.state,
    Email: user.email,
    FirstName: user.firstName,
    LastName: user.lastName,
    ParentAccountId: user.parentId,
    Username: user.username,
    LastLogon: icpDateOrNull(user.lastLogon),
  };
}

export function toRole(world: World, role: Role): WireRole {
  return {
    Id: role.id,
    Name: role.name,
    IsShared: role.shared,
    IsTemplate: role.template,
    Users: role.userIds.map((id) => ({
      AccountId: id,
      Username: world.store.of(users).get(id)?.username ?? '',
    })),
  };
}
