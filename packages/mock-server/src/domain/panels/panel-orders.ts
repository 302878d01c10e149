import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import { resubmitOrder, updateSalesOrder } from '../sales-orders/decide-sales-order.ts';
import { placeSalesOrder } from '../sales-orders/place-sales-order.ts';
import {
  type SalesOrder,
  salesOrderInScope,
  salesOrdersBelow,
  statusCodes,
} from '../sales-orders/sales-order.ts';
import { auditPanel } from './panel-log.ts';
import type { PanelActor } from './panel-role.ts';
import { sendToContact } from './send-message.ts';

export interface OrderFilter {
  readonly customerId?: string | undefined;
  readonly status?: string | undefined;
  readonly from?: number | undefined;
  /** The first instant that does not count. */
  readonly until?: number | undefined;
}

/** The orders of the actor's account and all below it, newest first. */
export function ordersFor(
  world: World,
  actor: PanelActor,
  { customerId, status, from = 0, until = Number.POSITIVE_INFINITY }: OrderFilter = {},
): SalesOrder[] {
  return salesOrdersBelow(world, actor, actor.companyId).filter(
    (order) =>
      (customerId === undefined || String(order.companyId) === customerId) &&
      (status === undefined || order.status === status) &&
      order.createdAt >= from &&
      order.createdAt < until,
  );
}

export function awaitsApproval({ status, statusCode }: SalesOrder): boolean {
  return status === 'submitted' && statusCode === statusCodes.creditCheck;
}

/** Sends a failed order again. @throws Refusal when it did not fail */
export function resubmit(world: World, actor: PanelActor, id: string): SalesOrder {
  const order = resubmitOrder(world, actor, id);
  record(world, actor, order, 'OrderResubmitted');
  sendToContact(world, order.companyId, 'orderResubmitted', { orderNumber: order.orderNumber });
  return order;
}

/** Lets an order go on that waits, or cancels it. @throws Refusal when it waits for nobody */
export function decide(
  world: World,
  actor: PanelActor,
  id: string,
  decision: 'approve' | 'decline',
): SalesOrder {
  const order = salesOrderInScope(world, actor, id);
  if (!awaitsApproval(order)) {
    throw new Refusal(
      'conflict',
      'order.not_waiting',
      `Order ${order.orderNumber} is ${order.status} (${order.statusCode}): it waits for nobody's approval.`,
      'orderId',
    );
  }
  const change = decision === 'approve' ? { creditCheck: true } : { statusCode: statusCodes.cancelled };
  const decided = updateSalesOrder(world, actor, id, change);
  record(world, actor, decided, decision === 'approve' ? 'OrderApproved' : 'OrderDeclined');
  return decided;
}

export interface PanelOrder {
  readonly productId: string;
  readonly quantity: number;
  readonly poNumber?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Orders a product for the actor's own account. */
export function orderForOneself(world: World, actor: PanelActor, wanted: PanelOrder): SalesOrder {
  const { productId, quantity, poNumber, parameters = {} } = wanted;
  const order = placeSalesOrder(world, actor, {
    type: 'sales',
    customerId: String(actor.companyId),
    poNumber,
    isMove: false,
    lines: [
      {
        id: productId,
        quantity,
        parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
      },
    ],
  });
  record(world, actor, order, 'OrderPlaced');
  sendToContact(world, order.companyId, 'orderPlaced', { orderNumber: order.orderNumber });
  return order;
}

/** Into the log of who acted, and into that of the customer whose order it is. */
function record(world: World, actor: PanelActor, order: SalesOrder, what: string): void {
  for (const companyId of new Set([actor.companyId, order.companyId]))
    auditPanel(world, actor, what, { companyId, name: order.orderNumber });
}
