import { Decimal } from 'decimal.js';
import { type AzureBudget, percentUsed } from '../../../domain/azure/budgets.ts';
import type { OnTime } from '../../../domain/azure/quantities.ts';
import { microsoftRateOf, type Rate, type UsageRecord } from '../../../domain/azure/usage.ts';
import { catalogItemIdOf } from '../../../domain/catalogue/availability.ts';
import { microsoftCurrencyOf } from '../../../domain/companies/country.ts';
import { isoOf } from '../../../domain/partners/customer.ts';
import { microsoftProductOf } from '../../../domain/subscriptions/amend.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type {
  AzureResourceMonthlyUsageRecord,
  CustomerMonthlyUsageRecord,
  CustomerUsageSummary,
  MeterUsageRecord,
  ResourceUsageRecord,
  SpendingBudget,
  SubscriptionMonthlyUsageRecord,
  SubscriptionUsageSummary,
} from '../../../generated/partner-center.gen.ts';
import { startOfDay } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { attributes, instant, link } from './resource.ts';
import { statusOf } from './subscription.ts';

/** The use of one customer, with what it costs the partner. */
export interface CustomerUse {
  readonly tenant: Tenant;
  readonly records: readonly UsageRecord[];
}

/** Money as it comes: floats, as Partner Center sends them. */
export function costOf({ tenant, records }: CustomerUse) {
  const rates = new Map<Subscription, Rate>();
  let total = new Decimal(0);
  let dollars = new Decimal(0);
  for (const record of records) {
    const rate = rates.get(record.subscription) ?? microsoftRateOf(tenant, record.subscription);
    rates.set(record.subscription, rate);
    total = total.plus(record.dollars.times(rate.factor));
    dollars = dollars.plus(record.dollars.times(rate.dollarFactor));
  }
  const currency = [...rates.values()][0]?.currency ?? microsoftCurrencyOf(isoOf(tenant));
  return { totalCost: total.toNumber(), currencyCode: currency, usdTotalCost: dollars.toNumber() };
}

/** The last midnight: a day's use is rated a day after its end. */
function lastRated(world: World): string {
  return instant(startOfDay(world.clock.now()));
}

function named(id: string, name: string) {
  return { resourceId: id, id, resourceName: name, name };
}

function periodOf(month: OnTime) {
  return { billingStartDate: instant(month.from), billingEndDate: instant(month.to) };
}

export function toBudget(budget: AzureBudget | undefined): SpendingBudget {
  const amount = budget === undefined ? undefined : Number(budget.amount);
  return {
    ...(amount !== undefined && { amount, usageSpendingBudget: amount }),
    attributes: attributes('SpendingBudget'),
  };
}

export function toCustomerRecord(
  world: World,
  use: CustomerUse,
  budget: AzureBudget | undefined,
  isUpgraded: boolean,
): CustomerMonthlyUsageRecord {
  const cost = costOf(use);
  return {
    ...named(use.tenant.id, use.tenant.companyName),
    ...cost,
    budget: toBudget(budget),
    customerSpendingBudget: Number(budget?.amount ?? 0),
    percentUsed:
      budget === undefined ? 0 : percentUsed(new Decimal(cost.usdTotalCost), budget.amount).toNumber(),
    isUpgraded,
    lastModifiedDate: lastRated(world),
    attributes: attributes('CustomerMonthlyUsageRecord'),
  };
}

export function toCustomerSummary(
  world: World,
  use: CustomerUse,
  budget: AzureBudget | undefined,
  month: OnTime,
): CustomerUsageSummary {
  return {
    ...named(use.tenant.id, use.tenant.companyName),
    budget: toBudget(budget),
    ...periodOf(month),
    ...costOf(use),
    lastModifiedDate: lastRated(world),
    links: { self: link(`/customers/${use.tenant.id}/usagesummary`) },
    attributes: attributes('CustomerUsageSummary'),
  };
}

export function toSubscriptionRecord(
  world: World,
  plan: Subscription,
  use: CustomerUse,
): SubscriptionMonthlyUsageRecord {
  return {
    status: statusOf(plan),
    ...(plan.partnerId !== undefined && { partnerOnRecord: plan.partnerId }),
    offerId: catalogItemIdOf(world, microsoftProductOf(plan)),
    ...named(plan.vendorReferenceId ?? '', plan.displayName),
    ...costOf(use),
    lastModifiedDate: lastRated(world),
    attributes: attributes('SubscriptionMonthlyUsageRecord'),
  };
}

export function toSubscriptionSummary(
  world: World,
  plan: Subscription,
  use: CustomerUse,
  month: OnTime,
): SubscriptionUsageSummary {
  const id = plan.vendorReferenceId ?? '';
  return {
    ...named(id, plan.displayName),
    ...periodOf(month),
    ...costOf(use),
    lastModifiedDate: lastRated(world),
    links: { self: link(`/customers/${use.tenant.id}/subscriptions/${id}/usagesummary`) },
    attributes: attributes('SubscriptionUsageSummary'),
  };
}

/** Records with one key together, in the order in which the keys come. */
export function grouped(
  { tenant, records }: CustomerUse,
  keyOf: (record: UsageRecord) => string,
): { readonly first: UsageRecord; readonly use: CustomerUse; readonly quantity: number }[] {
  const groups = new Map<string, UsageRecord[]>();
  for (const record of records) {
    const key = keyOf(record);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [record]);
    else known.push(record);
  }
  return [...groups.values()].map((group) => ({
    first: group[0] as UsageRecord,
    use: { tenant, records: group },
    quantity: group.reduce((sum, each) => sum + each.thousandths, 0) / 1_000,
  }));
}

export function toResourceRecords(world: World, plan: Subscription, all: CustomerUse): ResourceUsageRecord[] {
  return grouped(all, ({ resource }) => resource.uri).map(({ first: { resource, subscription }, use }) => ({
    subscriptionId: plan.vendorReferenceId ?? '',
    resourceUri: resource.uri,
    resourceType: resource.type.split('/')[0] ?? '',
    entitlementId: subscription.vendorReferenceId ?? '',
    entitlementName: subscription.displayName,
    resourceGroupName: resource.group,
    ...named(resource.uri, resource.name),
    ...costOf(use),
    lastModifiedDate: lastRated(world),
    attributes: attributes('ResourceUsageRecord'),
  }));
}

export function toMeterRecords(world: World, plan: Subscription, all: CustomerUse): MeterUsageRecord[] {
  return grouped(all, ({ meter }) => meter.id).map(({ first: { meter }, use, quantity }) => ({
    subscriptionId: plan.vendorReferenceId ?? '',
    meterId: meter.id,
    meterName: meter.name,
    category: meter.category,
    subcategory: meter.subcategory,
    quantityUsed: quantity,
    unit: meter.unit,
    ...named(meter.id, meter.name),
    ...costOf(use),
    lastModifiedDate: lastRated(world),
    attributes: attributes('MeterUsageRecord'),
  }));
}

export function toMonthlyRecords(world: World, all: CustomerUse): AzureResourceMonthlyUsageRecord[] {
  return grouped(all, ({ meter }) => meter.id).map(({ first: { meter }, use, quantity }) => ({
    category: meter.category,
    subcategory: meter.subcategory,
    quantityUsed: quantity,
    unit: meter.unit,
    ...named(meter.id, meter.name),
    totalCost: costOf(use).totalCost,
    currencyLocale: 'en-US',
    lastModifiedDate: lastRated(world),
    attributes: attributes('AzureResourceMonthlyUsageRecord'),
  }));
}
