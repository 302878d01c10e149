import type { Account } from '../../../domain/accounts/find-accounts.ts';
import { isoOfCountry } from '../../../domain/companies/country.ts';
import {
  credentialsWith,
  customerNamed,
  findCustomers,
  signUpCustomer,
  typeOf,
} from '../../../domain/panels/customer-accounts.ts';
import { issueVisit } from '../../../domain/panels/one-time-token.ts';
import type { CustomerAccount, CustomerSignUp, PanelVisit } from '../../../generated/ingram-panels.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { isoOf } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { asked, pageOf, panelActor } from '../panel-call.ts';
import { toOneTimeAccess } from '../shapes/one-time-access.ts';

function toCustomerAccount(world: World, account: Account): CustomerAccount {
  const { company, profile } = account;
  return {
    id: String(company.id),
    ...(profile.externalId !== undefined && { customId: profile.externalId }),
    name: company.name,
    type: typeOf(company.kind),
    status: profile.status,
    email: company.email,
    countryCode: isoOfCountry(company.country),
    createdAt: isoOf(company.createdAt),
    credentialsWith: credentialsWith(world, account),
  };
}

export const customerOperations = {
  findCustomers: (call: Call) => {
    const search = {
      id: asked(call, 'id'),
      name: asked(call, 'name'),
      type: asked(call, 'type'),
      email: asked(call, 'email'),
      status: asked(call, 'status'),
      customId: asked(call, 'customId'),
    };
    const found = findCustomers(call.world, panelActor(call), search);
    return pageOf(call, found, (account) => toCustomerAccount(call.world, account));
  },
  getCustomer: (call: Call) =>
    toCustomerAccount(
      call.world,
      customerNamed(call.world, panelActor(call), call.parameters.customerId ?? ''),
    ),
  signUpCustomer: (call: Call<CustomerSignUp>) =>
    toCustomerAccount(call.world, signUpCustomer(call.world, panelActor(call), call.body)),
  signInToCustomer: (call: Call<PanelVisit>) => {
    const actor = panelActor(call);
    const issued = issueVisit(call.world, actor, call.parameters.customerId ?? '', call.body.reason);
    return toOneTimeAccess(call.world, actor, issued);
  },
} satisfies Record<string, OperationHandler>;
