import type {
  Invoice,
  LicenseBasedLineItem,
  OneTimeInvoiceLineItem,
} from '../../generated/partner-center.gen.ts';
import { decimalText } from '../../operations/azure-plans/azure-cost.ts';
import { isoOf } from '../../operations/calendar.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { InvoiceLine } from '../../operations/reports/report-operations.ts';
import type { PartnerCenter } from './client.ts';
import { idOf } from './subscription-shape.ts';

const pageOfInvoices = 500;
const oneTime = { provider: 'onetime', invoiceLineItemType: 'billinglineitems' } as const;
const legacy = { provider: 'office', invoiceLineItemType: 'billinglineitems' } as const;

/** The invoices by their months: of the days that they are for, not of when they were sent. */
export async function invoicesByMonth(
  { invoices }: PartnerCenter,
  options: OperationOptions,
): Promise<ReadonlyMap<string, readonly Invoice[]>> {
  const months = new Map<string, Invoice[]>();
  for await (const invoice of invoices.list({ size: pageOfInvoices }, options)) {
    const month = monthOf(invoice);
    months.set(month, [...(months.get(month) ?? []), invoice]);
  }
  return months;
}

export function monthOf({ billingPeriodStartDate, invoiceDate = '' }: Invoice): string {
  return (billingPeriodStartDate ?? invoiceDate).slice(0, 7);
}

/** The lines of a month that bill licences and one-time products: from its invoices or, until those are there, the unbilled ones. */
export async function* linesOf(
  partnerCenter: PartnerCenter,
  month: string,
  found: readonly Invoice[],
  options: OperationOptions,
): AsyncGenerator<InvoiceLine, void, undefined> {
  const { invoices, client } = partnerCenter;
  for (const invoice of found) {
    if (invoice.invoiceType?.toLowerCase() === 'recurring') {
      for await (const line of invoices.lineItems(invoice.id, legacy, options))
        yield ofLegacy(line, invoice.id);
    } else {
      for await (const line of invoices.lineItems(invoice.id, oneTime, options))
        yield ofOneTime(line, invoice.id);
    }
  }
  const period = periodOf(month, client.environment.now());
  if (period === undefined || found.some(({ invoiceType }) => invoiceType?.toLowerCase() === 'onetime'))
    return;
  for (const { currencyCode = '' } of await invoices.summaries(options)) {
    const lines = invoices.unbilledLineItems({ currencyCode, period }, options);
    for await (const line of lines) yield ofOneTime(line, undefined);
  }
}

/** The months whose charges are told before they are billed. */
export function periodOf(month: string, now: number): 'current' | 'previous' | undefined {
  const current = isoOf(now).slice(0, 7);
  if (month === current) return 'current';
  return month === isoOf(Date.parse(`${current}-01`) - 1).slice(0, 7) ? 'previous' : undefined;
}

function ofOneTime(line: OneTimeInvoiceLineItem, invoice: string | undefined): InvoiceLine {
  const { productId = '', skuId = '', customerId = '', subtotal } = line;
  return {
    ...shared(line),
    subscriptionId: idOf(customerId, line.subscriptionId ?? ''),
    product: `${productId}:${skuId}`,
    productName: line.skuName ?? line.productName ?? '',
    quantity: Number(line.quantity ?? line.billableQuantity ?? 1),
    taxTotal: decimalText(line.taxTotal),
    totalForCustomer: decimalText(line.totalForCustomer ?? subtotal),
    chargeType: line.chargeType,
    ...(line.reservationOrderId && { isUnlisted: true as const }),
    ...(invoice !== undefined && { invoice }),
  };
}

function ofLegacy(line: LicenseBasedLineItem, invoice: string): InvoiceLine {
  return {
    ...shared(line),
    subscriptionId: idOf(line.customerId ?? '', line.subscriptionId ?? ''),
    product: line.durableOfferId ?? line.offerId ?? '',
    productName: line.offerName ?? '',
    quantity: Number(line.quantity ?? 1),
    taxTotal: decimalText(line.tax),
    totalForCustomer: decimalText(line.totalForCustomer ?? line.subtotal),
    chargeType: line.chargeType,
    invoice,
  };
}

function shared(line: OneTimeInvoiceLineItem | LicenseBasedLineItem) {
  return {
    customer: { id: line.customerId ?? '', name: line.customerName ?? '' },
    unitPrice: decimalText(line.unitPrice),
    subtotal: decimalText(line.subtotal),
    currency: line.currency,
    chargeStartDate: line.chargeStartDate ?? '',
    chargeEndDate: line.chargeEndDate ?? '',
  };
}
