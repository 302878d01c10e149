import { afterEach, describe, expect, test } from 'vitest';
import { call, conferencing, e1, platform } from '../../../../../test/legacy-commerce.ts';
import { e3, exchange, held, now, pathOf, tenant } from '../../../../../test/legacy-world.ts';
import { systemActor } from '../../domain/actor.ts';
import { auditEvents } from '../../domain/audit/audit-event.ts';
import { suspendLegacy } from '../../domain/subscriptions/legacy.ts';

afterEach(() => platform.reset());

describe('an upgrade', () => {
  test('is listed, and made: another subscription takes the place', async () => {
    const subscription = held(exchange, { quantity: 7 });
    const path = `${pathOf(subscription)}/upgrades`;
    const { body } = await call('GET', path);
    expect(body.items.map((each: { targetOffer: { id: string } }) => each.targetOffer.id)).toEqual([e1, e3]);
    expect(body.items[1]).toMatchObject({ isEligible: true, quantity: 7, upgradeErrors: [] });
    const upgraded = await call('POST', path, body.items[1]);
    expect(upgraded.body).toMatchObject({
      sourceSubscriptionId: subscription.vendorReferenceId,
      upgradeType: 'upgrade_with_license_transfer',
      upgradeErrors: [],
      licenseErrors: [],
    });
    const target = await call(
      'GET',
      `/customers/${tenant().id}/subscriptions/${upgraded.body.targetSubscriptionId}`,
    );
    expect(target.body).toMatchObject({ offerId: e3, quantity: 7, status: 'active' });
    expect(now(subscription).state).toBe('terminated');
    const rows = platform.world.store.of(auditEvents).find('target', subscription.id);
    expect(rows.map((row) => row.eventType)).toContain('Subscription.Upgraded');
  });

  test.each([
    ['to an offer that is none', e1, exchange, 'subscription_target_offer_not_found'],
    ['of what has no way up', e3, e1, 'subscription_does_not_have_any_upgrade_paths'],
  ])('%s fails inside the answer', async (_, from, to, code) => {
    const subscription = held(from);
    const { status, body } = await call('POST', `${pathOf(subscription)}/upgrades`, {
      targetOffer: { id: to },
    });
    expect(status).toBe(200);
    expect(body.upgradeErrors).toEqual([{ code, description: expect.any(String) }]);
    expect(body.targetSubscriptionId).toBeUndefined();
    expect(now(subscription).state).toBe('active');
  });

  test('waits for add-ons to be suspended, and for the subscription to be active', async () => {
    const base = held(e1);
    const addOn = held(conferencing, { parentReferenceId: base.vendorReferenceId ?? '' });
    const path = `${pathOf(base)}/upgrades`;
    const code = async () => (await call('GET', path)).body.items[0].upgradeErrors[0]?.code;
    expect(await code()).toBe('subscription_add_ons_present');
    platform.world.transact(() => suspendLegacy(platform.world, systemActor, now(addOn)));
    expect(await code()).toBeUndefined();
    platform.world.transact(() => suspendLegacy(platform.world, systemActor, now(base)));
    expect(await code()).toBe('subscription_status_not_active');
    const failed = await call('POST', path, { targetOffer: { id: e3 } });
    expect(failed.body.upgradeErrors[0].code).toBe('subscription_status_not_active');
  });

  test('is not for new commerce', async () => {
    const { body } = await call('GET', `/customers/${tenant().id}/subscriptions`);
    const path = `/customers/${tenant().id}/subscriptions/${body.items[0].id}/upgrades`;
    expect((await call('GET', path)).body.items).toEqual([]);
    const refusedUpgrade = await call('POST', path, { targetOffer: { id: e3 } });
    expect(refusedUpgrade).toMatchObject({ status: 400, body: { code: 900141 } });
  });
});
