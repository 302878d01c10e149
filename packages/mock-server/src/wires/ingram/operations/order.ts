import { Refusal } from '../../../domain/refusal.ts';
import { updateSalesOrder } from '../../../domain/sales-orders/decide-sales-order.ts';
import { estimateSalesOrder, placeSalesOrder } from '../../../domain/sales-orders/place-sales-order.ts';
import {
  type SalesOrder,
  salesOrderInScope,
  salesOrdersBelow,
} from '../../../domain/sales-orders/sales-order.ts';
import type { WantedOrder } from '../../../domain/sales-orders/wanted-order.ts';
import type { NewOrder, OrderUpdate } from '../../../generated/ingram.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { asked, askedInstant, pageOf } from '../query.ts';
import { toEstimate, toOrder, toOrderDetailed } from '../shapes/order.ts';
import { ownAccount, resellerNamed } from './account.ts';

/** Agreements on prices along the chain are not simulated: to take and forget them would be worse. */
const notTaken = [
  'specialCost',
  'specialProviderCost',
  'deals',
  'margins',
  'vendorRatedExtendedCost',
  'vendorDiscounts',
  'vendorAlreadyAccountedTcvs',
] as const;

function wantedOrder(body: NewOrder): WantedOrder {
  const { products = [], placementType, alignExpirationDate } = body;
  for (const product of products) {
    const field = notTaken.find((name) => product[name] !== undefined);
    if (field !== undefined) {
      throw new Refusal(
        'invalid',
        'order.not_simulated',
        `products.${field} is not simulated; leave it out, or use specialPrice.`,
        field,
      );
    }
  }
  return {
    ...body,
    isMove: placementType === 'MOVE',
    alignment: alignExpirationDate,
    lines: products.map(({ newMPN, newId, newProductId, specialPrice, ...line }) => ({
      ...line,
      newMpn: newMPN,
      newId: newId ?? newProductId,
      specialPrice,
    })),
  };
}

function matching(call: Call, all: readonly SalesOrder[], names: ReadonlySet<string>): SalesOrder[] {
  const wanted = (name: string) => (names.has(name) ? asked(call, name) : undefined);
  const [customer, subscription] = [wanted('customerId'), wanted('subscriptionId')];
  const [number, status, code] = [wanted('orderNumber'), wanted('status'), wanted('statusCode')];
  const from = askedInstant(call, 'creationTimeFrom') ?? 0;
  const to = askedInstant(call, 'creationTimeTo') ?? Infinity;
  return all.filter(
    (order) =>
      (customer === undefined || String(order.companyId) === customer) &&
      (subscription === undefined || isAbout(order, Number(subscription))) &&
      (number === undefined || order.orderNumber === number) &&
      (status === undefined || order.status === status) &&
      (code === undefined || order.statusCode === code) &&
      order.createdAt >= from &&
      order.createdAt <= to,
  );
}

function isAbout({ lines }: SalesOrder, id: number): boolean {
  return lines.some(
    ({ serviceId, headId, newServiceId }) => serviceId === id || headId === id || newServiceId === id,
  );
}

const common = ['customerId', 'subscriptionId', 'status'];
const filters = new Set([...common, 'orderNumber', 'statusCode']);
const resellerFilters = new Set(common);

export const orderOperations = {
  getOrders: (call: Call) =>
    pageOf(
      call,
      matching(call, salesOrdersBelow(call.world, call.actor, ownAccount(call)), filters),
      toOrder,
    ),
  getResellerOrders: (call: Call) => {
    const resellerId = resellerNamed(call, call.parameters.id ?? '');
    const all = salesOrdersBelow(call.world, call.actor, resellerId);
    return pageOf(call, matching(call, all, resellerFilters), toOrder);
  },
  createOrder: ({ world, actor, body }: Call<NewOrder>) =>
    toOrderDetailed(world, placeSalesOrder(world, actor, wantedOrder(body))),
  estimateOrder: ({ world, actor, body }: Call<NewOrder>) =>
    toEstimate(world, estimateSalesOrder(world, actor, wantedOrder(body))),
  getOrderDetails: ({ world, actor, parameters }: Call) =>
    toOrderDetailed(world, salesOrderInScope(world, actor, parameters.id ?? '')),
  updateOrder: ({ world, actor, parameters, body }: Call<OrderUpdate>) =>
    toOrderDetailed(world, updateSalesOrder(world, actor, parameters.id ?? '', body)),
} satisfies Record<string, OperationHandler>;
