import type { OrderLineItem, Subscription as Owned } from '../../generated/partner-center.gen.ts';
import { addMonths, day, instantOf, isoOf, monthsOf, startOfDay } from '../../operations/calendar.ts';
import type {
  RenewalChange,
  Subscription,
  SubscriptionDetails,
} from '../../operations/subscriptions/subscription-operations.ts';

const cycleMonths: Readonly<Record<string, number>> = { monthly: 1, annual: 12, triennial: 36 };

/** What platforms call it alike; the rest arrives as it is. */
const statuses: Readonly<Record<string, string>> = { deleted: 'ended', none: 'pending' };

/** The first instant after the term: the last day is inclusive on new commerce, and in the far future where there is no term. */
function termEndOf({ commitmentEndDate, commitmentEndDateTime, termDuration }: Owned): number | undefined {
  const last = instantOf(commitmentEndDateTime);
  if (last !== undefined) return startOfDay(last) + day;
  const end = instantOf(commitmentEndDate);
  return termDuration === undefined || end === undefined || end > Date.UTC(9000, 0) ? undefined : end;
}

function renewalOf({ scheduledNextTermInstructions: planned }: Owned): RenewalChange | undefined {
  if (!planned) return undefined;
  const { product, quantity } = planned;
  return {
    ...(quantity !== undefined && { quantity }),
    ...(product?.termDuration !== undefined && { term: product.termDuration as RenewalChange['term'] }),
    ...(product?.billingCycle !== undefined && {
      billingCycle: product.billingCycle as RenewalChange['billingCycle'],
    }),
  };
}

export function idOf(customerId: string, subscriptionId: string): string {
  return `${customerId}/${subscriptionId}`;
}

/** Held by the seat: licences of new commerce and of legacy commerce. */
export function isLicence({ productType, billingType }: Owned): boolean {
  return productType?.id?.startsWith('OnlineServices') === true && billingType !== 'usage';
}

/** A subscription of Partner Center as a platform's. */
export function toSubscription(customerId: string, owned: Owned): Subscription {
  const status = owned.status.toLowerCase();
  const end = termEndOf(owned);
  const [productId = '', skuId] = (owned.offerId ?? '').split(':');
  const cancellable = instantOf(owned.cancellationAllowedUntilDate);
  const atRenewal = renewalOf(owned);
  return {
    id: idOf(customerId, owned.id),
    platform: 'partner-center',
    tenant: customerId,
    name: owned.friendlyName,
    product: skuId === undefined ? productId : `${productId}:${skuId}`,
    quantity: owned.quantity,
    status: statuses[status] ?? status,
    autoRenew: owned.autoRenewEnabled === true,
    isTrial: owned.isTrial === true,
    microsoftSubscriptionId: owned.id,
    ...(owned.termDuration !== undefined && { term: owned.termDuration }),
    ...(owned.billingCycle !== undefined && { billingCycle: owned.billingCycle }),
    ...(end !== undefined && { termEndsAt: isoOf(end) }),
    ...(cancellable !== undefined && { cancellableUntil: isoOf(cancellable) }),
    refundable: (owned.refundableQuantity?.details ?? []).flatMap(
      ({ quantity = 0, allowedUntilDateTime }) => {
        const until = instantOf(allowedUntilDateTime);
        return until === undefined ? [] : [{ quantity, until: isoOf(until) }];
      },
    ),
    ...(atRenewal && { atRenewal }),
    ...(owned.orderId !== undefined && { orderId: owned.orderId }),
  };
}

/** With the price of the order's line and the running billing cycle. */
export function toDetails(
  customerId: string,
  owned: Owned,
  priced: { readonly line: OrderLineItem | undefined; readonly currency: string | undefined },
): SubscriptionDetails {
  const subscription = toSubscription(customerId, owned);
  const price = priced.line?.pricing?.price;
  const months = cycleMonths[owned.billingCycle ?? ''] ?? monthsOf(owned.termDuration);
  const last = instantOf(owned.billingCycleEndDateTime ?? owned.billingCycleEndDate);
  if (price === undefined || priced.currency === undefined || months === undefined || last === undefined)
    return subscription;
  const end = startOfDay(last) + day;
  const started = instantOf(owned.effectiveStartDate) ?? 0;
  // A cycle that the end of the term cuts short is still charged as a part of a whole one.
  let cycles = 1;
  while (addMonths(started, cycles * months) < end) cycles += 1;
  return {
    ...subscription,
    unitPrice: { amount: String(price), currency: priced.currency },
    cycle: {
      startsAt: isoOf(addMonths(started, (cycles - 1) * months)),
      endsAt: isoOf(end),
      fullEndsAt: isoOf(addMonths(started, cycles * months)),
    },
  };
}
