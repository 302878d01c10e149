import { millisecondsPerDay, monthOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { OnTime } from '../azure/quantities.ts';
import { meteredBelow, microsoftRateOf, type Rate, type UsageRecord, usageOf } from '../azure/usage.ts';
import type { LedgerLine } from '../billing/ledger-line.ts';
import {
  type PartnerInvoice,
  partnerCharges,
  postingOf,
  requirePartnerInvoice,
} from '../billing/partner-invoices.ts';
import { soldBy } from '../partners/customer.ts';
import type { Partner } from '../partners/partner.ts';
import { attempt, Refusal } from '../refusal.ts';
import { isLegacy } from '../subscriptions/legacy.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { commercialRelationships, type Tenant, tenants } from '../tenants/tenant.ts';
import type { BillingExport } from './billing-export.ts';

/** One line of daily rated use. */
export interface UsageLine {
  readonly tenant: Tenant;
  readonly plan: Subscription;
  readonly record: UsageRecord;
}

/** One line of what an invoice charges. */
export interface ReconciliationLine {
  readonly tenant: Tenant | undefined;
  readonly subscription: Subscription;
  readonly line: LedgerLine;
}

/** A day's use is rated a day after its end. evidence: docs, usually 24 hours */
const ratedWithin = 2 * millisecondsPerDay;

/** The use that an export shows, always in the same order. */
export function usageLinesOf(world: World, partner: Partner, asked: BillingExport): UsageLine[] {
  const { period, asOf } = asked;
  if (period === undefined) return [];
  const time: OnTime = { from: period.from, to: Math.min(period.to, asOf - ratedWithin + 1) };
  const isWanted = wantedBy(world, partner, asked);
  return customersOf(world, partner).flatMap((tenant) =>
    soldBy(world, tenant.id, partner.companyId)
      .filter((each) => each.kind === 'azure-plan' && !isLegacy(each))
      .flatMap((plan) =>
        meteredBelow(world, plan)
          .filter((each) => isWanted(tenant, each))
          .flatMap((each) => usageOf(world, each, time))
          .map((record): UsageLine => ({ tenant, plan, record })),
      ),
  );
}

/** What an invoice charges, or else what is rated in a currency. */
function wantedBy(world: World, partner: Partner, { invoiceId, currency }: BillingExport) {
  if (invoiceId === undefined)
    return (tenant: Tenant, metered: Subscription) => microsoftRateOf(tenant, metered).currency === currency;
  const { charges = [] } = invoiceOf(world, partner, invoiceId) ?? {};
  const charged = new Set(charges.map(({ line }) => line.subscriptionId));
  return (_: Tenant, { id }: Subscription) => charged.has(id);
}

/** At what a line is rated: as the invoice charged it, or as Microsoft would today. evidence: modelled */
export function rateOfLine(
  { tenant, record: { subscription } }: UsageLine,
  { invoiceId }: BillingExport,
): Rate {
  const rate = microsoftRateOf(tenant, subscription);
  const { unitPurchase, currency } = subscription;
  return invoiceId === undefined || unitPurchase === undefined
    ? rate
    : { ...rate, currency, factor: unitPurchase };
}

/** The charges that an export shows: those of an invoice, or of a month that has none yet, in the order they were earned. */
export function reconciliationLinesOf(
  world: World,
  partner: Partner,
  asked: BillingExport,
): ReconciliationLine[] {
  const charges =
    asked.invoiceId === undefined
      ? unbilledChargesOf(world, partner, asked)
      : (invoiceOf(world, partner, asked.invoiceId)?.charges ?? []);
  return charges.map(({ line, subscription }) => ({
    line,
    subscription: planOf(world, subscription),
    tenant: world.store.of(tenants).get(subscription.tenantId ?? ''),
  }));
}

/** As they were when the export was asked for: an invoice that came since takes nothing out of it. */
function unbilledChargesOf(world: World, partner: Partner, { period, currency, asOf }: BillingExport) {
  if (period === undefined || postingOf(monthOf(period.from)) <= asOf) return [];
  return partnerCharges(world, partner, monthOf(period.from)).filter(
    ({ type, line }) => type === 'OneTime' && line.currency === currency && line.at <= asOf,
  );
}

/** What runs below a plan is charged in the plan's name. */
function planOf(world: World, subscription: Subscription): Subscription {
  if (subscription.kind !== 'azure-subscription') return subscription;
  return world.store.of(subscriptions).get(subscription.dependencyId ?? 0) ?? subscription;
}

function customersOf(world: World, { companyId }: Partner): Tenant[] {
  return world.store
    .of(commercialRelationships)
    .find('provider', companyId)
    .filter(({ state }) => state === 'accepted')
    .flatMap(({ tenantId }) => world.store.of(tenants).get(tenantId) ?? [])
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** An invoice of a partner's, where there is one: an export of another only fails later. */
export function invoiceOf(world: World, partner: Partner, invoiceId: string): PartnerInvoice | undefined {
  const found = attempt(() => requirePartnerInvoice(world, partner, invoiceId));
  return found instanceof Refusal ? undefined : found;
}
