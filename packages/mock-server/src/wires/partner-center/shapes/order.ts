import { isMicrosoft } from '../../../domain/catalogue/availability.ts';
import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import { soldCycle } from '../../../domain/catalogue/sold-cycle.ts';
import { fromMinor } from '../../../domain/money.ts';
import type { Order, OrderLine } from '../../../domain/orders/order.ts';
import { subscriptions } from '../../../domain/subscriptions/subscription.ts';
import type { OrderLineItem, Order as WireOrder } from '../../../generated/partner-center.gen.ts';
import type { World } from '../../../world.ts';
import { currencySymbol } from './product.ts';
import { attributes, instant, link } from './resource.ts';

function cycleOf({ productName, billingCycle, term }: OrderLine): string {
  const product = productNamed(productName);
  const plan = product?.plans.find((each) => each.billingCycle === billingCycle && each.term === term);
  return isMicrosoft(product) && plan ? soldCycle(product, plan) : billingCycle;
}

function toLine(world: World, order: Order, line: OrderLine, withPrice: boolean): OrderLineItem {
  const [productId = '', skuId, availabilityId] = line.catalogItemId.split(':');
  const reference = world.store.of(subscriptions).get(line.subscriptionId)?.vendorReferenceId;
  const base = `/customers/${order.tenantId}`;
  const catalogue = skuId === undefined ? undefined : `/products/${productId}/skus/${skuId}`;
  return {
    lineItemNumber: line.number,
    offerId: line.catalogItemId,
    ...(reference !== undefined && { subscriptionId: reference }),
    ...(line.term && { termDuration: line.term }),
    transactionType: line.transactionType,
    friendlyName: line.friendlyName,
    quantity: line.quantity,
    ...(line.partnerIdOnRecord !== undefined && { partnerIdOnRecord: line.partnerIdOnRecord }),
    ...(line.additionalPartnerIds && { additionalPartnerIdsOnRecord: [...line.additionalPartnerIds] }),
    ...(line.promotionId !== undefined && { promotionId: line.promotionId }),
    ...(line.customTermEnd !== undefined && { customTermEndDate: instant(line.customTermEnd - 1_000) }),
    ...(line.attestationAccepted && { attestationAccepted: true }),
    ...(line.provisioningContext && { provisioningContext: { ...line.provisioningContext } }),
    ...(withPrice && {
      pricing: {
        listPrice: Number(line.listPrice),
        discountedPrice: Number(line.unitPrice),
        proratedPrice: Number(fromMinor(line.charged, order.currency)) / line.quantity,
        price: Number(line.unitPrice),
        extendedPrice: Number(fromMinor(line.charged, order.currency)),
      },
    }),
    links: {
      ...(catalogue !== undefined && {
        product: link(`/products/${productId}`),
        sku: link(catalogue),
        availability: link(`${catalogue}/availabilities/${availabilityId}`),
      }),
      ...(reference !== undefined && { subscription: link(`${base}/subscriptions/${reference}`) }),
      activationLinks: link(`${base}/orders/${order.id}/lineitems/${line.number}/activationlinks`),
    },
  };
}

/** An order; prices only where they are asked for. */
export function toOrder(
  world: World,
  order: Order,
  options: { readonly withPrice?: boolean } = {},
): WireOrder {
  const withPrice = options.withPrice === true;
  const self = `/customers/${order.tenantId}/orders/${order.id}`;
  const [first] = order.lines;
  return {
    id: order.id,
    alternateId: order.id.slice(0, 12),
    referenceCustomerId: order.tenantId,
    billingCycle: first ? cycleOf(first) : order.billingCycle,
    currencyCode: order.currency,
    currencySymbol: currencySymbol(order.currency),
    lineItems: order.lines.map((line) => toLine(world, order, line, withPrice)),
    creationDate: instant(order.createdAt),
    status: order.status,
    transactionType: order.transactionType,
    ...(withPrice && {
      totalPrice: Number(
        fromMinor(
          order.lines.reduce((sum, line) => sum + line.charged, 0),
          order.currency,
        ),
      ),
    }),
    links: {
      provisioningStatus: link(`${self}/provisioningstatus`),
      patchOperation: link(self, 'PATCH'),
      self: link(self),
    },
    attributes: attributes('Order'),
  };
}
