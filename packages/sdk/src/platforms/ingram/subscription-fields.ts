import type { SubscriptionDetailed, SubscriptionProduct } from '../../generated/ingram.gen.ts';
import { addMonths, day, isoOf } from '../../operations/calendar.ts';
import type {
  Subscription,
  SubscriptionDetails,
} from '../../operations/subscriptions/subscription-operations.ts';
import { domainIn, valuesOf } from './order-parameters.ts';
import { cycleOf, monthsIn, termOf } from './periods.ts';
import { idOf } from './tenant-id.ts';

/** Days in which what was bought or renewed can be cancelled. Source: the distributor's terms of new commerce. */
const windowDays = 7;
const statuses: Readonly<Record<string, Subscription['status']>> = {
  hold: 'suspended',
  terminated: 'ended',
  removed: 'ended',
};
/** `product:sku` of Microsoft's catalogue. */
const microsoft = /^[a-z0-9]{12}:[a-z0-9]{4}$/i;

/** What a subscription is for: the platform adds to it what its product depends on. */
export function mainProduct({ products = [] }: SubscriptionDetailed): SubscriptionProduct {
  return products.find(({ mpn = '' }) => microsoft.test(mpn)) ?? products[0] ?? {};
}

/** What Microsoft's catalogue has, and a tenant holds by the seat: for a period. */
export function isLicence(owned: SubscriptionDetailed): boolean {
  return microsoft.test(mainProduct(owned).mpn ?? '') && owned.subscriptionPeriod !== undefined;
}

export function toSubscription(owned: SubscriptionDetailed): Subscription {
  const { id, customerId, status, subscriptionPeriod, billingPeriod } = owned;
  const product = mainProduct(owned);
  const { mpn, vendorSubscriptionId } = product;
  const term = termOf(subscriptionPeriod);
  const billingCycle = cycleOf(billingPeriod);
  const { startsAt, endsAt } = termTimes(owned);
  const isRunning = status === 'active' || status === 'hold';
  const isMicrosoft = mpn !== undefined && microsoft.test(mpn);
  return {
    id,
    platform: 'ingram',
    tenant: idOf({
      customerId,
      domain: domainIn(valuesOf(owned.orderParameters, owned.fulfillmentParameters)),
    }),
    name: product.name || owned.name || id,
    quantity: product.quantity ?? 1,
    status: statuses[status] ?? status,
    autoRenew: owned.renewalStatus === true,
    ...(mpn && { product: mpn }),
    ...(term && { term }),
    ...(billingCycle && { billingCycle }),
    ...(endsAt !== undefined && { termEndsAt: isoOf(endsAt) }),
    ...(isRunning &&
      isMicrosoft &&
      startsAt !== undefined && { cancellableUntil: isoOf(startsAt + windowDays * day) }),
    ...(vendorSubscriptionId && { microsoftSubscriptionId: vendorSubscriptionId }),
  };
}

/** With price and running cycle; cycles follow each other from the start of the term. */
export function toDetails(owned: SubscriptionDetailed, now: number): SubscriptionDetails {
  const subscription = toSubscription(owned);
  const { unitCost } = mainProduct(owned);
  const months = monthsIn(owned.billingPeriod);
  const { startsAt, endsAt } = termTimes(owned);
  if (!unitCost || !months || startsAt === undefined || endsAt === undefined) return subscription;
  let cycles = 1;
  while (addMonths(startsAt, cycles * months) <= now) cycles += 1;
  const fullEndsAt = addMonths(startsAt, cycles * months);
  return {
    ...subscription,
    unitPrice: { amount: unitCost.amount, currency: unitCost.currency },
    cycle: {
      startsAt: isoOf(addMonths(startsAt, (cycles - 1) * months)),
      endsAt: isoOf(Math.min(fullEndsAt, endsAt)),
      fullEndsAt: isoOf(fullEndsAt),
    },
  };
}

/** The running term. The first one may be shorter than others: it was aligned with another end. */
function termTimes({ creationDate, expirationDate, subscriptionPeriod }: SubscriptionDetailed) {
  const endsAt = dayOf(expirationDate);
  const begun = dayOf(creationDate);
  const months = monthsIn(subscriptionPeriod);
  if (endsAt === undefined || months === undefined) return { startsAt: begun, endsAt };
  const start = addMonths(endsAt, -months);
  return { startsAt: Math.max(start, begun ?? start), endsAt };
}

function dayOf(date: string | undefined): number | undefined {
  const instant = Date.parse(`${date?.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(instant) ? undefined : instant;
}
