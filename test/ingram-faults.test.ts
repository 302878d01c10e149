import type { FaultEffect, Platform } from '@tenantry/mock-server';
import { AuthenticationError, ConflictError, Reseller, ServerError } from '@tenantry/sdk';
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

const wish = () =>
  ({
    customer,
    kind: 'new',
    domainPrefix: 'ecositio',
    language: 'en',
    state: 'VA',
    agreement: {
      firstName: 'Ana',
      lastName: 'Ruiz',
      email: 'ana.ruiz@ecositio.example',
      phone: '+1 703 555 0100',
      acceptedOn: '2026-11-20',
    },
    acceptTerms: true,
  }) as const;
const licence = { product: 'CFQ7TTC0LH18:0001', quantity: 10, term: 'P1Y', billingCycle: 'monthly' } as const;

/** PO numbers of all that was ordered, the oldest first; numbers that were made up are left out. */
async function orders(type = 'sales'): Promise<(string | null | undefined)[]> {
  const { client } = onIngram(platform, origin).platform;
  const found = await client.orders.list({ customerId: customer }).toArray({ limit: 100 });
  return found
    .filter((each) => each.type === type)
    .map(({ poNumber }) => poNumber)
    .reverse();
}

const effects: FaultEffect[] = [
  { kind: 'reset' },
  { kind: 'html504' },
  { kind: 'status', status: 500, body: '{"status":500,"message":"Something broke"}' },
  {
    kind: 'status',
    status: 502,
    body: '<html><title>502 Bad Gateway</title></html>',
    contentType: 'text/html',
  },
  { kind: 'truncate' },
  { kind: 'commit-then-fail', failure: 'reset' },
  { kind: 'commit-then-fail', failure: 'html504' },
  { kind: 'commit-then-fail', failure: 'truncate' },
];
const named = effects.map((effect) => ({
  effect,
  what:
    'failure' in effect
      ? `${effect.kind} ${effect.failure}`
      : `${effect.kind} ${'status' in effect ? effect.status : ''}`,
}));

describe('whatever breaks on the way, there is one order', () => {
  const sequence = [
    'generateAuthToken',
    'getOrders',
    'getSubscriptions',
    'getCatalog',
    'validateParameters',
    'createOrder',
    'getOrderDetails',
    'getSubscription',
  ];

  test.each(sequence.flatMap((operationId) => named.map((each) => ({ operationId, ...each }))))(
    '$operationId of a provisioning: $what',
    async ({ operationId, effect }) => {
      platform.faults.add({ match: { operationId, times: 1 }, effect });
      const first = await onIngram(platform, origin)
        .tenants.provision(wish(), { idempotencyKey: 'crm-1' })
        .catch((reason: unknown) => reason);
      if (first instanceof Error) expect(first).toMatchObject({ platform: 'ingram' });
      expect((await orders()).length).toBeLessThanOrEqual(1);
      // A new process: nothing is remembered but the key.
      expect(
        await onIngram(platform, origin).tenants.provision(wish(), { idempotencyKey: 'crm-1' }),
      ).toMatchObject({ status: 'provisioned' });
      expect(await orders()).toEqual(['crm-1']);
    },
  );

  test.each(named.filter(({ effect }) => effect.kind === 'commit-then-fail'))(
    'a lost answer ($what) is found again within the same call, whatever is ordered',
    async ({ effect }) => {
      const tenant = await reseller.tenants.provision(wish(), { idempotencyKey: 'crm-1' });
      platform.faults.add({ match: { operationId: 'createOrder' }, effect });
      const { id } = await reseller.subscriptions.buy(
        { tenant: tenant.id, ...licence },
        { idempotencyKey: 'crm-2' },
      );
      expect((await reseller.subscriptions.setQuantity(id, 14)).quantity).toBe(14);
      expect((await reseller.subscriptions.cancel(id)).status).toBe('ended');
      expect(await orders()).toEqual(['crm-1', 'crm-2']);
      expect(await orders('change')).toHaveLength(1);
      expect(await orders('cancellation')).toHaveLength(1);
      expect(platform.journal.find({ operationId: 'createOrder' })).toHaveLength(4);
    },
  );
});

describe('a failure is a typed error with advice', () => {
  test('an order that never arrived: it may come still, and is sent once when it is asked for again', async () => {
    const tenant = await reseller.tenants.provision(wish(), { idempotencyKey: 'crm-1' });
    const order = { tenant: tenant.id, ...licence };
    platform.faults.add({ match: { operationId: 'createOrder', times: 1 }, effect: { kind: 'html504' } });
    const lost = await reseller.subscriptions
      .buy(order, { idempotencyKey: 'crm-2' })
      .catch((reason: unknown) => reason);
    expect(lost).toMatchObject({
      name: 'UnconfirmedOrderError',
      code: 'ingram.unconfirmed_order',
      status: 504,
      mayHaveApplied: true,
      poNumber: 'crm-2',
      solution: expect.stringContaining('orders.find'),
    });
    expect(lost).toBeInstanceOf(ServerError);
    await reseller.subscriptions.buy(order, { idempotencyKey: 'crm-2' });
    expect(await orders()).toEqual(['crm-1', 'crm-2']);
  });

  test('a conflict that comes as status 500', async () => {
    const tenant = await reseller.tenants.provision(wish());
    const { id } = await reseller.subscriptions.buy({ tenant: tenant.id, ...licence });
    const { order } = await reseller.platform.client.subscriptions.setQuantity(id, 12);
    const refused = await reseller.subscriptions.setQuantity(id, 14).catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(ConflictError);
    expect(refused).toMatchObject({
      status: 500,
      code: 'ingram.open_change_order',
      mayHaveApplied: false,
      message: expect.stringContaining(order?.orderNumber ?? 'CH'),
      solution: expect.stringMatching(/^Wait/),
    });
    await reseller.platform.client.orders.wait(order?.id ?? '');
    expect((await reseller.subscriptions.setQuantity(id, 14)).quantity).toBe(14);
    expect(await orders('change')).toHaveLength(2);
  });

  test('an account on credit hold orders nothing, and what it has goes on', async () => {
    const tenant = await reseller.tenants.provision(wish());
    await reseller.platform.client.customers.update(customer, { status: 'creditHold' });
    const refused = await reseller.subscriptions
      .buy({ tenant: tenant.id, ...licence })
      .catch((reason: unknown) => reason);
    expect(refused).toMatchObject({ code: 'ingram.account_on_hold', mayHaveApplied: false });
    expect((await reseller.tenants.get(tenant.id)).status).toBe('provisioned');
  });

  test('a page in HTML: reads are made again, what was lost is not told as nothing', async () => {
    const html: FaultEffect = {
      kind: 'status',
      status: 502,
      body: '<html><head><title>502 Bad Gateway</title></head></html>',
      contentType: 'text/html',
    };
    platform.faults.add({ match: { operationId: 'getSubscriptions', times: 1 }, effect: html });
    expect(await reseller.tenants.list(customer)).toEqual([]);
    platform.faults.add({ match: { operationId: 'getSubscriptions' }, effect: html });
    await expect(reseller.tenants.list(customer)).rejects.toMatchObject({
      name: 'ServerError',
      status: 502,
      message: expect.stringContaining('502 Bad Gateway'),
      attempts: { length: 3 },
    });
  });

  test('a token that runs out in the middle of paging is renewed once, and no row is lost', async () => {
    const { client } = reseller.platform;
    const there = (await client.customers.list()).items.length;
    for (let index = 0; index < 7; index += 1) await customerOf(reseller, `Customer ${index}`);
    const signIns = () => platform.journal.find({ operationId: 'generateAuthToken' }).length;
    const before = signIns();
    const ids = new Set<string>();
    for await (const { id } of client.customers.list({ limit: 2 })) {
      ids.add(id);
      if (ids.size === 3) platform.advance('PT25M');
    }
    expect(ids.size).toBe(there + 7);
    expect(signIns()).toBe(before + 1);
  });

  test('a key that is missing or wrong is no matter of tokens', async () => {
    const { ingram: credentials } = platform.credentials(origin);
    const wrong = new Reseller(
      ingram({ ...credentials, subscriptionKey: 'wrong', environment: platform.environment }),
    );
    const refused = await wrong.tenants.list(customer).catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(AuthenticationError);
    expect(refused).toMatchObject({
      code: 'ingram.subscription_key',
      status: 401,
      solution: expect.stringContaining('Marketplace API'),
      attempts: { length: 1 },
    });
  });

  test('haste is slowed down by as much as the gateway says, not by more', async () => {
    platform.world.settings = { ...platform.world.settings, ingramCallsPerMinute: 5 };
    const started = platform.environment.now();
    for (let index = 0; index < 8; index += 1) await reseller.platform.client.customers.get(customer);
    const waited = platform.environment.now() - started;
    expect(waited).toBeGreaterThanOrEqual(55_000);
    expect(waited).toBeLessThan(130_000);
  });
});

describe('as plain HTTP', () => {
  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${origin}/marketplace/na${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, headers: response.headers, text, type, json: () => JSON.parse(text) };
  }

  async function signedIn(): Promise<Record<string, string>> {
    const { subscriptionKey = '', username, password } = platform.credentials(origin).ingram ?? {};
    const key = { 'X-Subscription-Key': String(subscriptionKey) };
    const basic = Buffer.from(`${username}:${password}`).toString('base64');
    const answer = await call(
      'POST',
      '/token',
      { marketplace: 'us' },
      { ...key, Authorization: `Basic ${basic}` },
    );
    expect(answer.json()).toMatchObject({ expiresInSeconds: 1_500 });
    return { ...key, Authorization: `Bearer ${answer.json().token}` };
  }

  test('key, token, unknown ids and conflicts answer as the gateway and the platform do', async () => {
    const headers = await signedIn();
    const { 'X-Subscription-Key': key = '', Authorization: token = '' } = headers;
    expect((await call('GET', '/customers', undefined, { Authorization: token })).status).toBe(401);
    expect((await call('GET', '/customers', undefined, { 'X-Subscription-Key': key })).status).toBe(401);
    const unknown = await call('GET', '/orders/1', undefined, headers);
    expect(unknown.status).toBe(404);
    expect(unknown.json()).toMatchObject({
      status: 404,
      message: expect.any(String),
      path: expect.any(String),
    });
    expect(unknown.headers.get('x-correlation-id')).toBeTruthy();

    const tenant = await reseller.tenants.provision(wish());
    const { id } = await reseller.subscriptions.buy({ tenant: tenant.id, ...licence });
    const change = (quantity: number) => ({
      type: 'change',
      customerId: customer,
      poNumber: null,
      products: [
        {
          subscriptionId: id,
          mpn: licence.product,
          vendor: 'Microsoft',
          quantity,
          billingPeriod: { type: 'month', duration: 1 },
          subscriptionPeriod: { type: 'year', duration: 1 },
        },
      ],
    });
    expect((await call('POST', '/orders', change(12), headers)).status).toBe(200);
    const second = await call('POST', '/orders', change(14), headers);
    expect(second.status).toBe(500);
    expect(second.json().message).toMatch(/there is already an .*order #CH/i);
    expect(await orders('change')).toHaveLength(1);
  });

  test('a 504 in HTML, and the order is there all the same', async () => {
    await reseller.tenants.provision(wish(), { idempotencyKey: 'crm-1' });
    const headers = await signedIn();
    const sale = {
      type: 'sales',
      customerId: customer,
      poNumber: 'curl-1',
      products: [
        {
          mpn: licence.product,
          vendor: 'Microsoft',
          quantity: '2.0',
          billingPeriod: { type: 'month', duration: 1 },
          subscriptionPeriod: { type: 'year', duration: 1 },
          parameters: [{ name: 'domain', value: 'ecositio' }],
        },
      ],
    };
    const ambiguous = { ...sale, products: [{ mpn: licence.product, quantity: '2.0' }] };
    const refused = await call('POST', '/orders', ambiguous, headers);
    expect(refused.status).toBe(500);
    expect(refused.json().message).toMatch(/not unique.*subscriptionPeriod, billingPeriod/);
    platform.faults.add({
      match: { operationId: 'createOrder', times: 1 },
      effect: { kind: 'commit-then-fail', failure: 'html504' },
    });
    const lost = await call('POST', '/orders', sale, headers);
    expect(lost.status).toBe(504);
    expect(lost.type).toContain('text/html');
    expect(await orders()).toEqual(['crm-1', 'curl-1']);
  });
});
