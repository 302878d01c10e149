import type { World } from '../../world.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import { type Subscription, subscriptions } from './subscription.ts';

/** Whether a customer has an active subscription of one of some offers (`product:sku`). */
export function holdsOneOf(world: World, tenantId: string, offerIds: readonly string[]): boolean {
  return heldSubscriptions(world, tenantId).some((each) =>
    offerIds.includes(productNamed(each.productName)?.offerId ?? ''),
  );
}

/** What a customer has from Microsoft and may use. */
export function heldSubscriptions(world: World, tenantId: string): Subscription[] {
  return world.store
    .of(subscriptions)
    .find('tenant', tenantId)
    .filter((each) => each.state === 'active' && each.vendorReferenceId !== undefined);
}
