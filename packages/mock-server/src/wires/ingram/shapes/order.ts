import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import { fromMinor } from '../../../domain/money.ts';
import { type ContractValue, contractValues } from '../../../domain/sales-orders/contract-value.ts';
import { shownPrice } from '../../../domain/sales-orders/create-service.ts';
import { headOf } from '../../../domain/sales-orders/draft.ts';
import type { OrderCharge } from '../../../domain/sales-orders/order-charge.ts';
import type { SalesOrder, SalesOrderLine } from '../../../domain/sales-orders/sales-order.ts';
import { planProductOfItem, planProducts } from '../../../domain/service-plans/service-plan.ts';
import { subscriptions } from '../../../domain/subscriptions/subscription.ts';
import type {
  Order,
  OrderDetail,
  OrderDetailed,
  OrderEstimate,
  OrderLine,
} from '../../../generated/ingram.gen.ts';
import { dateOf, isoOf } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { productKeys } from './product.ts';

/** What a charge of the ledger is called there. evidence: docs for the words, modelled which is which */
const detailTypes: Readonly<Record<OrderCharge['reason'], NonNullable<OrderDetail['type']>>> = {
  setup: 'setup',
  purchase: 'recurring',
  'seats-added': 'recurring',
  cycle: 'recurring',
  renewal: 'renew',
  usage: 'overuse',
  'seats-removed': 'recurringRefund',
  cancellation: 'cancellation',
  upgrade: 'switch',
};

function money(minor: number, currency: string) {
  return { currency, amount: fromMinor(minor, currency) };
}

export function toOrder(order: SalesOrder): Order {
  const { poNumber, provisionedAt, currency } = order;
  return {
    id: String(order.id),
    orderNumber: order.orderNumber,
    type: order.type,
    customerId: String(order.companyId),
    ...(poNumber !== undefined && { poNumber }),
    creationDate: isoOf(order.createdAt),
    ...(provisionedAt !== undefined && { provisioningDate: isoOf(provisionedAt) }),
    status: order.status,
    statusCode: order.statusCode,
    total: money(totalOf(order), currency),
    attributes: { ...order.attributes },
    creditCheck: order.creditChecked,
  };
}

export function toOrderDetailed(world: World, order: SalesOrder): OrderDetailed {
  return {
    ...toOrder(order),
    status: order.status,
    ...nextBillingOf(world, order),
    ...contentOf(world, order),
  };
}

/** The same without what a placed order has. */
export function toEstimate(world: World, order: SalesOrder): OrderEstimate {
  const { type, customerId, poNumber, total, attributes } = toOrder(order);
  return {
    type,
    customerId,
    ...(poNumber !== undefined && { poNumber }),
    ...(total && { total }),
    ...(attributes && { attributes }),
    ...contentOf(world, order),
  };
}

function contentOf(world: World, order: SalesOrder) {
  const { alignment, isMove } = order;
  const subscriptionId = subscriptionOf(world, order.lines);
  const target = order.lines.find(({ targetId }) => targetId !== undefined)?.targetId;
  const values = contractValues(world, order);
  return {
    details: order.charges.map((charge) => toDetail(charge, order.currency)),
    products: order.lines.map((line) => toLine(world, order, line, values)),
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(target !== undefined && { targetSubscriptionId: String(target) }),
    ...(values.length > 0 && { subscriptions: plansOf(values, order) }),
    ...(alignment && { alignExpirationDate: { ...alignment } }),
    ...(isMove && { placementType: 'MOVE' as const }),
  };
}

function totalOf({ charges }: SalesOrder): number {
  return charges.reduce((sum, { sale }) => sum + sale, 0);
}

function toDetail(charge: OrderCharge, currency: string): OrderDetail {
  const planProduct = planProductOfItem(charge.priceableItemId);
  const isWhole = charge.days === charge.daysInPeriod;
  const period = planProduct?.billingPeriod;
  return {
    type: detailTypes[charge.reason],
    ...(planProduct && { mpn: planProduct.mpn, productId: planProduct.id }),
    duration: isWhole && period ? { ...period } : { type: 'day', duration: charge.days },
    description: productNamed(charge.productName)?.displayName ?? charge.productName,
    quantity: charge.quantity,
    unitPrice: { currency, amount: shownPrice(charge.unitSale, currency) },
    extendedPrice: money(charge.sale, currency),
  };
}

function toLine(
  world: World,
  order: SalesOrder,
  line: SalesOrderLine,
  values: readonly ContractValue[],
): OrderLine {
  const planProduct = planProducts.find(({ id }) => id === line.productId);
  const next = planProducts.find(({ id }) => id === line.newProductId);
  const subscriptionId = subscriptionOf(world, [line]);
  const extended = order.charges
    .filter(({ priceableItemId }) => priceableItemId === planProduct?.plan.priceableItemId)
    .reduce((sum, { sale }) => sum + sale, 0);
  return {
    ...(planProduct && productKeys(planProduct)),
    ...(planProduct && { name: planProduct.product.displayName }),
    ...(next && { newMPN: next.mpn, newId: next.id }),
    quantity: line.quantity,
    type: line.step,
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(line.targetId !== undefined && { targetSubscriptionId: String(line.targetId) }),
    ...(line.parameters.length > 0 && { parameters: line.parameters.map((each) => ({ ...each })) }),
    ...(line.newServiceId !== undefined && {
      newSubscription: { id: line.newServiceId, type: line.targetId === undefined ? 'NEW' : 'EXISTING' },
    }),
    extendedPrice: money(extended, order.currency),
    tcvs: values
      .filter((value) => value.line === line)
      .map(({ total, sellerId, buyerId }) => ({ ...tcv(total, order.currency), sellerId, buyerId })),
  };
}

function tcv(total: number, currency: string) {
  return {
    total: money(total, currency),
    discTotal: money(0, currency),
    effectiveTotal: money(total, currency),
  };
}

function plansOf(values: readonly ContractValue[], { currency }: SalesOrder) {
  return [...new Set(values.map(({ planId }) => planId))].map((planId) => {
    const own = values.filter((value) => value.planId === planId);
    const levels = [...new Set(own.map(({ sellerId }) => sellerId))];
    const [first] = own;
    return {
      planId: String(planId),
      ...(first && { alignedExpirationDate: dateOf(first.endsAt) }),
      tcvs: levels.map((sellerId) => {
        const level = own.filter((value) => value.sellerId === sellerId);
        const total = level.reduce((sum, each) => sum + each.total, 0);
        const { buyerId = 0, startsAt = 0, endsAt = 0 } = level[0] ?? {};
        return {
          ...tcv(total, currency),
          sellerId,
          buyerId,
          startDate: isoOf(startsAt),
          endDate: isoOf(endsAt),
        };
      }),
    };
  });
}

/** The subscription that lines are about, or have made; what was added for it comes first and is none. */
function subscriptionOf(world: World, lines: readonly SalesOrderLine[]): string | undefined {
  const named = lines.findLast(({ serviceId, headId }) => serviceId !== undefined || headId !== undefined);
  const id = named?.headId ?? named?.serviceId;
  const service = id === undefined ? undefined : world.store.of(subscriptions).get(id);
  return service && String(headOf(world, service).id);
}

/** When what was ordered is charged next. */
function nextBillingOf(world: World, { lines }: SalesOrder) {
  const services = lines.flatMap(({ serviceId = 0 }) => world.store.of(subscriptions).get(serviceId) ?? []);
  const dues = services.flatMap(({ id, state, termEnd }) =>
    state === 'active' ? (world.scheduler.get(`billing-cycle:${id}`)?.due ?? termEnd ?? []) : [],
  );
  return dues.length === 0 ? {} : { nextBillingDate: dateOf(Math.min(...dues)) };
}
