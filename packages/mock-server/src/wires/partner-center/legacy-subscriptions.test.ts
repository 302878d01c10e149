import { afterEach, describe, expect, test } from 'vitest';
import { call, conferencing, e1, platform } from '../../../../../test/legacy-commerce.ts';
import { e3, held, now, pathOf, refused, tenant } from '../../../../../test/legacy-world.ts';
import { systemActor } from '../../domain/actor.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';
import { reactivateLegacy, suspendLegacy } from '../../domain/subscriptions/legacy.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { type Tenant, tenants } from '../../domain/tenants/tenant.ts';

afterEach(() => platform.reset());

describe('a legacy subscription', () => {
  test('is read with upper-case ids and a year of months, its end exclusive', async () => {
    const subscription = held(e1);
    expect(subscription.vendorReferenceId).toBe(subscription.vendorReferenceId?.toUpperCase());
    const { body } = await call('GET', pathOf(subscription));
    expect(body).toMatchObject({
      offerId: e1,
      quantity: 10,
      status: 'active',
      billingCycle: 'monthly',
      commitmentEndDate: '2027-11-20T00:00:00Z',
      orderId: subscription.secondVendorReferenceId,
    });
    const order = await call('GET', `/customers/${tenant().id}/orders/${body.orderId}`);
    expect(order.body.lineItems[0].offerId).toBe(e1);
  });

  test('that began earlier stands in its current term', () => {
    const subscription = held(e1, { startedAt: Date.parse('2024-03-10T09:00:00Z') });
    expect(new Date(subscription.termEnd ?? 0).toISOString()).toBe('2027-03-10T00:00:00.000Z');
  });

  test('renews at the end of its term, at the legacy price', () => {
    const subscription = held(e1);
    platform.advance('P1Y');
    expect(now(subscription)).toMatchObject({ state: 'active', productName: e1 });
    expect(now(subscription).termEnd).toBeGreaterThan(subscription.termEnd ?? 0);
  });

  test('has add-ons, which are listed', async () => {
    const base = held(e1);
    const addOn = held(conferencing, { parentReferenceId: base.vendorReferenceId ?? '' });
    const { body } = await call('GET', `${pathOf(base)}/addons`);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      id: addOn.vendorReferenceId,
      parentSubscriptionId: base.vendorReferenceId,
    });
    expect((await call('GET', `${pathOf(addOn)}/addons`)).body.items).toEqual([]);
  });

  test('needs a legacy offer, and a partner that could have sold it', () => {
    expect(refused(() => held('CFQ7TTC0LF8Q:0001'))).toEqual([404, 1000]);
    const alone = platform.world.store
      .of(tenants)
      .first('domain', 'ecositiomarket.onmicrosoft.com') as Tenant;
    expect(() => held(e1, { tenant: alone })).toThrow('has no partner');
  });
});

describe('suspending', () => {
  const suspend = (subscription: Subscription) =>
    platform.world.transact(() => suspendLegacy(platform.world, systemActor, now(subscription)));
  const reactivate = (subscription: Subscription) =>
    platform.world.transact(() => reactivateLegacy(platform.world, systemActor, now(subscription)));

  function charges(subscription: Subscription) {
    return platform.world.store.of(ledger).find('subscription', subscription.id);
  }

  test('a base suspends its add-ons, and an add-on needs it active to come back', () => {
    const base = held(e1);
    const addOn = held(conferencing, { parentReferenceId: base.vendorReferenceId ?? '' });
    suspend(base);
    expect([now(base).state, now(addOn).state]).toEqual(['suspended', 'suspended']);
    expect(refused(() => reactivate(addOn))).toEqual([409, 27009]);
    reactivate(base);
    expect([now(base).state, now(addOn).state]).toEqual(['active', 'suspended']);
    reactivate(addOn);
    expect(now(addOn).state).toBe('active');
  });

  test('stops billing: the rest of the month is paid back and no month follows', () => {
    const subscription = held(e1);
    platform.advance('P10D');
    suspend(subscription);
    const paid = charges(subscription);
    expect(paid.at(-1)?.cost).toBeLessThan(0);
    platform.advance('P2M');
    expect(charges(subscription)).toHaveLength(paid.length);
    reactivate(subscription);
    expect(charges(subscription).at(-1)?.cost).toBeGreaterThan(0);
    platform.advance('P1M');
    expect(charges(subscription).at(-1)?.reason).toBe('cycle');
  });

  test('for 90 days deletes, unless it is reactivated in time', () => {
    const [lost, kept] = [held(e1), held(e3)];
    suspend(lost);
    suspend(kept);
    platform.advance('P89D');
    reactivate(kept);
    platform.advance('P2D');
    expect([now(lost).state, now(kept).state]).toEqual(['terminated', 'active']);
    expect(now(lost).afterlife).toBeUndefined();
  });

  test('past the end of the term deletes', () => {
    const subscription = held(e1, { startedAt: Date.parse('2025-12-10T00:00:00Z') });
    suspend(subscription);
    platform.advance('P21D');
    expect(now(subscription).state).toBe('terminated');
  });

  test('is refused where nothing changes', () => {
    const subscription = held(e1);
    expect(refused(() => reactivate(subscription))).toEqual([400, 800040]);
    suspend(subscription);
    expect(refused(() => suspend(subscription))).toEqual([400, 800040]);
  });
});
