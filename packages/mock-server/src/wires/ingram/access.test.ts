import { describe, expect, test } from 'vitest';
import { clientOf, marketplaces, origin } from '../../../../../test/ingram-world.ts';

const platform = marketplaces();
const { subscriptionKey, username, password } = platform.credentials(origin).ingram;
const basic = (user: string, secret: string) =>
  `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
const asJson = { 'content-type': 'application/json' };

const send = (method: string, path: string, headers: Record<string, string> = {}, body?: object) =>
  platform.fetch(`${origin}${path}`, {
    method,
    headers: { ...asJson, ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
const signIn = (headers: Record<string, string> = {}, body: object = { marketplace: 'us' }) =>
  send(
    'POST',
    '/marketplace/na/token',
    { 'x-subscription-key': subscriptionKey, authorization: basic(username, password), ...headers },
    body,
  );
const tokenOf = async () => ((await (await signIn()).json()) as { token: string }).token;
const withToken = (token: string, key = subscriptionKey) => ({
  'x-subscription-key': key,
  authorization: `Bearer ${token}`,
});

describe('sign-in', () => {
  test('gives a token for 25 minutes of the world, and every answer has an id of its own', async () => {
    const answer = await signIn();
    expect(await answer.json()).toEqual({
      token: expect.stringMatching(/^ey.*\..*\./),
      expiresInSeconds: 1_500,
    });
    const other = await signIn();
    expect(answer.headers.get('x-correlation-id')).not.toBe(other.headers.get('x-correlation-id'));
    const headers = withToken(await tokenOf());
    expect((await send('GET', '/marketplace/na/plans', headers)).status).toBe(200);
    platform.advance('PT24M59S');
    expect((await send('GET', '/marketplace/na/plans', headers)).status).toBe(200);
    platform.advance('PT1S');
    const expired = await send('GET', '/marketplace/na/plans?limit=1', headers);
    expect(expired.status).toBe(401);
    expect(await expired.json()).toEqual({
      correlationId: expired.headers.get('x-correlation-id'),
      status: 401,
      message: expect.stringContaining('expired'),
      path: '/plans',
      timeStamp: expect.stringMatching(/^2026-11-20T10:25:00\.000\+00:00$/),
    });
  });

  test.each([
    ['a wrong password', { authorization: basic(username, 'wrong') }, undefined, 401],
    ['an unknown user', { authorization: basic('nobody', password) }, undefined, 401],
    ['no password at all', { authorization: '' }, undefined, 401],
    [
      'a person instead of the API user',
      { authorization: basic('operations@abbiebox.example', password) },
      undefined,
      401,
    ],
    ['a marketplace of another key', {}, { marketplace: 'mx' }, 400],
  ])('refuses %s', async (_, headers, body, status) => {
    expect((await signIn(headers, body)).status).toBe(status);
  });

  test('without a marketplace is at that of the key', async () => {
    expect((await signIn({}, {})).status).toBe(200);
  });
});

describe('the key', () => {
  test.each([
    ['missing', {}],
    ['unknown', { 'x-subscription-key': 'other' }],
  ])('when %s is answered by the gateway, in its own words', async (_, key) => {
    const answer = await send('GET', '/marketplace/na/plans', {
      authorization: `Bearer ${await tokenOf()}`,
      ...key,
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      statusCode: 401,
      message: expect.stringContaining('subscription key'),
    });
  });

  test('of another reseller, and another region, go with no token of ours', async () => {
    const token = await tokenOf();
    const mx = platform.credentials(origin).ingramMx.subscriptionKey;
    expect((await send('GET', '/marketplace/na/plans', withToken(token, mx))).status).toBe(401);
    expect((await send('GET', '/marketplace/eu/plans', withToken(token))).status).toBe(401);
    expect((await send('GET', '/marketplace/plans', withToken(token))).status).toBe(200);
  });

  test('is let through so often a minute, then told when to come back', async () => {
    const limited = marketplaces({ settings: { ingramCallsPerMinute: 3 } });
    const call = () =>
      limited.fetch(`${origin}/marketplace/na/plans`, { headers: { 'x-subscription-key': subscriptionKey } });
    expect([await call(), await call(), await call()].map(({ status }) => status)).toEqual([401, 401, 401]);
    limited.advance('PT20S');
    const held = await call();
    expect([held.status, held.headers.get('retry-after')]).toEqual([429, '40']);
    limited.advance('PT40S');
    expect((await call()).status).toBe(401);
    const patient = clientOf(limited);
    for (let count = 0; count < 6; count += 1) await patient.plans.get('503000');
    expect(limited.journal.find({ status: 429 }).length).toBeGreaterThan(0);
    expect(limited.journal.find({}).some(({ tooEarly }) => tooEarly)).toBe(false);
  });
});

describe('a realm', () => {
  const {
    realmName: name,
    realmClientId: clientId,
    realmClientSecret: clientSecret,
  } = platform.credentials(origin).ingramEu;
  const realm = { host: origin, name, clientId, clientSecret };

  test('signs in by password, for the same API and key', async () => {
    const client = clientOf(platform, 'ingramEu', { realm });
    const { items } = await client.products.list({ limit: 1 });
    expect(items[0]?.prices?.[0]?.currency).toBe('EUR');
  });

  test.each([
    [{ clientSecret: 'other' }, {}, 'ingram.wrong_credentials'],
    [{}, { password: 'other' }, 'ingram.wrong_credentials'],
    [{}, { username }, 'ingram.wrong_credentials'],
  ])('refuses %o %o', async (other, user, code) => {
    const client = clientOf(platform, 'ingramEu', { ...user, realm: { ...realm, ...other } });
    await expect(client.plans.get('503000')).rejects.toMatchObject({ code });
  });

  test('that is none, and grants that are none, are refused', async () => {
    const form = (fields: object) => new URLSearchParams({ ...fields } as Record<string, string>).toString();
    const post = (path: string, body: string) =>
      platform.fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
    const whole = {
      grant_type: 'password',
      client_id: clientId,
      client_secret: clientSecret,
      username,
      password,
    };
    const path = (realmName: string) => `/auth/realms/${realmName}/protocol/openid-connect/token`;
    expect((await post(path('other'), form(whole))).status).toBe(404);
    expect(await (await post(path(name), form({ ...whole, grant_type: 'implicit' }))).json()).toMatchObject({
      error: 'unsupported_grant_type',
    });
    expect(await (await post(path(name), form({ grant_type: 'password' }))).json()).toMatchObject({
      error: 'invalid_request',
    });
  });
});

test('neither key nor token nor password is in the journal', async () => {
  const token = await tokenOf();
  await send('GET', '/marketplace/na/plans', withToken(token));
  const kept = JSON.stringify(platform.journal.find({}));
  for (const secret of [subscriptionKey, token, password, basic(username, password)])
    expect(kept).not.toContain(secret);
});
