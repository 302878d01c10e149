import type { InvoiceAggregationLine } from '../../generated/icp.gen.ts';
import { decimalText } from '../../operations/azure-plans/azure-cost.ts';
import { day, isoOf } from '../../operations/calendar.ts';
import type { InvoiceLine } from '../../operations/reports/report-operations.ts';

/** A line of the aggregation, at what the reseller pays. ICP bills without tax here. */
export function toInvoiceLine(line: InvoiceAggregationLine): InvoiceLine {
  const customer = line.EndCustomerCompanyId ?? line.CompanyAccountId ?? 0;
  const { start, end } = daysOf(line.ActualChargeInterval ?? '');
  const product = line.ProductNumber ?? line.ProductCode ?? '';
  const costs = decimalText(line.Costs);
  return {
    subscriptionId: String(line.AccountId),
    customer: { id: String(customer), name: line.EndCustomerCompany ?? '' },
    product,
    productName: line.ProductName ?? product,
    quantity: unitsOf(line),
    unitPrice: decimalText(line.CostsOfUnit ?? undefined),
    subtotal: costs,
    taxTotal: '0',
    totalForCustomer: costs,
    currency: line.Currency,
    chargeStartDate: start,
    chargeEndDate: end,
    sale: decimalText(line.SalesPrice),
    ...(line.PriceableItemId && { plan: String(line.PriceableItemId) }),
    ...(line.InvoiceReference && { invoice: line.InvoiceReference }),
    ...(line.ContractId && { contractId: line.ContractId }),
    ...(line.PurchaseOrderNumber && { purchaseOrder: line.PurchaseOrderNumber }),
  };
}

/** `dd.mm.yyyy - dd.mm.yyyy` names the day after the last one. */
function daysOf(interval: string): { start: string; end: string } {
  const [from = '', to = ''] = interval.split(' - ').map((date) => date.split('.').reverse().join('-'));
  const last = Math.max(Date.parse(from), Date.parse(to) - day);
  return { start: from, end: Number.isNaN(last) ? to : isoOf(last).slice(0, 10) };
}

/** Units stand at the end of the parameters; of what is used, in a column of their own. */
function unitsOf({ UdrcValue, BillableParameters }: InvoiceAggregationLine): number {
  const [, units] = /=(-?\d+(?:\.\d+)?)\s*$/.exec(BillableParameters ?? '') ?? [];
  return Number(UdrcValue ?? units ?? 1);
}
