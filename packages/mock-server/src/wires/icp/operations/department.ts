import { createCompany, updateCompany } from '../../../domain/companies/change-company.ts';
import { companyInScope } from '../../../domain/companies/scope.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type {
  CreateDepartmentRequest,
  GetDepartmentRequest,
  GetDepartmentsRequest,
  UpdateDepartmentRequest,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { departmentDetailsOf, toDepartment } from '../shapes/company.ts';
import { firstLevel, namedOrOwn } from './company.ts';

export const departmentOperations = {
  CreateDepartment: ({ world, actor, body }: Call<CreateDepartmentRequest>) => {
    const account = body.departmentAccount;
    const parent = companyInScope(world, actor, account.ParentAccountId, 'ParentAccountId');
    return toDepartment(
      createCompany(world, actor, 'department', {
        ...departmentDetailsOf(account),
        parentId: parent.id,
        name: account.DepartmentName,
        email: account.Email ?? '',
        country: account.Country ?? parent.country,
      }),
    );
  },
  UpdateDepartment: ({ world, actor, body }: Call<UpdateDepartmentRequest>) => {
    updateCompany(
      world,
      actor,
      'department',
      body.department.AccountId,
      departmentDetailsOf(body.department),
    );
  },
  GetDepartment: (call: Call<GetDepartmentRequest>) => {
    const department = namedOrOwn(call, call.body.accountId);
    if (department.kind === 'department') return toDepartment(department);
    throw new Refusal(
      'invalid',
      'company.wrong_kind',
      `accountId ${department.id} is a ${department.kind}; name a department.`,
      'accountId',
    );
  },
  GetDepartments: (call: Call<GetDepartmentsRequest>) =>
    firstLevel(call, call.body.parentAccountId, 'department').map(toDepartment),
} satisfies Record<string, OperationHandler>;
