import { Decimal } from 'decimal.js';
import type { PartnerInvoice, PartnerInvoiceType } from '../../../domain/billing/partner-invoices.ts';
import { fromMinor } from '../../../domain/money.ts';
import type { Partner } from '../../../domain/partners/partner.ts';
import type {
  EstimateLink,
  InvoiceDetail,
  InvoiceSummary,
  Invoice as WireInvoice,
} from '../../../generated/partner-center.gen.ts';
import { hashOf } from '../../../kernel/hash.ts';
import { currencySymbol } from './product.ts';
import { attributes, instant, link } from './resource.ts';

/** A date of which there is none. evidence: sample */
const noDate = '0001-01-01T00:00:00';

/** The edge: only here does money become a float. */
export function amountOf(minor: number, currency: string): number {
  return Number(fromMinor(minor, currency));
}

/** The id of the receipt for an invoice's tax; only Taiwan has them. evidence: docs for Taiwan, modelled id */
export function taxReceiptIdOf(partner: Partner, { id }: PartnerInvoice): string | undefined {
  return partner.country === 'TW' ? String(1_000_000 + (hashOf(`tax receipt ${id}`) % 9_000_000)) : undefined;
}

/** Which kinds of lines an invoice has. */
export function lineKindsOf({ type, charges }: PartnerInvoice): readonly (readonly [string, string])[] {
  const usage = charges.some(({ line }) => line.reason === 'usage');
  if (type === 'OneTime')
    return [
      ['OneTime', 'BillingLineItems'] as const,
      ...(usage ? [['OneTime', 'UsageLineItems'] as const] : []),
    ];
  const licences = charges.some(({ line }) => line.reason !== 'usage');
  return [
    ...(licences ? [['Office', 'BillingLineItems'] as const] : []),
    ...(usage ? [['Azure', 'BillingLineItems'] as const] : []),
  ];
}

const underscored: Readonly<Record<string, string>> = {
  OneTime: 'one_time',
  Office: 'office',
  Azure: 'azure',
  BillingLineItems: 'billing_line_items',
  UsageLineItems: 'usage_line_items',
};

function toDetail(path: string, [provider, type]: readonly [string, string]): InvoiceDetail {
  return {
    invoiceLineItemType: underscored[type] ?? type,
    billingProvider: underscored[provider] ?? provider,
    links: { self: link(`${path}/lineitems/${provider}/${type}`) },
    attributes: attributes('InvoiceDetail'),
  };
}

/** An invoice; the link of its PDF is shown of one alone. evidence: docs, modelled for `status` and payment */
export function toInvoice(partner: Partner, invoice: PartnerInvoice, alone: boolean): WireInvoice {
  const { id, type, currency, total, paidAt } = invoice;
  const path = `/invoices/${type}-${id}`;
  const receipt = taxReceiptIdOf(partner, invoice);
  const pdf = 'documents/statement';
  return {
    id,
    invoiceDate: instant(invoice.postedAt),
    billingPeriodStartDate: instant(invoice.periodStart),
    billingPeriodEndDate: instant(invoice.periodEnd - 1_000),
    totalCharges: amountOf(total, currency),
    // Negative when money was received. evidence: docs
    paidAmount: paidAt === undefined ? 0 : amountOf(0 - total, currency),
    currencyCode: currency,
    currencySymbol: currencySymbol(currency),
    ...(alone && { pdfDownloadLink: `/invoices/${id}/${pdf}` }),
    ...(receipt !== undefined && {
      taxReceipts: [{ id: receipt, taxReceiptPdfDownloadLink: `/invoices/${id}/receipts/${receipt}/${pdf}` }],
    }),
    invoiceDetails: lineKindsOf(invoice).map((kind) => toDetail(path, kind)),
    documentType: 'invoice',
    invoiceType: type,
    status: 'active',
    links: { self: link(path) },
    attributes: attributes('Invoice'),
  };
}

/** What is owed of invoices of one currency, the newest first. */
function balanceOf(now: number, currency: string, invoices: readonly PartnerInvoice[]): InvoiceSummary {
  const latest = invoices[0];
  const paid = invoices.find(({ paidAt }) => paidAt !== undefined);
  const owed = invoices.filter(({ paidAt }) => paidAt === undefined);
  return {
    balanceAmount: amountOf(
      owed.reduce((sum, { total }) => sum + total, 0),
      currency,
    ),
    currencyCode: currency,
    currencySymbol: currencySymbol(currency),
    accountingDate: instant(now),
    firstInvoiceCreationDate: dateOrNone(invoices.at(-1)?.postedAt),
    lastPaymentDate: dateOrNone(paid?.paidAt),
    lastPaymentAmount: paid === undefined ? 0 : amountOf(paid.total, currency),
    latestInvoiceDate: dateOrNone(latest?.postedAt),
    attributes: attributes('InvoiceSummary'),
  };
}

function dateOrNone(at: number | undefined): string {
  return at === undefined ? noDate : instant(at);
}

/** The balance of one currency, in all and by type of invoice. */
export function toSummary(now: number, currency: string, all: readonly PartnerInvoice[]): InvoiceSummary {
  const invoices = all.filter((each) => each.currency === currency);
  const types: readonly PartnerInvoiceType[] = ['Recurring', 'OneTime'];
  return {
    ...balanceOf(now, currency, invoices),
    details: types.flatMap((invoiceType) => {
      const some = invoices.filter(({ type }) => type === invoiceType);
      return some.length === 0 ? [] : [{ invoiceType, summary: balanceOf(now, currency, some) }];
    }),
    links: { self: link('/invoices/summary') },
  };
}

/** Where lines that are not billed yet are read. evidence: sample for the links, own words */
export function toEstimateLinks(currency: string): EstimateLink[] {
  const kinds = [
    [
      'daily_rated_usage',
      'Daily rated use, not billed yet',
      'provider=Marketplace&invoicelineitemtype=UsageLineItems',
    ],
    ['non_consumption', 'Other charges, not billed yet', 'provider=all&invoicelineitemtype=billinglineitems'],
  ] as const;
  return kinds.flatMap(([type, title, query]) =>
    (['Current', 'Previous'] as const).map((period) => ({
      type,
      title,
      description: `${title}: ${period === 'Current' ? 'the running month' : 'the month before'}.`,
      period,
      link: link(
        `/invoices/unbilled/lineitems?${query}&currencycode=${currency}&period=${period.toLowerCase()}&size=2000`,
      ),
    })),
  );
}

/** What one unit of a line costs for the days that are charged, exactly where the line says so. */
export function effectivePrice(line: {
  readonly unitCost: string;
  readonly quantity: number;
  readonly daysBilled: number;
  readonly daysInPeriod: number;
  readonly cost: number;
  readonly currency: string;
}): Decimal {
  const exact = new Decimal(line.unitCost).times(line.daysBilled).div(Math.max(1, line.daysInPeriod));
  const billed = fromMinor(line.cost, line.currency);
  const off = exact.times(line.quantity).minus(billed).abs();
  // A refund that gives back what was paid before is of no price and number of days.
  const shown =
    off.lte(fromMinor(1, line.currency)) || line.quantity === 0
      ? exact
      : new Decimal(billed).div(line.quantity);
  return shown.toDecimalPlaces(8);
}
