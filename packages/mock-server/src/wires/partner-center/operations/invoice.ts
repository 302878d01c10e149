import {
  type PartnerCharge,
  type PartnerInvoice,
  partnerInvoices,
  requirePartnerInvoice,
  unbilledCharges,
} from '../../../domain/billing/partner-invoices.ts';
import { microsoftCurrencyOf } from '../../../domain/companies/country.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { FileAnswer } from '../file-answer.ts';
import { receiptDocument, statementDocument } from '../invoice-documents.ts';
import { indexPage, queryOf, seekPage } from '../query.ts';
import { taxReceiptIdOf, toEstimateLinks, toInvoice, toSummary } from '../shapes/invoice.ts';
import { toBilledUse, toOneTimeLine } from '../shapes/invoice-lines.ts';
import { toLicenseLine, toUsageLine } from '../shapes/legacy-invoice-lines.ts';
import { attributes, collection, link } from '../shapes/resource.ts';

/** evidence: docs */
const largestPage = 2_000;

function invoiceOf({ world, actor, parameters }: Call): PartnerInvoice {
  return requirePartnerInvoice(world, partnerOf(world, actor), parameters.invoiceId ?? '');
}

function currencyOf(call: Call, isNeeded: boolean): string | undefined {
  const currency = queryOf(call).currencycode?.toUpperCase();
  if (currency === undefined && !isNeeded) return undefined;
  if (currency !== undefined && /^[A-Z]{3}$/.test(currency)) return currency;
  throw new Refusal(
    'invalid',
    'usage.currency',
    `currencycode "${currency ?? ''}" must have three letters.`,
    'currencycode',
  );
}

/** From the query, or from the older form of the path. */
function wanted(call: Call, name: 'provider' | 'invoicelineitemtype'): string {
  return (call.parameters[name] ?? queryOf(call)[name] ?? '').toLowerCase();
}

function counted<Row>(call: Call, rows: readonly Row[], path: string) {
  const size = Number(queryOf(call).size ?? largestPage);
  if (size > largestPage)
    throw new Refusal('invalid', 'page.size', `size must be ${largestPage} at most.`, 'size');
  const page = indexPage(call, rows).slice(0, largestPage);
  return { ...collection(page, path), totalCount: rows.length };
}

function seek<Row>(call: Call, rows: readonly Row[], path: string) {
  return seekPage(call, rows, (row) => row, { defaultSize: largestPage, largest: largestPage, path });
}

/** evidence: docs for the matrix */
function linesOf(call: Call) {
  const { world, actor } = call;
  const partner = partnerOf(world, actor);
  const invoice = invoiceOf(call);
  const context = { world, partner, invoice };
  const currency = currencyOf(call, false);
  const isOther = currency !== undefined && currency !== invoice.currency;
  const path = `/invoices/${invoice.id}/lineitems`;
  const of = (type: PartnerInvoice['type'], isUse?: boolean): readonly PartnerCharge[] =>
    invoice.charges.filter(
      (each) =>
        !isOther && each.type === type && (isUse === undefined || isUse === (each.line.reason === 'usage')),
    );
  switch (`${wanted(call, 'provider')} ${wanted(call, 'invoicelineitemtype')}`) {
    case 'onetime billinglineitems':
      return seek(
        call,
        of('OneTime').map((each) => toOneTimeLine(context, each)),
        path,
      );
    case 'onetime usagelineitems':
    case 'marketplace usagelineitems': {
      currencyOf(call, true);
      const earned = queryOf(call).haspartnerearnedcredit?.toLowerCase();
      const rows = of('OneTime', true).flatMap((each) => toBilledUse(context, each));
      return seek(
        call,
        rows.filter((row) => earned === undefined || String(row.hasPartnerEarnedCredit) === earned),
        path,
      );
    }
    case 'office billinglineitems':
      return counted(
        call,
        of('Recurring', false).map((each) => toLicenseLine(context, each)),
        path,
      );
    case 'azure billinglineitems':
      return counted(
        call,
        of('Recurring', true).map((each) => toUsageLine(context, each)),
        path,
      );
    case 'azure usagelineitems':
      // Their fields are published nowhere.
      return counted(call, [], path);
    default:
      throw new Refusal(
        'invalid',
        'usage.kind',
        'provider must be onetime, office or azure, and invoicelineitemtype billinglineitems or usagelineitems; marketplace has usagelineitems only.',
        'provider',
      );
  }
}

/** Charges that are on no invoice yet, but for those of use, which are read by the day. */
export function unbilledLines(call: Call, period: 'current' | 'previous', currency: string) {
  const { world, actor } = call;
  const partner = partnerOf(world, actor);
  const rows = unbilledCharges(world, partner, period)
    .filter(({ type, line }) => type === 'OneTime' && line.currency === currency && line.reason !== 'usage')
    .map((each) => toOneTimeLine({ world, partner }, each));
  return seek(call, rows, '/invoices/unbilled/lineitems');
}

function pdf(name: string, content: Uint8Array): FileAnswer {
  return new FileAnswer(content, 'application/pdf', {
    'content-disposition': `attachment; filename=${name}.pdf`,
    'content-length': String(content.byteLength),
  });
}

/** The currency of the partner's market first. */
function currenciesOf(country: string, invoices: readonly PartnerInvoice[]): string[] {
  const own = microsoftCurrencyOf(country);
  const others = [...new Set(invoices.map(({ currency }) => currency))].filter((each) => each !== own);
  return [own, ...others.sort()];
}

export const invoiceOperations = {
  ListInvoices: (call: Call) => {
    const { world, actor } = call;
    const partner = partnerOf(world, actor);
    const all = partnerInvoices(world, partner);
    const page = indexPage(call, all);
    const { size, offset = '0' } = queryOf(call);
    const end = Number(offset) + page.length;
    const uri = (from: number | string) => `/invoices?size=${size ?? all.length}&offset=${from}`;
    return {
      totalCount: all.length,
      items: page.map((each) => toInvoice(partner, each, false)),
      links: { self: link(uri(offset)), ...(end < all.length && { next: link(uri(end)) }) },
      attributes: attributes('Collection'),
    };
  },
  GetInvoice: (call: Call) => toInvoice(partnerOf(call.world, call.actor), invoiceOf(call), true),
  GetInvoiceSummary: ({ world, actor }: Call) => {
    const partner = partnerOf(world, actor);
    const own = microsoftCurrencyOf(partner.country);
    return toSummary(world.clock.now(), own, partnerInvoices(world, partner));
  },
  ListInvoiceSummaries: ({ world, actor }: Call) => {
    const partner = partnerOf(world, actor);
    const invoices = partnerInvoices(world, partner);
    const now = world.clock.now();
    return collection(
      currenciesOf(partner.country, invoices).map((currency) => toSummary(now, currency, invoices)),
      '/invoices/summaries',
    );
  },
  ListInvoiceEstimateLinks: (call: Call) => {
    partnerOf(call.world, call.actor);
    return collection(toEstimateLinks(currencyOf(call, true) ?? ''));
  },
  ListInvoiceLineItems: linesOf,
  GetInvoiceStatement: (call: Call) => {
    const invoice = invoiceOf(call);
    return pdf(`Invoice_${invoice.id}`, statementDocument(partnerOf(call.world, call.actor), invoice));
  },
  GetTaxReceiptStatement: (call: Call) => {
    const partner = partnerOf(call.world, call.actor);
    const invoice = invoiceOf(call);
    const { receiptId = '' } = call.parameters;
    if (taxReceiptIdOf(partner, invoice) !== receiptId) {
      throw new Refusal(
        'not-found',
        'invoice.no_receipt',
        `Invoice ${invoice.id} has no tax receipt ${receiptId}; only partners in Taiwan get them.`,
        'receiptId',
      );
    }
    return pdf(`E-Tax-${receiptId}`, receiptDocument(partner, invoice, receiptId));
  },
} satisfies Record<string, OperationHandler>;
