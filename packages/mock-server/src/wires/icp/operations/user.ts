import { createUser, updateUser, userInScope } from '../../../domain/companies/change-user.ts';
import { companyInScope, permit } from '../../../domain/companies/scope.ts';
import { users } from '../../../domain/companies/user.ts';
import type {
  CreateUserRequest,
  GetUserRequest,
  GetUsersRequest,
  UpdateUserRequest,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { toUser } from '../shapes/user.ts';

export const userOperations = {
  GetUser: ({ world, actor, body }: Call<GetUserRequest>) => {
    permit(actor, 'accounts.read');
    return toUser(userInScope(world, actor, body?.accountId ?? actor.userId));
  },
  GetUsers: ({ world, actor, body }: Call<GetUsersRequest>) => {
    permit(actor, 'accounts.read');
    const company = companyInScope(world, actor, body.companyAccountId, 'companyAccountId');
    return world.store.of(users).find('parent', company.id).map(toUser);
  },
  CreateUser: ({ world, actor, body }: Call<CreateUserRequest>) => {
    const { ParentAccountId, Username, Email, FirstName, LastName } = body.userAccount;
    return toUser(
      createUser(world, actor, {
        parentId: ParentAccountId,
        username: Username,
        email: Email,
        firstName: FirstName,
        lastName: LastName,
      }),
    );
  },
  UpdateUser: ({ world, actor, body }: Call<UpdateUserRequest>) => {
    const { AccountId, FirstName, LastName, Email } = body.user;
    updateUser(world, actor, AccountId, {
      firstName: FirstName,
      lastName: LastName,
      ...(Email !== undefined && { email: Email }),
    });
  },
} satisfies Record<string, OperationHandler>;
