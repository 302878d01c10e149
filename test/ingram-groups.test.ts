import type { Platform } from '@tenantry/mock-server';
import { Reseller, ValidationError } from '@tenantry/sdk';
import { ingram } from '@tenantry/sdk/ingram';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customerOf, onIngram, openWorld } from './three-platforms.ts';

let platform: Platform;
let origin: string;
let reseller: ReturnType<typeof onIngram>;
let customer: string;
beforeEach(async () => {
  ({ platform, origin } = await openWorld());
  reseller = onIngram(platform, origin);
  customer = await customerOf(reseller, 'Ecositio');
});
afterEach(() => platform.close());

const agreement = {
  firstName: 'Ana',
  lastName: 'Ruiz',
  email: 'ana.ruiz@ecositio.example',
  phone: '+1 703 555 0100',
  acceptedOn: '2026-11-20',
};
const licence = { product: 'CFQ7TTC0LH18:0001', quantity: 10, term: 'P1Y', billingCycle: 'monthly' } as const;

function newTenant(domainPrefix = 'ecositio') {
  return reseller.tenants.provision({
    customer,
    kind: 'new',
    domainPrefix,
    language: 'en',
    state: 'VA',
    mpnId: '6401001',
    agreement,
    acceptTerms: true,
  });
}

describe('tenants', () => {
  test('say what they were ordered with, and cannot be ordered twice', async () => {
    const tenant = await newTenant();
    expect(tenant).toMatchObject({ id: `${customer}/ecositio.onmicrosoft.com`, mpnId: '6401001' });
    await expect(newTenant()).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'ingram.tenant_already_ordered',
      solution: expect.stringContaining(tenant.id),
    });
    await expect(reseller.tenants.get(`${customer}/other`)).rejects.toMatchObject({
      code: 'ingram.no_tenant',
    });
    await expect(reseller.tenants.get('a b')).rejects.toBeInstanceOf(ValidationError);
  });

  test('of customers that have one are taken over once the link is accepted: resubmitted, the same key goes on', async () => {
    const existing = {
      customer,
      kind: 'existing',
      domainPrefix: 'ecositiomarket',
      state: 'VA',
      acceptTerms: true,
    } as const;
    const key = { idempotencyKey: 'crm-1' };
    const refused = await reseller.tenants.provision(existing, key).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'ingram.order_error',
      solution: expect.stringContaining('portal'),
    });
    const again = await reseller.tenants.provision(existing, key).catch((error: unknown) => error);
    expect(again).toMatchObject({ code: 'ingram.order_error' });
    expect(reseller.supports('tenants.retry')).toMatchObject({
      reason: expect.stringContaining('control panel'),
    });
    const inPanel = (path: string, body = {}) =>
      fetch(`${origin}/_tenantry/world/${path}`, { method: 'POST', body: JSON.stringify(body) });
    await inPanel('relationships/accept', { tenantDomain: 'ecositiomarket', provider: 120_001 });
    const [order] = (await reseller.platform.client.orders.list({ customerId: customer })).items;
    expect((await inPanel(`sales-orders/${order?.id}/resubmit`)).status).toBe(200);
    expect(await reseller.tenants.provision(existing, key)).toMatchObject({
      domain: 'ecositiomarket.onmicrosoft.com',
      status: 'provisioned',
    });
    expect(platform.journal.find({ operationId: 'createOrder' })).toHaveLength(1);
  });

  test('of one customer are told apart: each has its own licences', async () => {
    const one = await newTenant('ecositioone');
    const other = await newTenant('ecositiotwo');
    const bought = await reseller.subscriptions.buy({ tenant: other.id, ...licence });
    expect(bought.tenant).toBe(other.id);
    expect(await reseller.subscriptions.list(one.id)).toEqual([]);
    expect(await reseller.subscriptions.list(customer)).toMatchObject([{ id: bought.id }]);
    const nobody = { tenant: `${customer}/nobody`, ...licence };
    await expect(reseller.subscriptions.buy(nobody)).rejects.toBeInstanceOf(ValidationError);
  });

  test('are not made by a purchase', async () => {
    const refused = reseller.subscriptions.buy({ tenant: `${customer}/nobody`, ...licence });
    await expect(refused).rejects.toMatchObject({ code: 'ingram.no_tenant' });
    expect(platform.journal.find({ operationId: 'createOrder' })).toEqual([]);
  });
});

describe('subscriptions', () => {
  test('bear a name, and change at the renewal', async () => {
    const { id: tenant } = await newTenant();
    const { id, name } = await reseller.subscriptions.buy({ tenant, ...licence, name: 'Front desk' });
    expect(name).toBe('Front desk');
    const planned = await reseller.subscriptions.scheduleChange(id, { quantity: 4, billingCycle: 'annual' });
    expect(planned).toMatchObject({ quantity: 10, atRenewal: { quantity: 4, billingCycle: 'annual' } });
    platform.advance('P1Y');
    expect(await reseller.subscriptions.get(id)).toMatchObject({
      quantity: 4,
      billingCycle: 'annual',
      term: 'P1Y',
      termEndsAt: '2028-11-20T00:00:00.000Z',
    });
  });

  test('are upgraded in part, into a new one or one that is there', async () => {
    const { id: tenant } = await newTenant();
    const { id } = await reseller.subscriptions.buy({ tenant, ...licence });
    const standard = (await reseller.subscriptions.upgradeTargets(id)).find(({ name }) =>
      name.startsWith('Microsoft 365 Business Standard'),
    );
    expect(standard?.existing).toEqual([]);
    const to = standard?.product ?? '';
    const better = await reseller.subscriptions.upgrade(id, { to, quantity: 4 });
    expect(better).toMatchObject({ name: 'Microsoft 365 Business Standard', quantity: 4, tenant });
    expect((await reseller.subscriptions.get(id)).quantity).toBe(6);
    const [again] = (await reseller.subscriptions.upgradeTargets(id)).filter(({ product }) => product === to);
    expect(again?.existing).toEqual([better.id]);
    const joined = await reseller.subscriptions.upgrade(id, { to, quantity: 2, into: better.id });
    expect(joined).toMatchObject({ id: better.id, quantity: 6 });
    await expect(reseller.subscriptions.upgrade(id, { to: '999999' })).rejects.toMatchObject({
      code: 'ingram.no_upgrade',
    });
  });

  test('end with another one, or not at all on a day that is nothing’s', async () => {
    const { id: tenant } = await newTenant();
    const first = await reseller.subscriptions.buy({ tenant, ...licence });
    platform.advance('P40D');
    const aligned = await reseller.subscriptions.buy({ tenant, ...licence, alignTo: '2027-11-19' });
    expect(aligned.termEndsAt).toBe(first.termEndsAt);
    const change = await reseller.subscriptions.preview(aligned.id, { status: 'cancelled' });
    expect(change).toMatchObject({ allowed: true, customerPays: { amount: expect.stringMatching(/^-/) } });
    await expect(
      reseller.subscriptions.buy({ tenant, ...licence, alignTo: '2027-05-05' }),
    ).rejects.toMatchObject({ code: 'ingram.no_such_end' });
  });
});

test('an Azure plan is ordered once for a tenant, and found', async () => {
  const { id: tenant } = await newTenant();
  expect(await reseller.azurePlans.find(tenant)).toBeUndefined();
  const plan = await reseller.azurePlans.order({ tenant }, { idempotencyKey: 'crm-9' });
  expect(plan).toMatchObject({ platform: 'ingram', tenant, status: 'active' });
  expect(await reseller.azurePlans.order({ tenant }, { idempotencyKey: 'crm-9' })).toEqual(plan);
  expect(await reseller.azurePlans.find(tenant)).toEqual(plan);
  expect(await reseller.azurePlans.order({ tenant })).toEqual(plan);
  expect(platform.journal.find({ operationId: 'createOrder' })).toHaveLength(2);
});

describe('prices', () => {
  test('are those of the catalogue, and of the estimate for the customer', async () => {
    const price = await reseller.prices.get({ ...licence, customer });
    expect(price).toMatchObject({
      purchase: { amount: '5.10', currency: 'USD' },
      sale: { amount: '6.00' },
      total: { purchase: { amount: '51.00' }, sale: { amount: '60.00' } },
      reason: { message: expect.stringContaining('estimate') },
    });
    await reseller.platform.client.customers.update(customer, { status: 'creditHold' });
    expect(await reseller.prices.get({ ...licence, customer })).toMatchObject({
      total: { sale: { amount: '60.00' } },
      reason: { message: expect.stringContaining('catalogue') },
    });
  });

  test.each([1, 24, 25, 99, 100, 250])(
    'of tiers come to what the platform reckons for %i',
    async (quantity) => {
      const backup = { product: 'BKP-STD', term: 'P1M', billingCycle: 'monthly' } as const;
      const estimated = await reseller.prices.get({ ...backup, customer, quantity });
      await reseller.platform.client.customers.update(customer, { status: 'creditHold' });
      const reckoned = await reseller.prices.get({ ...backup, customer, quantity });
      expect(reckoned.total).toEqual(estimated.total);
    },
  );

  test('are listed by steps of quantities', async () => {
    const listed = [];
    for await (const each of reseller.prices.list({ customer })) listed.push(each);
    expect(listed.filter(({ product, term }) => product === 'BKP-STD' && term === 'P1M')).toMatchObject([
      { quantities: { from: 1, to: 24 } },
      { quantities: { from: 25, to: 99 } },
      { quantities: { from: 100 } },
    ]);
    await expect(reseller.prices.list({ market: 'US' }).next()).rejects.toBeInstanceOf(ValidationError);
  });
});

test('a quote is made at the customer’s prices, and ordered once', async () => {
  const { id: tenant } = await newTenant();
  const { quotes } = reseller.prices;
  const quote = await quotes.create({ customer, lines: [licence], validDays: 14 });
  expect(JSON.stringify(quote)).toContain('60.00');
  const ordered = await quotes.accept(quote, { tenant });
  const [line] = ordered.lines;
  expect(await reseller.subscriptions.get(line?.subscription ?? '')).toMatchObject({ tenant, quantity: 10 });
  expect((await quotes.accept(quote, { tenant })).lines[0]?.subscription).toBe(line?.subscription);
  expect(await reseller.subscriptions.list(tenant)).toHaveLength(1);
});

test('reports are about the customers of a reseller below, when it is named', async () => {
  const { client } = reseller.platform;
  const account = await client.customers.get(customer);
  const below = await client.resellers.create({
    name: 'Harbor Branch',
    currency: 'USD',
    language: 'en',
    address: account.address,
    contactPersons: account.contactPersons,
  });
  const theirs = await client.resellers.createCustomer(below.id, {
    name: 'Of the branch',
    language: 'en',
    address: account.address,
    contactPersons: account.contactPersons,
  });
  const credentials = platform.credentials(origin).ingram;
  const { environment } = platform;
  const branch = new Reseller(ingram({ ...credentials, reseller: below.id, environment }));
  const reports = await branch.platform.reports();
  const found = [];
  for await (const { id, name } of reports.customers(undefined, {})) found.push([id, name]);
  expect(found).toEqual([[theirs.id, 'Of the branch']]);
});

test('rated data is a report that is made, read, and found again', async () => {
  const { id: tenant } = await newTenant();
  const bought = await reseller.subscriptions.buy({ tenant, ...licence });
  const month = { from: '2026-11-01', to: '2026-11-30' };
  const { columns, rows } = await reseller.reports.run('ratedData', month);
  expect(columns.map(({ name }) => name)).toContain('SubscriptionId');
  const lines = [];
  for await (const row of rows) lines.push(row);
  expect(lines).toContainEqual(expect.objectContaining({ SubscriptionId: bought.id, Quantity: '10' }));
  const catalogue = await reseller.reports.catalogue();
  const made = catalogue.find(({ title }) => title === 'tenantry 2026-11-01 2026-11-30');
  const again = [];
  for await (const row of (await reseller.reports.run(made?.id ?? '')).rows) again.push(row);
  expect(again).toEqual(lines);
  await expect(reseller.reports.run('ratedData', { from: 'soon' })).rejects.toBeInstanceOf(ValidationError);
  await expect(reseller.reports.run('nothing')).rejects.toMatchObject({ name: 'NotFoundError' });
  expect(catalogue.map(({ id }) => id)).not.toContain('invoiceAggregation');
});
