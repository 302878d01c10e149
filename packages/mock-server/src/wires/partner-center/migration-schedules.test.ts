import { afterEach, describe, expect, test } from 'vitest';
import { call, conferencing, e1, platform, stored } from '../../../../../test/legacy-commerce.ts';
import { base, held, subscription, tenant } from '../../../../../test/migrations-world.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';

afterEach(() => platform.reset());

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
