import type { Decimal } from 'decimal.js';
import { daysOf, dollarsOf, quantitiesOf } from '../../../domain/azure/quantities.ts';
import type { LedgerLine, LedgerReason } from '../../../domain/billing/ledger-line.ts';
import type { PartnerCharge, PartnerInvoice } from '../../../domain/billing/partner-invoices.ts';
import { availabilityIdOf, isMicrosoft } from '../../../domain/catalogue/availability.ts';
import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import { isoOf } from '../../../domain/partners/customer.ts';
import type { Partner } from '../../../domain/partners/partner.ts';
import { type Subscription, subscriptions } from '../../../domain/subscriptions/subscription.ts';
import { type Tenant, tenants } from '../../../domain/tenants/tenant.ts';
import type {
  DailyRatedUsageLineItem,
  OneTimeInvoiceLineItem,
} from '../../../generated/partner-center.gen.ts';
import { millisecondsPerDay, startOfDay } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { amountOf, effectivePrice } from './invoice.ts';
import { attributes, instant } from './resource.ts';
import { toRatedLine } from './usage-lines.ts';

/** Whose charge it is, and of which invoice, if one is there already. */
export interface LineContext {
  readonly world: World;
  readonly partner: Partner;
  readonly invoice?: PartnerInvoice | undefined;
}

/** evidence: docs for the names, modelled for which is whose */
export const chargeTypes: Readonly<Record<LedgerReason, string>> = {
  setup: 'new',
  purchase: 'new',
  renewal: 'renew',
  cycle: 'cycleCharge',
  usage: 'cycleCharge',
  'seats-added': 'addQuantity',
  'seats-removed': 'removeQuantity',
  cancellation: 'cancelImmediate',
  upgrade: 'convert',
};

interface Known {
  readonly tenant: Tenant | undefined;
  /** What carries the id: of use, the plan. */
  readonly bought: Subscription;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  readonly productName: string;
  readonly skuName: string;
  readonly publisher: string;
}

/** What the world knows of what a charge is for. */
export function knownOf(world: World, { line, subscription }: PartnerCharge): Known {
  const { tenantId = '', dependencyId = -1, kind } = subscription;
  const all = world.store.of(subscriptions);
  const product = productNamed(line.productName);
  const known = isMicrosoft(product) ? product : undefined;
  const skuName = product?.displayName ?? line.productName;
  return {
    tenant: world.store.of(tenants).get(tenantId),
    bought: kind === 'azure-subscription' ? (all.get(dependencyId) ?? subscription) : subscription,
    productId: known?.microsoft.productId ?? '',
    skuId: known?.microsoft.skuId ?? '',
    availabilityId: known === undefined ? '' : availabilityIdOf(world, known),
    productName: known?.microsoft.productTitle ?? skuName,
    skuName,
    publisher: known?.microsoft.publisher ?? 'Microsoft',
  };
}

/** The first and the last day that a line charges. evidence: modelled, the last day counts */
export function chargedDays({ periodStart, periodEnd }: LedgerLine) {
  const start = startOfDay(periodStart);
  const end = Math.max(start, startOfDay(periodEnd) - millisecondsPerDay);
  return { chargeStartDate: instant(start), chargeEndDate: instant(end) };
}

export function termDates({ termStart, termEnd, activatedAt, orderedAt }: Subscription) {
  return {
    subscriptionStartDate: instant(startOfDay(termStart ?? activatedAt ?? orderedAt)),
    subscriptionEndDate: termEnd === undefined ? '' : instant(startOfDay(termEnd) - millisecondsPerDay),
  };
}

/** A line of new commerce. evidence: docs for the names, modelled values where the world knows none; no tax */
export function toOneTimeLine(context: LineContext, charge: PartnerCharge): OneTimeInvoiceLineItem {
  const { world, partner, invoice } = context;
  const { line, subscription } = charge;
  const known = knownOf(world, charge);
  const { tenant, bought } = known;
  const subtotal = amountOf(line.cost, line.currency);
  const isPart = line.daysBilled < line.daysInPeriod;
  return {
    partnerId: partner.tenantId,
    customerId: tenant?.id ?? '',
    customerName: tenant?.companyName ?? '',
    customerDomainName: tenant?.initialDomain ?? '',
    customerCountry: tenant === undefined ? '' : isoOf(tenant),
    invoiceNumber: invoice?.id ?? '',
    mpnId: partner.mpnId,
    // Blank on what is not billed yet. evidence: docs
    resellerMpnId: invoice === undefined ? '' : (bought.partnerId ?? ''),
    orderId: bought.secondVendorReferenceId ?? '',
    orderDate: instant(bought.orderedAt),
    productId: known.productId,
    skuId: known.skuId,
    availabilityId: known.availabilityId,
    productName: known.productName,
    skuName: known.skuName,
    productQualifiers: [],
    chargeType: chargeTypes[line.reason],
    unitPrice: Number(line.unitCost),
    effectiveUnitPrice: effectivePrice(line).toNumber(),
    unitType: line.reason === 'usage' ? '' : 'Licenses',
    quantity: line.quantity,
    subtotal,
    taxTotal: 0,
    totalForCustomer: subtotal,
    currency: line.currency,
    publisherName: known.publisher,
    publisherId: '',
    subscriptionDescription: subscription.displayName,
    subscriptionId: bought.vendorReferenceId ?? '',
    ...chargedDays(line),
    termAndBillingCycle: [subscription.term, subscription.billingCycle].filter(Boolean).join(', '),
    alternateId: (bought.secondVendorReferenceId ?? '').slice(0, 12),
    priceAdjustmentDescription: isPart ? `${line.daysBilled} of ${line.daysInPeriod} days` : '',
    creditReasonCode: '',
    discountDetails: '',
    pricingCurrency: line.currency,
    pcToBCExchangeRate: 1,
    pcToBCExchangeRateDate: instant(line.at),
    billableQuantity: line.quantity,
    meterDescription: '',
    reservationOrderId:
      subscription.kind === 'reservation' || subscription.kind === 'savings-plan'
        ? // What the distributor's platform sold has no order of its own here. evidence: modelled
          (subscription.secondVendorReferenceId ?? subscription.vendorReferenceId ?? '')
        : '',
    billingFrequency: invoice === undefined ? '' : (subscription.billingCycle ?? ''),
    promotionId: subscription.promotionId ?? '',
    ...termDates(subscription),
    referenceId: '',
    invoiceLineItemType: 'billing_line_items',
    billingProvider: 'one_time',
    attributes: attributes('OneTimeInvoiceLineItem'),
  };
}

/** The days of use that a billed line of Azure is made of: what the line comes to, before it was rounded. */
export function toBilledUse(
  { world, partner, invoice }: LineContext & { readonly invoice: PartnerInvoice },
  charge: PartnerCharge,
): DailyRatedUsageLineItem[] {
  const { line, subscription } = charge;
  const { tenant, bought } = knownOf(world, charge);
  if (tenant === undefined) return [];
  const id = subscription.vendorReferenceId ?? String(subscription.id);
  const time = { from: line.periodStart, to: line.periodEnd };
  const month = { from: invoice.periodStart, to: invoice.periodEnd };
  return daysOf(time)
    .flatMap((day) => [...quantitiesOf(id, day)])
    .map((each) => {
      const record = { ...each, subscription, dollars: dollarsOf(each) };
      const rated = toRatedLine({ world, partner, tenant, plan: bought, record, month });
      const total = record.dollars.times(line.unitCost);
      const { pricingPreTaxTotal = 0 } = rated;
      return {
        ...rated,
        invoiceNumber: invoice.id,
        resellerMpnId: bought.partnerId ?? '',
        billingPreTaxTotal: total.toNumber(),
        billingCurrency: line.currency,
        pcToBCExchangeRate: Number(pricingPreTaxTotal) === 0 ? 1 : rate(total, pricingPreTaxTotal),
      };
    });
}

function rate(total: Decimal, priced: Decimal.Value): number {
  return total.div(priced).toDecimalPlaces(6).toNumber();
}
