import type { World } from '../../world.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import { orders } from '../orders/order.ts';
import { type Subscription, subscriptions } from './subscription.ts';

/** Whether a customer has an active subscription of one of some offers (`product:sku`). */
export function holdsOneOf(world: World, tenantId: string, offerIds: readonly string[]): boolean {
  return heldSubscriptions(world, tenantId).some((each) =>
    offerIds.includes(productNamed(each.productName)?.offerId ?? ''),
  );
}

/** The names of all products that a customer has or had: a subscription forgets what it was when it becomes another product. */
export function everHeld(world: World, tenantId: string): ReadonlySet<string> {
  const ordered = world.store.of(orders).find('tenant', tenantId);
  return new Set([
    ...world.store
      .of(subscriptions)
      .find('tenant', tenantId)
      .map((each) => each.productName),
    ...ordered.flatMap((order) => order.lines.map((line) => line.productName)),
  ]);
}

/** What a customer has from Microsoft and may use. */
export function heldSubscriptions(world: World, tenantId: string): Subscription[] {
  return world.store
    .of(subscriptions)
    .find('tenant', tenantId)
    .filter((each) => each.state === 'active' && each.vendorReferenceId !== undefined);
}
