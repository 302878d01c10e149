import { describe, expect, test } from 'vitest';
import { failing } from '../../../../../test/fake-authority.ts';
import { basic, failure, fakeIngram, numbered, ok, secrets } from '../../../../../test/fake-ingram.ts';
import { Ingram } from './client.ts';

const realm = {
  host: 'https://panel.example.com/',
  name: 'sr',
  clientId: 'client',
  clientSecret: secrets.clientSecret,
};

describe('where it is', () => {
  test.each([
    [{ region: 'eu' }, 'https://api.cloud.im/marketplace/eu/plans/1'],
    [{ baseUrl: 'http://127.0.0.1:4010', region: 'na' }, 'http://127.0.0.1:4010/marketplace/na/plans/1'],
    [
      { baseUrl: 'https://simpleapiprod.azure-api.net/marketplace/' },
      'https://simpleapiprod.azure-api.net/marketplace/plans/1',
    ],
  ])('%o', async (where, expected) => {
    const urls: string[] = [];
    const ingram = new Ingram({
      ...secrets,
      ...where,
      fetch: async (url) => {
        urls.push(url);
        return Response.json(url.endsWith('/token') ? { token: 't', expiresInSeconds: 1_500 } : { id: '1' });
      },
    });
    await ingram.plans.get(1);
    expect(urls.at(-1)).toBe(expected);
  });

  test('neither region nor path, and two ways to sign in, are refused', () => {
    expect(() => new Ingram(secrets)).toThrow('Neither region');
    expect(() => new Ingram({ ...secrets, baseUrl: 'https://api.cloud.im' })).toThrow('Neither region');
    expect(() => new Ingram({ ...secrets, region: 'na', marketplace: 'us', realm })).toThrow('Both');
  });
});

describe('sign-in', () => {
  test('at the marketplace: Basic, once for all who wait; the key goes with every call', async () => {
    const fake = fakeIngram(
      { 'GET /customers': [numbered(0)], 'GET /plans': [numbered(0)] },
      { clientId: 'partner-1' },
    );
    await Promise.all([
      ...Array.from({ length: 10 }, () => fake.ingram.customers.list()),
      fake.ingram.plans.list(),
    ]);
    expect(fake.routesOf('POST')).toEqual(['POST /token']);
    expect(fake.seen[0]?.headers.get('authorization')).toBe(basic);
    expect(JSON.parse(fake.seen[0]?.body ?? '')).toEqual({ marketplace: 'us' });
    expect(fake.seen).toHaveLength(12);
    for (const { headers } of fake.seen) {
      expect(headers.get('x-subscription-key')).toBe(secrets.subscriptionKey);
      expect(headers.get('x-client-id')).toBe('partner-1');
    }
  });

  test('at a realm: a password grant, which the key does not go to', async () => {
    const fake = fakeIngram(
      { 'GET /plans': [numbered(0)] },
      { realm, password: async () => secrets.password },
    );
    await fake.ingram.plans.list();
    expect(fake.seen.map(({ url }) => url.href)).toEqual([
      'https://panel.example.com/auth/realms/sr/protocol/openid-connect/token',
      'https://api.cloud.im/marketplace/na/plans?offset=0&limit=100',
    ]);
    expect(Object.fromEntries(new URLSearchParams(fake.seen[0]?.body))).toEqual({
      grant_type: 'password',
      client_id: 'client',
      client_secret: secrets.clientSecret,
      scope: 'openid',
      username: secrets.username,
      password: secrets.password,
    });
    expect(fake.seen[0]?.headers.has('x-subscription-key')).toBe(false);
    expect(fake.seen[1]?.headers.get('x-subscription-key')).toBe(secrets.subscriptionKey);
  });

  test.each([
    ['at the marketplace', {}],
    ['at a realm', { realm }],
  ])('%s: the token is renewed five minutes before its end', async (_, options) => {
    const fake = fakeIngram({ 'GET /plans/1': [ok({ id: '1', name: 'Plan' })] }, options);
    await fake.ingram.plans.get('1');
    fake.now += 1_199_000;
    await fake.ingram.plans.get('1');
    expect(fake.issued).toBe(1);
    fake.now += 2_000;
    // The one that renews goes on with the token it has; all later ones have the new one.
    await fake.ingram.plans.get('1');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await fake.ingram.plans.get('1');
    expect(fake.issued).toBe(2);
    expect(fake.seen.at(-1)?.headers.get('authorization')).toBe('Bearer token-2');
  });

  test('a token refused in the middle of a list is replaced once, and the page asked again', async () => {
    const fake = fakeIngram({ 'GET /customers': [numbered(250)] });
    const ids: string[] = [];
    for await (const { id } of fake.ingram.customers.list()) {
      ids.push(id);
      // Long before its time: the platform may end a session when it likes.
      if (ids.length === 100) fake.expiresAt = 0;
    }
    expect(ids).toEqual(Array.from({ length: 250 }, (_, index) => String(index)));
    expect(fake.issued).toBe(2);
    expect(fake.seen.map(({ route }) => route)).toEqual([
      'POST /token',
      'GET /customers?offset=0&limit=100',
      'GET /customers?offset=100&limit=100',
      'POST /token',
      'GET /customers?offset=100&limit=100',
      'GET /customers?offset=200&limit=100',
    ]);
  });

  test('a token that ran out is replaced once for all who wait', async () => {
    const fake = fakeIngram({ 'GET /plans/1': [ok({ id: '1', name: 'Plan' })] }, { concurrency: 50 });
    await fake.ingram.plans.get('1');
    fake.now += 1_600_000;
    await Promise.all(Array.from({ length: 50 }, () => fake.ingram.plans.get('1')));
    fake.expiresAt = 0;
    await Promise.all(Array.from({ length: 50 }, () => fake.ingram.plans.get('1')));
    expect(fake.issued).toBe(3);
  });

  test('a wrong password and a wrong key are told apart, and asked for once', async () => {
    const wrong = fakeIngram({}, { password: 'other' });
    expect(await failing(wrong.ingram.plans.get('1'))).toMatchObject({
      name: 'AuthenticationError',
      operation: 'generateAuthToken',
      message: 'ingram generateAuthToken: Bad credentials',
    });
    const keyless = fakeIngram({}, { subscriptionKey: 'other' });
    expect(await failing(keyless.ingram.plans.get('1'))).toMatchObject({
      name: 'AuthenticationError',
      code: 'ingram.subscription_key',
    });
    expect([wrong.seen.length, keyless.seen.length]).toEqual([1, 1]);
    const refusing = fakeIngram(
      {
        'POST /auth/realms/sr/protocol/openid-connect/token': [
          () =>
            Response.json(
              { error: 'invalid_grant', error_description: 'Invalid user credentials' },
              { status: 400 },
            ),
        ],
      },
      { realm },
    );
    expect(await failing(refusing.ingram.plans.get('1'))).toMatchObject({
      name: 'AuthenticationError',
      code: 'ingram.wrong_credentials',
      message: 'ingram signInAtRealm: Invalid user credentials',
    });
  });

  test('an answer without a token is no sign-in', async () => {
    const fake = fakeIngram({ 'POST /token': [ok({})] });
    expect(await failing(fake.ingram.plans.get('1'))).toMatchObject({
      name: 'AuthenticationError',
      code: 'ingram.no_token',
    });
  });

  test('token.generate gives a token to those who keep it elsewhere', async () => {
    const fake = fakeIngram();
    const info = await fake.ingram.token.generate(secrets.username, secrets.password, { marketplace: 'us' });
    expect(info).toEqual({ token: 'token-1', expiresInSeconds: 1_500 });
  });
});

describe('lists', () => {
  test.each([
    ['with a total', true, ['0,100', '100,100']],
    // A full page may be the last: one more look tells.
    ['without a total', false, ['0,100', '100,100', '200,100']],
  ])('%s are read to their end', async (_, total, expected) => {
    const fake = fakeIngram({ 'GET /customers': [numbered(200, { total })] });
    const all = await fake.ingram.customers.list().toArray({ limit: 1_000 });
    expect(all).toHaveLength(200);
    const asked = fake.seen
      .slice(1)
      .map(({ url }) => `${url.searchParams.get('offset')},${url.searchParams.get('limit')}`);
    expect(asked).toEqual(expected);
  });

  test('offset and limit are the first page; what is not asked is not sent; an emptied list ends', async () => {
    const fake = fakeIngram({
      'GET /resellers/7/customers': [
        numbered(12),
        ok({ data: null, pagination: { offset: 11, limit: 5, total: 12 } }),
      ],
    });
    const list = fake.ingram.resellers.listCustomers('7', { offset: 6, limit: 5, name: 'Ana & Co + more' });
    expect((await list.toArray({ limit: 100 })).map(({ id }) => id)).toEqual(['6', '7', '8', '9', '10']);
    expect(fake.seen[1]?.url.search).toBe('?offset=6&limit=5&name=Ana%20%26%20Co%20%2B%20more');
  });

  test('reports come whole whatever is asked', async () => {
    const data = Array.from({ length: 130 }, (_, index) => ({ name: `report ${index}` }));
    const fake = fakeIngram({
      'GET /reports': [ok({ data, pagination: { offset: 0, limit: 130, total: 130 } })],
    });
    expect(await fake.ingram.reports.list({ limit: 20 }).toArray({ limit: 1_000 })).toHaveLength(130);
    expect(fake.seen).toHaveLength(2);
  });

  test('a list that begins anew ends', async () => {
    const data = [{ id: '1' }, { id: '2' }];
    const fake = fakeIngram({ 'GET /plans': [ok({ data, pagination: { offset: 0, limit: 2 } })] });
    expect(await fake.ingram.plans.list({ limit: 2 }).toArray({ limit: 10 })).toHaveLength(2);
    expect(fake.seen).toHaveLength(3);
  });
});

test('a throttled call waits as it is told, writes too; ids that lead elsewhere are refused', async () => {
  const customer = { id: '1', name: 'Ana' };
  const fake = fakeIngram({
    'PATCH /customers/1': [failure(429, 'Rate limit is exceeded.', { 'retry-after': '29' }), ok(customer)],
  });
  const before = fake.now;
  expect(await fake.ingram.customers.update('1', { status: 'creditHold' })).toEqual(customer);
  expect(fake.now - before).toBe(29_000);
  expect(() => fake.ingram.customers.get('..')).toThrow('is no id');
});

test('a report is waited for and downloaded by its link, which neither key nor token goes to', async () => {
  const downloadUrl = 'https://blob.example.com/report.csv?sig=signature';
  const fake = fakeIngram({
    'GET /reports/r': [
      ok({ name: 'November', status: 'submitted' }),
      ok({ name: 'November', status: 'processing' }),
      ok({ name: 'November', status: 'completed', downloadUrl }),
    ],
    'GET /report.csv': [() => new Response('a,b\n')],
  });
  expect(await failing(fake.ingram.reports.download('r'))).toMatchObject({ code: 'ingram.no_file' });
  const states: unknown[] = [];
  await fake.ingram.reports.wait('r', { onProgress: ({ status }) => states.push(status) });
  expect(states).toEqual(['processing']);
  expect(await (await fake.ingram.reports.download('r')).text()).toBe('a,b\n');
  const { headers } = fake.seen.at(-1) ?? {};
  expect([headers?.get('authorization'), headers?.get('x-subscription-key')]).toEqual([null, null]);
});
