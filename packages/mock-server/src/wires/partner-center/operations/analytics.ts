import type { LicenceCount } from '../../../domain/tenants/licence-counts.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { startOfDay } from '../../../kernel/calendar.ts';
import { licencesOf } from '../analytics/licence-counts.ts';
import { pageOf } from '../analytics/report.ts';
import { customersOf, reports } from '../analytics/reports.ts';
import { attributes, collection, instant } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

/** Of a hundred, with one decimal. evidence: modelled scale */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 1_000) / whole) / 10;
}

function sum<Item>(items: readonly Item[], amountOf: (item: Item) => number): number {
  return items.reduce((all, item) => all + amountOf(item), 0);
}

function insightOf(call: Call, serviceCode: string, objectType: string) {
  return {
    processedDateTime: instant(startOfDay(call.world.clock.now())),
    serviceName: serviceCode,
    channel: 'reseller',
    attributes: attributes(objectType),
  };
}

function byKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): (readonly [string, Item[]])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

function countsOf(call: Call): LicenceCount[] {
  return customersOf(call).flatMap((tenant) => licencesOf(call, tenant));
}

function customerFields({ tenant, sku, serviceCode }: LicenceCount) {
  return {
    customerId: tenant.id,
    customerName: tenant.companyName,
    productName: sku.name.toUpperCase(),
    serviceCode,
  };
}

export const analyticsOperations = {
  ListAzureUsageAnalytics: (call: Call) => pageOf(call, reports.usage),
  ListSubscriptionAnalytics: (call: Call) => pageOf(call, reports.subscriptions),
  ListIndirectResellerAnalytics: (call: Call) => pageOf(call, reports.resellers),
  ListLicenseDeploymentAnalytics: (call: Call) => pageOf(call, reports.deployment),
  ListLicenseUsageAnalytics: (call: Call) => pageOf(call, reports.licenceUsage),
  ListReferralAnalytics: (call: Call) => pageOf(call, reports.referrals),
  ListSearchAnalytics: (call: Call) => pageOf(call, reports.searches),
  ListPartnerLicensesDeployment: (call: Call) =>
    collection(
      byKey(countsOf(call), ({ serviceCode }) => serviceCode).map(([serviceCode, counts]) => {
        const licensesSold = sum(counts, ({ sold }) => sold);
        return {
          proratedDeploymentPercent: percent(
            sum(counts, ({ deployed }) => deployed),
            licensesSold,
          ),
          licensesSold,
          ...insightOf(call, serviceCode, 'PartnerLicensesDeploymentInsights'),
        };
      }),
    ),
  ListPartnerLicensesUsage: (call: Call) => {
    const used = countsOf(call).flatMap(({ serviceCode, sold, workloads }) =>
      workloads.map(({ name, active }) => ({ serviceCode, sold, name, active })),
    );
    return collection(
      byKey(used, ({ serviceCode, name }) => `${serviceCode} ${name}`).flatMap(([, same]) =>
        same.slice(0, 1).map(({ serviceCode, name }) => ({
          proratedLicensesUsagePercent: percent(
            sum(same, ({ active }) => active),
            sum(same, ({ sold }) => sold),
          ),
          workloadName: name,
          ...insightOf(call, serviceCode, 'PartnerLicensesUsageInsights'),
        })),
      ),
    );
  },
  ListCustomerLicensesDeployment: (call: Call) =>
    collection(
      licencesOf(call, customerOf(call)).map((count) => ({
        ...customerFields(count),
        licensesDeployed: count.deployed,
        licensesSold: count.sold,
        deploymentPercent: percent(count.deployed, count.sold),
        ...insightOf(call, count.serviceCode, 'CustomerLicensesDeploymentInsights'),
      })),
    ),
  ListCustomerLicensesUsage: (call: Call) =>
    collection(
      licencesOf(call, customerOf(call)).flatMap((count) =>
        count.workloads.map(({ code, name, active }) => ({
          ...customerFields(count),
          workloadCode: code,
          workloadName: name,
          licensesActive: active,
          licensesQualified: count.sold,
          usagePercent: percent(active, count.sold),
          ...insightOf(call, count.serviceCode, 'CustomerLicensesUsageInsights'),
        })),
      ),
    ),
} satisfies Record<string, OperationHandler>;
