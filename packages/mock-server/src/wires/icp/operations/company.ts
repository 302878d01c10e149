import { createCompany, updateCompany } from '../../../domain/companies/change-company.ts';
import { type Company, companies } from '../../../domain/companies/company.ts';
import { companyInScope, isWithin, permit } from '../../../domain/companies/scope.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type {
  CreateCompanyRequest,
  GetCompaniesRequest,
  GetCompanyByVatIdRequest,
  GetCompanyRequest,
  UpdateCompanyRequest,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { companyDetailsOf, toCompany } from '../shapes/company.ts';

/** The children of one kind directly below an account: the first level only. evidence: docs */
export function firstLevel(
  call: Call,
  parentAccountId: number | undefined,
  kind: Company['kind'],
): Company[] {
  const { world, actor } = call;
  permit(actor, 'accounts.read');
  const parent = companyInScope(world, actor, parentAccountId ?? ownCompany(call), 'parentAccountId');
  return world.store
    .of(companies)
    .find('parent', parent.id)
    .filter((company) => company.kind === kind);
}

/** The company that an account id names, or without one the caller's own. */
export function namedOrOwn(call: Call, accountId: number | undefined): Company {
  permit(call.actor, 'accounts.read');
  return companyInScope(call.world, call.actor, accountId ?? ownCompany(call));
}

/** Active accounts with a tax id, as far as the caller sees them. */
export function withVatId(
  { world, actor }: Call,
  vatId: string,
  kinds: readonly Company['kind'][],
): Company[] {
  permit(actor, 'accounts.read');
  return world.store
    .of(companies)
    .find('vatId', vatId)
    .filter(
      (company) =>
        kinds.includes(company.kind) &&
        (actor.companyId === undefined || isWithin(world, company.id, actor.companyId)),
    );
}

function ownCompany({ actor }: Call): number {
  if (actor.companyId === undefined)
    throw new Refusal('invalid', 'account.missing', 'accountId is missing; name an account.', 'accountId');
  return actor.companyId;
}

export const companyOperations = {
  CreateCompany: ({ world, actor, body }: Call<CreateCompanyRequest>) => {
    const { ParentAccountId, CreateDefaultAdminUser } = body.companyAccount;
    return toCompany(
      createCompany(world, actor, 'company', {
        ...companyDetailsOf(body.companyAccount),
        parentId: ParentAccountId,
        name: body.companyAccount.CompanyName,
        email: body.companyAccount.Email,
        country: body.companyAccount.Country,
        withAdministrator: CreateDefaultAdminUser === true,
      }),
    );
  },
  UpdateCompany: ({ world, actor, body }: Call<UpdateCompanyRequest>) => {
    updateCompany(world, actor, 'company', body.company.AccountId, companyDetailsOf(body.company));
  },
  GetCompany: (call: Call<GetCompanyRequest>) => [toCompany(namedOrOwn(call, call.body?.accountId))],
  GetCompanies: (call: Call<GetCompaniesRequest>) =>
    firstLevel(call, call.body?.parentAccountId, 'company').map(toCompany),
  GetCompanyByVatId: (call: Call<GetCompanyByVatIdRequest>) =>
    withVatId(call, call.body.vatId, ['company']).map(toCompany),
} satisfies Record<string, OperationHandler>;
