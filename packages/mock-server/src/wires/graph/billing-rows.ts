import { ratedAt, tagsText } from '../../domain/azure/usage.ts';
import { type BillingExport, isReconciliation } from '../../domain/billing-exports/billing-export.ts';
import {
  type ReconciliationLine,
  rateOfLine,
  reconciliationLinesOf,
  type UsageLine,
  usageLinesOf,
} from '../../domain/billing-exports/usage-lines.ts';
import { availabilityIdOf, isMicrosoft } from '../../domain/catalogue/availability.ts';
import { productNamed } from '../../domain/catalogue/catalogue.ts';
import { fromMinor } from '../../domain/money.ts';
import { isoOf as countryOf } from '../../domain/partners/customer.ts';
import { type Partner, partners } from '../../domain/partners/partner.ts';
import { microsoftProductOf } from '../../domain/subscriptions/amend.ts';
import type { DailyRatedUsageRow, ReconciliationRow } from '../../generated/graph.gen.ts';
import { isoOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { generatedLines } from './generated-billing-lines.ts';

/** What the basic set of daily rated usage has. evidence: docs */
const basicUsage: ReadonlySet<string> = new Set(
  `PartnerId PartnerName CustomerId CustomerName InvoiceNumber ProductId SkuId SkuName PublisherName
  SubscriptionDescription SubscriptionId ChargeStartDate ChargeEndDate UsageDate Unit ResourceURI ChargeType
  UnitPrice Quantity BillingPreTaxTotal BillingCurrency PricingPreTaxTotal PricingCurrency EffectiveUnitPrice
  PCToBCExchangeRate EntitlementId CreditPercentage CreditType BenefitOrderId BenefitId BenefitType`.split(
    /\s+/,
  ),
);

/** What the basic set of reconciliation does not have. evidence: modelled, the list is not published */
const fullReconciliationOnly: ReadonlySet<string> = new Set([
  'CustomerDomainName',
  'CustomerCountry',
  'PublisherId',
  'AvailabilityId',
  'AlternateId',
]);

/** The lines of an export from one to before another, as text that ends in a line break; many at a time. */
export function* billingLines(
  world: World,
  asked: BillingExport,
  from: number,
  to: number,
): Generator<string> {
  const partner = world.store.of(partners).get(asked.companyId);
  if (partner === undefined) return;
  const basic = asked.attributeSet === 'basic';
  if (asked.generated) {
    const row = (kind: number) =>
      only(generatedRow(partner, asked, kind), basic && ((name) => basicUsage.has(name)));
    yield* generatedLines(row, asked, from, to);
  } else if (isReconciliation(asked)) {
    const kept = basic && ((name: string) => !fullReconciliationOnly.has(name));
    for (const line of reconciliationLinesOf(world, partner, asked).slice(from, to))
      yield `${JSON.stringify(only(toReconciliationRow(world, partner, asked, line), kept))}\n`;
  } else {
    const kept = basic && ((name: string) => basicUsage.has(name));
    for (const line of usageLinesOf(world, partner, asked).slice(from, to))
      yield `${JSON.stringify(only(toUsageRow(world, partner, asked, line), kept))}\n`;
  }
}

function only(row: object, kept: false | ((name: string) => boolean)): object {
  return kept ? Object.fromEntries(Object.entries(row).filter(([name]) => kept(name))) : row;
}

function periodOf({ period, asOf }: BillingExport) {
  return { start: isoOf(period?.from ?? asOf), end: isoOf((period?.to ?? asOf) - 1_000) };
}

/** Nobody earns credit or has benefits here. evidence: sample for the words */
const withoutCredit = {
  PartnerEarnedCreditPercentage: 0,
  CreditPercentage: 0,
  CreditType: 'Credit Not Applied',
  BenefitOrderId: '',
  BenefitId: '',
  BenefitType: 'Charge',
};

/** evidence: docs for the names, modelled values where the world knows none */
function toUsageRow(
  world: World,
  partner: Partner,
  asked: BillingExport,
  used: UsageLine,
): DailyRatedUsageRow {
  const { tenant, plan, record } = used;
  const { resource, meter, subscription, day, thousandths } = record;
  const rate = rateOfLine(used, asked);
  const { unitPrice, billed, priced, exchangeRate } = ratedAt(record, rate);
  const product = microsoftProductOf(plan);
  const { start, end } = periodOf(asked);
  return {
    PartnerId: partner.tenantId,
    PartnerName: partner.name,
    CustomerId: tenant.id,
    CustomerName: tenant.companyName,
    CustomerDomainName: tenant.initialDomain,
    CustomerCountry: countryOf(tenant),
    MpnId: partner.mpnId,
    // Blank on what is not billed yet. evidence: docs
    Tier2MpnId: asked.invoiceId === undefined ? '' : (subscription.partnerId ?? ''),
    InvoiceNumber: asked.invoiceId ?? '',
    ProductId: product.microsoft.productId,
    SkuId: product.microsoft.skuId,
    AvailabilityId: availabilityIdOf(world, product),
    SkuName: product.displayName,
    ProductName: product.microsoft.productTitle,
    PublisherName: 'Microsoft',
    PublisherId: '',
    SubscriptionDescription: plan.displayName,
    SubscriptionId: plan.vendorReferenceId ?? '',
    ChargeStartDate: start,
    ChargeEndDate: end,
    UsageDate: isoOf(day),
    MeterType: meter.unit,
    MeterCategory: meter.category,
    MeterId: meter.id,
    MeterSubCategory: meter.subcategory,
    MeterName: meter.name,
    MeterRegion: resource.region,
    Unit: meter.unit,
    ResourceLocation: resource.region.toUpperCase(),
    ConsumedService: resource.type.split('/')[0] ?? '',
    ResourceGroup: resource.group,
    ResourceURI: resource.uri,
    ChargeType: '',
    UnitPrice: unitPrice,
    Quantity: thousandths / 1_000,
    UnitType: meter.unit,
    BillingPreTaxTotal: billed,
    BillingCurrency: rate.currency,
    PricingPreTaxTotal: priced,
    PricingCurrency: 'USD',
    ServiceInfo1: '',
    ServiceInfo2: '',
    Tags: tagsText(resource),
    AdditionalInfo: '',
    EffectiveUnitPrice: unitPrice,
    PCToBCExchangeRate: exchangeRate,
    PCToBCExchangeRateDate: start,
    EntitlementId: subscription.vendorReferenceId ?? '',
    EntitlementDescription: subscription.displayName,
    ...withoutCredit,
  };
}

/** A line of a generated month without what differs from line to line. evidence: modelled */
function generatedRow(partner: Partner, asked: BillingExport, kind: number): DailyRatedUsageRow {
  const { start, end } = periodOf(asked);
  const tenant = `00000000-0000-4000-a000-${String(kind).padStart(12, '0')}`;
  const entitlement = `00000000-0000-4000-b000-${String(kind).padStart(12, '0')}`;
  return {
    PartnerId: partner.tenantId,
    PartnerName: partner.name,
    CustomerId: tenant,
    CustomerName: `Generated Customer ${kind}`,
    CustomerDomainName: `generated${kind}.onmicrosoft.com`,
    CustomerCountry: partner.country,
    MpnId: partner.mpnId,
    Tier2MpnId: '',
    InvoiceNumber: asked.invoiceId ?? '',
    ProductId: 'DZH318Z0BPS6',
    SkuId: '0001',
    AvailabilityId: 'DZH318Z0BP04',
    SkuName: 'Azure plan',
    ProductName: 'Azure plan',
    PublisherName: 'Microsoft',
    PublisherId: '',
    SubscriptionDescription: 'Azure plan',
    SubscriptionId: entitlement,
    ChargeStartDate: start,
    ChargeEndDate: end,
    MeterType: '1 Hour',
    MeterCategory: 'Virtual Machines',
    MeterId: `generated-${kind}`,
    MeterSubCategory: 'Dsv5 Series',
    MeterName: `D${kind} v5`,
    MeterRegion: 'brazilsouth',
    Unit: '1 Hour',
    ResourceLocation: 'BRAZILSOUTH',
    ConsumedService: 'Microsoft.Compute',
    ResourceGroup: 'rg-production',
    ChargeType: '',
    UnitType: '1 Hour',
    BillingCurrency: asked.currency ?? 'USD',
    PricingCurrency: 'USD',
    ServiceInfo1: '',
    ServiceInfo2: '',
    Tags: '{"environment":"production","costCentre":"CC-100"}',
    AdditionalInfo: '',
    PCToBCExchangeRate: 1,
    PCToBCExchangeRateDate: start,
    EntitlementId: entitlement,
    EntitlementDescription: `Subscription ${kind}`,
    ...withoutCredit,
  };
}

/** evidence: docs for the names, modelled values where the world knows none */
function toReconciliationRow(
  world: World,
  partner: Partner,
  asked: BillingExport,
  { tenant, subscription, line }: ReconciliationLine,
): ReconciliationRow {
  const product = productNamed(subscription.productName);
  const microsoft = product !== undefined && isMicrosoft(product) ? product : undefined;
  const amount = Number(fromMinor(line.cost, line.currency));
  const { termStart, termEnd, activatedAt, orderedAt } = subscription;
  const isBilled = asked.invoiceId !== undefined;
  return {
    PartnerId: partner.tenantId,
    CustomerId: tenant?.id ?? '',
    CustomerName: tenant?.companyName ?? '',
    CustomerDomainName: tenant?.initialDomain ?? '',
    CustomerCountry: tenant === undefined ? '' : countryOf(tenant),
    InvoiceNumber: asked.invoiceId ?? '',
    MpnId: partner.mpnId,
    // As the frequency below, blank on what is not billed yet. evidence: docs
    Tier2MpnId: isBilled ? (subscription.partnerId ?? '') : '',
    OrderId: subscription.secondVendorReferenceId ?? '',
    OrderDate: isoOf(orderedAt),
    ProductId: microsoft?.microsoft.productId ?? '',
    SkuId: microsoft?.microsoft.skuId ?? '',
    AvailabilityId: microsoft === undefined ? '' : availabilityIdOf(world, microsoft),
    SkuName: product?.displayName ?? line.productName,
    ProductName: microsoft?.microsoft.productTitle ?? line.productName,
    ChargeType: line.reason,
    UnitPrice: Number(line.unitCost),
    Quantity: line.quantity,
    Subtotal: amount,
    TaxTotal: 0,
    Total: amount,
    Currency: line.currency,
    PriceAdjustmentDescription: '',
    PublisherName: 'Microsoft',
    PublisherId: '',
    SubscriptionDescription: subscription.displayName,
    SubscriptionId: subscription.vendorReferenceId ?? '',
    ChargeStartDate: isoOf(line.periodStart),
    ChargeEndDate: isoOf(line.periodEnd),
    TermAndBillingCycle: [subscription.term, subscription.billingCycle].filter(Boolean).join(', '),
    EffectiveUnitPrice: Number(line.unitCost),
    UnitType: '',
    AlternateId: '',
    BillableQuantity: line.quantity,
    BillingFrequency: isBilled ? String(subscription.billingCycle ?? '') : '',
    PricingCurrency: line.currency,
    PCToBCExchangeRate: 1,
    PCToBCExchangeRateDate: isoOf(asked.period?.from ?? asked.asOf),
    MeterDescription: '',
    ReservationOrderId: '',
    CreditReasonCode: line.reason,
    SubscriptionStartDate: isoOf(termStart ?? activatedAt ?? orderedAt),
    SubscriptionEndDate: termEnd === undefined ? '' : isoOf(termEnd),
    ReferenceId: '',
    ProductQualifiers: '',
    PromotionId: subscription.promotionId ?? '',
    ProductCategory: '',
  };
}
