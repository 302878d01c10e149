import { millisecondsPerDay } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { mayRenew } from '../accounts/account-hold.ts';
import { type Actor, systemActor } from '../actor.ts';
import { chargeRenewal, stopBilling } from '../billing/charge.ts';
import { planFor, requireProduct } from '../catalogue/catalogue.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import type { FieldValue } from '../catalogue/product.ts';
import { permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from './audit-subscription.ts';
import { newBatch } from './cancel-window.ts';
import { activeService, endSubscription } from './change.ts';
import { nextTerm, nextTermPrice } from './next-term.ts';
import { orderedFields } from './ordered-fields.ts';
import { planRenewal } from './plan-renewal.ts';
import { endOfTerm } from './provision.ts';
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
  const updated = world.store.of(subscriptions).put({
    ...subscription,
    renewValues: { ...subscription.renewValues, ...stored },
  });
  auditSubscription(world, actor, updated, 'RenewalConfigured');
  return updated;
}

/** Forgets what the next renewal would apply. */
export function resetRenewal(world: World, actor: Actor, id: number): Subscription {
  permit(actor, 'services.write');
  const { renewValues: _, renewTo: __, ...subscription } = activeService(world, actor, id);
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
    const lapses = subscription.state === 'suspended' && isLicence(subscription);
    const blocked = !mayRenew(world, subscription.companyId);
    if (subscription.endOfTermAction === 'Terminate' || lapses || blocked) lapse(world, subscription);
    else renew(world, subscription);
  },
  /** A licence that ran out takes its next step towards being deleted. */
  afterlife: (world: World, job: Job) => {
    const subscription = world.store.of(subscriptions).get(job.subject);
    if (subscription?.afterlife === 'expired') beginAfterlife(world, subscription, 'disabled', disabledDays);
    else if (subscription?.afterlife === 'disabled') {
      const { afterlife: _, ...kept } = subscription;
      auditSubscription(world, systemActor, world.store.of(subscriptions).put(kept), 'Deleted');
    }
  },
};

/** Days that a licence stays after its term. evidence: docs; extended service terms have replaced them since, in a form that no source shows */
const expiredDays = 30;
const disabledDays = 90;

function isLicence({ kind }: Subscription): boolean {
  return kind === 'licence';
}

/** Ends a service with its term; a licence is expired, then disabled, and deleted at last. evidence: docs */
function lapse(world: World, subscription: Subscription): void {
  stopBilling(world, subscription);
  const ended = endSubscription(world, subscription, 'End of term');
  auditSubscription(world, systemActor, ended, 'Expired');
  if (!isLicence(subscription)) return;
  if (subscription.state === 'suspended')
    beginAfterlife(world, ended, 'disabled', expiredDays + disabledDays);
  else beginAfterlife(world, ended, 'expired', expiredDays);
}

function beginAfterlife(
  world: World,
  subscription: Subscription,
  afterlife: 'expired' | 'disabled',
  days: number,
): void {
  world.store.of(subscriptions).put({ ...subscription, afterlife });
  world.scheduler.schedule({
    key: `afterlife:${subscription.id}`,
    kind: 'afterlife',
    due: world.clock.now() + days * millisecondsPerDay,
    subject: subscription.id,
  });
}

function renew(world: World, subscription: Subscription): void {
  const now = world.clock.now();
  const {
    renewValues: _,
    renewTo,
    nextBillingType: __,
    promotionId: ___,
    customTermEnd: ____,
    ...kept
  } = subscription;
  const next = nextTerm(subscription);
  const { product, plan, quantity } = next;
  const { billingType, billingCycle, term = subscription.term ?? 'P1M' } = plan;
  const renewed = world.store.of(subscriptions).put({
    ...kept,
    ...(product.name !== subscription.productName && {
      productName: product.name,
      displayName: product.displayName,
    }),
    billingType,
    billingCycle,
    term,
    quantity,
    fields: orderedFields(subscription, { quantity, billingType }),
    ...nextTermPrice(world, subscription, next),
    termStart: now,
    termEnd: renewTo?.customTermEnd ?? endOfTerm(world, product, term),
    batches: [newBatch(world, { kind: subscription.kind, term }, quantity)],
  });
  planRenewal(world, renewed);
  chargeRenewal(world, renewed);
  auditSubscription(world, systemActor, renewed, 'Renewed', `Quantity ${quantity}, ${billingType}`);
}
