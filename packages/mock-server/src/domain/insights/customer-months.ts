import { Decimal } from 'decimal.js';
import { dateOf, monthOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { OnTime } from '../azure/quantities.ts';
import { usageOfPlan } from '../azure/usage.ts';
import { partnerCharges } from '../billing/partner-invoices.ts';
import { rates } from '../catalogue/build.ts';
import { fromMinor } from '../money.ts';
import { isoOf, soldBy } from '../partners/customer.ts';
import { type Partner, partners } from '../partners/partner.ts';
import { microsoftProductOf } from '../subscriptions/amend.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import {
  type CommercialRelationship,
  commercialRelationships,
  type Tenant,
  tenants,
} from '../tenants/tenant.ts';
import { monthsIn, type Row } from './dataset.ts';

/** A customer, and what it has through the partner. */
export interface InsightsCustomer {
  readonly tenant: Tenant;
  readonly provider: Partner | undefined;
  readonly reseller: Partner | undefined;
  readonly subscriptions: readonly Subscription[];
}

/** A subscription in a month in which it was there. */
export interface SubscriptionMonth {
  readonly customer: InsightsCustomer;
  readonly subscription: Subscription;
  readonly month: OnTime;
  /** US dollars. */
  readonly billed: number;
  readonly consumed: number;
}

export function insightsCustomers(world: World, partner: Partner): InsightsCustomer[] {
  const by = partner.kind === 'indirect-reseller' ? 'reseller' : 'provider';
  return world.store
    .of(commercialRelationships)
    .find(by, partner.companyId)
    .filter(({ state }) => state === 'accepted')
    .flatMap((relationship) => customerOf(world, relationship));
}

function customerOf(world: World, relationship: CommercialRelationship): InsightsCustomer[] {
  const { tenantId, providerId, resellerId = 0 } = relationship;
  const tenant = world.store.of(tenants).get(tenantId);
  if (tenant === undefined) return [];
  const all = world.store.of(partners);
  const subscriptions = soldBy(world, tenantId, providerId);
  return [{ tenant, provider: all.get(providerId), reseller: all.get(resellerId), subscriptions }];
}

/** The first instant of anything that customers bought. */
export function firstOrderOf(customers: readonly InsightsCustomer[], otherwise: number): number {
  return customers
    .flatMap(({ subscriptions }) => subscriptions)
    .reduce((first, { orderedAt }) => Math.min(first, orderedAt), otherwise);
}

/** Subscriptions by the month. The world keeps no seats of the past: each month has those of now. evidence: modelled */
export function subscriptionMonths(world: World, partner: Partner, span: OnTime): SubscriptionMonth[] {
  const customers = insightsCustomers(world, partner);
  return monthsIn(span, firstOrderOf(customers, world.clock.now())).flatMap((month) => {
    const billed = billedIn(world, customers, month);
    return customers.flatMap((customer) =>
      customer.subscriptions.filter(isThereIn(month)).map((subscription) => ({
        customer,
        subscription,
        month,
        billed: billed.get(subscription.id)?.toDecimalPlaces(2).toNumber() ?? 0,
        consumed: consumedIn(world, subscription, month),
      })),
    );
  });
}

function isThereIn(month: OnTime) {
  return ({ activatedAt, terminatedAt = Infinity }: Subscription): boolean =>
    activatedAt !== undefined && activatedAt < month.to && terminatedAt >= month.from;
}

/** What Microsoft billed the providers, by subscription; what runs below a plan counts for the plan. */
function billedIn(
  world: World,
  customers: readonly InsightsCustomer[],
  month: OnTime,
): ReadonlyMap<number, Decimal> {
  const billed = new Map<number, Decimal>();
  for (const provider of new Set(customers.map((customer) => customer.provider))) {
    if (provider === undefined) continue;
    for (const { line, subscription } of partnerCharges(world, provider, monthOf(month.from))) {
      const { id, kind, dependencyId = id } = subscription;
      const owner = kind === 'azure-subscription' ? dependencyId : id;
      const amount = new Decimal(fromMinor(line.cost, line.currency)).div(rates[line.currency] ?? 1);
      billed.set(owner, (billed.get(owner) ?? new Decimal(0)).plus(amount));
    }
  }
  return billed;
}

function consumedIn(world: World, subscription: Subscription, month: OnTime): number {
  if (subscription.kind !== 'azure-plan') return 0;
  return usageOfPlan(world, subscription, month)
    .reduce((sum, { dollars }) => sum.plus(dollars), new Decimal(0))
    .toDecimalPlaces(2)
    .toNumber();
}

/** What all rows about a customer say. evidence: docs for the names, modelled for the forms */
export function customerColumns({ tenant, provider, reseller }: InsightsCustomer): Row {
  const seller = reseller ?? provider;
  return {
    CustomerName: tenant.companyName,
    CustomerTenantId: tenant.id.toUpperCase(),
    CustomerTenantName: tenant.companyName,
    CustomerTenantCountry: isoOf(tenant),
    CustomerMarket: isoOf(tenant),
    TenantDomainName: tenant.initialDomain,
    MpnId: seller?.mpnId ?? null,
    PartnerName: seller?.name ?? null,
    PartnerLocation: seller?.country ?? null,
    PartnerAttributionType: 'CSP',
    SalesChannel: 'CSP',
  };
}

const states: Readonly<Record<string, string>> = {
  active: 'Active',
  suspended: 'Suspended',
  terminated: 'Disabled',
};

/** What all rows about a subscription say. evidence: docs for the names and some values, modelled for the rest */
export function subscriptionColumns(subscription: Subscription): Row {
  const { termStart, activatedAt, orderedAt, termEnd, state, vendorReferenceId = '' } = subscription;
  const product = microsoftProductOf(subscription);
  const { productTitle, productId, skuId } = product.microsoft;
  return {
    SubscriptionId: vendorReferenceId.toUpperCase(),
    SubscriptionStartDate: dateOf(termStart ?? activatedAt ?? orderedAt),
    SubscriptionEndDate: termEnd === undefined ? null : dateOf(termEnd),
    SubscriptionStartMonth: monthStart(termStart ?? activatedAt ?? orderedAt),
    SubscriptionState: states[state] ?? null,
    IsAutoRenew: subscription.endOfTermAction === 'Renew' ? 'Y' : 'N',
    Product: productTitle.toUpperCase(),
    RawProductName: productTitle,
    ReportingProductName: productTitle,
    ProductPartNumber: `${productId}:${skuId}`,
    SKU: product.displayName.toUpperCase(),
  };
}

/** `2026-11-01` */
export function monthStart(instant: number): string {
  return `${monthOf(instant)}-01`;
}
