import type { LedgerLine } from '../../../domain/billing/ledger-line.ts';
import type { PartnerCharge } from '../../../domain/billing/partner-invoices.ts';
import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import type {
  LicenseBasedLineItem,
  ServiceCostLineItem,
  UsageBasedLineItem,
} from '../../../generated/partner-center.gen.ts';
import { amountOf } from './invoice.ts';
import { chargedDays, chargeTypes, knownOf, type LineContext, termDates } from './invoice-lines.ts';
import { currencySymbol } from './product.ts';
import { attributes } from './resource.ts';

/** evidence: sample for the first two, modelled for the third */
function legacyChargeType({ reason, quantity }: LedgerLine): string {
  if (quantity < 0) return 'CANCEL FEE';
  return reason === 'cycle' || reason === 'renewal' ? 'CYCLE FEE' : 'PURCHASE FEE';
}

/** A line of a legacy offer's licences. evidence: docs for the names */
export function toLicenseLine({ world, partner }: LineContext, charge: PartnerCharge): LicenseBasedLineItem {
  const { line, subscription } = charge;
  const { tenant } = knownOf(world, charge);
  const amount = amountOf(line.cost, line.currency);
  const offerId = productNamed(line.productName)?.offerId ?? '';
  return {
    partnerId: partner.tenantId,
    customerId: tenant?.id ?? '',
    customerName: tenant?.companyName ?? '',
    mpnId: partner.mpnId,
    tier2MpnId: subscription.partnerId ?? -1,
    orderId: subscription.secondVendorReferenceId ?? '',
    subscriptionId: subscription.vendorReferenceId ?? '',
    syndicationPartnerSubscriptionNumber: '',
    offerId,
    durableOfferId: offerId,
    offerName: productNamed(line.productName)?.displayName ?? line.productName,
    domainName: tenant?.initialDomain ?? '',
    billingCycleType: subscription.billingCycle ?? '',
    subscriptionName: subscription.displayName,
    subscriptionDescription: subscription.displayName,
    ...termDates(subscription),
    ...chargedDays(line),
    chargeType: legacyChargeType(line),
    unitPrice: Number(line.unitCost),
    quantity: line.quantity,
    amount,
    totalOtherDiscount: 0,
    subtotal: amount,
    tax: 0,
    totalForCustomer: amount,
    currency: line.currency,
    invoiceLineItemType: 'billing_line_items',
    billingProvider: 'office',
    attributes: attributes('LicenseBasedLineItem'),
  };
}

/** A line of legacy Azure: all its use together. evidence: docs for the names, modelled that it is one line */
export function toUsageLine(context: LineContext, charge: PartnerCharge): UsageBasedLineItem {
  const { world, partner, invoice } = context;
  const { line, subscription } = charge;
  const { tenant } = knownOf(world, charge);
  const amount = amountOf(line.cost, line.currency);
  return {
    detailLineItemId: line.id,
    partnerId: partner.tenantId,
    partnerName: partner.name,
    customerId: tenant?.id ?? '',
    customerName: tenant?.companyName ?? '',
    domainName: tenant?.initialDomain ?? '',
    invoiceNumber: invoice?.id ?? '',
    orderId: subscription.secondVendorReferenceId ?? '',
    subscriptionId: subscription.vendorReferenceId ?? '',
    subscriptionName: subscription.displayName,
    subscriptionDescription: subscription.displayName,
    serviceName: 'Microsoft Azure',
    chargeType: legacyChargeType(line),
    ...chargedDays(line),
    currency: line.currency,
    consumedQuantity: line.quantity,
    overageQuantity: line.quantity,
    includedQuantity: 0,
    listPrice: Number(line.unitCost),
    pretaxCharges: amount,
    taxAmount: 0,
    postTaxTotal: amount,
    pretaxEffectiveRate: Number(line.unitCost),
    postTaxEffectiveRate: Number(line.unitCost),
    invoiceLineItemType: 'billing_line_items',
    billingProvider: 'azure',
    attributes: attributes('UsageBasedLineItem'),
  };
}

/** A line of what a customer costs. evidence: sample */
export function toServiceCost(
  { world, partner, invoice }: LineContext,
  charge: PartnerCharge,
): ServiceCostLineItem {
  const { line, subscription, type } = charge;
  const known = knownOf(world, charge);
  const { tenant, bought } = known;
  const { chargeStartDate, chargeEndDate } = chargedDays(line);
  const amount = amountOf(line.cost, line.currency);
  const offerId = productNamed(line.productName)?.offerId ?? '';
  const oneTime = {
    productId: known.productId,
    productName: known.productName,
    skuId: known.skuId,
    skuName: known.skuName,
    availabilityId: known.availabilityId,
    publisherId: '',
    publisherName: known.publisher,
    termAndBillingCycle: [subscription.term, subscription.billingCycle].filter(Boolean).join(', '),
    discountDetails: '',
  };
  return {
    startDate: chargeStartDate,
    endDate: chargeEndDate,
    subscriptionFriendlyName: bought.displayName,
    subscriptionId: bought.vendorReferenceId ?? '',
    orderId: bought.secondVendorReferenceId ?? '',
    offerId,
    offerName: known.skuName,
    resellerMPNId: bought.partnerId ?? (partner.kind === 'direct-bill' ? '-1' : ''),
    chargeType: type === 'OneTime' ? chargeTypes[line.reason] : legacyChargeType(line),
    quantity: line.quantity,
    unitPrice: Number(line.unitCost),
    pretaxTotal: amount,
    tax: 0,
    afterTaxTotal: amount,
    currencyCode: line.currency,
    currencySymbol: currencySymbol(line.currency),
    customerId: tenant?.id ?? '',
    customerName: tenant?.companyName ?? '',
    invoiceNumber: invoice?.id ?? '',
    invoiceType: type,
    ...(type === 'OneTime' && oneTime),
    attributes: attributes('ServiceCostLineItem'),
  };
}
