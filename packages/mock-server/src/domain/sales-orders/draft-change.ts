import { isoOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import { findProduct } from '../service-plans/find-product.ts';
import { type GivenPeriod, isSamePeriod } from '../service-plans/period.ts';
import { type PlanSwitch, switchesFrom } from '../service-plans/plan-switch.ts';
import { type PlanProduct, servicePlanWith } from '../service-plans/service-plan.ts';
import { hasWindow } from '../subscriptions/cancel-window.ts';
import { takeNewest } from '../subscriptions/seat-batches.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import {
  checkActive,
  checkNoOpenOrder,
  type Draft,
  type DraftContext,
  headNamed,
  leadingOf,
  planProductOfService,
  quantityOf,
  servicesOf,
} from './draft.ts';
import { draftLines, specialPriceOf } from './draft-sales.ts';
import { openOrdersOf, type SalesOrderLine } from './sales-order.ts';
import type { WantedLine, WantedOrder } from './wanted-order.ts';

/** A change of what a subscription holds: new totals, other plans, more of its offer. */
export function draftChange(context: DraftContext): Draft {
  const { world, company, wanted } = context;
  const ids = new Set(wanted.lines.map((line) => line.subscriptionId ?? wanted.subscriptionId));
  if (ids.size > 1) {
    throw new Refusal(
      'invalid',
      'sales_order.several_subscriptions',
      'A change is about one subscription; send an order for each.',
      'subscriptionId',
    );
  }
  const head = headNamed(world, company, [...ids][0] ?? wanted.subscriptionId);
  checkActive(head);
  checkNoOpenOrder(openOrdersOf(world, head.id), head);
  const leading = leadingOf(world, head);
  const onRenewal = isOnRenewal(wanted, leading);
  const lines = wanted.lines.length > 0 ? wanted.lines : [{}];
  return {
    lines: lines.flatMap((line) => changeLines(context, head, line, onRenewal)),
    autoRenew: leading.endOfTermAction === 'Renew',
    ...(onRenewal && { onRenewal }),
  };
}

function isOnRenewal({ scheduledOn }: WantedOrder, head: Subscription): boolean {
  if (scheduledOn === undefined) return false;
  if (scheduledOn.toLowerCase() !== 'renewal')
    throw new Refusal(
      'invalid',
      'sales_order.scheduled_on',
      `scheduledOn "${scheduledOn}" must be renewal, or be left out.`,
      'scheduledOn',
    );
  if (head.endOfTermAction === 'Renew' && head.termEnd !== undefined) return true;
  throw new Refusal(
    'conflict',
    'sales_order.no_renewal',
    `Subscription #${head.id} does not renew: nothing can be put off until then.`,
    'scheduledOn',
  );
}

function changeLines(
  context: DraftContext,
  head: Subscription,
  line: WantedLine,
  onRenewal: boolean,
): SalesOrderLine[] {
  const { world, wanted } = context;
  const services = servicesOf(world, head);
  const held = services.flatMap((service) => {
    const planProduct = planProductOfService(service);
    return planProduct ? [{ service, planProduct }] : [];
  });
  const ways = held.map(({ planProduct }) => planProduct);
  // A subscription of one product needs no naming of it. evidence: modelled
  const isNamed = line.mpn !== undefined || line.id !== undefined;
  const planProduct = isNamed
    ? findProduct(line, [...ways, ...othersOfPlan(ways)])
    : ways.length === 1
      ? ways[0]
      : undefined;
  if (planProduct === undefined)
    throw new Refusal('invalid', 'product.no_key', 'products: name each by its mpn or its id.', 'products');
  const service = held.find((each) => each.planProduct === planProduct)?.service;
  if (service === undefined)
    return draftLines(context, line, planProduct, ways).map((each) => ({ ...each, headId: head.id }));
  if (isSwitch(wanted, line)) return [switchLine(context, service, planProduct, line, onRenewal)];
  const quantity = quantityOf(line, planProduct);
  if (!onRenewal) checkSeatsDown(world, service, quantity);
  return [
    {
      ...about(service, planProduct, line),
      step: 'UPGRADE',
      quantity,
    },
  ];
}

function about(service: Subscription, planProduct: PlanProduct, line: WantedLine) {
  const price = specialPriceOf(line);
  return {
    productId: planProduct.id,
    fields: {},
    parameters: [],
    serviceId: service.id,
    ...(price !== undefined && { specialPrice: price }),
  };
}

/** What else can be part of a subscription: the rest of its offer. */
function othersOfPlan(ways: readonly PlanProduct[]): PlanProduct[] {
  const [first] = ways;
  const plan = first && servicePlanWith(first.planId);
  return (plan?.products ?? []).filter(
    ({ product }) => !ways.some((way) => way.product.name === product.name),
  );
}

/** Seats go down while their own window is open. evidence: guide */
function checkSeatsDown(world: World, service: Subscription, quantity: number): void {
  const fewer = service.quantity - quantity;
  if (fewer <= 0 || !hasWindow(service)) return;
  const now = world.clock.now();
  const { missing } = takeNewest(service.batches, fewer, (batch) => now < batch.windowEndsAt);
  if (missing === 0) return;
  throw new Refusal(
    'invalid',
    'sales_order.window_closed',
    `quantity can go down to ${quantity + missing} at most: seats can be taken back within ${world.settings.cancelWindowDays} days. With scheduledOn renewal the rest goes on ${service.termEnd === undefined ? 'its renewal' : isoOf(service.termEnd)}.`,
    'quantity',
  );
}

function isSwitch({ planId, subscriptionPeriod }: WantedOrder, { newMpn, newId }: WantedLine): boolean {
  return (
    newMpn !== undefined || newId !== undefined || planId !== undefined || subscriptionPeriod !== undefined
  );
}

function switchLine(
  context: DraftContext,
  service: Subscription,
  planProduct: PlanProduct,
  line: WantedLine,
  onRenewal: boolean,
): SalesOrderLine {
  const { world, company, wanted } = context;
  const chosen = chosenSwitch(planProduct, line, wanted);
  const { to, whenEffective } = chosen;
  if (whenEffective === 'next_subscription_period' && !onRenewal) {
    throw new Refusal(
      'invalid',
      'sales_order.switch_later',
      `${to.product.displayName} for this period comes with the renewal only; send scheduledOn renewal.`,
      'scheduledOn',
    );
  }
  checkUpgradeStart(wanted.upgradeStartType, chosen);
  const targetId = line.targetSubscriptionId ?? wanted.targetSubscriptionId;
  const target = targetId === undefined ? undefined : headNamed(world, company, targetId);
  const quantity = line.quantity === undefined ? service.quantity : Number(line.quantity);
  if (!Number.isInteger(quantity) || quantity < 1 || (!onRenewal && quantity > service.quantity)) {
    throw new Refusal(
      'invalid',
      'sales_order.quantity',
      `quantity ${line.quantity} must be a whole number from 1 to ${service.quantity}, what the subscription has.`,
      'quantity',
    );
  }
  if (quantity < service.quantity && !wanted.isMove && !onRenewal) {
    throw new Refusal(
      'invalid',
      'sales_order.partial_switch',
      'A part of a subscription goes elsewhere with placementType MOVE only.',
      'placementType',
    );
  }
  return {
    ...about(service, planProduct, line),
    step: wanted.isMove ? 'MOVE' : 'CHANGE_PLAN_PERIOD',
    quantity,
    newProductId: to.id,
    ...(target && { targetId: target.id }),
  };
}

function chosenSwitch(
  from: PlanProduct,
  { newMpn, newId }: WantedLine,
  { planId, subscriptionPeriod }: WantedOrder,
): PlanSwitch {
  const isNamed = newMpn !== undefined || newId !== undefined;
  const fitting = switchesFrom(from).filter(
    ({ to }) =>
      (newMpn === undefined || isMpn(to, newMpn)) &&
      (newId === undefined || to.id === newId) &&
      (planId === undefined ? isNamed || to.planId === from.planId : String(to.planId) === planId) &&
      (subscriptionPeriod === undefined || isPeriod(to, subscriptionPeriod)),
  );
  const [found] = fitting;
  if (found === undefined) {
    throw new Refusal(
      'invalid',
      'sales_order.no_switch',
      `${from.product.displayName} cannot become that; planSwitches of plan ${from.planId} lists what it can.`,
      'products',
    );
  }
  if (fitting.length === 1) return found;
  throw new Refusal(
    'conflict',
    'product.ambiguous',
    `newMPN ${newMpn ?? ''} is not unique: ${fitting.length} products have it. Send planId and subscriptionPeriod beside it, or newId.`,
    'products',
  );
}

function isMpn(to: PlanProduct, mpn: string): boolean {
  return to.mpn.toLowerCase() === mpn.toLowerCase();
}

function isPeriod(to: PlanProduct, period: GivenPeriod): boolean {
  return isSamePeriod(to.subscriptionPeriod, period);
}

/** When an upgrade counts from goes with its way of billing. evidence: docs for the two words, modelled which is for which */
function checkUpgradeStart(given: string | undefined, { billingPolicy }: PlanSwitch): void {
  if (given === undefined) return;
  const fitting =
    billingPolicy === 'prorate_keeping_exp_date' ? 'FROM_OLD_START_DATE' : 'FROM_DATE_OF_UPGRADE';
  if (given.toUpperCase() === fitting) return;
  throw new Refusal(
    'invalid',
    'sales_order.upgrade_start',
    `upgradeStartType ${given} is not for this switch; leave it out, or send ${fitting}.`,
    'upgradeStartType',
  );
}
