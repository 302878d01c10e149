import { createCompany, updateCompany } from '../../../domain/companies/change-company.ts';
import { companies } from '../../../domain/companies/company.ts';
import { createMarketplace } from '../../../domain/prices/marketplaces.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type {
  CreateResellerRequest,
  GetResellerByVatIdRequest,
  GetResellerRequest,
  GetResellersRequest,
  UpdateResellerRequest,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { companyDetailsOf, toCompany } from '../shapes/company.ts';
import { firstLevel, namedOrOwn, withVatId } from './company.ts';

export const resellerOperations = {
  CreateReseller: ({ world, actor, body }: Call<CreateResellerRequest>) => {
    const account = body.resellerAccount;
    const reseller = createCompany(world, actor, 'reseller', {
      ...companyDetailsOf(account),
      parentId: account.ParentAccountId,
      name: account.CompanyName,
      email: account.Email,
      country: account.Country,
      withAdministrator: account.CreateDefaultAdminUser === true,
    });
    if (account.CreateDefaultMarketplace !== true) return toCompany(reseller);
    const marketplace = createMarketplace(world, actor, `${reseller.name} - Marketplace`, reseller.id);
    return toCompany(
      world.store
        .of(companies)
        .put({ ...reseller, marketplaceIds: [...reseller.marketplaceIds, marketplace.id] }),
    );
  },
  UpdateReseller: ({ world, actor, body }: Call<UpdateResellerRequest>) => {
    updateCompany(world, actor, 'reseller', body.reseller.AccountId, companyDetailsOf(body.reseller));
  },
  GetReseller: (call: Call<GetResellerRequest>) => {
    const reseller = namedOrOwn(call, call.body?.accountId);
    if (reseller.kind === 'reseller' || reseller.kind === 'provider') return [toCompany(reseller)];
    throw new Refusal(
      'invalid',
      'company.wrong_kind',
      `accountId ${reseller.id} is a ${reseller.kind}; use GetCompany.`,
      'accountId',
    );
  },
  GetResellers: (call: Call<GetResellersRequest>) =>
    firstLevel(call, call.body?.parentAccountId, 'reseller').map(toCompany),
  GetResellerByVatId: (call: Call<GetResellerByVatIdRequest>) =>
    withVatId(call, call.body.vatId, ['reseller']).map(toCompany),
} satisfies Record<string, OperationHandler>;
