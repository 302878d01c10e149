import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { chargeActivation, stopBilling } from '../billing/charge.ts';
import { isMicrosoft, type MicrosoftProduct } from '../catalogue/availability.ts';
import { productOfOffer } from '../catalogue/catalogue.ts';
import { microsoftPrice } from '../prices/microsoft-price.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from './audit-subscription.ts';
import { legacyProductOf } from './legacy.ts';
import { planRenewal } from './plan-renewal.ts';
import { endOfTerm } from './provision.ts';
import { type Subscription, subscriptions } from './subscription.ts';

/** What a legacy trial can become. */
export interface LegacyConversion {
  readonly from: MicrosoftProduct;
  readonly to: MicrosoftProduct;
}

/** The paid offer that a legacy trial can be converted to, if it is a trial that still runs. */
export function conversionOf(subscription: Subscription): LegacyConversion | undefined {
  const from = legacyProductOf(subscription);
  const to = from === undefined ? undefined : productOfOffer(from.microsoft.trialOf ?? '');
  return from !== undefined && isMicrosoft(to) && subscription.state === 'active' ? { from, to } : undefined;
}

export interface WantedConversion {
  readonly offerId?: string | undefined;
  readonly targetOfferId?: string | undefined;
  readonly quantity?: number | undefined;
  readonly billingCycle?: string | undefined;
}

/** Turns a trial into a paid subscription: the id stays, the offer changes, a year begins. evidence: docs */
export function convertLegacy(
  world: World,
  actor: Actor,
  subscription: Subscription,
  wanted: WantedConversion,
): Subscription {
  const conversion = conversionOf(subscription);
  if (conversion === undefined || !names(conversion.to, wanted.targetOfferId)) {
    throw new Refusal(
      'not-found',
      'conversion.none',
      `targetOfferId ${wanted.targetOfferId ?? ''} is nothing that subscription ${subscription.vendorReferenceId} can become; list its conversions.`,
      'targetOfferId',
    );
  }
  const { from, to } = conversion;
  const cycle = wanted.billingCycle ?? 'monthly';
  const quantity = wanted.quantity ?? subscription.quantity;
  const plan = to.plans.find((each) => each.billingCycle === cycle);
  const { minimum = 1, maximum = 1 } = to.seats ?? {};
  if (wanted.offerId !== undefined && !names(from, wanted.offerId)) {
    throw new Refusal(
      'invalid',
      'conversion.offer',
      `offerId ${wanted.offerId} is not the subscription's, ${from.offerId}.`,
      'offerId',
    );
  }
  if (plan?.term === undefined) {
    throw new Refusal(
      'invalid',
      'conversion.billing_cycle',
      `billingCycle ${cycle} is not sold of ${to.displayName}; it is ${to.plans.map((each) => each.billingCycle).join(' or ')}.`,
      'billingCycle',
    );
  }
  if (!Number.isInteger(quantity) || quantity < minimum || quantity > maximum) {
    throw new Refusal(
      'invalid',
      'conversion.quantity',
      `quantity must be a whole number from ${minimum} to ${maximum}.`,
      'quantity',
    );
  }
  stopBilling(world, subscription);
  const price = microsoftPrice(to, plan, subscription.currency, { at: world.clock.now() });
  const now = world.clock.now();
  const converted = world.store.of(subscriptions).put({
    ...subscription,
    productName: to.name,
    displayName: subscription.displayName === from.displayName ? to.displayName : subscription.displayName,
    billingType: plan.billingType,
    billingCycle: plan.billingCycle,
    term: plan.term,
    quantity,
    batches: [{ quantity, addedAt: now, windowEndsAt: now }],
    priceableItemId: plan.priceableItemId,
    unitPurchase: price.unit,
    unitSale: price.unit,
    termStart: now,
    termEnd: endOfTerm(world, to, plan.term),
    endOfTermAction: 'Renew' as const,
    changes: (subscription.changes ?? 0) + 1,
  });
  planRenewal(world, converted);
  chargeActivation(world, converted);
  auditSubscription(world, actor, converted, 'Converted', `${from.offerId} to ${to.offerId}`);
  return converted;
}

function names(product: MicrosoftProduct, offerId: string | undefined): boolean {
  return offerId?.toUpperCase() === product.offerId.toUpperCase();
}
