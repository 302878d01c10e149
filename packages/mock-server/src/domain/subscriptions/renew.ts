import { addPeriod, millisecondsPerDay } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { chargeRenewal, stopBilling } from '../billing/charge.ts';
import { planFor, requireProduct } from '../catalogue/catalogue.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import type { FieldValue } from '../catalogue/product.ts';
import { permit } from '../companies/scope.ts';
import { resolvePrice } from '../prices/resolve-price.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from './audit-subscription.ts';
import { activeService, endSubscription } from './change.ts';
import { type Subscription, subscriptions } from './subscription.ts';

/** What a renewal can change of a service, with what it would be now. */
export function renewableFields(
  subscription: Subscription,
): readonly { readonly name: string; readonly value: FieldValue; readonly allowed: readonly string[] }[] {
  const product = requireProduct(subscription.productName);
  const current = {
    [licenceFields.quantity]: subscription.quantity,
    [licenceFields.billingType]: subscription.billingType ?? '',
    ...subscription.renewValues,
  };
  return [
    ...(product.seats
      ? [{ name: licenceFields.quantity, value: current[licenceFields.quantity] ?? 1, allowed: [] }]
      : []),
    {
      name: licenceFields.billingType,
      value: current[licenceFields.billingType] ?? '',
      allowed: product.plans.filter((plan) => plan.term !== undefined).map((plan) => plan.billingType),
    },
  ];
}

/** Stores what the next renewal applies. */
export function configureRenewal(
  world: World,
  actor: Actor,
  id: number,
  values: Readonly<Record<string, FieldValue | null>>,
): Subscription {
  permit(actor, 'services.write');
  const subscription = activeService(world, actor, id);
  const product = requireProduct(subscription.productName);
  if (subscription.termEnd === undefined) {
    throw new Refusal(
      'invalid',
      'subscription.no_term',
      `accountId ${id} has no term that could be renewed.`,
      'accountId',
    );
  }
  const stored: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === licenceFields.billingType) {
      const plan = planFor(product, String(value));
      if (plan.term === undefined)
        throw new Refusal(
          'invalid',
          'renewal.no_term',
          `BillingType "${String(value)}" has no term; choose one that has.`,
          'BillingType',
        );
      stored[name] = plan.billingType;
    } else if (name === licenceFields.quantity && product.seats) {
      const quantity = Number(value);
      if (
        !Number.isInteger(quantity) ||
        quantity < product.seats.minimum ||
        quantity > product.seats.maximum
      ) {
        throw new Refusal(
          'invalid',
          'renewal.quantity',
          `Quantity must be a whole number from ${product.seats.minimum} to ${product.seats.maximum}.`,
          'Quantity',
        );
      }
      stored[name] = quantity;
    } else
      throw new Refusal(
        'invalid',
        'renewal.unknown_field',
        `${name} cannot be changed by a renewal; GetSubscriptionFieldsForRenew lists what can.`,
        name,
      );
  }
  const updated = world.store.of(subscriptions).put({ ...subscription, renewValues: stored });
  auditSubscription(world, actor, updated, 'RenewalConfigured');
  return updated;
}

/** Forgets what the next renewal would apply. */
export function resetRenewal(world: World, actor: Actor, id: number): Subscription {
  permit(actor, 'services.write');
  const { renewValues: _, ...subscription } = activeService(world, actor, id);
  const updated = world.store.of(subscriptions).put(subscription);
  auditSubscription(world, actor, updated, 'RenewalReset');
  return updated;
}

export const renewalJobs = {
  /** The term is over: a new one begins, or the service ends. */
  renewal: (world: World, job: Job) => {
    const subscription = world.store.of(subscriptions).get(job.subject);
    if (subscription === undefined || (subscription.state !== 'active' && subscription.state !== 'suspended'))
      return;
    if (subscription.endOfTermAction === 'Terminate') {
      stopBilling(world, subscription);
      auditSubscription(world, systemActor, endSubscription(world, subscription, 'End of term'), 'Expired');
      return;
    }
    renew(world, subscription);
  },
};

function renew(world: World, subscription: Subscription): void {
  const now = world.clock.now();
  const { renewValues, ...kept } = subscription;
  const billingType = String(renewValues?.[licenceFields.billingType] ?? subscription.billingType);
  const plan = planFor(requireProduct(subscription.productName), billingType);
  const price = resolvePrice(world, {
    companyId: subscription.companyId,
    productName: subscription.productName,
    billingType,
    subscriptionId: subscription.id,
  });
  const quantity = Number(renewValues?.[licenceFields.quantity] ?? subscription.quantity);
  const { term = subscription.term ?? 'P1M' } = plan;
  const termEnd = addPeriod(now, term);
  const renewed = world.store.of(subscriptions).put({
    ...kept,
    billingType: plan.billingType,
    billingCycle: plan.billingCycle,
    term,
    quantity,
    fields: {
      ...subscription.fields,
      ...(subscription.fields[licenceFields.quantity] !== undefined && {
        [licenceFields.quantity]: quantity,
      }),
      ...(subscription.fields[licenceFields.billingType] !== undefined && {
        [licenceFields.billingType]: plan.billingType,
      }),
    },
    priceableItemId: price.priceableItemId,
    unitPurchase: price.purchase,
    unitSale: price.sale,
    termStart: now,
    termEnd,
    batches: [
      { quantity, addedAt: now, windowEndsAt: now + world.settings.cancelWindowDays * millisecondsPerDay },
    ],
  });
  world.scheduler.schedule({
    key: `renewal:${renewed.id}`,
    kind: 'renewal',
    due: termEnd,
    subject: renewed.id,
  });
  chargeRenewal(world, renewed);
  auditSubscription(world, systemActor, renewed, 'Renewed', `Quantity ${quantity}, ${plan.billingType}`);
}
