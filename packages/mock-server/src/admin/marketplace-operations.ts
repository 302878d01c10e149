import type { AccountStatus } from '../domain/accounts/account-profile.ts';
import { setAccountStatus } from '../domain/accounts/change-account.ts';
import { resubmitOrder } from '../domain/sales-orders/decide-sales-order.ts';
import type { Call, OperationHandler } from '../http/wire.ts';

/** What staff of Ingram's marketplaces does to accounts and orders. */
export const marketplaceOperations = {
  setAccountStatus: ({ world, actor, parameters, body }: Call<{ status: AccountStatus }>) => {
    const { company, profile } = setAccountStatus(world, actor, Number(parameters.accountId), body.status);
    return { id: String(company.id), status: profile.status };
  },
  resubmitOrder: ({ world, actor, parameters }: Call) => {
    const { id, status } = resubmitOrder(world, actor, parameters.orderId ?? '');
    return { id: String(id), status };
  },
} satisfies Record<string, OperationHandler>;
