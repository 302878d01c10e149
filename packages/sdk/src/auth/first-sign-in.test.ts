import { expect, test } from 'vitest';
import { failing, fakeAuthority, refused } from '../../../../test/fake-authority.ts';
import { InMemoryRefreshTokenStore } from './in-memory-refresh-token-store.ts';
import { SecureApplication } from './secure-application.ts';

const graph = 'https://graph.microsoft.com';
const partnerCenter = 'https://api.partnercenter.microsoft.com';

const signedIn = (authority = fakeAuthority(), store = new InMemoryRefreshTokenStore('refresh-0')) =>
  new SecureApplication({
    tenantId: 'partner',
    clientId: 'client',
    clientSecret: 'the-secret',
    store,
    ...authority.options,
  });

test('the first sign-in goes to a URL with PKCE, and its code is redeemed into the store', async () => {
  const authority = fakeAuthority();
  const store = new InMemoryRefreshTokenStore();
  const own = signedIn(authority, store);
  expect(await failing(own.accessToken(graph))).toMatchObject({
    code: 'identity.no_refresh_token',
    solution: expect.stringContaining('redeemCode'),
  });
  const redirectUri = 'https://billing.example.com/signed-in';
  const { url, state, codeVerifier } = await own.authorizationUrl({
    redirectUri,
    state: 'mine',
    prompt: 'consent',
  });
  const { origin, pathname, searchParams } = new URL(url);
  expect(origin + pathname).toBe('https://login.microsoftonline.com/partner/oauth2/v2.0/authorize');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: 'client',
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri,
    scope: `${partnerCenter}/.default offline_access openid`,
    state: 'mine',
    code_challenge: Buffer.from(digest).toString('base64url'),
    code_challenge_method: 'S256',
    prompt: 'consent',
  });
  expect(state).toBe('mine');
  expect(codeVerifier).toMatch(/^[\w-]{43,128}$/);
  await own.redeemCode('code-1', { redirectUri, codeVerifier });
  expect(Object.fromEntries(authority.requests[0]?.form ?? [])).toMatchObject({
    grant_type: 'authorization_code',
    code: 'code-1',
    code_verifier: codeVerifier,
    redirect_uri: redirectUri,
    client_secret: 'the-secret',
  });
  expect(await store.load()).toBe('refresh-1');
});

test('the first sign-in anew forgets the access tokens of who was signed in before', async () => {
  const authority = fakeAuthority();
  const own = signedIn(authority);
  await own.accessToken(graph);
  await own.redeemCode('code-1', { redirectUri: 'https://example.com', codeVerifier: 'v' });
  expect(await own.accessToken(graph)).toBe('access-3');
});

test('the first sign-in without a refresh token is an error that says what is missing', async () => {
  const authority = fakeAuthority();
  authority.turns.push(() => Response.json({ access_token: 'a', expires_in: 3600 }));
  const call = signedIn(authority).redeemCode('c', {
    redirectUri: 'https://example.com',
    codeVerifier: 'v',
  });
  expect(await failing(call)).toMatchObject({ solution: expect.stringContaining('offline_access') });
});

test('the first sign-in by device code shows the code and asks by the interval, slower when told', async () => {
  const authority = fakeAuthority();
  const store = new InMemoryRefreshTokenStore();
  const own = signedIn(authority, store);
  const start = authority.clock.now;
  const asked: number[] = [];
  const answering = (answer: () => Response | undefined) => () => {
    asked.push((authority.clock.now - start) / 1_000);
    return answer();
  };
  authority.turns.push(
    () => undefined,
    answering(() => refused(70016, 'authorization_pending')),
    answering(() => Response.json({ error: 'authorization_pending' }, { status: 400 })),
    answering(() => refused(70017, 'slow_down')),
    answering(() => undefined),
  );
  const prompts: unknown[] = [];
  await own.signInWithDeviceCode((prompt) => prompts.push(prompt));
  expect(prompts).toEqual([
    {
      userCode: 'ABCD-EFGH',
      verificationUri: 'https://microsoft.com/devicelogin',
      message: 'Open the page and enter ABCD-EFGH.',
      expiresAt: start + 900_000,
    },
  ]);
  expect(asked).toEqual([5, 10, 15, 25]);
  expect(authority.requests.at(-1)?.form.get('grant_type')).toBe(
    'urn:ietf:params:oauth:grant-type:device_code',
  );
  expect(await store.load()).toBe('refresh-1');
});

test('the first sign-in by device code ends when the code expires, there or by our clock, and when it is aborted', async () => {
  const authority = fakeAuthority();
  const own = signedIn(authority);
  const pending = () => refused(70016, 'authorization_pending');
  authority.turns.push(
    () => undefined,
    pending,
    () => refused(70020, 'expired_token'),
  );
  expect(await failing(own.signInWithDeviceCode(() => undefined))).toMatchObject({ code: 'AADSTS70020' });
  authority.turns.push(() => undefined, ...Array.from({ length: 180 }, () => pending));
  expect(await failing(own.signInWithDeviceCode(() => undefined))).toMatchObject({
    code: 'identity.device_code_expired',
  });
  expect(authority.turns).toEqual([]);
  const giveUp = new AbortController();
  const call = own.signInWithDeviceCode(() => giveUp.abort(), { signal: giveUp.signal });
  expect(await failing(call)).toMatchObject({ name: 'AbortError' });
});

test('the first sign-in of a public client sends no secret', async () => {
  const authority = fakeAuthority();
  const options = { store: new InMemoryRefreshTokenStore(), tenantId: 'partner', clientId: 'public' };
  const own = new SecureApplication({ ...options, ...authority.options });
  await own.signInWithDeviceCode(() => undefined);
  await own.accessToken(graph);
  for (const { form } of authority.requests) expect([...form.keys()]).not.toContain('client_secret');
});
