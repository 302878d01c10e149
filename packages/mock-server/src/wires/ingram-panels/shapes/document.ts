import { companies } from '../../../domain/companies/company.ts';
import { toMinor } from '../../../domain/money.ts';
import { type AccountDocument, amountFor, unitAmountFor } from '../../../domain/panels/account-documents.ts';
import type { Balance } from '../../../domain/panels/balance.ts';
import type {
  AccountDocumentDetailed,
  DocumentLine,
  Balance as WireBalance,
  AccountDocument as WireDocument,
} from '../../../generated/ingram-panels.gen.ts';
import { dateOf } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { toMoney } from './money.ts';

export function toBalance({ company, status, canOrder, currency, ...sums }: Balance): WireBalance {
  return {
    accountId: String(company.id),
    status,
    canOrder,
    billed: toMoney(sums.billed, currency),
    notBilledYet: toMoney(sums.notBilledYet, currency),
    nextInvoiceAt: dateOf(sums.nextInvoiceAt),
  };
}

/** Payments are told by the bank: they have no paper. evidence: modelled */
export function hasFile({ type }: AccountDocument): boolean {
  return type !== 'payment';
}

export function toDocument(document: AccountDocument): WireDocument {
  const { id, company, type, date, dueAt, paidAt, settles, amount, currency } = document;
  return {
    id,
    accountId: String(company.id),
    type,
    date: dateOf(date),
    ...(dueAt !== undefined && { dueDate: dateOf(dueAt) }),
    ...(paidAt !== undefined && { paidOn: dateOf(paidAt) }),
    ...(settles !== undefined && { settles }),
    amount: toMoney(amount, currency),
    hasFile: hasFile(document),
  };
}

export function toDocumentDetailed(world: World, document: AccountDocument): AccountDocumentDetailed {
  const { company } = document;
  return {
    ...toDocument(document),
    lines: document.lines.map(
      (line): DocumentLine => ({
        customerId: String(line.companyId),
        customerName: world.store.of(companies).get(line.companyId)?.name ?? '',
        subscriptionId: String(line.subscriptionId),
        productName: line.productName,
        reason: line.reason,
        from: dateOf(line.periodStart),
        to: dateOf(line.periodEnd),
        quantity: line.quantity,
        unitAmount: toMoney(toMinor(unitAmountFor(company, line), line.currency), line.currency),
        amount: toMoney(amountFor(company, line), line.currency),
      }),
    ),
  };
}
