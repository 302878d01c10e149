import { createAccount, updateAccount } from '../../../domain/accounts/change-account.ts';
import {
  type AccountFilter,
  type AccountKind,
  accountOfKind,
  accountsBelow,
} from '../../../domain/accounts/find-accounts.ts';
import type {
  CustomerUpdate,
  NewCustomer,
  NewReseller,
  ResellerUpdate,
} from '../../../generated/ingram.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { asked, pageOf } from '../query.ts';
import {
  accountChangeOf,
  newAccountOf,
  toCustomer,
  toCustomerSummary,
  toReseller,
} from '../shapes/account.ts';

function filterOf(call: Call): AccountFilter {
  return { name: asked(call, 'name'), email: asked(call, 'email'), externalId: asked(call, 'externalId') };
}

/** The account that the caller works for. */
export function ownAccount({ actor }: Call): number {
  return actor.companyId ?? 0;
}

/** The reseller that a path or a filter names; unknown when it lies outside the caller's tree. */
export function resellerNamed(call: Call, id: string): number {
  return accountOfKind(call.world, call.actor, 'reseller', id).company.id;
}

function listed(call: Call, kind: AccountKind, topId: number) {
  return accountsBelow(call.world, call.actor, kind, topId, filterOf(call));
}

const idOf = ({ parameters }: Call) => parameters.id ?? '';

export const accountOperations = {
  getCustomers: (call: Call) => {
    const resellerId = asked(call, 'resellerId');
    const all = listed(call, 'company', ownAccount(call));
    const shown =
      resellerId === undefined ? all : all.filter(({ company }) => String(company.resellerId) === resellerId);
    return pageOf(call, shown, toCustomerSummary);
  },
  createCustomer: (call: Call<NewCustomer>) =>
    toCustomer(createAccount(call.world, call.actor, 'company', ownAccount(call), newAccountOf(call.body))),
  getCustomerById: (call: Call) => toCustomer(accountOfKind(call.world, call.actor, 'company', idOf(call))),
  updateCustomer: (call: Call<CustomerUpdate>) =>
    toCustomer(updateAccount(call.world, call.actor, 'company', idOf(call), accountChangeOf(call.body))),
  getResellers: (call: Call) => pageOf(call, listed(call, 'reseller', ownAccount(call)), toReseller),
  createReseller: (call: Call<NewReseller>) =>
    toReseller(createAccount(call.world, call.actor, 'reseller', ownAccount(call), newAccountOf(call.body))),
  getResellerCustomerById: (call: Call) =>
    toReseller(accountOfKind(call.world, call.actor, 'reseller', idOf(call))),
  updateReseller: (call: Call<ResellerUpdate>) =>
    toReseller(updateAccount(call.world, call.actor, 'reseller', idOf(call), accountChangeOf(call.body))),
  getResellerCustomers: (call: Call) =>
    pageOf(call, listed(call, 'company', resellerNamed(call, idOf(call))), toCustomerSummary),
  createCustomerForReseller: (call: Call<NewCustomer>) =>
    toCustomer(
      createAccount(
        call.world,
        call.actor,
        'company',
        resellerNamed(call, idOf(call)),
        newAccountOf(call.body),
      ),
    ),
} satisfies Record<string, OperationHandler>;
