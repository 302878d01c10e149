import { afterEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../domain/actor.ts';
import { auditEvents } from '../../domain/audit/audit-event.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';
import { legacyOffers } from '../../domain/catalogue/legacy-offers.ts';
import type { Refusal } from '../../domain/refusal.ts';
import {
  addLegacySubscription,
  type LegacyPurchase,
  reactivateLegacy,
  suspendLegacy,
} from '../../domain/subscriptions/legacy.ts';
import { type Subscription, subscriptions } from '../../domain/subscriptions/subscription.ts';
import { type Tenant, tenants } from '../../domain/tenants/tenant.ts';
import { createPlatform } from '../../index.ts';
import { partnerCenterCaller } from './partner-center-caller.ts';
import { codeOf } from './refuse.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { call } = partnerCenterCaller(platform);
afterEach(() => platform.reset());

const exchange = '195416C1-3447-423A-B37B-EE59A99A19C4';
const e1 = '91FD106F-4B2C-4938-95AC-F54F74E9A239';
const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02';
const conferencing = 'C94271D8-B431-4A25-A3C5-A57737A1C909';
const trial = 'C0BD2E08-11AC-4836-BDC7-3712E744922F';
const paid = '031C9E47-4802-4248-838E-778FB1D2CC05';

function tenant(): Tenant {
  return platform.world.store.of(tenants).first('domain', 'textilesrimac.onmicrosoft.com') as Tenant;
}

function held(offerId: string, details: Partial<LegacyPurchase> = {}): Subscription {
  return platform.world.transact(() =>
    addLegacySubscription(platform.world, { tenant: tenant(), offerId, quantity: 10, ...details }),
  );
}

function now(subscription: Subscription): Subscription {
  return platform.world.store.of(subscriptions).get(subscription.id) as Subscription;
}

function pathOf(subscription: Subscription): string {
  return `/customers/${tenant().id}/subscriptions/${subscription.vendorReferenceId}`;
}

function refused(change: () => unknown): readonly [number, number] {
  try {
    platform.world.transact(change);
  } catch (reason) {
    return codeOf(reason as Refusal);
  }
  throw new Error('It was not refused.');
}

describe('legacy offers', () => {
  test('are listed for a market, those of other markets left out', async () => {
    const inPeru = await call('GET', '/offers?country=PE');
    const inUsa = await call('GET', '/offers');
    expect(inUsa.body.totalCount).toBe(legacyOffers.length);
    expect(inPeru.body.totalCount).toBe(legacyOffers.length - 1);
    expect(inPeru.body.items.find((each: { id: string }) => each.id === e1)).toMatchObject({
      name: 'Office 365 E1',
      country: 'PE',
      category: { id: 'Enterprise_Key', name: 'Enterprise', rank: 20 },
      isAddOn: false,
      hasAddOns: true,
      isTrial: false,
      isAvailableForPurchase: false,
      billing: 'license',
      supportedBillingCycles: ['monthly', 'annual'],
      upgradeTargetOffers: [e3],
      attributes: { objectType: 'Offer' },
    });
  });

  test('are listed by category, and in parts', async () => {
    const { body } = await call('GET', '/offers?offer_category_id=smallbusiness_key');
    expect(body.items.map((each: { id: string }) => each.id)).toEqual([paid, trial]);
    const part = await call('GET', '/offers?offset=1&size=2');
    expect(part.body.items.map((each: { id: string }) => each.id)).toEqual([e1, e3]);
  });

  test('are read by id in any case', async () => {
    const { body } = await call('GET', `/offers/${exchange.toLowerCase()}?country=us`);
    expect(body).toMatchObject({ id: exchange, country: 'US' });
  });

  test('have add-ons', async () => {
    const { body } = await call('GET', `/offers/${exchange}/addons?country=us`);
    expect(body.items.map((each: { name: string }) => each.name)).toEqual([
      'Exchange Online Archiving for Exchange Online',
      'Microsoft MyAnalytics',
    ]);
    expect(body.items[0]).toMatchObject({
      isAddOn: true,
      category: { id: '', name: '' },
      prerequisiteOffers: expect.arrayContaining([exchange]),
    });
  });

  test('have categories', async () => {
    const { body } = await call('GET', '/offercategories?country=US');
    expect(body.items.map((each: { id: string }) => each.id)).toEqual([
      'Enterprise_Key',
      'SmallBusiness_Key',
      'Government_Key',
      'Internal_Key',
    ]);
  });

  test('are listed for a customer, in its market', async () => {
    const offers = await call('GET', `/customers/${tenant().id}/offers`);
    expect(offers.body.items[0].country).toBe('PE');
    const categories = await call('GET', `/customers/${tenant().id}/offercategories`);
    expect(categories.body.items[0]).toMatchObject({ id: 'Enterprise_Key', country: 'PE' });
  });

  test('refuse ids of new commerce with 2100, and unknown ones', async () => {
    for (const id of ['CFQ7TTC0LF8Q:0001', 'CFQ7TTC0LF8Q:0001:CFQ7TTC0KJ4N', 'CFQ7TTC0ZZZZ:0001']) {
      expect(await call('GET', `/offers/${id}`)).toMatchObject({ status: 400, body: { code: 2100 } });
      expect((await call('GET', `/offers/${id}/addons`)).body.code).toBe(2100);
    }
    const unknown = await call('GET', '/offers/00000000-0000-4000-8000-000000000000');
    expect(unknown).toMatchObject({ status: 404, body: { code: 1000 } });
  });
});

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

describe('a trial', () => {
  test('offers its conversion, which keeps the id', async () => {
    const subscription = held(trial, { quantity: 25 });
    const path = `${pathOf(subscription)}/conversions`;
    const listed = await call('GET', path);
    expect(listed.body.items).toEqual([
      {
        offerId: trial,
        targetOfferId: paid,
        orderId: subscription.secondVendorReferenceId,
        quantity: 25,
        billingCycle: 'monthly',
        attributes: { objectType: 'Conversion' },
      },
    ]);
    const { status, body } = await call('POST', path, { ...listed.body.items[0], quantity: 30 });
    expect(status).toBe(200);
    expect(body).toEqual({
      subscriptionId: subscription.vendorReferenceId,
      offerId: trial,
      targetOfferId: paid,
      attributes: { objectType: 'ConversionResult' },
    });
    expect(now(subscription)).toMatchObject({ productName: paid, quantity: 30, endOfTermAction: 'Renew' });
    expect((await call('GET', path)).body.items).toEqual([]);
    platform.advance('P40D');
    expect(now(subscription).state).toBe('active');
  });

  test('ends by itself when it is not converted', () => {
    const subscription = held(trial);
    platform.advance('P31D');
    expect(now(subscription)).toMatchObject({ state: 'terminated', productName: trial });
  });

  test.each([
    ['another offer', { targetOfferId: e3 }, 'conversions_not_found'],
    ['too many seats', { targetOfferId: paid, quantity: 301 }, 'other'],
    ['another billing cycle', { targetOfferId: paid, billingCycle: 'triennial' }, 'other'],
    ['a wrong offer of its own', { offerId: e1, targetOfferId: paid }, 'other'],
  ])('cannot be converted to %s: the answer says so inside', async (_, wanted, code) => {
    const subscription = held(trial);
    const { status, body } = await call('POST', `${pathOf(subscription)}/conversions`, wanted);
    expect(status).toBe(200);
    expect(body.error).toEqual({ code, description: expect.any(String) });
    expect(now(subscription).productName).toBe(trial);
  });

  test('needs a user to be converted, and what is no trial has no conversion', async () => {
    const subscription = held(e1);
    const { applicationToken } = platform.credentials().partnerCenter as unknown as Record<string, string>;
    const path = `${pathOf(subscription)}/conversions`;
    expect((await call('GET', path)).body.items).toEqual([]);
    expect((await call('GET', path, undefined, applicationToken)).body.code).toBe(900329);
  });
});

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
