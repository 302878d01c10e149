import type { Refusal } from '../packages/mock-server/src/domain/refusal.ts';
import type { LegacyPurchase } from '../packages/mock-server/src/domain/subscriptions/legacy.ts';
import {
  type Subscription,
  subscriptions,
} from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import type { Tenant } from '../packages/mock-server/src/domain/tenants/tenant.ts';
import { codeOf } from '../packages/mock-server/src/wires/partner-center/refuse.ts';
import { holding, platform, tenantAt } from './legacy-commerce.ts';

export const exchange = '195416C1-3447-423A-B37B-EE59A99A19C4';
export const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02';
export const trial = 'C0BD2E08-11AC-4836-BDC7-3712E744922F';
export const paid = '031C9E47-4802-4248-838E-778FB1D2CC05';

export const tenant = (): Tenant => tenantAt('textilesrimac');

export function held(offerId: string, details: Partial<LegacyPurchase> = {}): Subscription {
  return holding({ tenant: tenant(), offerId, quantity: 10, ...details });
}

export function now(subscription: Subscription): Subscription {
  return platform.world.store.of(subscriptions).get(subscription.id) as Subscription;
}

export function pathOf(subscription: Subscription): string {
  return `/customers/${tenant().id}/subscriptions/${subscription.vendorReferenceId}`;
}

/** What a change of the world is refused with. */
export function refused(change: () => unknown): readonly [number, number] {
  try {
    platform.world.transact(change);
  } catch (reason) {
    return codeOf(reason as Refusal);
  }
  throw new Error('It was not refused.');
}
