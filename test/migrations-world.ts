import { expect } from 'vitest';
import type { LegacyPurchase } from '../packages/mock-server/src/domain/subscriptions/legacy.ts';
import {
  type Subscription,
  subscriptions,
} from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import type { Tenant } from '../packages/mock-server/src/domain/tenants/tenant.ts';
import { call, e1, holding, platform, stored, tenantAt } from './legacy-commerce.ts';

const startedAt = Date.parse('2026-04-15T09:00:00Z');

export const tenant = (): Tenant => tenantAt('vinosdelmaipo');

export const base = () => `/customers/${tenant().id}/migrations/newcommerce`;

export function held(offerId = e1, details: Partial<LegacyPurchase> = {}): string {
  const { vendorReferenceId = '' } = holding({
    tenant: tenant(),
    offerId,
    quantity: 12,
    startedAt,
    ...details,
  });
  return vendorReferenceId;
}

export function set(referenceId: string, change: Partial<Subscription>): void {
  platform.world.store.of(subscriptions).put({ ...stored(referenceId), ...change });
}

export async function subscription(id: string) {
  return (await call('GET', `/customers/${tenant().id}/subscriptions/${id}`)).body;
}

export async function validated(wanted: object) {
  const { status, body } = await call('POST', `${base()}/validate`, wanted);
  expect(status).toBe(200);
  return body;
}
