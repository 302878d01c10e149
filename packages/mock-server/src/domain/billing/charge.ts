import { addPeriod, daysBetween, millisecondsPerDay, monthOf, startOfMonth } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { dollarsUsed, unitsUsed } from '../azure/quantities.ts';
import { planFor, priceableItem, requireProduct } from '../catalogue/catalogue.ts';
import type { BillingCycle } from '../catalogue/product.ts';
import { prorated } from '../money.ts';
import { termPrice } from '../subscriptions/next-term.ts';
import { orderedFields } from '../subscriptions/ordered-fields.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { type LedgerLine, type LedgerReason, ledger } from './ledger-line.ts';

/** How long the billing cycles that charge ahead are. */
export const billingPeriods: Readonly<Partial<Record<BillingCycle, string>>> = {
  monthly: 'P1M',
  annual: 'P1Y',
  triennial: 'P3Y',
};

interface BillingPeriod {
  readonly start: number;
  /** Where the period would end if the term did not end before. */
  readonly fullEnd: number;
  readonly end: number;
}

/** The billing period that an instant lies in: periods follow each other from the start of the term. */
export function billingPeriodAt(subscription: Subscription, instant: number): BillingPeriod | undefined {
  const period = subscription.billingCycle && billingPeriods[subscription.billingCycle];
  const { termStart } = subscription;
  if (period === undefined || termStart === undefined) return undefined;
  const termEnd = subscription.termEnd ?? Number.POSITIVE_INFINITY;
  for (let count = 0; ; count += 1) {
    const fullEnd = addPeriod(termStart, period, count + 1);
    if (instant < fullEnd || fullEnd >= termEnd) {
      return {
        start: count === 0 ? termStart : addPeriod(termStart, period, count),
        fullEnd,
        end: Math.min(fullEnd, termEnd),
      };
    }
  }
}

/** Writes a line that units, price and days make. */
function post(
  world: World,
  subscription: Subscription,
  line: Pick<
    LedgerLine,
    | 'reason'
    | 'periodStart'
    | 'periodEnd'
    | 'daysBilled'
    | 'daysInPeriod'
    | 'quantity'
    | 'unitCost'
    | 'unitSale'
  >,
): LedgerLine {
  const now = world.clock.now();
  const amount = (unit: string, of: 'cost' | 'sale') => {
    const exact = prorated(unit, line.quantity, line.daysBilled, line.daysInPeriod, subscription.currency);
    return exact < 0 ? Math.max(exact, -paidFor(world, subscription, line.periodEnd, of)) : exact;
  };
  return world.store.of(ledger).put({
    id: world.ids.sequence('ledgerLine'),
    at: now,
    month: monthOf(now),
    subscriptionId: subscription.id,
    companyId: subscription.companyId,
    resellerId: subscription.resellerId,
    productName: subscription.productName,
    priceableItemId: subscription.priceableItemId ?? 0,
    cost: amount(line.unitCost, 'cost'),
    sale: amount(line.unitSale, 'sale'),
    currency: subscription.currency,
    ...(subscription.contractId !== undefined && { contractId: subscription.contractId }),
    ...(subscription.purchaseOrderNumber !== undefined && {
      purchaseOrderNumber: subscription.purchaseOrderNumber,
    }),
    ...line,
  });
}

/** What was paid for a billing period so far: a refund gives back no more, though each line is rounded alone. */
function paidFor(world: World, subscription: Subscription, periodEnd: number, of: 'cost' | 'sale'): number {
  const lines = world.store.of(ledger).find('subscription', subscription.id);
  return Math.max(
    0,
    lines.reduce((sum, line) => (line.periodEnd === periodEnd ? sum + line[of] : sum), 0),
  );
}

/** Charges a quantity for what is left of a billing period from an instant on; a negative quantity refunds it. */
function postSeats(
  world: World,
  subscription: Subscription,
  reason: LedgerReason,
  quantity: number,
  from: number,
): void {
  const period = billingPeriodAt(subscription, from);
  if (period === undefined || quantity === 0) return;
  post(world, subscription, {
    reason,
    periodStart: from,
    periodEnd: period.end,
    daysBilled: daysBetween(from, period.end),
    daysInPeriod: daysBetween(period.start, period.fullEnd),
    quantity,
    unitCost: subscription.unitPurchase ?? '0',
    unitSale: subscription.unitSale ?? '0',
  });
}

/** Charges the first period of a new subscription and plans the next. */
export function chargeActivation(world: World, subscription: Subscription): void {
  chargeTerm(world, subscription, 'purchase');
}

/** Charges the first period of a new term and plans the next. */
export function chargeRenewal(world: World, subscription: Subscription): void {
  chargeTerm(world, subscription, 'renewal');
}

function chargeTerm(
  world: World,
  subscription: Subscription,
  reason: 'purchase' | 'renewal' | 'upgrade',
): void {
  const now = world.clock.now();
  if (subscription.billingCycle === 'once') {
    if (Number(subscription.unitSale ?? 0) > 0 || Number(subscription.unitPurchase ?? 0) > 0) {
      post(world, subscription, {
        reason: 'setup',
        periodStart: now,
        periodEnd: now + millisecondsPerDay,
        daysBilled: 1,
        daysInPeriod: 1,
        quantity: subscription.quantity,
        unitCost: subscription.unitPurchase ?? '0',
        unitSale: subscription.unitSale ?? '0',
      });
    }
    return;
  }
  if (subscription.billingCycle === 'usage') {
    planUsage(world, subscription, now);
    return;
  }
  postSeats(world, subscription, reason, subscription.quantity, now);
  planNextCycle(world, subscription);
}

/** Plans the charge of the billing period after the running one, if the term has one. */
export function planNextCycle(world: World, subscription: Subscription): void {
  const period = billingPeriodAt(subscription, world.clock.now());
  const key = `billing-cycle:${subscription.id}`;
  if (period === undefined || period.end >= (subscription.termEnd ?? Number.POSITIVE_INFINITY)) {
    // A cycle of the term before may wait still.
    world.scheduler.cancel(key);
    return;
  }
  world.scheduler.schedule({
    key,
    kind: 'billing-cycle',
    due: period.end,
    subject: subscription.id,
  });
}

/** Charges added seats for the days that are left of the billing period. */
export function chargeSeatsAdded(world: World, subscription: Subscription, quantity: number): void {
  postSeats(world, subscription, 'seats-added', quantity, world.clock.now());
}

/** Refunds removed seats for the days that are left of the billing period. */
export function refundSeats(world: World, subscription: Subscription, quantity: number): void {
  postSeats(world, subscription, 'seats-removed', -quantity, world.clock.now());
}

/** Refunds all seats for the days that are left, and ends billing. */
export function refundCancellation(
  world: World,
  subscription: Subscription,
  reason: 'cancellation' | 'upgrade' = 'cancellation',
): void {
  postSeats(world, subscription, reason, -subscription.quantity, world.clock.now());
  stopBilling(world, subscription);
}

/** Gives everything back that was paid since the purchase or renewal. */
export function refundWhole(world: World, subscription: Subscription): void {
  // A longer term that began since is paid back with what it followed.
  const since = subscription.batches[0]?.addedAt ?? subscription.termStart ?? 0;
  const paid = world.store
    .of(ledger)
    .find('subscription', subscription.id)
    .filter((line) => line.at >= since);
  const now = world.clock.now();
  const back = (of: 'cost' | 'sale') => -paid.reduce((sum, line) => sum + line[of], 0) || 0;
  if (back('cost') === 0 && back('sale') === 0) return;
  const first = paid[0];
  world.store.of(ledger).put({
    ...(first as LedgerLine),
    id: world.ids.sequence('ledgerLine'),
    at: now,
    month: monthOf(now),
    reason: 'cancellation',
    quantity: -subscription.quantity,
    cost: back('cost'),
    sale: back('sale'),
  });
}

/** Charges seats that an upgrade brings for the days that are left of the billing period. */
export function chargeUpgrade(world: World, subscription: Subscription, quantity: number): void {
  postSeats(world, subscription, 'upgrade', quantity, world.clock.now());
}

/** Ends billing: no cycle follows, and use so far is charged. */
export function stopBilling(world: World, subscription: Subscription): void {
  world.scheduler.cancel(`billing-cycle:${subscription.id}`);
  stopUsage(world, subscription);
}

/** Starts metering: use is charged at the start of each month for the month before. */
export function planUsage(world: World, subscription: Subscription, from: number): Subscription {
  world.scheduler.schedule({
    key: `usage:${subscription.id}`,
    kind: 'usage',
    due: addPeriod(startOfMonth(from), 'P1M'),
    subject: subscription.id,
  });
  return world.store.of(subscriptions).put({ ...subscription, usageSince: from });
}

/** Charges use so far and stops metering. */
export function stopUsage(world: World, subscription: Subscription): void {
  if (!world.scheduler.cancel(`usage:${subscription.id}`)) return;
  postUsage(world, subscription);
}

/** What was used since the last charge: of Azure the resources' meters, in dollars; of anything else its units. */
function postUsage(world: World, subscription: Subscription): void {
  const from = subscription.usageSince;
  const to = world.clock.now();
  if (from === undefined || !isMetered(subscription)) return;
  const days = daysBetween(from, to);
  if (days <= 0) return;
  const id = subscription.vendorReferenceId ?? String(subscription.id);
  const used = subscription.kind === 'cloud-account' ? unitsUsed : dollarsUsed;
  post(world, subscription, {
    reason: 'usage',
    periodStart: from,
    periodEnd: to,
    daysBilled: days,
    daysInPeriod: days,
    quantity: used(id, { from, to }).toNumber(),
    unitCost: subscription.unitPurchase ?? '0',
    unitSale: subscription.unitSale ?? '0',
  });
}

/** An Azure plan uses nothing itself, its Azure subscriptions do; a legacy one is its own Azure subscription. */
function isMetered({ kind, productName }: Subscription): boolean {
  return kind !== 'azure-plan' || requireProduct(productName).microsoft?.family === 'legacy';
}

/** What a line is for, as ICP writes it. */
export function itemDescription(line: LedgerLine): string {
  return priceableItem(line.priceableItemId)?.description ?? line.productName;
}

/** A billing cycle that was changed within the term counts from this charge on. evidence: docs */
function withNextCycle(world: World, subscription: Subscription): Subscription {
  const { nextBillingType, promotionId, ...kept } = subscription;
  const product = requireProduct(subscription.productName);
  const plan = planFor(product, nextBillingType);
  return world.store.of(subscriptions).put({
    ...kept,
    billingType: plan.billingType,
    billingCycle: plan.billingCycle,
    fields: orderedFields(subscription, { billingType: plan.billingType }),
    ...termPrice(world, subscription, product, plan, promotionId),
  });
}

export const billingJobs = {
  'billing-cycle': (world: World, job: Job) => {
    const due = world.store.of(subscriptions).get(job.subject);
    if (due === undefined || due.state === 'terminated') return;
    const subscription = due.nextBillingType === undefined ? due : withNextCycle(world, due);
    postSeats(world, subscription, 'cycle', subscription.quantity, world.clock.now());
    planNextCycle(world, subscription);
  },
  usage: (world: World, job: Job) => {
    const subscription = world.store.of(subscriptions).get(job.subject);
    if (subscription === undefined || subscription.state !== 'active') return;
    postUsage(world, subscription);
    planUsage(world, subscription, world.clock.now());
  },
};
