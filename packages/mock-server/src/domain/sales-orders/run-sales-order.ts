import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { systemActor } from '../actor.ts';
import { tenantServiceName } from '../catalogue/microsoft-tenant.ts';
import { companies } from '../companies/company.ts';
import { askForDefaultRoles } from '../gdap/default-relationship.ts';
import { notify } from '../notifications/notification.ts';
import { Refusal } from '../refusal.ts';
import { startProvisioning } from '../subscriptions/provision.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { providerOf } from '../tenants/relationship.ts';
import { tenants } from '../tenants/tenant.ts';
import { applyLine } from './apply-line.ts';
import { createService, dependencyOf, planProductWith } from './create-service.ts';
import { actorOf, auditOrder } from './order-audit.ts';
import {
  type SalesOrder,
  type SalesOrderLine,
  type SalesOrderStatus,
  type StatusCode,
  salesOrderStates,
  salesOrders,
  statusCodes,
} from './sales-order.ts';

function jobKey({ id }: SalesOrder): string {
  return `sales-order:${id}`;
}

/** Plans the next step of an order, after as long as provisioning takes. evidence: modelled for the time */
export function planStep(world: World, order: SalesOrder): SalesOrder {
  const due = world.clock.now() + world.settings.provisioningSeconds * 1_000;
  world.scheduler.schedule({ key: jobKey(order), kind: 'sales-order', due, subject: order.id });
  return order;
}

/** Puts down now what the renewal shall do, and looks again when it has come. */
export function planOnRenewal(world: World, order: SalesOrder): SalesOrder {
  const lines = order.lines.map((line) => ({ ...line, ...applyLine(world, actorOf(order), order, line) }));
  const planned = world.store.of(salesOrders).put({ ...order, lines, statusCode: statusCodes.scheduled });
  const ends = servicesAbout(world, planned).flatMap(({ termEnd }) => termEnd ?? []);
  world.scheduler.schedule({
    key: jobKey(planned),
    kind: 'sales-order',
    due: Math.max(world.clock.now(), ...ends),
    subject: planned.id,
  });
  return planned;
}

/** Takes an order out of the plan. */
export function forgetSteps(world: World, order: SalesOrder): void {
  world.scheduler.cancel(jobKey(order));
}

export function moveOrder(
  world: World,
  order: SalesOrder,
  status: SalesOrderStatus,
  statusCode: StatusCode,
  change: Partial<SalesOrder> = {},
): SalesOrder {
  return world.store.of(salesOrders).put({
    ...order,
    ...change,
    status: salesOrderStates.move(order.status, status),
    statusCode,
  });
}

export const salesOrderJobs = {
  'sales-order': (world: World, job: Job) => {
    const order = world.store.of(salesOrders).get(job.subject);
    if (order === undefined) return;
    if (order.onRenewal) afterRenewal(world, order);
    else if (order.status === 'submitted') begin(world, order);
    else if (order.status === 'processing') orFail(world, order, () => step(world, order));
  },
};

function begin(world: World, order: SalesOrder): void {
  const begun = moveOrder(world, order, 'processing', statusCodes.provisioning);
  orFail(world, begun, () => planStep(world, startReady(world, begun)));
}

/** Looks what has come, and begins what can begin now. */
function step(world: World, order: SalesOrder): void {
  const looked = applied(world, withArrived(world, order));
  if (looked.lines.every(({ done }) => done)) complete(world, looked);
  else planStep(world, startReady(world, looked));
}

/** A step is done whole; what refuses it is the order's error. */
function orFail(world: World, order: SalesOrder, work: () => void): void {
  try {
    world.transact(work);
  } catch (reason) {
    if (!(reason instanceof Refusal)) throw reason;
    fail(world, order, reason);
  }
}

/** Begins lines of services that have all they stand on. */
function startReady(world: World, order: SalesOrder): SalesOrder {
  let current = order;
  for (const line of order.lines) {
    if (line.step !== 'CREATE' || line.serviceId !== undefined || !isReady(world, current, line)) continue;
    const service = startProvisioning(world, createService(world, actorOf(order), current, line));
    current = withLine(world, current, line, { ...line, serviceId: service.id });
  }
  return current;
}

function isReady(world: World, order: SalesOrder, line: SalesOrderLine): boolean {
  const planProduct = planProductWith(line.productId);
  const needed = planProduct.product.dependsOn;
  const ordered = order.lines.find(({ productId }) => planProductWith(productId).product.name === needed);
  if (needed === undefined || ordered === undefined) return true;
  return ordered.serviceId !== undefined && dependencyOf(world, order, line, planProduct)?.state === 'active';
}

/** Marks what was provisioned. @throws Refusal that failed it */
function withArrived(world: World, order: SalesOrder): SalesOrder {
  let current = order;
  for (const line of order.lines) {
    if (line.step !== 'CREATE' || line.done || line.serviceId === undefined) continue;
    const service = world.store.of(subscriptions).get(line.serviceId);
    if (service?.state === 'active') {
      current = withLine(world, current, line, { ...line, done: true });
      welcome(world, service);
    } else if (service?.state !== 'provisioning') {
      const { code = 'sales_order.ended', message = 'The service was ended meanwhile.' } =
        service?.failure ?? {};
      throw new Refusal('conflict', code, message);
    }
  }
  return current;
}

function applied(world: World, order: SalesOrder): SalesOrder {
  let current = order;
  for (const line of current.lines) {
    if (line.done || line.step === 'CREATE') continue;
    current = withLine(world, current, line, applyLine(world, actorOf(order), current, line));
  }
  return current;
}

function withLine(
  world: World,
  order: SalesOrder,
  line: SalesOrderLine,
  changed: SalesOrderLine,
): SalesOrder {
  const lines = order.lines.map((each) => (each === line ? changed : each));
  return world.store.of(salesOrders).put({ ...order, lines });
}

/** The customer of a new tenant is asked for the roles of basic support, by mail. evidence: guide */
function welcome(world: World, { productName, companyId, tenantId }: Subscription): void {
  const tenant = world.store.of(tenants).get(tenantId ?? '');
  if (productName === tenantServiceName && tenant !== undefined)
    askForDefaultRoles(world, tenant, providerOf(world, companyId));
}

function complete(world: World, order: SalesOrder): void {
  const completed = moveOrder(world, order, 'completed', statusCodes.completed, {
    provisionedAt: world.clock.now(),
  });
  auditOrder(world, systemActor, completed, 'Completed');
}

function fail(world: World, order: SalesOrder, { code, message }: Refusal): void {
  const failed = moveOrder(world, order, 'error', statusCodes.failed, { failure: { code, message } });
  auditOrder(world, systemActor, failed, 'Failed');
  const reseller = world.store.of(companies).get(order.resellerId);
  if (reseller === undefined) return;
  notify(world, {
    kind: 'order-failed',
    to: reseller.email,
    subject: `Order ${order.orderNumber} could not be provisioned`,
    body: message,
    companyId: reseller.id,
  });
}

/** What was put off has come with the renewal, or not. */
function afterRenewal(world: World, order: SalesOrder): void {
  const now = world.clock.now();
  const renewed = servicesAbout(world, order).every(
    ({ state, termStart }) => state === 'active' && termStart === now,
  );
  if (!renewed) {
    auditOrder(world, systemActor, moveOrder(world, order, 'cancelled', statusCodes.cancelled), 'Cancelled');
    return;
  }
  complete(world, moveOrder(world, order, 'processing', statusCodes.provisioning));
}

function servicesAbout(world: World, { lines }: SalesOrder): Subscription[] {
  return lines.flatMap(({ serviceId = 0 }) => world.store.of(subscriptions).get(serviceId) ?? []);
}
