import { createPlatform } from '@tenantry/mock-server';
import { systemActor } from '../packages/mock-server/src/domain/actor.ts';
import {
  addLegacySubscription,
  type LegacyPurchase,
  suspendLegacy,
} from '../packages/mock-server/src/domain/subscriptions/legacy.ts';
import {
  type Subscription,
  subscriptions,
} from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { type Tenant, tenants } from '../packages/mock-server/src/domain/tenants/tenant.ts';
import { partnerCenterCaller } from '../packages/mock-server/src/wires/partner-center/partner-center-caller.ts';

export const platform = createPlatform({ seed: 'demo-latam', strict: true });
export const { call } = partnerCenterCaller(platform);

/** Office 365 E1, and Audio Conferencing as its add-on. */
export const e1 = '91FD106F-4B2C-4938-95AC-F54F74E9A239';
export const conferencing = 'C94271D8-B431-4A25-A3C5-A57737A1C909';

/** A tenant of the seed. */
export function tenantAt(prefix: string): Tenant {
  return platform.world.store.of(tenants).first('domain', `${prefix}.onmicrosoft.com`) as Tenant;
}

/** Gives a tenant what it can no longer buy. */
export function holding(purchase: LegacyPurchase): Subscription {
  return platform.world.transact(() => addLegacySubscription(platform.world, purchase));
}

export function stored(referenceId: string): Subscription {
  return platform.world.store.of(subscriptions).first('reference', referenceId) as Subscription;
}

export function suspended(referenceId: string): void {
  platform.world.transact(() => suspendLegacy(platform.world, systemActor, stored(referenceId)));
}
