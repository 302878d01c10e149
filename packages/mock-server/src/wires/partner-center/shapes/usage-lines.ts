import type { OnTime } from '../../../domain/azure/quantities.ts';
import { microsoftRateOf, ratedAt, tagsText, type UsageRecord } from '../../../domain/azure/usage.ts';
import { availabilityIdOf } from '../../../domain/catalogue/availability.ts';
import { isoOf } from '../../../domain/partners/customer.ts';
import type { Partner } from '../../../domain/partners/partner.ts';
import { microsoftProductOf } from '../../../domain/subscriptions/amend.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type {
  AzureUtilizationRecord,
  DailyRatedUsageLineItem,
} from '../../../generated/partner-center.gen.ts';
import { millisecondsPerDay } from '../../../kernel/calendar.ts';
import { derivedId } from '../../../kernel/derived-id.ts';
import type { World } from '../../../world.ts';
import { attributes, instant } from './resource.ts';

export interface RatedUse {
  readonly world: World;
  readonly partner: Partner;
  readonly tenant: Tenant;
  readonly plan: Subscription;
  readonly record: UsageRecord;
  readonly month: OnTime;
}

/** A line of daily rated use. evidence: sample */
export function toRatedLine({
  world,
  partner,
  tenant,
  plan,
  record,
  month,
}: RatedUse): DailyRatedUsageLineItem {
  const { resource, meter, subscription, day, thousandths } = record;
  const rate = microsoftRateOf(tenant, subscription);
  const { unitPrice, billed, priced, exchangeRate } = ratedAt(record, rate);
  const product = microsoftProductOf(plan);
  return {
    partnerId: partner.tenantId,
    partnerName: partner.name,
    customerId: tenant.id,
    customerName: tenant.companyName,
    customerDomainName: tenant.initialDomain,
    invoiceNumber: '',
    productId: product.microsoft.productId,
    skuId: product.microsoft.skuId,
    availabilityId: availabilityIdOf(world, product),
    skuName: product.displayName,
    productName: product.microsoft.productTitle,
    publisherName: 'Microsoft',
    publisherId: '',
    subscriptionId: plan.vendorReferenceId ?? '',
    subscriptionDescription: plan.displayName,
    chargeStartDate: instant(month.from),
    chargeEndDate: instant(month.to),
    usageDate: instant(day),
    meterType: meter.unit,
    meterCategory: meter.category,
    meterId: meter.id,
    meterSubCategory: meter.subcategory,
    meterName: meter.name,
    meterRegion: resource.region,
    unitOfMeasure: meter.unit,
    resourceLocation: resource.region.toUpperCase(),
    consumedService: resource.type.split('/')[0] ?? '',
    resourceGroup: resource.group,
    resourceUri: resource.uri,
    tags: tagsText(resource),
    additionalInfo: '',
    serviceInfo1: '',
    serviceInfo2: '',
    customerCountry: isoOf(tenant),
    mpnId: partner.mpnId,
    // Blank on what is not billed yet. evidence: docs
    resellerMpnId: '',
    chargeType: '',
    unitPrice,
    quantity: thousandths / 1_000,
    unitType: meter.unit,
    billingPreTaxTotal: billed,
    billingCurrency: rate.currency,
    pricingPreTaxTotal: priced,
    pricingCurrency: 'USD',
    entitlementId: subscription.vendorReferenceId ?? '',
    entitlementDescription: subscription.displayName,
    pcToBCExchangeRate: exchangeRate,
    pcToBCExchangeRateDate: instant(month.from),
    effectiveUnitPrice: unitPrice,
    rateOfPartnerEarnedCredit: 0,
    hasPartnerEarnedCredit: false,
    rateOfCredit: 0,
    creditType: 'Credit Not Applied',
    invoiceLineItemType: 'usage_line_items',
    billingProvider: 'one_time',
    benefitOrderId: '',
    benefitId: '',
    benefitType: 'Charge',
    attributes: attributes('DailyRatedUsageLineItem'),
  };
}

/** How utilization is to be shown. */
interface Showing {
  readonly hourly: boolean;
  /** Instances of a meter together. */
  readonly merged: boolean;
}

/** Use without prices, by day or hour. evidence: sample */
export function toUtilizations(
  subscription: Subscription,
  records: readonly UsageRecord[],
  { hourly, merged }: Showing,
): AzureUtilizationRecord[] {
  const rows = merged ? together(records) : records;
  return rows.flatMap((record) =>
    partsOf(record.thousandths, hourly ? 24 : 1).map((thousandths, part, { length }) => {
      const { meter, resource } = record;
      const span = millisecondsPerDay / length;
      const start = record.day + part * span;
      return {
        usageStartTime: instant(start),
        usageEndTime: instant(start + span),
        resource: {
          id: derivedId(meter.id),
          name: meter.name,
          category: meter.category,
          subcategory: meter.subcategory,
          region: resource.region,
        },
        quantity: thousandths / 1_000,
        unit: meter.unit,
        infoFields: {},
        ...(!merged && {
          instanceData: {
            resourceUri: resource.uri,
            location: resource.region,
            partNumber: '',
            orderNumber: subscription.secondVendorReferenceId ?? '',
            tags: { ...resource.tags },
            additionalInfo: {},
          },
        }),
        attributes: attributes('AzureUtilizationRecord'),
      };
    }),
  );
}

function together(records: readonly UsageRecord[]): UsageRecord[] {
  const found = new Map<string, UsageRecord>();
  for (const record of records) {
    const key = `${record.day} ${record.meter.id} ${record.resource.region}`;
    const known = found.get(key);
    found.set(
      key,
      known === undefined ? record : { ...known, thousandths: known.thousandths + record.thousandths },
    );
  }
  return [...found.values()];
}

/** A number as so many whole parts that make it up again. */
function partsOf(number: number, count: number): number[] {
  const each = Math.floor(number / count);
  return Array.from({ length: count }, (_, index) => each + (index < number % count ? 1 : 0));
}
