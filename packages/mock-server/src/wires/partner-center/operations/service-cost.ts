import {
  lastInvoicedMonth,
  type PartnerInvoice,
  partnerInvoices,
} from '../../../domain/billing/partner-invoices.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { ServiceCostsSummary } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { addPeriod, parseInstant } from '../../../kernel/calendar.ts';
import { amountOf } from '../shapes/invoice.ts';
import { toServiceCost } from '../shapes/legacy-invoice-lines.ts';
import { currencySymbol } from '../shapes/product.ts';
import { attributes, collection, instant, link } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

/** What a customer has on the invoices of the last billed month. */
function costsOf(call: Call) {
  const { world, actor, parameters } = call;
  const tenant = customerOf(call);
  if (parameters.billingPeriod?.toLowerCase() !== 'mostrecent') {
    throw new Refusal(
      'invalid',
      'service_cost.period',
      `Billing period "${parameters.billingPeriod}" must be MostRecent.`,
      'billingPeriod',
    );
  }
  const partner = partnerOf(world, actor);
  const month = lastInvoicedMonth(world);
  const invoices = partnerInvoices(world, partner)
    .filter((each) => each.month === month)
    .map((each) => ({
      ...each,
      charges: each.charges.filter(({ subscription }) => subscription.tenantId === tenant.id),
    }))
    .filter(({ charges }) => charges.length > 0);
  return { tenant, partner, month, invoices, path: `/customers/${tenant.id}/servicecosts/MostRecent` };
}

function totalsOf(
  customerId: string,
  month: string,
  invoice: Pick<PartnerInvoice, 'charges' | 'currency'>,
): ServiceCostsSummary {
  const from = parseInstant(`${month}-01`);
  const { charges, currency } = invoice;
  const total = amountOf(
    charges.reduce((sum, { line }) => sum + line.cost, 0),
    currency,
  );
  return {
    billingStartDate: instant(from),
    billingEndDate: instant(addPeriod(from, 'P1M') - 1_000),
    pretaxTotal: total,
    tax: 0,
    afterTaxTotal: total,
    currencyCode: currency,
    currencySymbol: currencySymbol(currency),
    customerId,
  };
}

export const serviceCostOperations = {
  GetServiceCostsSummary: (call: Call) => {
    const { tenant, month, invoices, path } = costsOf(call);
    const of = (invoice: Pick<PartnerInvoice, 'charges' | 'currency'>) => ({
      ...totalsOf(tenant.id, month, invoice),
      attributes: attributes('ServiceCostsSummary'),
    });
    return {
      ...of(invoices[0] ?? { charges: [], currency: 'USD' }),
      details: invoices.map((invoice) => ({
        invoiceType: invoice.type,
        summary: { ...of(invoice), links: {} },
      })),
      links: { serviceCostLineItems: link(`${path}/lineitems`), self: link(path) },
    };
  },
  ListServiceCostLineItems: (call: Call) => {
    const { world } = call;
    const { partner, invoices, path } = costsOf(call);
    const rows = invoices.flatMap((invoice) =>
      invoice.charges.map((each) => toServiceCost({ world, partner, invoice }, each)),
    );
    return collection(rows, `${path}/lineitems`);
  },
} satisfies Record<string, OperationHandler>;
