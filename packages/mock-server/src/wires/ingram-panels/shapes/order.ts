import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import { companies } from '../../../domain/companies/company.ts';
import { awaitsApproval } from '../../../domain/panels/panel-orders.ts';
import type { SalesOrder } from '../../../domain/sales-orders/sales-order.ts';
import { planProducts } from '../../../domain/service-plans/service-plan.ts';
import type { OrderDetails, OrderLine, OrderRow, OwnOrder } from '../../../generated/ingram-panels.gen.ts';
import { isoOf } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { toMoney } from './money.ts';

/** What every order tells; the amount is what the customer pays. */
function factsOf(order: SalesOrder) {
  const { id, orderNumber, type, status, createdAt, poNumber, charges, currency } = order;
  return {
    id: String(id),
    orderNumber,
    type,
    status,
    createdAt: isoOf(createdAt),
    ...(poNumber && { poNumber }),
    amount: toMoney(
      charges.reduce((sum, { sale }) => sum + sale, 0),
      currency,
    ),
  };
}

function linesOf({ lines }: SalesOrder): OrderLine[] {
  return lines.map(({ productId, quantity }) => {
    const found = planProducts.find((each) => each.id === productId);
    const name = found && productNamed(found.product.name)?.displayName;
    return { productId, ...(found && { mpn: found.mpn }), name: name ?? productId, quantity };
  });
}

export function toOrderRow(world: World, order: SalesOrder): OrderRow {
  return {
    ...factsOf(order),
    customerId: String(order.companyId),
    customerName: world.store.of(companies).get(order.companyId)?.name ?? '',
    statusCode: order.statusCode,
    awaitsApproval: awaitsApproval(order),
    canBeResubmitted: order.status === 'error',
  };
}

export function toOrderDetails(world: World, order: SalesOrder): OrderDetails {
  return {
    ...toOrderRow(world, order),
    ...(order.failure && { error: order.failure.message }),
    lines: linesOf(order),
  };
}

export function toOwnOrder(order: SalesOrder): OwnOrder {
  return { ...factsOf(order), lines: linesOf(order) };
}
