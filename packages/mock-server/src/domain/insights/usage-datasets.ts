import { Decimal } from 'decimal.js';
import { dateOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { OnTime } from '../azure/quantities.ts';
import { meteredBelow, onTimesOf, usageOf } from '../azure/usage.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { licenceCountsOf } from '../tenants/licence-counts.ts';
import {
  customerColumns,
  firstOrderOf,
  type InsightsCustomer,
  insightsCustomers,
  monthStart,
  subscriptionColumns,
} from './customer-months.ts';
import { type Dataset, monthly, monthsIn, type Row, words } from './dataset.ts';

/** The use of an Azure subscription in a month, by category of meter. */
function azureRows(
  world: World,
  customer: InsightsCustomer,
  plan: Subscription,
  metered: Subscription,
  month: OnTime,
): Row[] {
  const categories = new Map<string, { dollars: Decimal; thousandths: number; unit: string }>();
  let dollars = new Decimal(0);
  for (const record of usageOf(world, metered, month)) {
    const { category, unit } = record.meter;
    const known = categories.get(category) ?? { dollars: new Decimal(0), thousandths: 0, unit };
    known.dollars = known.dollars.plus(record.dollars);
    known.thousandths += record.thousandths;
    categories.set(category, known);
    dollars = dollars.plus(record.dollars);
  }
  const [firstTime] = onTimesOf(world, metered);
  const { reseller } = customer;
  return Array.from(categories, ([category, used]) => ({
    ...customerColumns(customer),
    ...subscriptionColumns(plan),
    SubscriptionId: (metered.vendorReferenceId ?? '').toUpperCase(),
    FirstUseDate: firstTime === undefined ? null : dateOf(firstTime.from),
    Month: monthStart(month.from),
    ServiceName: category,
    MeterCategory: category,
    UsageUnits: used.unit,
    UsageQuantity: used.thousandths / 1_000,
    ResellerID: reseller?.mpnId ?? null,
    ResellerName: reseller?.name ?? null,
    MonthlySubscriptionLevelACR: dollars.toDecimalPlaces(2).toNumber(),
    TotalACR: used.dollars.toDecimalPlaces(2).toNumber(),
  }));
}

const azureUsage: Dataset = {
  name: 'AzureUsage',
  ...monthly,
  columns:
    words(`PGAMpnId SubscriptionId SubscriptionStartDate SubscriptionEndDate FirstUseDate SubscriptionState Month
    ServiceName MeterCategory UsageUnits UsageQuantity CustomerName CustomerTenantId CustomerTpid CustomerSegment
    CustomerMarket MpnId PartnerName PartnerLocation PartnerAttributionType SalesChannel EnrollmentNumber
    IsACRDuplicateAtPGALevel ResellerID ResellerName MonthlySubscriptionLevelACR`),
  metrics: { TotalACR: { sum: 'TotalACR' } },
  rows(world, partner, span) {
    const customers = insightsCustomers(world, partner);
    return monthsIn(span, firstOrderOf(customers, world.clock.now())).flatMap((month) =>
      customers.flatMap((customer) =>
        customer.subscriptions
          .filter(({ kind }) => kind === 'azure-plan')
          .flatMap((plan) =>
            meteredBelow(world, plan).flatMap((each) => azureRows(world, customer, plan, each, month)),
          ),
      ),
    );
  },
};

const officeUsage: Dataset = {
  name: 'OfficeUsage',
  ...monthly,
  columns:
    words(`CustomerTenantId CustomerTpid WorkloadName Month PaidAvailableUnits MonthlyActiveUsers CustomerName
    CustomerMarket CustomerSegment MPNId PartnerName PartnerLocation PartnerAttributionType IsDuplicateRowForPGA`),
  metrics: {
    CustomerCount: { distinct: 'CustomerTenantId' },
    CustomerTenantCount: { distinct: 'CustomerTenantId' },
    TotalPaidAvailableUnits: { sum: 'PaidAvailableUnits' },
    TotalMonthlyActiveUsers: { sum: 'MonthlyActiveUsers' },
  },
  /** Each month has the licences of now: the world keeps no others. evidence: modelled */
  rows(world, partner, span) {
    return insightsCustomers(world, partner).flatMap((customer) => {
      const { tenant, subscriptions } = customer;
      const common = customerColumns(customer);
      const months = monthsIn(span, firstOrderOf([customer], world.clock.now()));
      const workloads = new Map<string, { paid: number; active: number }>();
      for (const count of licenceCountsOf(world, tenant, subscriptions)) {
        for (const { name, active } of count.workloads) {
          const { paid = 0, active: others = 0 } = workloads.get(name) ?? {};
          workloads.set(name, { paid: paid + count.sold, active: others + active });
        }
      }
      return months.flatMap((month) =>
        Array.from(workloads, ([name, { paid, active }]) => ({
          ...common,
          MPNId: common.MpnId ?? null,
          WorkloadName: name,
          Month: monthStart(month.from),
          PaidAvailableUnits: paid,
          MonthlyActiveUsers: active,
        })),
      );
    });
  },
};

const profile: Dataset = {
  name: 'Profile',
  area: 'mpn',
  dateRanges: [],
  minimumRecurrenceInterval: 24,
  columns: words('MPNId PartnerName PGA_MPNId PGA_PartnerName City Country HierarchyLevel'),
  metrics: {},
  /** evidence: modelled: one location, which is the global account */
  rows: (_world, { mpnId, name, country, address }) => [
    {
      MPNId: mpnId,
      PartnerName: name,
      PGA_MPNId: mpnId,
      PGA_PartnerName: name,
      City: address.city ?? null,
      Country: country,
      HierarchyLevel: 'PGA',
    },
  ],
};

export const usageDatasets: readonly Dataset[] = [azureUsage, officeUsage, profile];
