import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { planNextCycle } from '../billing/charge.ts';
import { isMicrosoft } from '../catalogue/availability.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import { Refusal } from '../refusal.ts';
import { terminateSubscription, updateSubscription } from '../subscriptions/change.ts';
import { changeTerm } from '../subscriptions/change-term.ts';
import { planRenewal } from '../subscriptions/plan-renewal.ts';
import { activate } from '../subscriptions/provision.ts';
import { configureRenewal } from '../subscriptions/renew.ts';
import { scheduleRenewal } from '../subscriptions/schedule-renewal.ts';
import { type Subscription, subscriptionStates, subscriptions } from '../subscriptions/subscription.ts';
import { executeUpgrade } from '../subscriptions/upgrade.ts';
import { createService, planProductWith, repriced } from './create-service.ts';
import type { SalesOrder, SalesOrderLine } from './sales-order.ts';

/** Does at once what a line is about, its services' making aside; gives the line as it is then. @throws Refusal when it cannot be */
export function applyLine(
  world: World,
  actor: Actor,
  order: SalesOrder,
  line: SalesOrderLine,
): SalesOrderLine {
  switch (line.step) {
    case 'UPGRADE':
      if (order.onRenewal) planQuantity(world, actor, line);
      else setSeats(world, actor, line);
      return { ...line, done: true };
    case 'CHANGE_PLAN_PERIOD':
    case 'MOVE':
      return { ...line, ...switchPlan(world, actor, order, line), done: true };
    case 'RENEW':
      letRenew(world, actor, line);
      return { ...line, done: true };
    case 'CANCEL':
      terminateSubscription(world, actor, serviceOf(world, line).id, 'Cancelled by order');
      return { ...line, done: true };
    case 'MIGRATION':
      return { ...line, serviceId: migrate(world, actor, order, line).id, done: true };
    case 'CREATE':
      return line;
  }
}

export function serviceOf(world: World, { serviceId }: SalesOrderLine): Subscription {
  const service = serviceId === undefined ? undefined : world.store.of(subscriptions).get(serviceId);
  if (service === undefined) throw new Error(`There is no service ${serviceId}.`);
  return service;
}

/** Sets the total; a price by volume is that of the new total from here on. evidence: modelled for the price */
function setSeats(world: World, actor: Actor, line: SalesOrderLine): void {
  const service = serviceOf(world, line);
  const priced = repriced(world, service, line.quantity);
  const unitSale = line.specialPrice ?? priced.unitSale;
  world.store.of(subscriptions).put({ ...priced, ...(unitSale !== undefined && { unitSale }) });
  updateSubscription(world, actor, service.id, { fields: { [licenceFields.quantity]: line.quantity } });
}

function planQuantity(world: World, actor: Actor, line: SalesOrderLine): void {
  configureRenewal(world, actor, serviceOf(world, line).id, { [licenceFields.quantity]: line.quantity });
}

function letRenew(world: World, actor: Actor, line: SalesOrderLine): void {
  const service = serviceOf(world, line);
  world.store.of(subscriptions).put({ ...service, endOfTermAction: 'Renew' });
  if (line.quantity !== service.quantity) planQuantity(world, actor, line);
}

function switchPlan(
  world: World,
  actor: Actor,
  { onRenewal }: SalesOrder,
  line: SalesOrderLine,
): Partial<SalesOrderLine> {
  const service = serviceOf(world, line);
  const { product, plan } = planProductWith(line.newProductId ?? '');
  const isOther = product.name !== service.productName;
  if (onRenewal && isOther && isMicrosoft(product)) {
    scheduleRenewal(world, actor, service, {
      offerId: product.offerId,
      term: plan.term,
      cycle: plan.billingCycle,
      quantity: line.quantity,
    });
    return {};
  }
  if (onRenewal) {
    configureRenewal(world, actor, service.id, {
      [licenceFields.billingType]: plan.billingType,
      [licenceFields.quantity]: line.quantity,
    });
    return {};
  }
  if (!isOther) {
    changeTerm(world, actor, service, { term: plan.term, cycle: plan.billingCycle });
    return {};
  }
  const { id } = executeUpgrade(world, actor, {
    sourceId: service.id,
    targetProductName: product.name,
    targetId: line.targetId,
    values: { [licenceFields.quantity]: line.quantity },
  });
  return { newServiceId: id };
}

/** A service that ran elsewhere so far: paid until its next billing period, and past its window. evidence: modelled */
function migrate(world: World, actor: Actor, order: SalesOrder, line: SalesOrderLine): Subscription {
  const { migrated } = order;
  if (migrated === undefined)
    throw new Refusal('invalid', 'sales_order.migration_dates', 'startDate is missing.');
  const { startedAt: addedAt, endsAt } = migrated;
  const created = createService(world, actor, order, line);
  const active = world.store.of(subscriptions).put({
    ...created,
    state: 'active',
    vendorReferenceId: world.ids.uuid(),
    activatedAt: world.clock.now(),
    termStart: addedAt,
    termEnd: endsAt,
    batches: [{ quantity: created.quantity, addedAt, windowEndsAt: addedAt }],
  });
  planRenewal(world, active);
  planNextCycle(world, active);
  return active;
}

/** Makes a new service as if its provisioning were over, for an estimate. */
export function applyAtOnce(
  world: World,
  actor: Actor,
  order: SalesOrder,
  line: SalesOrderLine,
): SalesOrderLine {
  if (line.step !== 'CREATE') return applyLine(world, actor, order, line);
  const created = createService(world, actor, order, line);
  const state = subscriptionStates.move(created.state, 'provisioning');
  const { id } = activate(world, { ...created, state });
  return { ...line, serviceId: id, done: true };
}
