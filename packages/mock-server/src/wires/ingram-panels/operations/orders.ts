import { shownStatus, subscriptionsBelow } from '../../../domain/account-subscriptions/find-subscriptions.ts';
import { companies } from '../../../domain/companies/company.ts';
import { offeredPrice, productsFound } from '../../../domain/panels/margin.ts';
import { decide, orderForOneself, ordersFor, resubmit } from '../../../domain/panels/panel-orders.ts';
import { salesOrderInScope } from '../../../domain/sales-orders/sales-order.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { Offer, PanelOrder, SubscriptionRow } from '../../../generated/ingram-panels.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { dateOf } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { asked, askedPeriod, pageOf, panelActor } from '../panel-call.ts';
import { toOrderDetails, toOrderRow, toOwnOrder } from '../shapes/order.ts';
import { toProductFacts } from './prices.ts';

const idOf = ({ parameters }: Call) => parameters.orderId ?? '';

const deciding = (decision: 'approve' | 'decline') => (call: Call) =>
  toOrderDetails(call.world, decide(call.world, panelActor(call), idOf(call), decision));

function toSubscriptionRow(world: World, service: Subscription): SubscriptionRow {
  const { id, companyId, displayName, quantity, orderedAt, termEnd, currency } = service;
  const { unitPurchase, unitSale } = service;
  return {
    id: String(id),
    customerId: String(companyId),
    customerName: world.store.of(companies).get(companyId)?.name ?? '',
    name: displayName,
    status: shownStatus(service),
    quantity,
    createdOn: dateOf(orderedAt),
    renewsByItself: service.endOfTermAction === 'Renew' && termEnd !== undefined,
    ...(termEnd !== undefined && { renewsOn: dateOf(termEnd) }),
    ...(unitPurchase !== undefined && { unitCost: { currency, amount: unitPurchase } }),
    ...(unitSale !== undefined && { unitPrice: { currency, amount: unitSale } }),
  };
}

export const orderOperations = {
  reportOrders: (call: Call) => {
    const filter = {
      customerId: asked(call, 'customerId'),
      status: asked(call, 'status'),
      ...askedPeriod(call),
    };
    return pageOf(call, ordersFor(call.world, panelActor(call), filter), (order) =>
      toOrderRow(call.world, order),
    );
  },
  getOrderReport: (call: Call) =>
    toOrderDetails(call.world, salesOrderInScope(call.world, panelActor(call), idOf(call))),
  reportSubscriptions: (call: Call) => {
    const actor = panelActor(call);
    const [customerId, status] = [asked(call, 'customerId'), asked(call, 'status')];
    const found = subscriptionsBelow(call.world, actor, actor.companyId).filter(
      (service) =>
        (customerId === undefined || String(service.companyId) === customerId) &&
        (status === undefined || shownStatus(service) === status),
    );
    return pageOf(call, found, (service) => toSubscriptionRow(call.world, service));
  },
  resubmitOrder: (call: Call) =>
    toOrderDetails(call.world, resubmit(call.world, panelActor(call), idOf(call))),
  approveOrder: deciding('approve'),
  declineOrder: deciding('decline'),
  listOffers: (call: Call) => {
    const actor = panelActor(call);
    const offers = productsFound({ name: asked(call, 'name'), mpn: asked(call, 'mpn') }).flatMap(
      (each): Offer[] => {
        const offered = offeredPrice(call.world, actor, each);
        if (offered === undefined) return [];
        return [{ ...toProductFacts(each), price: { currency: offered.currency, amount: offered.price } }];
      },
    );
    return pageOf(call, offers, (offer) => offer);
  },
  placeOrder: (call: Call<PanelOrder>) =>
    toOwnOrder(orderForOneself(call.world, panelActor(call), call.body)),
  listOwnOrders: (call: Call) => pageOf(call, ordersFor(call.world, panelActor(call)), toOwnOrder),
  getOwnOrder: (call: Call) => toOwnOrder(salesOrderInScope(call.world, panelActor(call), idOf(call))),
} satisfies Record<string, OperationHandler>;
