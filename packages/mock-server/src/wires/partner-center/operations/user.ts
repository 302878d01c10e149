import { Refusal } from '../../../domain/refusal.ts';
import {
  createDirectoryUser,
  deleteDirectoryUser,
  resetDirectoryPassword,
  updateDirectoryUser,
} from '../../../domain/tenants/change-directory-user.ts';
import { addToRole, removeFromRole, requireRole } from '../../../domain/tenants/directory-role-members.ts';
import { directoryRole, directoryRoles } from '../../../domain/tenants/directory-roles.ts';
import {
  type DirectoryUser,
  membersOf,
  requireActiveUser,
  requireUser,
  usersOf,
} from '../../../domain/tenants/directory-user.ts';
import type {
  CustomerUserUpdate,
  NewUser,
  PasswordReset,
  UserMember,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { filterOf, queryOf, seekPage } from '../query.ts';
import { collection } from '../shapes/resource.ts';
import { toMember, toNewUser, toRole, toUser } from '../shapes/user.ts';
import { customerOf } from './customer.ts';

const pageSize = 500;

export const userOperations = {
  CreateUser: (call: Call<NewUser>) => {
    const { world, actor, body } = call;
    const { passwordProfile } = body;
    const user = createDirectoryUser(world, actor, customerOf(call), {
      ...body,
      password: passwordProfile.password,
      mustChangePassword: passwordProfile.forceChangePassword ?? false,
    });
    return toNewUser(user, passwordProfile.password);
  },
  ListUsers: (call: Call) => {
    const tenant = customerOf(call);
    const users = sorted(call, usersOf(call.world, tenant.id, stateOf(call)));
    return seekPage(call, users, toUser, { defaultSize: pageSize, path: `/customers/${tenant.id}/users` });
  },
  GetUser: (call: Call) => toUser(requireUser(call.world, customerOf(call), call.parameters.userId ?? '')),
  UpdateUser: (call: Call<CustomerUserUpdate>) => {
    const { world, actor, body, parameters } = call;
    const tenant = customerOf(call);
    const user = requireUser(world, tenant, parameters.userId ?? '');
    return toUser(
      updateDirectoryUser(world, actor, tenant, user, {
        ...body,
        password: body.passwordProfile?.password,
        mustChangePassword: body.passwordProfile?.forceChangePassword,
      }),
    );
  },
  DeleteUser: (call: Call) => {
    deleteDirectoryUser(call.world, call.actor, activeUserOf(call));
  },
  ResetPassword: (call: Call<PasswordReset>) => {
    const { world, actor, body } = call;
    const { password, forceChangePassword } = body.passwordProfile;
    return toUser(
      resetDirectoryPassword(world, actor, activeUserOf(call), {
        password,
        mustChangePassword: forceChangePassword ?? false,
      }),
    );
  },
  ListDirectoryRoles: (call: Call) => {
    customerOf(call);
    return collection(directoryRoles.map(toRole));
  },
  ListUserRoles: (call: Call) =>
    collection(
      activeUserOf(call)
        .roleIds.flatMap((id) => directoryRole(id) ?? [])
        .map(toRole),
    ),
  ListRoleMembers: (call: Call) => {
    const tenant = customerOf(call);
    const role = requireRole(call.parameters.roleId ?? '');
    return seekPage(call, membersOf(call.world, tenant.id, role.id), (user) => toMember(user, role), {
      defaultSize: pageSize,
      path: `/customers/${tenant.id}/directoryroles/${role.id}/usermembers`,
    });
  },
  AddRoleMember: (call: Call<UserMember>) => {
    const { world, actor, body, parameters } = call;
    const tenant = customerOf(call);
    const role = requireRole(parameters.roleId ?? '');
    const named = body.id ?? body.userPrincipalName;
    if (named === undefined) {
      throw new Refusal(
        'invalid',
        'directory_role.member_missing',
        'id is missing; send the id of the user who gets the role.',
        'id',
      );
    }
    const user = requireActiveUser(world, tenant, named, 'id');
    return toMember(addToRole(world, actor, role, user), role);
  },
  RemoveRoleMember: (call: Call) => {
    const role = requireRole(call.parameters.roleId ?? '');
    removeFromRole(call.world, call.actor, role, activeUserOf(call));
  },
} satisfies Record<string, OperationHandler>;

/** The user that a path names, if not deleted. */
export function activeUserOf(call: Call<unknown>): DirectoryUser {
  return requireActiveUser(call.world, customerOf(call), call.parameters.userId ?? '');
}

/** Which users a list shows: those that are not deleted, unless its filter says so. evidence: docs, sample (its own link says UserStatus) */
function stateOf(call: Call): DirectoryUser['state'] {
  const filter = filterOf(call);
  if (filter === undefined) return 'active';
  const state = filter.value.toLowerCase();
  if (!['userstate', 'userstatus'].includes(filter.field.toLowerCase())) {
    throw new Refusal('invalid', 'filter.field', 'filter.Field must be UserState for users.', 'filter.Field');
  }
  if (filter.operator !== 'equals' || (state !== 'active' && state !== 'inactive')) {
    throw new Refusal(
      'invalid',
      'filter.operator',
      'filter must say that UserState equals Active or Inactive.',
      'filter.Operator',
    );
  }
  return state;
}

const sortable = ['displayName', 'userPrincipalName', 'firstName', 'lastName', 'usageLocation'] as const;

/** evidence: client for the parameters, modelled for the fields */
function sorted(call: Call, users: readonly DirectoryUser[]): readonly DirectoryUser[] {
  const { sortfield, sortdirection } = queryOf(call);
  if (sortfield === undefined || sortfield === '') return users;
  const field = sortable.find((name) => name.toLowerCase() === sortfield.toLowerCase());
  if (field === undefined) {
    throw new Refusal(
      'invalid',
      'users.sort_field',
      `sortField "${sortfield}" must be one of: ${sortable.join(', ')}.`,
      'sortField',
    );
  }
  const sign = /^desc/i.test(sortdirection ?? '') ? -1 : 1;
  const textOf = (user: DirectoryUser) => (user[field] ?? '').toLowerCase();
  return users.toSorted(
    (left, right) => sign * (Number(textOf(left) > textOf(right)) - Number(textOf(left) < textOf(right))),
  );
}
