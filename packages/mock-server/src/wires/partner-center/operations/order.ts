import { isMicrosoft } from '../../../domain/catalogue/availability.ts';
import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import { soldCycle } from '../../../domain/catalogue/sold-cycle.ts';
import {
  attachDocuments,
  cancelOrder,
  lineOf,
  listedOrders,
  orderOf,
} from '../../../domain/orders/change-order.ts';
import { checkLine } from '../../../domain/orders/check-line.ts';
import { checkMayBuy } from '../../../domain/orders/may-buy.ts';
import type { Order, OrderAttachment, OrderLine } from '../../../domain/orders/order.ts';
import { placeOrder } from '../../../domain/orders/place-order.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { subscriptions } from '../../../domain/subscriptions/subscription.ts';
import type { NewOrder, OrderUpdate } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { documentsIn } from '../multipart.ts';
import { queryOf } from '../query.ts';
import { fromOrderLine } from '../shapes/cart.ts';
import { toOrder } from '../shapes/order.ts';
import { attributes, collection, link } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

function orderIn(call: Call): Order {
  return orderOf(call.world, call.actor, customerOf(call), call.parameters.orderId ?? '');
}

function withPrice(call: Call): boolean {
  return queryOf(call).include_price?.toLowerCase() === 'true';
}

function billedBy({ productName, term, billingCycle }: OrderLine): string {
  const product = productNamed(productName);
  const plan = product?.plans.find((each) => each.term === term && each.billingCycle === billingCycle);
  return isMicrosoft(product) && plan ? soldCycle(product, plan) : billingCycle;
}

/** evidence: docs for fulfilled and the others' names, sample for lower case */
function fulfilment({ world }: Call, line: OrderLine): string {
  const state = world.store.of(subscriptions).get(line.subscriptionId)?.state;
  if (state === 'held') return 'prefulfillment_pending';
  return state === 'provisioning' ? 'unfulfilled' : 'fulfilled';
}

/** Links of marketplace products; the sandbox's lead nowhere. evidence: docs */
export function activationLink(subscriptionReference: string): string {
  return `https://marketplace.tenantry.example/activate/${subscriptionReference}`;
}

function linksOf(call: Call, order: Order, lines: readonly OrderLine[]) {
  const items = lines.flatMap((line) => {
    const subscription = call.world.store.of(subscriptions).get(line.subscriptionId);
    if (subscription?.kind !== 'marketplace-saas' || subscription.vendorReferenceId === undefined) return [];
    return [{ lineItemNumber: line.number, link: link(activationLink(subscription.vendorReferenceId)) }];
  });
  return collection(items, `/customers/${order.tenantId}/orders/${order.id}/activationlinks`);
}

function toAttachment({ id, fileName, kind, content }: OrderAttachment) {
  return {
    attachmentId: id,
    fileName,
    sizeInKB: Math.ceil(content.length / 1024),
    attachmentType: kind,
    attributes: attributes('OrderAttachment'),
  };
}

export const orderOperations = {
  CreateOrder: (call: Call<NewOrder>) => {
    const { world, actor, body } = call;
    const tenant = customerOf(call);
    const wanted = body.lineItems.map((line) => fromOrderLine(line, body.billingCycle));
    const bought = wanted.map(({ catalogItemId }) =>
      catalogItemId.split(':').slice(0, 2).join(':').toUpperCase(),
    );
    const lines = wanted.map((line) => checkLine(world, actor, line, { tenant, bought }));
    checkMayBuy(world, actor, tenant, {
      named: lines.some((line) => line.partnerIdOnRecord !== undefined),
      attested: body.partnerOnRecordAttestationAccepted === true,
    });
    return toOrder(world, placeOrder(world, actor, { tenant, lines }));
  },
  ListOrders: (call: Call) => {
    const billed = queryOf(call).billingtype?.toLowerCase().replaceAll('_', '');
    const shown = listedOrders(call.world, call.actor, customerOf(call)).filter(
      ({ lines: [first] }) =>
        billed === undefined || (first !== undefined && billedBy(first).replaceAll('_', '') === billed),
    );
    return collection(shown.map((order) => toOrder(call.world, order, { withPrice: withPrice(call) })));
  },
  GetOrder: (call: Call) => toOrder(call.world, orderIn(call), { withPrice: withPrice(call) }),
  UpdateOrder: (call: Call<OrderUpdate>) => {
    const { world, actor, body } = call;
    const order = orderIn(call);
    if (body.status === 'cancelled') {
      const numbers = body.lineItems?.map((line) => line.lineItemNumber ?? 0);
      return toOrder(world, cancelOrder(world, actor, order, numbers));
    }
    throw new Refusal(
      'invalid',
      'order.legacy_only',
      'Only status "cancelled" changes an order here: add-ons and billing cycles of legacy orders are sold no more, and new commerce changes its subscriptions.',
      'status',
    );
  },
  GetOrderProvisioningStatus: (call: Call) => {
    const order = orderIn(call);
    return collection(
      order.lines.map((line) => {
        const status = fulfilment(call, line);
        return {
          orderLineItemId: line.number,
          lineItemNumber: line.number,
          status,
          quantityProvisioningInformation: [{ quantity: line.quantity, status }],
        };
      }),
    );
  },
  ListOrderActivationLinks: (call: Call) => {
    const order = orderIn(call);
    return linksOf(call, order, order.lines);
  },
  ListLineActivationLinks: (call: Call) => {
    const order = orderIn(call);
    return linksOf(call, order, [lineOf(order, Number(call.parameters.lineItemNumber))]);
  },
  AddOrderAttachment: (call: Call) => {
    const { headers, body } = call.request;
    const documents = documentsIn(headers['content-type'], body);
    const { attachments = [] } = attachDocuments(call.world, call.actor, orderIn(call), documents);
    return collection(attachments.map(toAttachment));
  },
  ListOrderAttachments: (call: Call) => collection((orderIn(call).attachments ?? []).map(toAttachment)),
  GetOrderAttachment: (call: Call) => {
    const { attachmentId } = call.parameters;
    const found = orderIn(call).attachments?.find((each) => each.id === attachmentId);
    if (found !== undefined) return found.content;
    throw new Refusal(
      'not-found',
      'order.attachment_unknown',
      `Attachment ${attachmentId} is none of the order.`,
      'attachmentId',
    );
  },
} satisfies Record<string, OperationHandler>;
