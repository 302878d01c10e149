import { PartialFailureError, PartnerCenter } from '@tenantry/sdk/partner-center';
import { describe, expect, test } from 'vitest';
import { legacyAzureOfferId } from '../../packages/mock-server/src/domain/catalogue/legacy-offers.ts';
import { companies } from '../../packages/mock-server/src/domain/companies/company.ts';
import { issueAccessToken } from '../../packages/mock-server/src/domain/partners/access-token.ts';
import { addLegacySubscription } from '../../packages/mock-server/src/domain/subscriptions/legacy.ts';
import { addPartner, providerId } from '../../packages/mock-server/src/seeds/foundation.ts';
import {
  addLegacy,
  newBuyer,
  partnerCenter,
  platform,
  refusal,
  tenantOf,
  url,
} from '../partner-center-world.ts';

const { azureEntitlements, migrations, offers, productUpgrades, subscriptions, transfers } = partnerCenter;

const exchange = '195416C1-3447-423A-B37B-EE59A99A19C4';
const archiving = '2828BE95-46BA-4F91-B2FD-0BEF192ECF60';
const e1 = '91FD106F-4B2C-4938-95AC-F54F74E9A239';
const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02';
const trial = 'C0BD2E08-11AC-4836-BDC7-3712E744922F';
const paid = '031C9E47-4802-4248-838E-778FB1D2CC05';

/** What failed within a success. */
async function failuresOf(call: PromiseLike<unknown>) {
  const error = await Promise.resolve(call).catch((reason: unknown) => reason);
  if (!(error instanceof PartialFailureError)) throw error;
  return error.failures;
}

describe('legacy commerce', () => {
  test('has offers', async () => {
    const all = await offers.list({ country: 'PE' }).toArray({ limit: 100 });
    const byPages = await offers.list({ country: 'PE', size: 5 }).toArray({ limit: 100 });
    expect(byPages).toEqual(all);
    const known = all.find(({ id }) => id === exchange);
    expect(known).toMatchObject({ name: 'Exchange Online (Plan 1)', category: { id: 'Enterprise_Key' } });
    expect(await offers.get(exchange, { country: 'PE' })).toEqual(known);
    const addons = await offers.listAddons(exchange, { country: 'PE' });
    expect(addons).toContainEqual(expect.objectContaining({ id: archiving, isAddOn: true }));
    const categories = await offers.listCategories({ country: 'PE' });
    expect(categories.map(({ id }) => id)).toContain('SmallBusiness_Key');
    const id = await newBuyer('ofertas');
    expect(await offers.listForCustomer(id).toArray({ limit: 100 })).toEqual(all);
    expect(await offers.listCategoriesForCustomer(id)).toEqual(categories);
    expect((await refusal(offers.get('CFQ7TTC0LH18:0001'))).code).toBe('2100');
  });

  test('has add-ons', async () => {
    const id = await newBuyer('complementos');
    const parentReferenceId = addLegacy(id, exchange);
    const addOn = addLegacy(id, archiving, { quantity: 4, parentReferenceId });
    expect(await subscriptions.listAddons(id, parentReferenceId)).toMatchObject([
      { id: addOn, offerId: archiving, quantity: 4, parentSubscriptionId: parentReferenceId },
    ]);
    expect(await subscriptions.listAddons(id, addOn)).toEqual([]);
  });

  test('converts trials', async () => {
    const id = await newBuyer('prueba');
    const { vendorReferenceId: held = '' } = addLegacySubscription(platform.world, {
      tenant: tenantOf(id),
      offerId: trial,
      quantity: 25,
    });
    const [conversion] = await subscriptions.listConversions(id, held);
    expect(conversion).toMatchObject({ offerId: trial, targetOfferId: paid, quantity: 25 });
    const elsewhere = subscriptions.convert(id, held, { ...conversion, targetOfferId: e3 });
    expect(await failuresOf(elsewhere)).toMatchObject([{ code: 'conversions_not_found' }]);
    expect(await subscriptions.convert(id, held, conversion ?? {})).toMatchObject({
      subscriptionId: held,
      targetOfferId: paid,
    });
    expect(await subscriptions.get(id, held)).toMatchObject({ offerId: paid, isTrial: false, quantity: 25 });
  });

  test('upgrades', async () => {
    const id = await newBuyer('ascenso');
    const held = addLegacy(id, exchange);
    const upgrades = await subscriptions.listUpgrades(id, held);
    expect(upgrades.map(({ targetOffer, isEligible }) => [targetOffer?.id, isEligible])).toEqual([
      [e1, true],
      [e3, true],
    ]);
    const elsewhere = subscriptions.upgrade(id, held, { targetOffer: { id: paid } });
    expect(await failuresOf(elsewhere)).toMatchObject([{ code: 'subscription_target_offer_not_found' }]);
    const { targetSubscriptionId = '' } = await subscriptions.upgrade(id, held, upgrades[1] ?? {});
    expect(await subscriptions.get(id, targetSubscriptionId)).toMatchObject({ offerId: e3, quantity: 10 });
    expect((await subscriptions.get(id, held)).status).toBe('deleted');
  });

  test('moves Azure to the Azure plan', async () => {
    const customerId = await newBuyer('nube');
    const request = { customerId, productFamily: 'azure' };
    expect((await productUpgrades.checkEligibility(request)).isEligible).toBe(false);
    const held = addLegacy(customerId, legacyAzureOfferId, { quantity: 1 });
    expect(await productUpgrades.checkEligibility(request)).toMatchObject({ customerId, isEligible: true });
    const location = await productUpgrades.create(request);
    const upgradeId = location.split('/').at(-1) ?? '';
    expect(await productUpgrades.getStatus(upgradeId, request)).toMatchObject({ status: 'InProgress' });
    platform.advance('PT5M');
    const status = await productUpgrades.getStatus(upgradeId, request);
    expect(status).toMatchObject({
      id: upgradeId,
      status: 'Completed',
      lineItems: [{ sourceProduct: { id: held } }],
    });
    const [plan, ...others] = await subscriptions.list(customerId);
    expect(others).toEqual([]);
    expect(await azureEntitlements.list(customerId, plan?.id ?? '')).toMatchObject([{ id: held }]);
  });
});

describe('migrations to new commerce', () => {
  test('are validated, made and followed', async () => {
    const id = await newBuyer('migra');
    const currentSubscriptionId = addLegacy(id, e1);
    const addOn = addLegacy(id, archiving, { parentReferenceId: currentSubscriptionId });
    expect(await migrations.validate(id, { currentSubscriptionId })).toMatchObject({
      isEligible: false,
      errors: [{ code: 900219 }],
    });
    const wanted = {
      currentSubscriptionId,
      quantity: 8,
      externalReferenceId: 'ORDEN-1',
      addOnMigrations: [{ currentSubscriptionId: addOn }],
    };
    expect(await migrations.validate(id, wanted)).toMatchObject({ isEligible: true, errors: [] });
    const created = await migrations.create(id, wanted);
    expect(created).toMatchObject({ status: 'Processing', quantity: 8, customerTenantId: id });
    expect(await migrations.get(id, created.id)).toEqual(created);
    const done = await migrations.wait(id, created.id);
    expect(await migrations.list({ ExternalReferenceId: 'ORDEN-1' }).toArray({ limit: 9 })).toEqual([done]);
    const events = await migrations.listEvents(id, { migration_id: created.id });
    expect(events.map(({ eventName }) => eventName)).toContain('MigrationStarted');
    expect(events).toEqual(
      await migrations.listEvents(id, { current_subscription_id: currentSubscriptionId }),
    );
    expect(await subscriptions.get(id, done.newCommerceSubscriptionId ?? '')).toMatchObject({
      quantity: 8,
      migratedFromSubscriptionId: currentSubscriptionId,
      productType: { id: 'OnlineServicesNCE' },
    });
    expect((await subscriptions.get(id, currentSubscriptionId)).status).toBe('deleted');
  });

  test('are found page by page', async () => {
    const id = await newBuyer('paginas');
    for (const offerId of [exchange, e1, e3])
      await migrations.create(id, { currentSubscriptionId: addLegacy(id, offerId) });
    const page = await migrations.list({ CustomerTenantId: id, PageSize: 2 });
    expect(page.items).toHaveLength(2);
    const all = await migrations.list({ CustomerTenantId: id, PageSize: 2 }).toArray({ limit: 9 });
    expect(new Set(all.map((each) => each.id)).size).toBe(3);
  });

  test('are planned, changed and called off', async () => {
    const id = await newBuyer('planes');
    const currentSubscriptionId = addLegacy(id, e3);
    const wanted = { currentSubscriptionId, externalReferenceId: 'PLAN-1' };
    const schedule = await migrations.schedule(id, { ...wanted, targetDate: '2027-01-15T00:00:00Z' });
    expect(schedule).toMatchObject({ status: 'Created', migrateOnRenewal: false });
    const { id: scheduleId = '' } = schedule;
    expect(await migrations.getSchedule(id, scheduleId)).toEqual(schedule);
    const changed = await migrations.updateSchedule(id, scheduleId, { ...wanted, migrateOnRenewal: true });
    expect(changed).toMatchObject({ id: scheduleId, migrateOnRenewal: true });
    expect(changed.targetDate).toBeUndefined();
    expect(await migrations.listSchedules({ ExternalReferenceId: 'PLAN-1' })).toEqual([changed]);
    const cancelled = await migrations.cancelSchedule(id, scheduleId);
    expect(cancelled.status).toBe('Cancelled');
    expect(await migrations.listSchedules({ CurrentSubscriptionId: currentSubscriptionId })).toEqual([
      cancelled,
    ]);

    const again = await migrations.schedule(id, { ...wanted, targetDate: '2027-01-15T00:00:00Z' });
    platform.advance({ to: '2027-01-16T00:00:00Z' });
    const { newCommerceMigrationId = '', status } = await migrations.getSchedule(id, again.id ?? '');
    expect(status).toBe('Completed');
    expect(await migrations.get(id, newCommerceMigrationId)).toMatchObject({ status: 'Completed' });
  });
});

describe('transfers between partners', () => {
  const provider = platform.world.store.of(companies).get(providerId);
  if (provider === undefined) throw new Error('The seed has no provider.');
  const company = {
    ...provider,
    id: 100_002,
    numericId: 700_002,
    name: 'Fabrikam',
    domains: ['fabrikam.example'],
  };
  platform.world.store.of(companies).put(company);
  const other = addPartner(platform.world, company, { mpnId: '5550001', kind: 'direct-bill', country: 'US' });
  const { token: accessToken } = issueAccessToken(platform.world, {
    companyId: company.id,
    username: 'cloud@fabrikam.example',
    signIn: 'user',
    multiFactor: true,
  });

  /** The other partner, which receives. */
  const fabrikam = new PartnerCenter({ baseUrl: url, accessToken, environment: platform.environment });

  test('of legacy subscriptions are accepted', async () => {
    const id = await newBuyer('traslado');
    const subscriptionId = addLegacy(id, e3);
    expect(await transfers.listEligibilities(id, { transferType: 'directtoindirect' })).toEqual([
      { id: subscriptionId, isEligible: true },
    ]);
    const created = await transfers.create(id, {
      sourcePartnerTenantId: platform.credentials().partnerCenter.tenantId,
      targetPartnerTenantId: other.tenantId,
      lineItems: [{ subscriptionId }],
    });
    expect(created).toMatchObject({ status: 'Active', targetPartnerName: 'Fabrikam' });
    expect(await transfers.get(id, created.id)).toEqual(created);
    expect(await transfers.list(id)).toEqual([created]);
    expect(await transfers.listEligibilities(id)).toMatchObject([{ isEligible: false }]);

    const { orders } = await fabrikam.transfers.accept(id, created.id);
    expect(orders).toMatchObject([{ lineItems: [{ subscriptionId, quantity: 10 }] }]);
    expect(await transfers.get(id, created.id)).toMatchObject({
      status: 'Complete',
      lineItems: [{ status: 'Complete', orderId: orders?.[0]?.id }],
    });
    expect(await fabrikam.subscriptions.get(id, subscriptionId)).toMatchObject({ orderId: orders?.[0]?.id });
  });

  test('of legacy subscriptions are rejected and withdrawn', async () => {
    const id = await newBuyer('rechazo');
    const lineItems = [{ subscriptionId: addLegacy(id, e3) }];
    const wanted = { targetPartnerTenantId: other.tenantId, lineItems };
    const first = await transfers.create(id, wanted);
    expect((await refusal(transfers.create(id, wanted))).code).toBe('900101');
    await fabrikam.transfers.update(id, first.id, { id: first.id, status: 'reject' });
    expect((await transfers.get(id, first.id)).status).toBe('Reject');
    const second = await transfers.create(id, wanted);
    await transfers.withdraw(id, second.id);
    expect(await refusal(transfers.get(id, second.id))).toEqual({ status: 404, code: '900100' });
  });

  test('of new commerce are asked for by who receives', async () => {
    const id = await newBuyer('recibe');
    const created = await transfers.create(id, {
      sourcePartnerTenantId: other.tenantId,
      sourcePartnerName: 'Fabrikam',
      customerEmailId: 'ana@recibe.example',
      customerName: 'Cliente recibe',
      targetProductTypes: ['OnlineServicesNCE'],
      transferType: '5',
    });
    expect(created).toMatchObject({ status: 'InProgress', transferType: '5', sourcePartnerName: 'Fabrikam' });
    await transfers.update(id, created.id, { id: created.id, status: 'Cancel' });
    expect(await transfers.list(id)).toMatchObject([{ id: created.id, status: 'Cancel' }]);
  });
});
