import { millisecondsPerDay } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { soldCycle } from '../catalogue/sold-cycle.ts';
import { resellerOf } from '../partners/create-customer.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { checkChangeable, microsoftProductOf, setFriendlyName, setQuantity, storeChange } from './amend.ts';
import { cancel, reactivate, suspend } from './change-status.ts';
import { changeTerm } from './change-term.ts';
import { plannedRenewal, scheduleRenewal, setAutoRenew, type WantedRenewal } from './schedule-renewal.ts';
import type { Subscription } from './subscription.ts';

/** A subscription as it shall be: whatever is absent stays, save what Microsoft resets. */
export interface WantedSubscription {
  readonly status?: string | undefined;
  readonly quantity?: number | undefined;
  readonly term?: string | undefined;
  readonly cycle?: string | undefined;
  readonly friendlyName?: string | undefined;
  readonly partnerId?: string | undefined;
  /** Absent turns it off. evidence: docs */
  readonly autoRenew?: boolean | undefined;
  /** Absent removes it. evidence: docs */
  readonly renewal?: WantedRenewal | undefined;
  /** Absent removes the billing cycle that was to come. evidence: docs */
  readonly nextCharge?: { readonly cycle?: string | undefined } | undefined;
}

/** Makes a subscription what it shall be, each difference by its own rules; all of it or nothing. */
export function applyChange(
  world: World,
  actor: Actor,
  subscription: Subscription,
  wanted: WantedSubscription,
): Subscription {
  checkStatus(subscription, wanted.status);
  checkChangeable(subscription);
  if (wanted.status === 'deleted') return cancel(world, actor, subscription);
  let current = subscription;
  if (wanted.status === 'active' && current.state === 'suspended')
    current = reactivate(world, actor, current);
  if (wanted.quantity !== undefined && wanted.quantity !== current.quantity) {
    current = setQuantity(world, actor, current, wanted.quantity);
  }
  if (differsInTerm(current, wanted)) current = changeTerm(world, actor, current, wanted);
  if (wanted.friendlyName !== undefined && wanted.friendlyName !== current.displayName) {
    current = setFriendlyName(world, actor, current, wanted.friendlyName);
  }
  if (wanted.partnerId !== undefined && wanted.partnerId !== '' && wanted.partnerId !== current.partnerId) {
    current = setPartner(world, actor, current, wanted.partnerId);
  }
  current = applyRenewal(world, actor, subscription, current, wanted);
  if (
    current.nextBillingType !== undefined &&
    wanted.nextCharge === undefined &&
    !differsInTerm(subscription, wanted)
  ) {
    const { nextBillingType: _, ...kept } = current;
    current = storeChange(world, actor, kept, 'BillingCycleReset', { keepsRenewal: true });
  }
  if (wanted.status === 'suspended' && current.state === 'active') current = suspend(world, actor, current);
  return current;
}

function checkStatus(subscription: Subscription, status: string | undefined): void {
  if (status === undefined || ['active', 'suspended', 'deleted'].includes(status)) {
    if (status === undefined || status === 'deleted' || subscription.afterlife === undefined) return;
  } else if (status === subscription.afterlife) return;
  throw new Refusal(
    'invalid',
    'status.impossible',
    `status cannot become ${status} from ${subscription.afterlife ?? subscription.state}; it can become active, suspended or deleted while the subscription runs.`,
    'status',
  );
}

function differsInTerm(subscription: Subscription, { term, cycle }: WantedSubscription): boolean {
  if (subscription.term === undefined) return false;
  const product = microsoftProductOf(subscription);
  const plan = product.plans.find((each) => each.billingType === subscription.billingType);
  const current = plan && soldCycle(product, plan);
  const otherCycle =
    cycle !== undefined && cycle !== 'unknown' && cycle !== current && cycle !== subscription.billingCycle;
  return (term !== undefined && term !== subscription.term) || otherCycle;
}

function applyRenewal(
  world: World,
  actor: Actor,
  before: Subscription,
  changed: Subscription,
  wanted: WantedSubscription,
): Subscription {
  const renews =
    changed.endOfTermAction === 'Renew' && changed.termEnd !== undefined && changed.kind !== 'reservation';
  const on = wanted.autoRenew ?? false;
  let current = changed;
  if (on !== renews && (on || current.termEnd !== undefined))
    current = setAutoRenew(world, actor, current, on);
  if (!on) return current;
  if (wanted.renewal === undefined) {
    const planned = current.renewValues !== undefined || current.renewTo !== undefined;
    return planned ? scheduleRenewal(world, actor, current, undefined) : current;
  }
  // What came back as it was read is no new wish: a change of seats has deleted it.
  return sameAsPlanned(before, wanted.renewal)
    ? current
    : scheduleRenewal(world, actor, current, wanted.renewal);
}

function sameAsPlanned(subscription: Subscription, wanted: WantedRenewal): boolean {
  const planned = plannedRenewal(subscription);
  if (planned === undefined) return false;
  const { product, plan, quantity, renewTo } = planned;
  return (
    (wanted.offerId === undefined || wanted.offerId.toUpperCase() === product.offerId) &&
    (wanted.term === undefined || wanted.term === plan.term) &&
    (wanted.cycle === undefined || wanted.cycle === soldCycle(product, plan)) &&
    (wanted.quantity === undefined || wanted.quantity === quantity) &&
    termEndAfter(wanted.customTermEndDay) === renewTo?.customTermEnd &&
    wanted.promotionId === renewTo?.promotionId
  );
}

/** The instant that a term ends with a day. */
function termEndAfter(day: number | undefined): number | undefined {
  return day === undefined ? undefined : day + millisecondsPerDay;
}

function setPartner(world: World, actor: Actor, subscription: Subscription, mpnId: string): Subscription {
  const partner = partnerOf(world, actor);
  if (partner.kind !== 'indirect-provider') {
    throw new Refusal(
      'invalid',
      'subscription.partner_fixed',
      'partnerId can be set by indirect providers only.',
      'partnerId',
    );
  }
  const reseller = resellerOf(world, partner, mpnId, 'partnerId');
  return storeChange(world, actor, { ...subscription, partnerId: reseller.mpnId }, 'PartnerChanged', {
    keepsRenewal: true,
  });
}
