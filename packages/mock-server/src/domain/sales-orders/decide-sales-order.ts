import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { endSubscription } from '../subscriptions/change.ts';
import { startProvisioning } from '../subscriptions/provision.ts';
import { resetRenewal } from '../subscriptions/renew.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { auditOrder } from './order-audit.ts';
import { forgetSteps, moveOrder, planOnRenewal, planStep } from './run-sales-order.ts';
import { type SalesOrder, salesOrderInScope, salesOrders, statusCodes } from './sales-order.ts';

/** Passes an order's credit check, or cancels it by its code. */
export function updateSalesOrder(
  world: World,
  actor: Actor,
  id: string,
  change: { readonly creditCheck?: boolean | undefined; readonly statusCode?: string | undefined },
): SalesOrder {
  permit(actor, 'services.write');
  const order = salesOrderInScope(world, actor, id);
  const { statusCode } = change;
  if (statusCode !== undefined && statusCode !== statusCodes.cancelled && statusCode !== order.statusCode) {
    throw new Refusal(
      'invalid',
      'sales_order.status_code',
      `statusCode ${statusCode} cannot be set; ${statusCodes.cancelled} cancels the order.`,
      'statusCode',
    );
  }
  if (statusCode === statusCodes.cancelled) return cancelOrder(world, actor, order);
  return change.creditCheck === true ? approve(world, actor, order) : order;
}

/** evidence: docs for the field, modelled for what it does */
function approve(world: World, actor: Actor, order: SalesOrder): SalesOrder {
  if (order.statusCode !== statusCodes.creditCheck) return order;
  const approved = world.store
    .of(salesOrders)
    .put({ ...order, creditChecked: true, statusCode: statusCodes.new });
  auditOrder(world, actor, approved, 'Approved');
  return approved.onRenewal ? planOnRenewal(world, approved) : planStep(world, approved);
}

/** What is under way at the vendor cannot be called back. evidence: docs for CL, modelled for when */
function cancelOrder(world: World, actor: Actor, order: SalesOrder): SalesOrder {
  if (order.status === 'cancelled') return order;
  if (order.status !== 'submitted' && order.status !== 'error') {
    throw new Refusal(
      'conflict',
      'sales_order.not_cancellable',
      `Order #${order.orderNumber} is ${order.status} (${order.statusCode}): it cannot be cancelled any more.`,
      'statusCode',
    );
  }
  forgetSteps(world, order);
  for (const service of servicesOfLines(world, order)) {
    if (order.onRenewal && service.renewValues !== undefined) resetRenewal(world, actor, service.id);
    if (order.type === 'sales' && service.state === 'failed')
      endSubscription(world, service, 'The order was cancelled');
  }
  const cancelled = moveOrder(world, order, 'cancelled', statusCodes.cancelled);
  auditOrder(world, actor, cancelled, 'Cancelled');
  return cancelled;
}

/** Tries an order that failed once more, as far as it is not done. @throws Refusal when it did not fail */
export function resubmitOrder(world: World, actor: Actor, id: string): SalesOrder {
  const order = salesOrderInScope(world, actor, id);
  if (order.status !== 'error') {
    throw new Refusal(
      'conflict',
      'sales_order.not_failed',
      `Order #${order.orderNumber} is ${order.status}; only one that failed can be resubmitted.`,
      'orderId',
    );
  }
  for (const service of servicesOfLines(world, order))
    if (service.state === 'failed') startProvisioning(world, service);
  const { failure: _, ...kept } = order;
  auditOrder(world, actor, kept, 'Resubmitted');
  return planStep(world, moveOrder(world, kept, 'processing', statusCodes.provisioning));
}

function servicesOfLines(world: World, { lines }: SalesOrder): Subscription[] {
  return lines.flatMap(({ serviceId = 0 }) => world.store.of(subscriptions).get(serviceId) ?? []);
}
