import { readFileSync } from 'node:fs';
import { Graph } from '@tenantry/sdk/graph';
import { Ingram } from '@tenantry/sdk/ingram';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedToken } from '../packages/mock-server/src/domain/partners/access-token.ts';
import { partners } from '../packages/mock-server/src/domain/partners/partner.ts';
import { ingramDocument } from '../packages/mock-server/src/generated/ingram-document.gen.ts';
import { account, basic, marketplaces, newCustomer, refusal } from './ingram-world.ts';

// Strict: every answer is held against openapi/ingram.yaml as every request is.
const platform = marketplaces({ seed: 'demo-latam', journalSize: 5_000 });
const provider = 120_001;
let url: string;
let ingram: Ingram;

beforeAll(async () => {
  ({ url } = await platform.listen());
  ingram = new Ingram({ ...platform.credentials(url).ingram, environment: platform.environment });
});
afterAll(() => platform.close());

/** A token of the marketplace's provider, as Microsoft gives it. */
function providerToken(audience?: string): string {
  const partner = platform.world.store.of(partners).get(provider);
  if (partner === undefined) throw new Error('The seed has no provider.');
  const scopes = ['DelegatedAdminRelationship.ReadWrite.All', 'Directory.Read.All'];
  return signedToken(platform.world, partner, {
    companyId: provider,
    username: `cloud@${partner.domain}`,
    signIn: 'user',
    multiFactor: true,
    ...(audience !== undefined && { audience, scopes, roles: scopes }),
  }).token;
}

describe('every operation of Ingram, through the SDK, over HTTP', () => {
  test('sign-in', async () => {
    const { username, password, marketplace } = platform.credentials(url).ingram;
    const { token, expiresInSeconds } = await ingram.token.generate(username, password, { marketplace });
    expect([typeof token, expiresInSeconds]).toEqual(['string', 1_500]);
  });

  test('accounts', async () => {
    const { id } = await ingram.customers.create({ ...account, name: 'Contract Ltd', externalId: 'c-1' });
    expect((await ingram.customers.list({ externalId: 'c-1' })).items).toHaveLength(1);
    await ingram.customers.update(id, { name: 'Contract Inc' });
    expect(await ingram.customers.get(id)).toMatchObject({ name: 'Contract Inc' });
    const below = await ingram.resellers.create({ ...account, name: 'Below', currency: 'USD' });
    await ingram.resellers.update(below.id, { externalId: 'r-1' });
    expect((await ingram.resellers.list({ externalId: 'r-1' })).items).toHaveLength(1);
    expect(await ingram.resellers.get(below.id)).toMatchObject({ name: 'Below' });
    await ingram.resellers.createCustomer(below.id, account);
    expect((await ingram.resellers.listCustomers(below.id)).items).toHaveLength(1);
    expect((await ingram.resellers.listOrders('320001')).items.length).toBeGreaterThan(0);
  });

  test('the catalogue', async () => {
    expect((await ingram.products.list()).items.length).toBeGreaterThan(50);
    const [plan] = (await ingram.plans.list({ limit: 1 })).items;
    expect(await ingram.plans.get(plan?.id ?? '')).toMatchObject({ id: plan?.id });
  });

  test('orders and subscriptions; what was ordered is in Partner Center and in Graph', async () => {
    const customerId = await newCustomer(ingram, { name: 'Everywhere LLC' });
    const product = { ...basic, quantity: 10 };
    const { parameters } = await ingram.validation.discover({
      customerId,
      product,
      values: { domain: 'everywhere' },
    });
    const order = { type: 'sales' as const, customerId, products: [{ ...product, parameters }] };
    expect((await ingram.orders.estimate(order)).total?.amount).toBe('60.00');
    const { id } = await ingram.orders.place(order, { poNumber: 'crm-4711' });
    const { subscriptionId = '' } = await ingram.orders.wait(id);
    expect((await ingram.orders.find(customerId, 'crm-4711'))?.id).toBe(id);
    const { order: change } = await ingram.subscriptions.setQuantity(subscriptionId, 12);
    await ingram.orders.update(change?.id ?? '', { creditCheck: true });
    await ingram.orders.wait(change?.id ?? '');
    expect((await ingram.subscriptions.list({ customerId, status: 'active' })).items).toHaveLength(2);
    await ingram.subscriptions.update(subscriptionId, { attributes: { team: 'sales' } });
    const unitPrice = { currency: 'USD', amount: '5.75' };
    await ingram.subscriptions.setSpecialPricing(subscriptionId, {
      products: [{ mpn: basic.mpn, unitPrice }],
    });
    const subscription = await ingram.subscriptions.get(subscriptionId);
    expect(subscription).toMatchObject({ products: [{ quantity: 12, unitPrice }] });

    const { environment } = platform;
    const center = new PartnerCenter({ baseUrl: url, accessToken: providerToken(), environment });
    const [customer] = await center.customers.search('CompanyName', 'Everywhere LLC').toArray({ limit: 1 });
    const [theirs] = await center.subscriptions.list(customer?.id ?? '');
    expect(theirs).toMatchObject({
      id: subscription.products?.[0]?.vendorSubscriptionId,
      quantity: 12,
      status: 'active',
      autoRenewEnabled: true,
    });
    const accessToken = providerToken('https://graph.microsoft.com');
    const graph = new Graph({ baseUrl: url, accessToken, environment });
    const relationships = await graph.delegatedAdminRelationships.list().toArray({ limit: 100 });
    expect(relationships).toContainEqual(
      expect.objectContaining({
        displayName: 'Default_everywhere',
        status: 'approvalPending',
        customer: expect.objectContaining({ tenantId: customer?.id }),
      }),
    );
  });

  test('reports', async () => {
    const { id = '' } = await ingram.reports.create({
      name: 'November',
      format: 'csv',
      startDate: '2026-11-01T00:00:00Z',
    });
    await ingram.reports.wait(id);
    expect(await (await ingram.reports.download(id)).text()).toContain('crm-4711');
    expect((await ingram.reports.list()).items).toHaveLength(1);
  });

  test('newer tenants sign in at a realm', async () => {
    const { marketplace: _, ...credentials } = platform.credentials(url).ingramEu;
    const { realmName: name, realmClientId: clientId, realmClientSecret: clientSecret } = credentials;
    const realm = { host: url, name, clientId, clientSecret };
    const there = new Ingram({ ...credentials, realm, environment: platform.environment });
    expect((await there.customers.list()).items).toHaveLength(1);
  });

  test('all 28 were answered with 200, and each is the SDK method its document names', () => {
    const entries = platform.journal.find({ platform: 'ingram', status: 200, limit: 5_000 });
    const answered = new Set(entries.map((entry) => entry.operationId));
    const resources = ingram as unknown as Record<string, Record<string, unknown>>;
    for (const { operationId, sdk } of ingramDocument.operations) {
      const [resource = '', method = ''] = sdk.split('.');
      expect(typeof resources[resource]?.[method], sdk).toBe('function');
      expect(answered, operationId).toContain(operationId);
    }
    expect(ingramDocument.operations).toHaveLength(28);
    const outside = platform.journal.find({ platform: 'ingram-outside', status: 200 });
    expect(new Set(outside.map(({ operationId }) => operationId))).toEqual(
      new Set(['signInAtRealm', 'downloadReport']),
    );
  });
});

interface Sample {
  readonly name: string;
  readonly response: { readonly status: number; readonly body: object };
}

const samples = JSON.parse(
  readFileSync(new URL('fixtures/ingram-shapes.json', import.meta.url), 'utf8'),
) as Sample[];

/** Every field of a published answer that another lacks, or has of another kind. */
function differences(published: unknown, ours: unknown, at = ''): string[] {
  if (Array.isArray(published))
    return Array.isArray(ours) ? differences(published[0], ours[0], `${at}[]`) : [`${at} is no list`];
  if (typeof published === 'object' && published !== null) {
    if (typeof ours !== 'object' || ours === null) return [`${at} is missing`];
    return Object.entries(published).flatMap(([name, value]) =>
      differences(value, (ours as Record<string, unknown>)[name], `${at}.${name}`),
    );
  }
  return typeof published === typeof ours ? [] : [`${at} is ${typeof ours}, not ${typeof published}`];
}

describe('published samples are answered in their shape', () => {
  const { username, password, subscriptionKey } = platform.credentials().ingram;
  const keyed = { 'content-type': 'application/json', 'x-subscription-key': subscriptionKey };
  const send = async (path: string, init: RequestInit = {}) => {
    const { token } = await ingram.token.generate(username, password);
    const headers = { ...keyed, authorization: `Bearer ${token}` };
    return fetch(`${url}/marketplace/na${path}`, { headers, ...init });
  };

  test.each([
    ['02-customers-list', '/customers'],
    ['04-products-list', '/products?mpn=CFQ7TTC0LH18:0001'],
    ['10-subscriptions-list', '/subscriptions?status=active'],
    ['11-reports-list', '/reports?from=2026-11-01&to=2026-12-03'],
  ])('%s', async (name, path) => {
    await ingram.reports.create({ name: 'sample', startDate: '2026-11-01' });
    platform.advance('PT1M');
    if (name.startsWith('02')) await newCustomer(ingram, { externalId: 'ext-1' });
    const sample = samples.find((each) => each.name === name);
    const answer = await send(path);
    expect(answer.status).toBe(sample?.response.status);
    expect(differences(sample?.response.body, await answer.json())).toEqual([]);
  });

  test('01-token', async () => {
    const sample = samples.find(({ name }) => name === '01-token');
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const init = { method: 'POST', headers: { ...keyed, authorization }, body: '{"marketplace":"us"}' };
    const answer = await fetch(`${url}/marketplace/na/token`, init);
    expect(differences(sample?.response.body, await answer.json())).toEqual([]);
  });

  test('08-error-conflicting-change-order', async () => {
    const sample = samples.find(({ name }) => name.startsWith('08'));
    const [subscription] = (await ingram.subscriptions.list({ status: 'active' })).items.filter(
      ({ renewalStatus }) => renewalStatus,
    );
    const { id = '', customerId = '' } = subscription ?? {};
    const body = JSON.stringify({
      type: 'change',
      customerId,
      poNumber: null,
      products: [{ subscriptionId: id, mpn: basic.mpn, quantity: 20 }],
    });
    expect((await send('/orders', { method: 'POST', body })).status).toBe(200);
    const answer = await send('/orders', { method: 'POST', body });
    expect(answer.status).toBe(500);
    expect(differences(sample?.response.body, await answer.json())).toEqual([]);
    expect((await refusal(ingram.subscriptions.setQuantity(id, 21))).code).toBe('ingram.open_change_order');
  });
});
