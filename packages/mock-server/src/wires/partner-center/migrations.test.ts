import { afterEach, describe, expect, test } from 'vitest';
import { call, conferencing, platform, stored } from '../../../../../test/legacy-commerce.ts';
import { base, held, set, subscription, tenant, validated } from '../../../../../test/migrations-world.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';

afterEach(() => platform.reset());

const phone = '43FCE491-76D1-4BCC-B709-8A288786DBAE';
const newE1 = 'CFQ7TTC0LF8Q:0001';

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
