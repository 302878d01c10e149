import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { catalogItemIdOf, isMicrosoft } from '../catalogue/availability.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import type { BillingCycle, Term } from '../catalogue/product.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { providerOf } from '../tenants/relationship.ts';

export interface OrderLine {
  readonly number: number;
  /** As it was ordered: `product:sku:availability`, or a legacy offer. */
  readonly catalogItemId: string;
  readonly productName: string;
  readonly friendlyName: string;
  readonly quantity: number;
  /** The service that it made. */
  readonly subscriptionId: number;
  readonly term?: Term;
  readonly billingCycle: BillingCycle;
  readonly transactionType: 'New' | 'renew' | 'addQuantity' | 'removeQuantity' | 'cancel' | 'convert';
  readonly partnerIdOnRecord?: string;
  readonly additionalPartnerIds?: readonly string[];
  readonly promotionId?: string;
  readonly customTermEnd?: number;
  readonly attestationAccepted?: true;
  readonly provisioningContext?: Readonly<Record<string, string>>;
  /** Decimal strings for a unit and billing cycle: before and after a promotion. */
  readonly listPrice: string;
  readonly unitPrice: string;
  /** What was charged at once, in minor units. */
  readonly charged: number;
  readonly cancelled?: true;
}

export type OrderStatus =
  | 'completed'
  | 'pending'
  | 'cancelled'
  | 'pending_po_upload'
  | 'po_upload_complete'
  | 'partial_success';

export interface OrderAttachment {
  readonly id: string;
  readonly fileName: string;
  readonly kind: 'PO' | 'Tender';
  readonly content: string;
}

/** A purchase from Microsoft: one buyer, lines of one billing cycle. */
export interface Order {
  readonly id: string;
  readonly tenantId: string;
  /** The partner's company that pays. */
  readonly providerId: number;
  readonly createdAt: number;
  /** From when lists show it. */
  readonly listedAt: number;
  readonly billingCycle: BillingCycle;
  readonly currency: string;
  readonly status: OrderStatus;
  readonly transactionType: 'UserPurchase' | 'SystemPurchase';
  readonly lines: readonly OrderLine[];
  readonly cartId?: string;
  readonly attachments?: readonly OrderAttachment[];
}

export const orders = defineCollection<Order>()({
  name: 'orders',
  key: (order) => order.id.toLowerCase(),
  indexes: { tenant: (order) => order.tenantId },
});

/** An order's id on new commerce. evidence: sample */
export function newOrderId(world: World): string {
  return world.ids.token(9).replace(/[^A-Za-z0-9]/g, '');
}

/** The partner order behind a service that was bought through the distributor's platform. */
export function recordOrder(world: World, subscription: Subscription): void {
  const product = productNamed(subscription.productName);
  const { tenantId, secondVendorReferenceId: id } = subscription;
  if (tenantId === undefined || id === undefined || !isMicrosoft(product)) return;
  const now = world.clock.now();
  const cycle = subscription.billingCycle ?? 'once';
  world.store.of(orders).put({
    id,
    tenantId,
    providerId: providerOf(world, subscription.companyId),
    createdAt: now,
    listedAt: now,
    billingCycle: cycle,
    currency: subscription.currency,
    status: 'completed',
    transactionType: 'UserPurchase',
    lines: [
      {
        number: 0,
        catalogItemId: catalogItemIdOf(world, product),
        productName: product.name,
        friendlyName: subscription.displayName,
        quantity: subscription.quantity,
        subscriptionId: subscription.id,
        billingCycle: cycle,
        transactionType: 'New',
        listPrice: subscription.unitPurchase ?? '0',
        unitPrice: subscription.unitPurchase ?? '0',
        charged: 0,
        ...(subscription.term && { term: subscription.term }),
        ...(subscription.partnerId !== undefined && { partnerIdOnRecord: subscription.partnerId }),
      },
    ],
  });
}

/** The services of an order's lines. */
export function subscriptionsOfOrder(world: World, order: Order): Subscription[] {
  return order.lines.flatMap((line) => world.store.of(subscriptions).get(line.subscriptionId) ?? []);
}

const onTheWay: ReadonlySet<string> = new Set(['scheduled', 'held', 'provisioning']);

/** An order that waited is complete when all that it bought has come. */
export function settleOrder(world: World, { secondVendorReferenceId: id = '' }: Subscription): void {
  const order = world.store.of(orders).get(id.toLowerCase());
  if (order?.status !== 'pending' && order?.status !== 'po_upload_complete') return;
  if (subscriptionsOfOrder(world, order).some(({ state }) => onTheWay.has(state))) return;
  world.store.of(orders).put({ ...order, status: 'completed' });
}
