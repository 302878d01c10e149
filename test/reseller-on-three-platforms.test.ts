import type { Platform } from '@tenantry/mock-server';
import type { OperationName } from '@tenantry/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customerOf, names, onIngram, openWorld, providerOf, sideOf } from './three-platforms.ts';

let platform: Platform;
let origin: string;
beforeEach(async () => {
  ({ platform, origin } = await openWorld());
});
afterEach(() => platform.close());

/** Platforms take of it what they need. */
const wish = {
  kind: 'new',
  domainPrefix: 'ecositio',
  language: 'es',
  state: 'Lima',
  requirePasswordChange: true,
  defaultAdminRoles: true,
  company: {
    name: 'Ecositio',
    email: 'ana.ruiz@ecositio.example',
    street: 'Av. Ejemplo 1',
    city: 'Lima',
    postalCode: '15001',
    country: 'PE',
  },
  agreement: {
    firstName: 'Ana',
    lastName: 'Ruiz',
    email: 'ana.ruiz@ecositio.example',
    phone: '+51 1 555 0100',
    acceptedOn: '2026-11-20',
  },
  acceptTerms: true,
} as const;
const licence = {
  product: 'CFQ7TTC0LH18:0001',
  quantity: 10,
  term: 'P1Y',
  billingCycle: 'monthly',
  acceptConditions: true,
} as const;

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

describe.each(names)('the same calls on %s', (name) => {
  test('provision a tenant, buy, set seats, turn renewal off, report', async () => {
    const { reseller, customer } = await sideOf(name, platform, origin);
    expect(await reseller.tenants.checkDomain(customer ?? '', 'ecositio')).toMatchObject({ available: true });
    const steps: string[] = [];
    const tenant = await reseller.tenants.provision(
      { ...wish, customer },
      { idempotencyKey: 'crm-1', onProgress: ({ step }) => steps.push(step) },
    );
    expect(tenant).toMatchObject({
      platform: name,
      domain: 'ecositio.onmicrosoft.com',
      status: 'provisioned',
      microsoftTenantId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(steps.length).toBeGreaterThan(0);
    expect(await reseller.tenants.get(tenant.id)).toEqual(tenant);
    expect(await reseller.tenants.list(tenant.customer)).toContainEqual(tenant);
    expect(await reseller.tenants.checkDomain(tenant.customer, 'ecositio')).toMatchObject({
      available: false,
      reason: expect.stringMatching(/taken/),
    });

    const order = { tenant: tenant.id, ...licence };
    const bought = await reseller.subscriptions.buy(order, { idempotencyKey: 'crm-2' });
    expect(bought).toMatchObject({
      platform: name,
      tenant: tenant.id,
      product: licence.product,
      quantity: 10,
      status: 'active',
      term: 'P1Y',
      billingCycle: 'monthly',
      autoRenew: true,
      termEndsAt: '2027-11-20T00:00:00.000Z',
      microsoftSubscriptionId: expect.stringMatching(/^[0-9a-f-]{36}$/i),
    });
    const again = await reseller.subscriptions.buy(order, { idempotencyKey: 'crm-2' });
    expect(again.id).toBe(bought.id);
    expect((await reseller.subscriptions.list(tenant.id)).map(({ id }) => id)).toEqual([bought.id]);

    const change = await reseller.subscriptions.preview(bought.id, { quantity: 14 });
    expect(change).toMatchObject({
      allowed: true,
      chargeNow: { amount: expect.stringMatching(/^\d+(\.\d\d)?$/), currency: expect.any(String) },
    });
    expect((await change.apply()).quantity).toBe(14);
    expect((await reseller.subscriptions.setQuantity(bought.id, 12)).quantity).toBe(12);
    expect((await reseller.subscriptions.setAutoRenew(bought.id, false)).autoRenew).toBe(false);

    const of = { customer: tenant.customer };
    expect(await all(reseller.reports.seats(of))).toEqual([
      expect.objectContaining({ customer: tenant.customer, product: licence.product, seats: 12 }),
    ]);
    expect(await all(reseller.reports.renewalsDue({ ...of, within: 'P1Y' }))).toEqual([
      expect.objectContaining({ subscription: bought.id, outcome: 'ends', quantity: 12 }),
    ]);
    expect(await all(reseller.reports.licenceUse({ tenant: tenant.id }))).toEqual([
      expect.objectContaining({ bought: 12 }),
    ]);
  });

  test('prices, upgrades and cancellation', async () => {
    const { reseller, customer } = await sideOf(name, platform, origin);
    const tenant = await reseller.tenants.provision({ ...wish, customer }, { idempotencyKey: 'crm-1' });
    const { acceptConditions: _, ...question } = licence;
    const price = await reseller.prices.get({ ...question, customer: tenant.customer });
    expect(price).toMatchObject({ product: licence.product, quantity: 10, date: '2026-11-20' });
    expect(Number(price.total.purchase.amount)).toBeCloseTo(Number(price.purchase.amount) * 10, 2);

    const { id } = await reseller.subscriptions.buy({ tenant: tenant.id, ...licence });
    const targets = await reseller.subscriptions.upgradeTargets(id);
    const target = targets.find((each) => each.name.startsWith('Microsoft 365 Business Standard'));
    const upgrade = await reseller.subscriptions.preview(id, { upgrade: { to: target?.product ?? '' } });
    expect(upgrade).toMatchObject({ allowed: true });
    expect(await upgrade.apply()).toMatchObject({
      name: 'Microsoft 365 Business Standard',
      quantity: 10,
      status: 'active',
    });
    const other = await reseller.subscriptions.buy({ tenant: tenant.id, ...licence, alignTo: '2027-10-31' });
    expect(other.termEndsAt).toBe('2027-11-01T00:00:00.000Z');
    const spare = await reseller.subscriptions.buy({ tenant: tenant.id, ...licence });
    const cancelled = await reseller.subscriptions.preview(spare.id, { status: 'cancelled' });
    expect(cancelled.allowed).toBe(true);
    expect((await cancelled.apply()).status).toBe('ended');
  });

  test('what is not supported says why, beforehand and when it is called', async () => {
    const { reseller } = await sideOf(name, platform, origin);
    const reasons = Object.entries(reseller.platform.unsupported ?? {});
    expect(reasons.length).toBeGreaterThan(0);
    for (const [operation, reason] of reasons) {
      expect(reason).toMatch(/^[A-Z].{15,}\.$/);
      expect(reseller.supports(operation as OperationName)).toEqual({ supported: false, reason });
    }
    await expect(reseller.gdap.list()).rejects.toMatchObject({
      name: 'UnsupportedOperationError',
      message: expect.stringContaining(reseller.platform.unsupported?.gdap ?? ''),
    });
  });
});

test('what is ordered on Ingram is in Partner Center and Graph of the same world', async () => {
  const reseller = onIngram(platform, origin);
  const customer = await customerOf(reseller, 'Ecositio');
  const tenant = await reseller.tenants.provision({ ...wish, customer }, { idempotencyKey: 'crm-1' });
  const bought = await reseller.subscriptions.buy({ tenant: tenant.id, ...licence });
  const microsoftTenant = tenant.microsoftTenantId ?? '';

  const provider = providerOf(platform, origin);
  expect(await provider.reseller.tenants.get(microsoftTenant)).toMatchObject({
    domain: 'ecositio.onmicrosoft.com',
    status: 'provisioned',
  });
  const id = `${microsoftTenant}/${bought.microsoftSubscriptionId}`;
  expect(await provider.reseller.subscriptions.get(id)).toMatchObject({
    product: licence.product,
    quantity: 10,
    termEndsAt: bought.termEndsAt,
  });
  const relationships = await provider.reseller.gdap.list({ tenant: microsoftTenant });
  expect(relationships).toContainEqual(
    expect.objectContaining({ status: 'active', tenant: { id: microsoftTenant, name: 'Ecositio' } }),
  );
  expect((await provider.graph.delegatedAdminCustomers.get(microsoftTenant)).displayName).toBe('Ecositio');

  await reseller.subscriptions.setQuantity(bought.id, 15);
  expect((await provider.reseller.subscriptions.get(id)).quantity).toBe(15);
  await provider.reseller.subscriptions.setQuantity(id, 18);
  expect((await reseller.subscriptions.get(bought.id)).quantity).toBe(18);
  await provider.reseller.subscriptions.setAutoRenew(id, false);
  expect((await reseller.subscriptions.get(bought.id)).autoRenew).toBe(false);

  platform.advance('P1Y');
  expect((await reseller.subscriptions.get(bought.id)).status).toBe('ended');
});

test('GDAP of a platform that is signed in as the partner serves Ingram too', async () => {
  const { gdap } = providerOf(platform, origin).reseller.platform;
  const reseller = onIngram(platform, origin, gdap);
  expect(reseller.supports('gdap.list')).toEqual({ supported: true });
  const customer = await customerOf(reseller, 'Ecositio');
  const tenant = await reseller.tenants.provision({ ...wish, customer });
  const found = await reseller.gdap.list({ tenant: tenant.microsoftTenantId ?? '' });
  expect(found.map(({ status }) => status)).toContain('active');
});
