import { usageOfPlan } from '../../../domain/azure/usage.ts';
import { isoOf } from '../../../domain/partners/customer.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { resellersOf } from '../../../domain/partners/partner-relationships.ts';
import { subscriptions } from '../../../domain/subscriptions/subscription.ts';
import { type Tenant, tenants } from '../../../domain/tenants/tenant.ts';
import type { Call } from '../../../http/wire.ts';
import { millisecondsPerDay, startOfDay } from '../../../kernel/calendar.ts';
import { related } from '../operations/customer.ts';
import { customersWithAzure } from '../operations/usage.ts';
import { licencesOf } from './licence-counts.ts';
import { plain, type Report, type Row } from './report.ts';
import { subscriptionReport } from './subscription-report.ts';

/** How far back use is told. evidence: modelled */
const usageDays = 90;
/** What stands for no date. evidence: docs */
const noDate = '0001-01-01T00:00:00';

function fieldsOf(kind: 'text' | 'date' | 'boolean', names: string) {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

/** The customers of the caller's partner. */
export function customersOf(call: Call): Tenant[] {
  return related(call).flatMap(({ tenantId }) => call.world.store.of(tenants).get(tenantId) ?? []);
}

const usage: Report = {
  path: 'usage/azure',
  level: 'day',
  fields: {
    ...fieldsOf('text', 'customerTenantId customerName subscriptionId subscriptionName resourceLocation'),
    ...fieldsOf('text', 'meterCategory meterSubcategory meterUnit reservationOrderId reservationId'),
    ...fieldsOf('text', 'consumptionMeterId serviceType'),
    usageDate: 'date',
  },
  measures: { quantity: 'quantity' },
  rows(call) {
    const { world } = call;
    const to = world.clock.now();
    const time = { from: startOfDay(to) - usageDays * millisecondsPerDay, to };
    return customersWithAzure(call).flatMap(({ tenant, plans }) =>
      plans
        .flatMap((plan) => usageOfPlan(world, plan, time))
        .map(
          ({ subscription, resource, meter, day, thousandths }): Row => ({
            customerTenantId: tenant.id.toUpperCase(),
            customerName: tenant.companyName,
            subscriptionId: (subscription.vendorReferenceId ?? '').toUpperCase(),
            subscriptionName: subscription.displayName,
            usageDate: plain(day),
            resourceLocation: resource.region,
            meterCategory: meter.category,
            meterSubcategory: meter.subcategory,
            meterUnit: meter.unit,
            reservationOrderId: null,
            reservationId: null,
            consumptionMeterId: meter.id,
            serviceType: resource.type,
            quantity: thousandths / 1_000,
          }),
        ),
    );
  },
};

const resellers: Report = {
  path: 'indirectresellers',
  level: 'day',
  fields: {
    ...fieldsOf('text', 'partnerTenantId id name market'),
    ...fieldsOf('date', 'firstSubscriptionCreationDate latestSubscriptionCreationDate'),
    ...fieldsOf('date', 'firstSubscriptionEndDate latestSubscriptionEndDate'),
    ...fieldsOf('date', 'firstSubscriptionSuspendedDate latestSubscriptionSuspendedDate'),
    ...fieldsOf('date', 'firstSubscriptionDeprovisionedDate latestSubscriptionDeprovisionedDate'),
  },
  measures: {
    indirectResellerCount: undefined,
    licenseCount: 'licenseCount',
    subscriptionCount: 'subscriptionCount',
  },
  rows({ world, actor }) {
    const partner = partnerOf(world, actor);
    if (partner.kind !== 'indirect-provider') return [];
    return resellersOf(world, partner).map((reseller): Row => {
      const sold = world.store
        .of(subscriptions)
        .find('reseller', reseller.companyId)
        .filter(
          ({ tenantId, vendorReferenceId }) => tenantId !== undefined && vendorReferenceId !== undefined,
        );
      const span = (name: string, instants: readonly (number | undefined)[]) => {
        const known = instants.filter((each) => each !== undefined).sort((left, right) => left - right);
        const text = (instant: number | undefined) => (instant === undefined ? noDate : plain(instant));
        return {
          [`firstSubscription${name}Date`]: text(known[0]),
          [`latestSubscription${name}Date`]: text(known.at(-1)),
        };
      };
      return {
        partnerTenantId: partner.tenantId.toUpperCase(),
        id: reseller.tenantId.toUpperCase(),
        name: reseller.name,
        market: reseller.country,
        ...span(
          'Creation',
          sold.map(({ orderedAt }) => orderedAt),
        ),
        ...span(
          'End',
          sold.map(({ termEnd }) => termEnd),
        ),
        // The world keeps no instant of suspension.
        ...span('Suspended', []),
        ...span(
          'Deprovisioned',
          sold.map(({ terminatedAt }) => terminatedAt),
        ),
        subscriptionCount: sold.length,
        licenseCount: sold.reduce(
          (sum, { kind, quantity }) => (kind === 'licence' ? sum + quantity : sum),
          0,
        ),
      };
    });
  },
};

const licenceFields = {
  ...fieldsOf('text', 'serviceCode serviceName channel customerTenantId customerName productId productName'),
};

function licenceRows(call: Call) {
  const processedDateTime = plain(startOfDay(call.world.clock.now()));
  return customersOf(call)
    .flatMap((tenant) => licencesOf(call, tenant))
    .map((count) => ({
      count,
      row: {
        processedDateTime,
        serviceCode: count.serviceCode,
        serviceName: count.serviceName,
        channel: 'reseller',
        customerTenantId: count.tenant.id.toUpperCase(),
        customerName: count.tenant.companyName,
        productId: count.sku.id.toUpperCase(),
        productName: count.sku.name.toUpperCase(),
      },
    }));
}

const deployment: Report = {
  path: 'commercial/deployment/license',
  level: 'day',
  fields: licenceFields,
  measures: { licensesDeployed: 'licensesDeployed', licensesSold: 'licensesSold' },
  rows: (call) =>
    licenceRows(call).map(({ row, count }) => ({
      ...row,
      licensesDeployed: count.deployed,
      licensesSold: count.sold,
    })),
};

const licenceUsage: Report = {
  path: 'commercial/usage/license',
  level: 'day',
  fields: { ...fieldsOf('text', 'workloadCode workloadName'), ...licenceFields },
  measures: { licensesActive: 'licensesActive', licensesQualified: 'licensesQualified' },
  rows: (call) =>
    licenceRows(call).flatMap(({ row, count }) =>
      count.workloads.map(({ code, name, active }) => ({
        ...row,
        workloadCode: code,
        workloadName: name,
        licensesActive: active,
        licensesQualified: count.sold,
      })),
    ),
};

/** The world has no referrals. evidence: modelled */
const referrals: Report = {
  path: 'referrals',
  level: 'day',
  fields: {
    ...fieldsOf('text', 'id status customerMarket customerName customerOrgSize partnerMarket'),
    ...fieldsOf('date', 'acceptedDate acknowledgedDate archivedDate declinedDate expiredDate lostDate'),
    ...fieldsOf('date', 'missedDate createdDate skippedDate wonDate'),
  },
  measures: {},
  rows: () => [],
};

/** Nobody searches in the world. evidence: modelled */
const searches: Report = {
  path: 'search',
  level: 'day',
  fields: {
    ...fieldsOf('text', 'companyName keywordCountry keywordIndustryFocus mpnId partnerMarket'),
    ...fieldsOf('text', 'keywordProduct keywordSearchText'),
    ...fieldsOf('boolean', 'contactButtonClicked detailsViewed referralSubmitted'),
    searchDate: 'date',
  },
  measures: {},
  rows: () => [],
};

export const reports = {
  usage,
  subscriptions: subscriptionReport((call) =>
    customersOf(call).map((tenant) => ({ tenant, market: isoOf(tenant) })),
  ),
  resellers,
  deployment,
  licenceUsage,
  referrals,
  searches,
} as const;
