import { createPlatform } from '@tenantry/mock-server';
import { afterAll, describe, expect, test } from 'vitest';
import { identityDocument } from '../packages/mock-server/src/generated/identity-document.gen.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true, journalSize: 1_000 });
const { url } = await platform.listen();
const own = platform.credentials(url).identity;
const resource = 'https://api.partnercenter.microsoft.com';
const redirectUri = 'https://tenantry.test/signed-in';
const secret = { client_id: own.clientId, client_secret: own.clientSecret };
afterAll(() => platform.close());

function at(path: string, form?: Record<string, string>) {
  return fetch(`${url}${path}`, {
    redirect: 'manual',
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
}

async function answer(path: string, form?: Record<string, string>) {
  const response = await at(path, form);
  expect(response.status, path).toBe(200);
  return (await response.json()) as Record<string, string>;
}

/** What both versions have, each in its own words. */
const versions = [
  { version: 'v1', path: '/oauth2', discovery: '', keys: 'discovery/keys', scope: { resource } },
  {
    version: 'v2',
    path: '/oauth2/v2.0',
    discovery: '/v2.0',
    keys: 'discovery/v2.0/keys',
    scope: { scope: `${resource}/user_impersonation offline_access openid` },
  },
] as const;

describe.each(versions)('$version, by plain HTTP', ({ path, discovery, keys, scope }) => {
  const tenant = `/${own.tenantId}`;

  test('is found, with its keys', async () => {
    const found = await answer(`${tenant}${discovery}/.well-known/openid-configuration`);
    expect(found.jwks_uri).toBe(`${url}${tenant}/${keys}`);
    expect(await answer(`${tenant}/${keys}`)).toMatchObject({ keys: [{ kty: 'RSA', use: 'sig' }] });
  });

  test('signs a person in by redirect, and gives tokens for the code', async () => {
    const query = new URLSearchParams({
      client_id: own.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      login_hint: own.username,
      ...scope,
    });
    const sent = await at(`${tenant}${path}/authorize?${query}`);
    const location = new URL(sent.headers.get('location') ?? '');
    expect([sent.status, `${location.origin}${location.pathname}`]).toEqual([302, redirectUri]);
    const tokens = await answer(`${tenant}${path}/token`, {
      ...secret,
      grant_type: 'authorization_code',
      code: location.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      ...scope,
    });
    expect(tokens).toMatchObject({ token_type: 'Bearer', refresh_token: expect.any(String) });
  });

  test('signs a device in, once somebody has entered its code', async () => {
    const started = await answer(`${tenant}${path}/devicecode`, { client_id: own.publicClientId, ...scope });
    const page = new URL(started.verification_uri ?? started.verification_url ?? '');
    expect((await at(page.pathname)).status).toBe(200);
    const decided = await at(page.pathname, { user_code: started.user_code ?? '', username: own.username });
    expect(decided.status).toBe(200);
    const tokens = await answer(`${tenant}${path}/token`, {
      client_id: own.publicClientId,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      // The name that version 1 has for it.
      ...(path === '/oauth2' && { code: started.device_code ?? '' }),
      device_code: started.device_code ?? '',
    });
    expect(tokens.access_token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});

describe('every operation of the authority', () => {
  test('tells the hosts of its cloud, and lets an administrator consent', async () => {
    const endpoint = encodeURIComponent(`${url}/common/oauth2/v2.0/authorize`);
    const hosts = await answer(
      `/common/discovery/instance?api-version=1.1&authorization_endpoint=${endpoint}`,
    );
    expect(hosts.tenant_discovery_endpoint).toContain(url);
    const query = new URLSearchParams({ client_id: own.clientId, redirect_uri: redirectUri, state: 'a1' });
    const consent = await at(`/${own.tenantId}/adminconsent?${query}`);
    const back = new URL(consent.headers.get('location') ?? '');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ admin_consent: 'True', state: 'a1' });
  });

  test('was answered as its document says, and none with a fault of the simulator', () => {
    const entries = platform.journal.find({ platform: 'identity', limit: 1_000 });
    const answered = new Set(
      entries.filter(({ status = 500 }) => status < 400).map((each) => each.operationId),
    );
    const all = identityDocument.operations.map(({ operationId }) => operationId);
    expect(all.filter((operationId) => !answered.has(operationId))).toEqual([]);
    expect(all).toHaveLength(14);
    expect(entries.filter(({ error, status = 500 }) => error || status >= 400)).toEqual([]);
  });
});
