import { afterEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../domain/actor.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';
import { disableEntitlement } from '../../domain/subscriptions/azure-entitlements.ts';
import { addLegacySubscription } from '../../domain/subscriptions/legacy.ts';
import { type Subscription, subscriptions } from '../../domain/subscriptions/subscription.ts';
import { type Tenant, tenants } from '../../domain/tenants/tenant.ts';
import { createPlatform } from '../../index.ts';
import { partnerCenterCaller } from './partner-center-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { call, knownCustomer } = partnerCenterCaller(platform);
afterEach(() => platform.reset());

const plan = 'DZH318Z0BPS6';
const nobody = '00000000-0000-4000-8000-000000000000';

async function item(customer: string, productId: string, sku: string, query = ''): Promise<string> {
  const path = `/customers/${customer}/products/${productId}/skus/${sku}/availabilities${query}`;
  return (await call('GET', path)).body.items[0].catalogItemId;
}

async function buy(customer: string, line: object) {
  const cart = await call('POST', `/customers/${customer}/carts`, { lineItems: [{ quantity: 1, ...line }] });
  const [problem] = cart.body.lineItems?.flatMap((each: { error?: object }) => each.error ?? []) ?? [];
  if (cart.status !== 201 || problem !== undefined) return { ...cart, problem };
  return call('POST', `/customers/${customer}/carts/${cart.body.id}/checkout`);
}

/** A customer that bought the Azure plan just now. */
async function withPlan() {
  const customer = await knownCustomer();
  const bought = await buy(customer, { catalogItemId: await item(customer, plan, '0001') });
  const id: string = bought.body.orders[0].lineItems[0].subscriptionId;
  const base = `/customers/${customer}/subscriptions/${id}`;
  const entitlement = (await call('GET', `${base}/azureEntitlements`)).body.items[0];
  return { customer, id, base, entitlement, own: `${base}/azureEntitlements/${entitlement.id}` };
}

function stored(reference: string): Subscription {
  return platform.world.store.of(subscriptions).first('reference', reference) as Subscription;
}

function tenant(customer: string): Tenant {
  return platform.world.store.of(tenants).get(customer) as Tenant;
}

describe('an Azure plan', () => {
  test('comes with one active Azure subscription', async () => {
    const { id, base, entitlement } = await withPlan();
    expect(entitlement).toMatchObject({ status: 'active', subscriptionId: id });
    expect((await call('GET', `${base}/azureEntitlements`)).body.totalCount).toBe(1);
  });

  test('is not sold to who has legacy Azure', async () => {
    const customer = await knownCustomer();
    const catalogItemId = await item(customer, plan, '0001');
    platform.world.transact(() =>
      addLegacySubscription(platform.world, {
        tenant: tenant(customer),
        offerId: 'MS-AZR-0145P',
        quantity: 1,
        startedAt: Date.parse('2026-06-10T00:00:00Z'),
      }),
    );
    expect(JSON.stringify(await buy(customer, { catalogItemId }))).toContain('MS-AZR-0145P');
  });

  test('is not suspended above an active Azure subscription or benefit', async () => {
    const { customer, base, own } = await withPlan();
    const suspend = () => call('PATCH', base, { status: 'suspended' });
    expect(await suspend()).toMatchObject({ status: 403, body: { code: 900115 } });
    const benefit = await buy(customer, {
      catalogItemId: await item(customer, 'DZH318Z09V6F', '0001'),
      termDuration: 'P1Y',
      billingCycle: 'monthly',
      provisioningContext: { scope: 'shared' },
      purchaseCommitment: { amount: 0.05, grain: 'hourly', currency: 'usd' },
    });
    expect(benefit.status).toBe(201);
    await call('POST', `${own}/cancel`, { cancellationReason: 'compromise' });
    platform.advance('PT11M');
    const refused = await suspend();
    expect(refused).toMatchObject({ status: 403, body: { code: 900115 } });
    expect(refused.body.description).toContain('savings plan');
  });
});

describe('an Azure subscription', () => {
  test('is inactive ten minutes after it is cancelled, and comes back', async () => {
    const { own, entitlement } = await withPlan();
    const cancelled = await call('POST', `${own}/cancel`, { cancellationReason: 'compromise' });
    expect(cancelled).toMatchObject({ status: 200, body: { id: entitlement.id, status: 'active' } });
    platform.advance('PT9M');
    expect((await call('GET', own)).body.status).toBe('active');
    platform.advance('PT1M');
    expect((await call('GET', own)).body.status).toBe('inactive');
    expect(await call('POST', `${own}/reactivate`)).toMatchObject({ status: 202, body: undefined });
    platform.advance('PT1M');
    expect((await call('GET', own)).body.status).toBe('active');
  });

  test('that Microsoft cancelled is not reactivated', async () => {
    const { own, entitlement } = await withPlan();
    const { world } = platform;
    world.transact(() => disableEntitlement(world, systemActor, stored(entitlement.id), 'microsoft'));
    expect(await call('POST', `${own}/reactivate`)).toMatchObject({ status: 400, body: { code: 900337 } });
  });

  test('is refused with codes of its own', async () => {
    const { base, own, customer } = await withPlan();
    const cancel = (path: string, body: object = { cancellationReason: 'compromise' }) =>
      call('POST', `${path}/cancel`, body);
    const answers = [
      [await cancel(own, { cancellationReason: 'other' }), 400, 900307],
      [await cancel(own, {}), 400, 800002],
      [await cancel(`${base}/azureEntitlements/one`), 400, 800002],
      [await cancel(`${base}/azureEntitlements/${nobody}`), 404, 800111],
      [await cancel(own.replace(customer, 'someone')), 400, 900118],
      [await cancel(own.replace(customer, nobody)), 403, 900159],
      [await call('POST', `${own}/reactivate`), 400, 800040],
    ] as const;
    for (const [answer, status, code] of answers) expect(answer).toMatchObject({ status, body: { code } });
  });
});

describe('reservations and savings plans', () => {
  test('are found for a plan with reservationScope only', async () => {
    const { base, customer, id } = await withPlan();
    await call('POST', `${base}/registrations`);
    platform.advance('PT1M');
    const line = {
      termDuration: 'P1Y',
      billingCycle: 'monthly',
      provisioningContext: { scope: 'shared', subscriptionId: id, duration: '1Year' },
    };
    const forLegacy = await item(customer, 'DZH318Z0BQ4B', '00J1');
    const forPlan = await item(customer, 'DZH318Z0BQ4B', '00J1', '?reservationScope=AzurePlan');
    expect(forLegacy).not.toBe(forPlan);
    const refused = await buy(customer, { ...line, catalogItemId: forLegacy });
    expect(JSON.stringify(refused)).toContain('reservationScope=AzurePlan');
    expect((await buy(customer, { ...line, catalogItemId: forPlan })).status).toBe(201);
  });

  test('savings plans are shown to customers with a plan, and read back as benefits', async () => {
    const before = await knownCustomer();
    const shelf = `/customers/${before}/products?targetView=Azure`;
    const titles = async () =>
      (await call('GET', shelf)).body.items.map(
        (each: { productType: { subType: { id: string } } }) => each.productType.subType.id,
      );
    expect(await titles()).not.toContain('SavingsPlan');
    const { customer, entitlement } = await withPlan();
    expect(await titles()).toContain('SavingsPlan');
    const sku = await call('GET', `/customers/${customer}/products/DZH318Z09V6F/skus/0001`);
    expect(sku.body).toMatchObject({
      minimumPurchaseCommitment: { grain: 'Hourly', amount: '0.001' },
      minimumQuantity: 1,
      maximumQuantity: 1,
      actions: ['Refund'],
      dynamicAttributes: { armSkuName: 'Compute_Savings_Plan', termDuration: 'P1Y' },
    });
    const bought = await buy(customer, {
      catalogItemId: await item(customer, 'DZH318Z09V6F', '0001'),
      termDuration: 'P1Y',
      billingCycle: 'one_time',
      provisioningContext: { scope: 'single', entitlementId: entitlement.id },
      purchaseCommitment: { amount: 0.05, grain: 'hourly', currency: 'usd' },
    });
    platform.advance('PT1M');
    const listed = await call('GET', `/customers/${customer}/subscriptions`);
    const orderId = bought.body.orders[0].id;
    const found = listed.body.items.find((each: { orderId: string }) => each.orderId === orderId);
    expect(found).toMatchObject({
      unitType: 'benefit',
      billingType: 'benefit',
      productOrderId: orderId,
      lineItems: [{ scope: 'single', purchaseCommitment: { amount: 0.05, grain: 'hourly' } }],
    });
  });
});

describe('use', () => {
  test('shows 24 hours after the day ends, and only of days it was on', async () => {
    const { base, entitlement } = await withPlan();
    const total = async () => (await call('GET', `${base}/usagesummary`)).body.totalCost;
    platform.advance('P1D');
    expect(await total()).toBe(0);
    platform.advance('P1D');
    const first = await total();
    expect(first).toBeGreaterThan(0);
    const { world } = platform;
    world.transact(() => disableEntitlement(world, systemActor, stored(entitlement.id), 'customer'));
    platform.advance('P1D');
    // The day before it was switched off is rated still.
    const second = await total();
    expect(second).toBeGreaterThan(first);
    platform.advance('P3D');
    expect(await total()).toBe(second);
    const [line, ...others] = world.store.of(ledger).find('subscription', stored(entitlement.id).id);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ reason: 'usage', cost: Math.round(second * 100) });
  });

  test('needs a user, an Azure plan, and a period that there is', async () => {
    const { customer } = await withPlan();
    const licence = (await call('GET', `/customers/${customer}/subscriptions`)).body.items.find(
      (each: { billingType: string }) => each.billingType === 'license',
    );
    const refused = await call('GET', `/customers/${customer}/subscriptions/${licence.id}/meterusagerecords`);
    expect(refused).toMatchObject({ status: 400, body: { code: 800011 } });
    const lines = (query: string) => call('GET', `/invoices/unbilled/lineitems?${query}`);
    const good = 'provider=onetime&invoicelineitemtype=usagelineitems&currencycode=usd';
    expect((await lines(`${good}&period=current`)).status).toBe(200);
    expect(await lines(`${good}&period=last`)).toMatchObject({ status: 400, body: { code: 900126 } });
  });
});
