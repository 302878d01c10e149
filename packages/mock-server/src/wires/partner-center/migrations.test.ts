import { afterEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../domain/actor.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';
import { partners } from '../../domain/partners/partner.ts';
import {
  addLegacySubscription,
  type LegacyPurchase,
  suspendLegacy,
} from '../../domain/subscriptions/legacy.ts';
import { type Subscription, subscriptions } from '../../domain/subscriptions/subscription.ts';
import { type Tenant, tenants } from '../../domain/tenants/tenant.ts';
import { createPlatform } from '../../index.ts';
import { providerId } from '../../seeds/foundation.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
afterEach(() => platform.reset());

const e1 = '91FD106F-4B2C-4938-95AC-F54F74E9A239';
const conferencing = 'C94271D8-B431-4A25-A3C5-A57737A1C909';
const phone = '43FCE491-76D1-4BCC-B709-8A288786DBAE';
const analytics = '45320EC9-9B8E-49D0-B900-F14141A0ABD1';
const newE1 = 'CFQ7TTC0LF8Q:0001';
const startedAt = Date.parse('2026-04-15T09:00:00Z');

async function call(method: string, path: string, body?: unknown) {
  const { baseUrl, accessToken } = platform.credentials().partnerCenter;
  const response = await platform.fetch(`${baseUrl}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

function tenant(): Tenant {
  return platform.world.store.of(tenants).first('domain', 'vinosdelmaipo.onmicrosoft.com') as Tenant;
}

const base = () => `/customers/${tenant().id}/migrations/newcommerce`;

function held(offerId = e1, details: Partial<LegacyPurchase> = {}): string {
  const purchase = { tenant: tenant(), offerId, quantity: 12, startedAt, ...details };
  return (
    platform.world.transact(() => addLegacySubscription(platform.world, purchase)).vendorReferenceId ?? ''
  );
}

function stored(referenceId: string): Subscription {
  return platform.world.store.of(subscriptions).first('reference', referenceId) as Subscription;
}

function set(referenceId: string, change: Partial<Subscription>): void {
  platform.world.store.of(subscriptions).put({ ...stored(referenceId), ...change });
}

async function subscription(id: string) {
  return (await call('GET', `/customers/${tenant().id}/subscriptions/${id}`)).body;
}

async function validated(wanted: object) {
  const { status, body } = await call('POST', `${base()}/validate`, wanted);
  expect(status).toBe(200);
  return body;
}

describe('a migration', () => {
  test('is validated: what it comes to, with nothing changed', async () => {
    const id = held();
    expect(await validated({ currentSubscriptionId: id })).toEqual({
      currentSubscriptionId: id,
      isEligible: true,
      termDuration: 'P1Y',
      billingCycle: 'Monthly',
      catalogItemId: expect.stringContaining(`${newE1}:`),
      errors: [],
      addOnMigrations: [],
    });
    expect(stored(id).pendingChange).toBeUndefined();
  });

  test('goes on for a minute, then the new subscription is there for what is left of the term', async () => {
    const id = held();
    const { status, body } = await call('POST', base(), { currentSubscriptionId: id.toLowerCase() });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'Processing',
      currentSubscriptionId: id,
      customerTenantId: tenant().id,
      subscriptionEndDate: '2027-04-15T00:00:00Z',
      quantity: 12,
      termDuration: 'P1Y',
      billingCycle: 'Monthly',
      purchaseFullTerm: false,
    });
    expect((await call('GET', `${base()}/events?migration_id=${body.id}`)).body).toHaveLength(1);
    expect((await call('POST', base(), { currentSubscriptionId: id })).body.code).toBe(900216);
    platform.advance('PT1M');
    const done = (await call('GET', `${base()}/${body.id}`)).body;
    expect(done).toMatchObject({ status: 'Completed', completedTime: '2026-11-20T10:01:00Z' });
    expect(await subscription(id)).toMatchObject({ status: 'deleted' });
    expect(await subscription(done.newCommerceSubscriptionId)).toMatchObject({
      offerId: done.catalogItemId,
      status: 'active',
      quantity: 12,
      commitmentEndDate: '2027-04-14T00:00:00Z',
      migratedFromSubscriptionId: id,
      orderId: done.newCommerceOrderId,
    });
    const order = await call('GET', `/customers/${tenant().id}/orders/${done.newCommerceOrderId}`);
    expect(order.body.lineItems).toHaveLength(1);
  });

  test('tells its four events, by migration or by subscription', async () => {
    const id = held();
    const { body } = await call('POST', base(), { currentSubscriptionId: id });
    platform.advance('PT2M');
    const names = [
      'MigrationStarted',
      'NewCommerceSubscriptionCreated',
      'NewCommerceSubscriptionProvisioned',
      'MigrationCompleted',
    ];
    const events = (await call('GET', `${base()}/events?migration_id=${body.id}`)).body;
    expect(events.map((each: { eventName: string }) => each.eventName)).toEqual(names);
    expect(events[0]).toMatchObject({ newCommerceMigrationId: body.id, currentSubscriptionId: id });
    const same = await call('GET', `${base()}/events?current_subscription_id=${id.toLowerCase()}`);
    expect(same.body).toEqual(events);
    expect((await call('GET', `${base()}/events?migration_id=${tenant().id}`)).body).toEqual([]);
  });

  test.each([
    ['with a full term', { purchaseFullTerm: true }, 'P1Y', '2027-11-19T00:00:00Z'],
    ['to another term', { termDuration: 'P1M', billingCycle: 'monthly' }, 'P1M', '2026-12-19T00:00:00Z'],
    ['with an end of its own', { customTermEndDate: '2027-01-31T00:00:00Z' }, 'P1Y', '2027-01-31T00:00:00Z'],
  ])('%s begins a term that ends there', async (_, wanted, term, end) => {
    const id = held();
    const { body } = await call('POST', base(), { currentSubscriptionId: id, ...wanted });
    platform.advance('PT1M');
    const done = (await call('GET', `${base()}/${body.id}`)).body;
    expect(await subscription(done.newCommerceSubscriptionId)).toMatchObject({
      termDuration: term,
      commitmentEndDate: end,
    });
  });

  test('may change seats and billing cycle, and pays back what was paid ahead', async () => {
    const id = held();
    const before = stored(id);
    const wanted = { currentSubscriptionId: id, quantity: 20, billingCycle: 'Annual' };
    const { body } = await call('POST', base(), wanted);
    expect(body).toMatchObject({ quantity: 20, billingCycle: 'Annual' });
    platform.advance('PT1M');
    const lines = platform.world.store.of(ledger).find('subscription', before.id);
    expect(lines.reduce((sum, line) => sum + line.cost, 0)).toBe(0);
    expect(lines.at(-1)?.reason).toBe('cancellation');
  });

  test('takes add-ons along, those with another billing cycle in an order of their own', async () => {
    const id = held();
    const [first, second] = [conferencing, phone].map((each) => held(each, { parentReferenceId: id }));
    const { status, body } = await call('POST', base(), {
      currentSubscriptionId: id,
      addOnMigrations: [
        { currentSubscriptionId: first, quantity: 3 },
        { currentSubscriptionId: second, billingCycle: 'annual' },
      ],
    });
    expect(status).toBe(201);
    platform.advance('PT1M');
    const done = (await call('GET', `${base()}/${body.id}`)).body;
    expect(done.addOnMigrations).toHaveLength(2);
    const [one, two] = done.addOnMigrations;
    expect(one).toMatchObject({ currentSubscriptionId: first, newCommerceOrderId: done.newCommerceOrderId });
    expect(two.newCommerceOrderId).not.toBe(done.newCommerceOrderId);
    expect(await subscription(one.newCommerceSubscriptionId)).toMatchObject({
      quantity: 3,
      migratedFromSubscriptionId: first,
    });
    expect(await subscription(two.newCommerceSubscriptionId)).toMatchObject({ billingCycle: 'annual' });
    expect(stored(second ?? '').state).toBe('terminated');
  });

  test('that cannot be finished fails, and frees its subscription', async () => {
    const id = held();
    const { body } = await call('POST', base(), { currentSubscriptionId: id });
    set(id, { state: 'suspended' });
    platform.advance('PT1M');
    const failed = (await call('GET', `${base()}/${body.id}`)).body;
    expect(failed.status).toBe('Failed');
    expect(failed.newCommerceSubscriptionId).toBeUndefined();
    expect(stored(id).pendingChange).toBeUndefined();
    const events = (await call('GET', `${base()}/events?migration_id=${body.id}`)).body;
    expect(events.at(-1).eventName).toBe('MigrationFailed');
  });

  test('is found by customer, subscription and own id, page by page', async () => {
    const ids = [held(), held(), held()];
    for (const id of ids)
      await call('POST', base(), { currentSubscriptionId: id, externalReferenceId: `mine-${id}` });
    const list = async (query: string) => (await call('GET', `/migrations/newcommerce?${query}`)).body;
    const all = await list(`CustomerTenantId=${tenant().id}`);
    expect(all.newCommerceMigrations.map((each: Migrated) => each.currentSubscriptionId)).toEqual(ids);
    const page = await list(`CustomerTenantId=${tenant().id}&PageSize=2`);
    expect(page.newCommerceMigrations).toHaveLength(2);
    const token = encodeURIComponent(page.continuationToken);
    const rest = await list(`CustomerTenantId=${tenant().id}&PageSize=2&ContinuationToken=${token}`);
    expect(rest.newCommerceMigrations.map((each: Migrated) => each.currentSubscriptionId)).toEqual([ids[2]]);
    expect(rest.continuationToken).toBeUndefined();
    expect((await list(`CurrentSubscriptionId=${ids[1]}`)).newCommerceMigrations).toHaveLength(1);
    const both = `CurrentSubscriptionId=${ids[1]}&ExternalReferenceId=mine-${ids[0]}`;
    expect((await list(both)).newCommerceMigrations).toEqual([]);
  });

  test.each(['', 'PageSize=5'])('list without a filter (%s) is refused', async (query) => {
    const answer = await call('GET', `/migrations/newcommerce?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 800002 } });
  });

  test.each(['PageSize=0', 'PageSize=501', 'ContinuationToken=abc'])(
    'list with %s is refused',
    async (part) => {
      const answer = await call('GET', `/migrations/newcommerce?CustomerTenantId=${tenant().id}&${part}`);
      expect(answer.body.code).toBe(800002);
    },
  );

  test('that is unknown is not found', async () => {
    const unknown = await call('GET', `${base()}/00000000-0000-4000-8000-000000000000`);
    expect(unknown).toMatchObject({ status: 404, body: { code: 900224 } });
    const none = await call('POST', base(), { currentSubscriptionId: tenant().id });
    expect(none).toMatchObject({ status: 404, body: { code: 20003 } });
  });
});

interface Migrated {
  readonly currentSubscriptionId: string;
}

describe('a migration is refused', () => {
  const rules: [string, number, () => { id: string; wanted?: object }][] = [
    [
      'of what is not active',
      900215,
      () => {
        const id = held();
        platform.world.transact(() => suspendLegacy(platform.world, systemActor, stored(id)));
        return { id };
      },
    ],
    [
      'while another change is under way',
      900216,
      () => {
        const id = held();
        set(id, { pendingChange: true });
        return { id };
      },
    ],
    [
      'less than a day before the end of the term',
      900217,
      () => ({ id: held(e1, { startedAt: Date.parse('2025-11-21T00:00:00Z') }) }),
    ],
    [
      'of what has a promotion',
      900218,
      () => {
        const id = held();
        set(id, { promotionId: 'CFQ7TTC0LF8Q:0001:PROMO' });
        return { id };
      },
    ],
    [
      'without the add-ons',
      900219,
      () => {
        const id = held();
        held(conferencing, { parentReferenceId: id });
        return { id };
      },
    ],
    ['of what has no way to new commerce', 900220, () => ({ id: held(analytics) })],
    [
      'to a term that is not sold',
      900222,
      () => ({ id: held(), wanted: { termDuration: 'P3Y', billingCycle: 'Triennial' } }),
    ],
    [
      'by a partner without agreement',
      900223,
      () => {
        const all = platform.world.store.of(partners);
        const partner = all.get(providerId);
        if (partner) all.put({ ...partner, agreementSigned: false });
        return { id: held() };
      },
    ],
    [
      'of what has been active for a month',
      900226,
      () => ({ id: held(e1, { startedAt: Date.parse('2026-10-25T00:00:00Z') }) }),
    ],
    [
      'with a partner of record who is none',
      900247,
      () => {
        const id = held();
        set(id, { partnerId: '1111111' });
        return { id };
      },
    ],
    [
      'that names an add-on twice',
      900248,
      () => {
        const id = held();
        const addOn = { currentSubscriptionId: held(conferencing, { parentReferenceId: id }) };
        return { id, wanted: { addOnMigrations: [addOn, addOn] } };
      },
    ],
    [
      'that names an add-on of another',
      900262,
      () => ({ id: held(), wanted: { addOnMigrations: [{ currentSubscriptionId: held(conferencing) }] } }),
    ],
    [
      'with an end outside the first term',
      900291,
      () => ({ id: held(), wanted: { customTermEndDate: '2028-01-31T00:00:00Z' } }),
    ],
    [
      'with an end that fits nothing',
      900292,
      () => ({ id: held(), wanted: { customTermEndDate: '2027-02-13T00:00:00Z' } }),
    ],
    ['with too many seats', 2002, () => ({ id: held(), wanted: { quantity: 0 } })],
    [
      'for several reasons',
      900221,
      () => ({ id: held(), wanted: { quantity: 0, customTermEndDate: '2027-02-13T00:00:00Z' } }),
    ],
  ];

  test.each(rules)('%s, with %i', async (_, code, arrange) => {
    const { id, wanted = {} } = arrange();
    const request = { currentSubscriptionId: id, ...wanted };
    const answer = await call('POST', base(), request);
    expect(answer.body.code).toBe(code);
    expect(answer.status).toBe(code === 900223 || code === 900226 ? 403 : 400);
    const { isEligible, errors } = await validated(request);
    expect(isEligible).toBe(false);
    if (code !== 900221) expect(errors).toEqual([{ code, description: answer.body.description }]);
    else expect(errors).toHaveLength(2);
  });

  test('where an add-on cannot go, though the rest could', async () => {
    const id = held();
    const addOn = held(analytics, { parentReferenceId: id });
    const request = { currentSubscriptionId: id, addOnMigrations: [{ currentSubscriptionId: addOn }] };
    expect((await call('POST', base(), request)).body.code).toBe(900220);
    const { isEligible, errors, addOnMigrations } = await validated(request);
    expect({ isEligible, errors }).toEqual({ isEligible: false, errors: [] });
    expect(addOnMigrations[0]).toMatchObject({ isEligible: false, errors: [{ code: 900220 }] });
  });
});

describe('a planned migration', () => {
  const schedules = () => `${base()}/schedules`;

  test('waits for its day, and is carried out then', async () => {
    const id = held();
    const { status, body } = await call('POST', schedules(), {
      currentSubscriptionId: id,
      quantity: 14,
      targetDate: '2027-01-10T00:00:00.000Z',
      externalReferenceId: 'mine',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'Created',
      currentSubscriptionId: id,
      subscriptionEndDate: '2027-04-15T00:00:00Z',
      quantity: 14,
      targetDate: '2027-01-10T00:00:00Z',
      migrateOnRenewal: false,
      externalReferenceId: 'mine',
    });
    platform.advance({ to: '2027-01-09T23:59:00Z' });
    expect(stored(id).state).toBe('active');
    platform.advance('PT2M');
    const done = (await call('GET', `${schedules()}/${body.id}`)).body;
    expect(done).toMatchObject({ status: 'Completed' });
    const migration = (await call('GET', `${base()}/${done.newCommerceMigrationId}`)).body;
    expect(migration).toMatchObject({ status: 'Completed', quantity: 14 });
    expect(await subscription(migration.newCommerceSubscriptionId)).toMatchObject({
      quantity: 14,
      commitmentEndDate: '2027-04-14T00:00:00Z',
    });
  });

  test('takes the place of the renewal', async () => {
    const id = held();
    const wanted = { currentSubscriptionId: id, migrateOnRenewal: true };
    const { body } = await call('POST', schedules(), wanted);
    platform.advance({ to: '2027-04-15T00:01:00Z' });
    const done = (await call('GET', `${schedules()}/${body.id}`)).body;
    expect(done.status).toBe('Completed');
    expect(stored(id)).toMatchObject({ state: 'terminated', terminationReason: 'Migrated to new commerce' });
    const reasons = platform.world.store.of(ledger).find('subscription', stored(id).id);
    expect(reasons.map((line) => line.reason)).not.toContain('renewal');
    const migration = (await call('GET', `${base()}/${done.newCommerceMigrationId}`)).body;
    expect(await subscription(migration.newCommerceSubscriptionId)).toMatchObject({
      commitmentEndDate: '2028-04-14T00:00:00Z',
    });
  });

  test('may be for a subscription that is too young today', async () => {
    const id = held(e1, { startedAt: Date.parse('2026-11-10T00:00:00Z') });
    const soon = { currentSubscriptionId: id, targetDate: '2026-12-01' };
    expect((await call('POST', schedules(), soon)).body.code).toBe(900226);
    const later = { currentSubscriptionId: id, targetDate: '2026-12-20' };
    expect((await call('POST', schedules(), later)).body.status).toBe('Created');
  });

  test('takes add-ons by either name', async () => {
    const id = held();
    const addOn = held(conferencing, { parentReferenceId: id });
    const { body } = await call('POST', schedules(), {
      currentSubscriptionId: id,
      targetDate: '2027-01-10',
      addOnMigrations: [{ currentSubscriptionId: addOn, quantity: 2 }],
    });
    expect(body.addOnMigrationSchedules).toEqual([
      expect.objectContaining({ currentSubscriptionId: addOn, quantity: 2 }),
    ]);
    const changed = await call('PUT', `${schedules()}/${body.id}`, {
      targetDate: '2027-01-10',
      addOnMigrationSchedules: [{ currentSubscriptionId: addOn, quantity: 4 }],
    });
    expect(changed.body.addOnMigrationSchedules[0].quantity).toBe(4);
  });

  test('can be changed, also from a day to the renewal', async () => {
    const id = held();
    const { body } = await call('POST', schedules(), { currentSubscriptionId: id, targetDate: '2027-01-10' });
    platform.advance('P1D');
    const changed = await call('PUT', `${schedules()}/${body.id}`, { quantity: 3, migrateOnRenewal: true });
    expect(changed.body).toMatchObject({
      id: body.id,
      quantity: 3,
      migrateOnRenewal: true,
      createdTime: body.createdTime,
      lastModifiedTime: '2026-11-21T10:00:00Z',
    });
    expect(changed.body.targetDate).toBeUndefined();
    platform.advance({ to: '2027-02-01' });
    expect(stored(id).state).toBe('active');
  });

  test('can be called off, and then no more be changed', async () => {
    const id = held();
    const wanted = { currentSubscriptionId: id, targetDate: '2027-01-10' };
    const { body } = await call('POST', schedules(), wanted);
    expect((await call('POST', schedules(), wanted)).body.code).toBe(900216);
    const cancelled = await call('POST', `${schedules()}/${body.id}/cancel`);
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'Cancelled' } });
    expect((await call('POST', `${schedules()}/${body.id}/cancel`)).body.code).toBe(800042);
    expect((await call('PUT', `${schedules()}/${body.id}`, wanted)).body.code).toBe(800042);
    platform.advance({ to: '2027-02-01' });
    expect(stored(id).state).toBe('active');
  });

  test('that is impossible when its day comes has failed, and says why', async () => {
    const id = held();
    const wanted = { currentSubscriptionId: id, targetDate: '2027-01-10' };
    const { body } = await call('POST', schedules(), wanted);
    held(conferencing, { parentReferenceId: id });
    platform.advance({ to: '2027-02-01' });
    const failed = (await call('GET', `${schedules()}/${body.id}`)).body;
    expect(failed).toMatchObject({ status: 'Failed', errorCode: 900219 });
    expect(stored(id).pendingChange).toBeUndefined();
  });

  test('is found by customer or subscription', async () => {
    const id = held();
    await call('POST', schedules(), { currentSubscriptionId: id, targetDate: '2027-01-10' });
    const list = async (query: string) => call('GET', `/migrations/newcommerce/schedules?${query}`);
    expect((await list(`CustomerTenantId=${tenant().id}`)).body).toHaveLength(1);
    expect((await list(`CurrentSubscriptionId=${id}`)).body).toHaveLength(1);
    expect((await list('CurrentSubscriptionId=unknown')).body).toEqual([]);
    expect((await list('')).body.code).toBe(800002);
  });

  test.each([
    ['neither day nor renewal', {}],
    ['both', { targetDate: '2027-01-10', migrateOnRenewal: true }],
    ['a day that has passed', { targetDate: '2026-11-01' }],
    ['no day', { targetDate: 'tomorrow' }],
  ])('is refused with %s', async (_, when) => {
    const answer = await call('POST', schedules(), { currentSubscriptionId: held(), ...when });
    expect(answer).toMatchObject({ status: 400, body: { code: 800002 } });
  });

  test('that is unknown is not found', async () => {
    const answer = await call('GET', `${schedules()}/00000000-0000-4000-8000-000000000000`);
    expect(answer).toMatchObject({ status: 404, body: { code: 900224 } });
  });
});
