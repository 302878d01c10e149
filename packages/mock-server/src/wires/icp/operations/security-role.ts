import { setRoleUsers } from '../../../domain/companies/change-user.ts';
import { roles } from '../../../domain/companies/role.ts';
import type { GetSecurityRolesRequest, UpdateSecurityRolesUsersRequest } from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { toRole } from '../shapes/user.ts';
import { namedOrOwn } from './company.ts';

export const securityRoleOperations = {
  GetSecurityRoles: (call: Call<GetSecurityRolesRequest>) => {
    const company = namedOrOwn(call, call.body?.accountId);
    return call.world.store
      .of(roles)
      .find('company', company.id)
      .map((role) => toRole(call.world, role));
  },
  UpdateSecurityRolesUsers: ({ world, actor, body }: Call<UpdateSecurityRolesUsersRequest>) => {
    const { Id, CompanyAccountId, Users } = body.roleUsers;
    const userIds = Users.map((user) => user.AccountId ?? 0);
    return toRole(world, setRoleUsers(world, actor, { roleId: Id, companyId: CompanyAccountId, userIds }));
  },
} satisfies Record<string, OperationHandler>;
