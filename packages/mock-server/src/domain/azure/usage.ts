import { Decimal } from 'decimal.js';
import { addPeriod, millisecondsPerDay, startOfMonth } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { ledger } from '../billing/ledger-line.ts';
import { priceableItem } from '../catalogue/catalogue.ts';
import { microsoftCurrencyOf } from '../companies/country.ts';
import { isoOf } from '../partners/customer.ts';
import { entitlementsOf } from '../subscriptions/azure-entitlements.ts';
import { isLegacy } from '../subscriptions/legacy.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { type DailyQuantity, daysOf, dollarsOf, type OnTime, quantitiesOf } from './quantities.ts';
import type { AzureResource } from './resources.ts';

/** What one meter of one resource of an Azure subscription counted on a day, and what it costs by the price list. */
export interface UsageRecord extends DailyQuantity {
  readonly subscription: Subscription;
  readonly dollars: Decimal;
}

/** How long after its end a day's use is rated and shown. evidence: docs, usually 24 hours */
const ratedAfter = millisecondsPerDay;

/** What a record comes to at a rate, in the partner's currency and in US dollars. */
export function ratedAt({ meter, dollars }: UsageRecord, { factor, dollarFactor }: Rate) {
  return {
    unitPrice: new Decimal(meter.price).times(dollarFactor).toNumber(),
    billed: dollars.times(factor).toNumber(),
    priced: dollars.times(dollarFactor).toNumber(),
    exchangeRate: new Decimal(factor).div(dollarFactor).toNumber(),
  };
}

/** A resource's tags as lines of use carry them. evidence: sample */
export function tagsText({ tags }: AzureResource): string {
  return Object.keys(tags).length === 0 ? '' : JSON.stringify(tags);
}

/** When an Azure subscription was on for whom has it now: what was charged says so, and what runs still. */
export function onTimesOf(world: World, subscription: Subscription): OnTime[] {
  const charged = world.store
    .of(ledger)
    .find('subscription', subscription.id)
    .filter((line) => line.reason === 'usage' && line.companyId === subscription.companyId)
    .map((line): OnTime => ({ from: line.periodStart, to: line.periodEnd }));
  const running = world.scheduler.get(`usage:${subscription.id}`) !== undefined;
  const { usageSince } = subscription;
  return running && usageSince !== undefined
    ? [...charged, { from: usageSince, to: world.clock.now() }]
    : charged;
}

/** The rated use of an Azure subscription on the days that begin from one instant to before another. */
export function usageOf(world: World, subscription: Subscription, time: OnTime): UsageRecord[] {
  const now = world.clock.now();
  const id = subscription.vendorReferenceId ?? String(subscription.id);
  return onTimesOf(world, subscription)
    .flatMap(daysOf)
    .filter((day) => day >= time.from && day < time.to && day + millisecondsPerDay + ratedAfter <= now)
    .flatMap((day) => [...quantitiesOf(id, day)])
    .map((each) => ({ ...each, subscription, dollars: dollarsOf(each) }));
}

/** What is metered below a plan: its Azure subscriptions; a legacy plan is one itself. */
export function meteredBelow(world: World, plan: Subscription): Subscription[] {
  return isLegacy(plan) ? [plan] : entitlementsOf(world, plan);
}

/** The rated use below a plan. */
export function usageOfPlan(world: World, plan: Subscription, time: OnTime): UsageRecord[] {
  return meteredBelow(world, plan).flatMap((each) => usageOf(world, each, time));
}

/** The month that an instant lies in: plans are billed by calendar months in UTC. evidence: docs */
export function monthAt(instant: number): OnTime {
  const from = startOfMonth(instant);
  return { from, to: addPeriod(from, 'P1M') };
}

/** What a partner pays Microsoft for a dollar of the price list. */
export interface Rate {
  readonly currency: string;
  readonly factor: string;
  /** The same in US dollars. */
  readonly dollarFactor: string;
}

/** A price that was agreed with Microsoft stays; what the distributor's platform sold has one of its own there. */
export function microsoftRateOf(tenant: Tenant, subscription: Subscription): Rate {
  const { channel, unitPurchase, priceableItemId = 0 } = subscription;
  const prices = priceableItem(priceableItemId)?.prices ?? {};
  const dollarFactor = prices.USD?.partner ?? '0';
  if (channel === 'partner-center' && unitPurchase !== undefined)
    return { currency: subscription.currency, factor: unitPurchase, dollarFactor };
  const currency = microsoftCurrencyOf(isoOf(tenant));
  return { currency, factor: prices[currency]?.partner ?? dollarFactor, dollarFactor };
}
