import { companies } from '../../../domain/companies/company.ts';
import { companyInScope, permit } from '../../../domain/companies/scope.ts';
import { fromMinor } from '../../../domain/money.ts';
import { pendingCreditRequests, remainingCredit, setCreditLimit } from '../../../domain/orders/credit.ts';
import { type CreditRequest, creditLimits } from '../../../domain/orders/credit-request.ts';
import { decideCreditRequest } from '../../../domain/orders/decide-credit.ts';
import { subscriptions } from '../../../domain/subscriptions/subscription.ts';
import type {
  CreditCheckInfo,
  CreditLimit,
  GetCreditLimitRequest,
  SetCreditLimitRequest,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import type { World } from '../../../world.ts';
import { icpDate, icpDateOrNull } from '../dates.ts';

function toCreditCheckInfo(world: World, request: CreditRequest): CreditCheckInfo {
  const payer = world.store.of(companies).get(request.payerId);
  const order = world.store.of(subscriptions).get(request.subscriptionId);
  const currency = payer?.currency ?? 'USD';
  const amount = (minor: number) => Number(fromMinor(minor, currency));
  return {
    RequestId: request.id,
    QuoteId: order?.quoteId ?? null,
    CreatedBy: request.requestedBy,
    CreatedByDisplayName: request.requestedByName,
    CreationDate: icpDate(request.requestedAt),
    MethodName: 1,
    BillableFields: { ...order?.fields },
    PayerAccountId: request.payerId,
    PayerCompanyName: payer?.name ?? '',
    PayerCurrency: currency,
    PayerContractId: payer?.contractId ?? null,
    EndCustomerAccountId: request.payerId,
    EndCustomerName: payer?.name ?? '',
    ProductName: order?.productName ?? '',
    ProductDisplayName: order?.displayName ?? '',
    ExecutionDate: null,
    ErrorMessage: null,
    CurrentLimit: amount(request.limit),
    ProjectedInvoice: amount(request.projected),
    DailyTransactions: amount(request.projected - request.amount),
    TransactionValue: amount(request.amount),
    ApprovalStatus: request.status,
    StatusDate: icpDateOrNull(request.decidedAt),
    StatusUpdatedBy: request.decidedBy ?? null,
    StatusUpdatedByDisplayName: request.decidedByName ?? null,
    Comment: request.comment ?? null,
    Attachments: [],
  };
}

function decide({ world, actor, body }: Call<CreditCheckInfo>, decision: 'Approved' | 'Declined'): void {
  decideCreditRequest(world, actor, body.RequestId, decision, body.Comment ?? undefined);
}

export const creditOperations = {
  GetCreditLimit: ({ world, actor, body }: Call<GetCreditLimitRequest>): CreditLimit => {
    permit(actor, 'credit.read');
    const company = companyInScope(world, actor, body.accountId);
    const limit = world.store.of(creditLimits).get(company.id);
    const remaining = remainingCredit(world, company.id);
    const amount = (minor: number | undefined) =>
      minor === undefined ? null : Number(fromMinor(minor, company.currency));
    return {
      Comment: limit?.comment ?? null,
      Currency: company.currency,
      Date: icpDateOrNull(limit?.setAt),
      Limit: amount(limit?.limit),
      RemainingCreditLimit: amount(remaining),
      HasCreditLimit: limit?.limit !== undefined,
      CreatedByAccountId: limit?.setBy ?? null,
      IsLocked: false,
    };
  },
  SetCreditLimit: ({ world, actor, body }: Call<SetCreditLimitRequest>) => {
    setCreditLimit(world, actor, {
      companyId: body.accountId,
      comment: body.comment,
      ...(body.limit !== undefined && { limit: body.limit }),
    });
  },
  ListCreditCheckOrdersForApproval: ({ world, actor }: Call) =>
    pendingCreditRequests(world, actor).map((request) => toCreditCheckInfo(world, request)),
  ApproveCreditCheckOrder: (call: Call<CreditCheckInfo>) => decide(call, 'Approved'),
  DeclineCreditCheckOrder: (call: Call<CreditCheckInfo>) => decide(call, 'Declined'),
} satisfies Record<string, OperationHandler>;
