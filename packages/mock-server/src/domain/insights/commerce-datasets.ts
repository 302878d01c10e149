import { Decimal } from 'decimal.js';
import type { World } from '../../world.ts';
import { licenceSkuOf } from '../catalogue/licence-skus.ts';
import { isWithin } from '../companies/scope.ts';
import { microsoftProductOf } from '../subscriptions/amend.ts';
import { usersOf } from '../tenants/directory-user.ts';
import {
  customerColumns,
  monthStart,
  type SubscriptionMonth,
  subscriptionColumns,
  subscriptionMonths,
} from './customer-months.ts';
import { type Dataset, monthly, type Row, words } from './dataset.ts';

function rowOf(world: World, each: SubscriptionMonth): Row {
  const { customer, subscription, month, billed, consumed } = each;
  const seats = subscription.kind === 'licence' ? subscription.quantity : 0;
  const assigned = assignedOf(world, each);
  return {
    ...customerColumns(customer),
    ...subscriptionColumns(subscription),
    Month: monthStart(month.from),
    CustomerStatus: 'Active',
    AvailableSeats: seats,
    AssignedSeats: assigned,
    TotalSoldSeats: seats,
    TotalAssignedSeats: assigned,
    BilledRevenueUSD: billed,
    AzureConsumedRevenueUSD: consumed,
  };
}

/** Licences of one kind are assigned, not those of one subscription: never more than it has. evidence: modelled */
function assignedOf(world: World, { customer, subscription }: SubscriptionMonth): number {
  if (subscription.kind !== 'licence') return 0;
  const sku = licenceSkuOf(microsoftProductOf(subscription)).id;
  const held = usersOf(world, customer.tenant.id, 'active').filter(({ licences }) =>
    licences.some(({ skuId }) => skuId === sku),
  );
  return Math.min(held.length, subscription.quantity);
}

/** Rows of a customer, a product and a month are one. */
function byProduct(rows: readonly Row[]): Row[] {
  const merged = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify([row.CustomerTenantId, row.ProductPartNumber, row.Month]);
    const known = merged.get(key);
    const sum = (name: string) => new Decimal(Number(known?.[name] ?? 0)).plus(Number(row[name])).toNumber();
    merged.set(key, {
      ...row,
      AvailableSeats: sum('AvailableSeats'),
      BilledRevenueUSD: sum('BilledRevenueUSD'),
      AzureConsumedRevenueUSD: sum('AzureConsumedRevenueUSD'),
    });
  }
  return [...merged.values()];
}

const customersAndTenants: Dataset = {
  name: 'CustomersAndTenants',
  ...monthly,
  columns: words(`PGAMpnId MpnId PartnerName CustomerName CustomerTpid DUNSNumber CustomerSegment TopSegment
    CustomerMarket CustomerStatus CustomerTenantId CustomerTenantName CustomerTenantCountry TenantDomainName
    Product RawProductName ProductPartNumber SKU Month PartnerLocation PartnerAttributionType SalesChannel
    IsDuplicateRowForPGA AvailableSeats BilledRevenueUSD AzureConsumedRevenueUSD`),
  metrics: {
    CustomerCount: { distinct: 'CustomerTenantId' },
    CustomerTenantCount: { distinct: 'CustomerTenantId' },
  },
  rows: (world, partner, span) =>
    byProduct(subscriptionMonths(world, partner, span).map((each) => rowOf(world, each))),
};

const seatsSubscriptionsAndRevenue: Dataset = {
  name: 'SeatsSubscriptionsAndRevenue',
  ...monthly,
  columns:
    words(`PGAMpnId MpnId SubscriptionId SubscriptionStartDate SubscriptionEndDate SubscriptionState Month
    IsAutoRenew CustomerName CustomerTenantId CustomerTpid DUNSNumber CustomerSegment TopSegment CustomerMarket
    ProductFamily ReportingProductName Product RawProductName ProductPartNumber SKU RevSumDivisionName PartnerName
    SolutionArea PartnerLocation PartnerAttributionType SalesChannel PricingLevel EnrollmentNumber
    IsDuplicateRowForPGA SubscriptionStartMonth`),
  metrics: {
    SubscriptionCount: { distinct: 'SubscriptionId' },
    CustomerCount: { distinct: 'CustomerTenantId' },
    TotalSoldSeats: { sum: 'TotalSoldSeats' },
    TotalAssignedSeats: { sum: 'TotalAssignedSeats' },
    BilledRevenueUSD: { sum: 'BilledRevenueUSD' },
    AzureConsumedRevenueUSD: { sum: 'AzureConsumedRevenueUSD' },
  },
  rows: (world, partner, span) => subscriptionMonths(world, partner, span).map((each) => rowOf(world, each)),
};

const cloudProductsResellerPerformance: Dataset = {
  name: 'CloudProductsResellerPerformance',
  ...monthly,
  columns:
    words(`ResellerMpnid ResellerName ResellerMarket IndirectProviderMPNId IndirectProviderName Month Product
    SubscriptionID AvailableSeats AssignedSeats BilledRevenueUSD CustomerName CustomerTPid CustomerSegment
    CustomerMarket ResellerStatus`),
  metrics: {
    CustomerCount: { distinct: 'CustomerTenantId' },
    SubscriptionCount: { distinct: 'SubscriptionID' },
    TotalAvailableSeats: { sum: 'AvailableSeats' },
    TotalAssignedSeats: { sum: 'AssignedSeats' },
    TotalRevenue: { sum: 'BilledRevenueUSD' },
  },
  rows: (world, partner, span) =>
    subscriptionMonths(world, partner, span).flatMap((each): Row[] => {
      const { reseller, provider } = each.customer;
      if (reseller === undefined || provider === undefined) return [];
      const row = rowOf(world, each);
      return [
        {
          ...row,
          SubscriptionID: row.SubscriptionId ?? null,
          ResellerMpnid: reseller.mpnId,
          ResellerName: reseller.name,
          ResellerMarket: reseller.country,
          ResellerStatus: isWithin(world, reseller.companyId, provider.companyId) ? 'Active' : 'Inactive',
          IndirectProviderMPNId: provider.mpnId,
          IndirectProviderName: provider.name,
        },
      ];
    }),
};

export const commerceDatasets: readonly Dataset[] = [
  customersAndTenants,
  seatsSubscriptionsAndRevenue,
  cloudProductsResellerPerformance,
];
