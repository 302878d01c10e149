import { createPlatform } from '@tenantry/mock-server';
import {
  EntraApplication,
  InMemoryRefreshTokenStore,
  SecureApplication,
  type TenantryError,
} from '@tenantry/sdk/auth';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { afterAll, expect, test } from 'vitest';
import { failing } from './fake-authority.ts';

const graph = 'https://graph.microsoft.com';
const graphAppId = '00000003-0000-0000-c000-000000000000';

// Strict: every answer is held against openapi/ as every request is.
const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { url } = await platform.listen();
const { tenantId, clientId, clientSecret, publicClientId, username } = platform.credentials(url).identity;
/** One that still works: each is taken a few times. */
const refreshToken = () => platform.credentials(url).identity.refreshToken;
afterAll(() => platform.close());

/** Requests to the authority since it was made. */
let tokenRequests = 0;
const common = {
  tenantId,
  authorityHost: url,
  environment: platform.environment,
  fetch: (address: string, init: RequestInit) => {
    if (address.endsWith('/token')) tokenRequests += 1;
    return fetch(address, init);
  },
};

const secure = (store = new InMemoryRefreshTokenStore(refreshToken())) =>
  new SecureApplication({ ...common, clientId, clientSecret, store });

const partnerCenterOf = (credential: EntraApplication | SecureApplication) =>
  new PartnerCenter({ credential, baseUrl: url, environment: platform.environment, concurrency: 50 });

const listed = async (partnerCenter: PartnerCenter) => (await partnerCenter.customers.list()).items;
const customersOf = (credential: EntraApplication | SecureApplication) => listed(partnerCenterOf(credential));

/** Whose directory a token was given by. */
const tenantOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).tid;

test('an application alone lists customers, and is refused where a user is needed', async () => {
  const credential = new EntraApplication({ ...common, clientId, clientSecret });
  const customers = await customersOf(credential);
  expect(customers.length).toBeGreaterThan(0);
  const error = await failing(
    partnerCenterOf(credential).validations.status(customers[0]?.id ?? '', { type: 'account' }),
  );
  expect(error).toMatchObject({ status: 403 });
});

test('a wrong secret is told by the code of Entra', async () => {
  const credential = new EntraApplication({ ...common, clientId, clientSecret: 'wrong' });
  expect(await failing(customersOf(credential))).toMatchObject({
    name: 'AuthenticationError',
    code: 'AADSTS7000215',
    correlationId: expect.stringMatching(/./),
    traceId: expect.stringMatching(/./),
  });
});

test('a secure application lists customers, and its refresh token rotates into the store', async () => {
  const given = refreshToken();
  const store = new InMemoryRefreshTokenStore(given);
  const credential = secure(store);
  expect((await customersOf(credential)).length).toBeGreaterThan(0);
  const first = await store.load();
  expect(first).not.toBe(given);
  platform.advance('PT2H');
  expect((await customersOf(credential)).length).toBeGreaterThan(0);
  expect(await store.load()).not.toBe(first);
});

test('fifty calls on an expired token make one token request', async () => {
  const partnerCenter = partnerCenterOf(secure());
  await listed(partnerCenter);
  platform.advance('PT2H');
  tokenRequests = 0;
  const lists = await Promise.all(Array.from({ length: 50 }, () => listed(partnerCenter)));
  expect(lists.every((customers) => customers.length > 0)).toBe(true);
  expect(tokenRequests).toBe(1);
});

test("tokens in customers' tenants come of the same refresh token, all at once, after consent there", async () => {
  const store = new InMemoryRefreshTokenStore(refreshToken());
  const credential = secure(store);
  const partnerCenter = partnerCenterOf(credential);
  const customers = (await listed(partnerCenter)).map(({ id }) => id);
  for (const id of customers) {
    await partnerCenter.customers.createApplicationConsent(id, {
      applicationId: clientId,
      applicationGrants: [{ enterpriseApplicationId: graphAppId, scope: 'User.Read' }],
    });
  }
  const answers = await Promise.all(
    customers.map(async (id) => {
      const token = await credential
        .forCustomer(id)
        .accessToken(graph)
        .catch((error: TenantryError) => error);
      return { id, token };
    }),
  );
  const entered = answers.filter(({ token }) => typeof token === 'string');
  expect(entered.length).toBeGreaterThan(3);
  expect(entered.map(({ token }) => tenantOf(String(token)))).toEqual(entered.map(({ id }) => id));
  // Where no relationship by GDAP is active, consent alone opens nothing.
  for (const { token } of answers) if (typeof token !== 'string') expect(token.code).toBe('AADSTS50020');
  const [{ id } = { id: '' }] = entered;
  await partnerCenter.customers.deleteApplicationConsent(id, clientId);
  const error = await failing(credential.forCustomer(id).accessToken(graph, { renew: true }));
  expect(error).toMatchObject({
    code: 'AADSTS65001',
    solution: expect.stringContaining('applicationconsents'),
  });
  // However it was rotated: what is stored is good.
  expect((await customersOf(secure(store))).length).toBeGreaterThan(0);
});

test('a public client signs in by device code', async () => {
  const store = new InMemoryRefreshTokenStore();
  const credential = new SecureApplication({ ...common, clientId: publicClientId, store });
  const signIn =
    (fields: Record<string, string>) => async (prompt: { userCode: string; verificationUri: string }) =>
      void (await fetch(prompt.verificationUri, {
        method: 'POST',
        body: new URLSearchParams({ user_code: prompt.userCode, username, ...fields }),
      }));
  expect(await failing(credential.signInWithDeviceCode(signIn({ decision: 'decline' })))).toMatchObject({
    code: 'AADSTS70017',
  });
  expect(await failing(credential.signInWithDeviceCode(() => undefined))).toMatchObject({
    name: 'AuthenticationError',
  });
  let polls = 0;
  await credential.signInWithDeviceCode((prompt) => {
    tokenRequests = 0;
    // Only when it was asked for in vain at least once.
    const later = setInterval(() => {
      polls = tokenRequests;
      if (polls === 0) return;
      clearInterval(later);
      void signIn({})(prompt);
    }, 1);
  });
  expect(polls).toBeGreaterThan(0);
  expect((await customersOf(credential)).length).toBeGreaterThan(0);
  expect(await store.load()).toBeDefined();
});

test('a person signs in by redirect, with PKCE', async () => {
  const store = new InMemoryRefreshTokenStore();
  const credential = secure(store);
  const redirectUri = 'https://tenantry.test/signed-in';
  const signIn = await credential.authorizationUrl({ redirectUri, loginHint: username });
  const answer = await fetch(signIn.url, { redirect: 'manual' });
  const { searchParams } = new URL(answer.headers.get('location') ?? '');
  expect(searchParams.get('state')).toBe(signIn.state);
  const code = searchParams.get('code') ?? '';
  expect(
    await failing(credential.redeemCode(code, { redirectUri, codeVerifier: 'another-verifier' })),
  ).toMatchObject({ name: 'AuthenticationError' });
  expect(await store.load()).toBeUndefined();
  const again = await fetch(signIn.url, { redirect: 'manual' });
  const second = new URL(again.headers.get('location') ?? '').searchParams.get('code') ?? '';
  await credential.redeemCode(second, { redirectUri, codeVerifier: signIn.codeVerifier });
  expect((await customersOf(credential)).length).toBeGreaterThan(0);
});
