import { ClientSecretCredential } from '@azure/identity';
import { describe, expect, test } from 'vitest';
import { failing, fakeAuthority, refused } from '../../../../test/fake-authority.ts';
import { PartnerCenter, type PartnerCenterOptions } from '../platforms/partner-center/client.ts';
import { accessTokenOf, type TokenCredentialLike } from './access-token-source.ts';
import { clouds } from './clouds.ts';
import { EntraApplication } from './entra-application.ts';
import { InMemoryRefreshTokenStore } from './in-memory-refresh-token-store.ts';
import { SecureApplication } from './secure-application.ts';

const start = Date.UTC(2026, 10, 20);

/** A client whose platform takes only the tokens that `takes` says. */
function client(
  options: Partial<PartnerCenterOptions>,
  takes: (token: string) => boolean = () => true,
  headers: Record<string, string> = {},
) {
  const seen: { url: string; token: string }[] = [];
  const partnerCenter = new PartnerCenter({
    concurrency: 100,
    fetch: async (url, init) => {
      const token = new Headers(init.headers).get('authorization')?.slice('Bearer '.length) ?? '';
      seen.push({ url, token });
      // Answers come in another order than calls: some meet a token that others have had replaced.
      await new Promise((resolve) => setTimeout(resolve, (seen.length * 7) % 5));
      return takes(token) ? Response.json({ items: [] }) : Response.json({}, { status: 401, headers });
    },
    ...options,
  });
  return { partnerCenter, seen };
}

const application = (authority = fakeAuthority(), cloud = clouds.public) =>
  new EntraApplication({
    tenantId: 'partner',
    clientId: 'client',
    clientSecret: 'secret',
    cloud,
    ...authority.options,
  });

/** A credential that counts its tokens, each valid for an hour. */
function counting(clock = { now: start }) {
  const asked: unknown[] = [];
  const credential: TokenCredentialLike = {
    getToken: async (...parameters) => {
      asked.push(parameters);
      return { token: `azure-${asked.length}`, expiresOnTimestamp: clock.now + 3_600_000 };
    },
  };
  return { credential, asked, environment: { now: () => clock.now } };
}

describe('fifty calls on an expired token', () => {
  test('of a secure application make one token request, and each is answered', async () => {
    const authority = fakeAuthority();
    const store = new InMemoryRefreshTokenStore('refresh-0');
    const credential = new SecureApplication({
      tenantId: 'partner',
      clientId: 'client',
      clientSecret: 'secret',
      store,
      ...authority.options,
    });
    let valid = 'access-1';
    const { partnerCenter, seen } = client({ credential }, (token) => token === valid);
    await partnerCenter.profiles.getMpn();
    valid = 'access-2';
    await Promise.all(Array.from({ length: 50 }, () => partnerCenter.profiles.getMpn()));
    expect(authority.requests).toHaveLength(2);
    expect(seen.filter(({ token }) => token === 'access-2')).toHaveLength(50);
    expect(await store.load()).toBe('refresh-2');
  });

  test('that expired by the clock too', async () => {
    const authority = fakeAuthority();
    const { partnerCenter } = client({ credential: application(authority) });
    await partnerCenter.profiles.getMpn();
    authority.clock.now += 3_600_000;
    await Promise.all(Array.from({ length: 50 }, () => partnerCenter.profiles.getMpn()));
    expect(authority.requests).toHaveLength(2);
  });

  test('of a credential of @azure/identity ask it once', async () => {
    const { credential, asked, environment } = counting();
    let valid = 'azure-1';
    const { partnerCenter } = client({ credential, environment }, (token) => token === valid);
    await partnerCenter.profiles.getMpn();
    valid = 'azure-2';
    await Promise.all(Array.from({ length: 50 }, () => partnerCenter.profiles.getMpn()));
    expect(asked).toHaveLength(2);
  });

  test('that stays refused fail, without a loop', async () => {
    const authority = fakeAuthority();
    const { partnerCenter, seen } = client({ credential: application(authority) }, () => false);
    const errors = await Promise.all(
      Array.from({ length: 10 }, () => failing(partnerCenter.profiles.getMpn())),
    );
    expect(errors.every(({ name }) => name === 'AuthenticationError')).toBe(true);
    expect(seen.length).toBe(20);
    expect(authority.requests.length).toBeLessThanOrEqual(3);
  });
});

describe('the ways to sign in', () => {
  test.each([
    ['neither', {}],
    ['both', { accessToken: 'a', credential: application() }],
  ])('are refused when %s is given', (_, options) => {
    expect(() => new PartnerCenter(options)).toThrow(/accessToken and credential were given/);
  });

  test('include a source of tokens, which is asked at each call', async () => {
    const asked: boolean[] = [];
    const { partnerCenter, seen } = client(
      { accessToken: { accessToken: async (renew) => `token-${asked.push(renew)}` } },
      (token) => token !== 'token-2',
    );
    await partnerCenter.profiles.getMpn();
    await partnerCenter.profiles.getMpn();
    expect(seen.map(({ token }) => token)).toEqual(['token-1', 'token-2', 'token-3']);
    expect(asked).toEqual([false, false, false]);
  });

  test('a refused sign-in is the error of the call', async () => {
    const authority = fakeAuthority();
    authority.turns.push(() => refused(50076, 'interaction_required'));
    const { partnerCenter, seen } = client({ credential: application(authority) });
    expect(await failing(partnerCenter.profiles.getMpn())).toMatchObject({
      code: 'AADSTS50076',
      operation: 'signInApplication',
    });
    expect(seen).toEqual([]);
  });

  test.each([
    ['public', 'https://api.partnercenter.microsoft.com'],
    ['china', 'https://partner.partnercenterapi.microsoftonline.cn'],
  ] as const)('the cloud %s decides address and scope', async (name, address) => {
    const authority = fakeAuthority();
    const own = client({ credential: application(authority, clouds[name]) });
    await own.partnerCenter.profiles.getMpn();
    expect(own.seen[0]?.url).toMatch(new RegExp(`^${address}/v1/`));
    expect(authority.requests[0]?.form.get('scope')).toBe(`${address}/.default`);
    const { credential, asked } = counting();
    const azure = client({ credential, cloud: clouds[name] });
    await azure.partnerCenter.profiles.getMpn();
    expect(azure.seen[0]?.url).toMatch(new RegExp(`^${address}/v1/`));
    expect(asked).toEqual([[`${address}/.default`, {}]]);
  });
});

describe('a credential of @azure/identity', () => {
  test('fits as it is, and is asked for the tenant of a customer', async () => {
    const real: TokenCredentialLike = new ClientSecretCredential('tenant', 'client', 'secret');
    expect(real.getToken).toBeTypeOf('function');
    const { credential, asked, environment } = counting();
    const source = accessTokenOf(credential, 'https://graph.microsoft.com', {
      environment,
      tenantId: 'customer',
    });
    expect(await source.accessToken(false)).toBe('azure-1');
    expect(asked).toEqual([['https://graph.microsoft.com/.default', { tenantId: 'customer' }]]);
  });

  test('is asked again early, and when its token was refused; nothing from it is an error', async () => {
    const clock = { now: start };
    const { credential, asked, environment } = counting(clock);
    const source = accessTokenOf(credential, 'https://graph.microsoft.com', { environment });
    await source.accessToken(false);
    expect(await source.accessToken(true)).toBe('azure-2');
    clock.now += 56 * 60_000;
    expect(await source.accessToken(false)).toBe('azure-2');
    await expect.poll(() => source.accessToken(false)).toBe('azure-3');
    expect(asked).toHaveLength(3);
    const none = accessTokenOf({ getToken: async () => null }, 'https://graph.microsoft.com', {
      environment,
    });
    expect(await failing(none.accessToken(false))).toMatchObject({ code: 'identity.no_token' });
  });
});

test.each([
  ['in base64', btoa('{"access_token":{"acrs":{"essential":true}}}')],
  ['as it is', '{access_token:{acrs:{essential:true}}}'],
])('claims that Partner Center asks for %s are told', async (_, claims) => {
  const { partnerCenter } = client({ accessToken: 'a' }, () => false, {
    'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${claims}"`,
  });
  const error = await failing(partnerCenter.profiles.getMpn());
  expect(error.solution).toMatch(/claims asked for: \{.*acrs.*essential/);
});
