import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { issueAccessToken, type WantedAccessToken } from '../../domain/partners/access-token.ts';
import { createPlatform } from '../../index.ts';
import { claimsOf, identityCaller, partnerCenter } from './identity-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { own, callPartnerCenter, send } = identityCaller(platform);
afterEach(() => platform.reset());

const provider = 100_001;
const graph = 'https://graph.microsoft.com';

function issued(wanted: Partial<WantedAccessToken> = {}): string {
  return issueAccessToken(platform.world, {
    companyId: provider,
    username: own.username,
    signIn: 'user',
    multiFactor: true,
    ...wanted,
  }).token;
}

function parts(token: string): [string, string, string] {
  const [header = '', claims = '', signature = ''] = token.split('.');
  return [header, claims, signature];
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Status and code of Partner Center's answer. */
async function answer(token: string, path?: string, init?: RequestInit) {
  const response = await callPartnerCenter(token, path, init);
  const body = (await response.json()) as { code?: number };
  return [response.status, body.code];
}

async function publicKey(): Promise<string> {
  return platform.world.signingKeys.current.publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

describe('Partner Center refuses a token', () => {
  test('of another tenant', async () => {
    const other = issued({ tenant: 'textilesrimac.onmicrosoft.com' });
    expect(claimsOf(other).tid).not.toBe(own.tenantId);
    expect(await answer(other)).toEqual([401, 400]);
    const nowhere = '11111111-2222-4333-8444-555555555555';
    expect(
      await answer(issued({ claims: { tid: nowhere, iss: `https://sts.windows.net/${nowhere}/` } })),
    ).toEqual([401, 400]);
    expect(await answer(issued({ claims: { iss: 'https://sts.windows.net/elsewhere/' } }))).toEqual([
      401, 400,
    ]);
  });

  test('for another API', async () => {
    expect(await answer(issued({ audience: graph }))).toEqual([401, 400]);
    // The retired directory API does for an application alone, and not with a user.
    expect(await answer(issued({ audience: 'https://graph.windows.net' }))).toEqual([401, 400]);
    expect(
      await answer(
        issued({ audience: 'https://graph.windows.net', signIn: 'application', multiFactor: false }),
      ),
    ).toEqual([200, undefined]);
    expect(await answer(issued({ audience: 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd' }))).toEqual([
      200,
      undefined,
    ]);
    expect(await answer(issued({ audience: `${partnerCenter}/` }))).toEqual([200, undefined]);
  });

  test('without a signature, and with one of the wrong kind', async () => {
    const [, claims, signature] = parts(issued());
    const none = encoded({ typ: 'JWT', alg: 'none' });
    for (const forged of [`${none}.${claims}.`, `${none}.${claims}.${signature}`]) {
      expect(await answer(forged)).toEqual([401, 400]);
    }
    const header = encoded({ typ: 'JWT', alg: 'HS256', kid: platform.world.signingKeys.current.id });
    const mac = createHmac('sha256', await publicKey())
      .update(`${header}.${claims}`)
      .digest('base64url');
    expect(await answer(`${header}.${claims}.${mac}`)).toEqual([401, 400]);
  });

  test('that was altered', async () => {
    const [header, claims, signature] = parts(issued({ multiFactor: false }));
    const better = encoded({ ...claimsOf(`${header}.${claims}.${signature}`), amr: ['pwd', 'mfa'] });
    expect(await answer(`${header}.${better}.${signature}`)).toEqual([401, 400]);
    expect(await answer(`${header}.${claims}.${signature.slice(4)}`)).toEqual([401, 400]);
    const other = createPlatform({ seed: 'empty' });
    expect(await answer(other.credentials().partnerCenter.accessToken)).toEqual([401, 400]);
    for (const nonsense of ['', 'x', 'a.b.c', '..', encoded({})]) {
      expect((await answer(nonsense))[0]).toBe(401);
    }
  });

  test('that has run out on the world’s clock, or is not valid yet', async () => {
    const token = issued({ lifetimeSeconds: 3_600 });
    platform.advance('PT59M59S');
    expect(await answer(token)).toEqual([200, undefined]);
    platform.advance('PT1S');
    expect(await answer(token)).toEqual([401, 400]);
    const later = platform.world.clock.now() / 1_000 + 60;
    expect(await answer(issued({ claims: { nbf: later } }))).toEqual([401, 400]);
    expect(await answer(issued({ claims: { exp: undefined } }))).toEqual([401, 400]);
  });

  test('of an application alone where a user is needed', async () => {
    const token = issued({ signIn: 'application', multiFactor: false });
    expect(await answer(token, '/v1/agreements')).toEqual([403, 900329]);
  });

  test('of a sign-in without MFA, and says so in a header', async () => {
    const token = issued({ multiFactor: false });
    expect(await answer(token)).toEqual([401, 900421]);
    const response = await callPartnerCenter(token);
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  test('of a role that is too low', async () => {
    const init = { method: 'POST', body: '{}' };
    const orders = '/v1/customers/435348/carts';
    expect(await answer(issued({ username: 'soporte@latamcloud.example' }), orders, init)).toEqual([
      403, 900150,
    ]);
    expect((await answer(issued({ username: 'soporte@latamcloud.example' })))[0]).toBe(200);
    const users = '/v1/customers/435348/users';
    expect(await answer(issued({ username: 'ventas@latamcloud.example' }), users, init)).toEqual([
      403, 900150,
    ]);
    expect((await answer(issued({ username: 'ventas@latamcloud.example' }), orders, init))[0]).toBe(400);
  });

  test('that was struck, however its signature is written', async () => {
    const token = issued();
    expect((await answer(token))[0]).toBe(200);
    await platform.fetch('https://tenantry.test/_tenantry/access-tokens/revoke', {
      method: 'POST',
      body: JSON.stringify({ token }),
    });
    expect(await answer(token)).toEqual([401, 400]);
    const last = token.at(-1) === 'A' ? 'B' : 'A';
    expect((await answer(`${token.slice(0, -1)}${last}`))[0]).toBe(401);
    expect((await answer(issued({ lifetimeSeconds: 60 })))[0]).toBe(200);
  });
});

test('a fork takes the tokens of its origin; another world does not', async () => {
  const token = issued();
  const list = (world: typeof platform) =>
    world.fetch(`${partnerCenter}/v1/customers?size=1`, { headers: { authorization: `Bearer ${token}` } });
  expect((await list(platform.fork())).status).toBe(200);
  expect((await list(createPlatform({ seed: 'demo-latam' }))).status).toBe(401);
});

test('a world in a file takes its tokens after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-'));
  const data = join(folder, 'world.db');
  const first = createPlatform({ seed: 'empty', data });
  const { accessToken } = first.credentials().partnerCenter;
  await first.close();
  const second = createPlatform({ seed: 'empty', data });
  const response = await second.fetch(`${partnerCenter}/v1/customers?size=1`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(response.status).toBe(200);
  expect(JSON.stringify(second.world.snapshot())).not.toContain('PRIVATE KEY');
  await second.close();
  rmSync(folder, { recursive: true });
});

test('starting a world makes no key', () => {
  expect(createPlatform({ seed: 'empty' }).world.signingKeys.exported()).toBeUndefined();
});

describe('nothing secret', () => {
  test('is in the journal, in errors or in a snapshot', async () => {
    const credentials = platform.credentials();
    const { identity } = credentials;
    const form = { client_id: identity.clientId, client_secret: identity.clientSecret };
    const path = `/${own.tenantId}/oauth2/v2.0`;
    const scope = `${partnerCenter}/.default offline_access openid`;
    const secrets: string[] = [
      identity.clientSecret,
      identity.refreshToken,
      credentials.icp.password,
      credentials.partnerCenter.accessToken,
      credentials.partnerCenter.applicationToken,
    ];
    const errors: string[] = [];
    const note = (text: string) => errors.push(text);
    const collect = (body: Record<string, unknown>) => {
      for (const name of ['access_token', 'refresh_token', 'id_token', 'device_code', 'user_code']) {
        if (typeof body[name] === 'string') secrets.push(body[name]);
      }
    };
    const refreshed = await send(`${path}/token`, {
      ...form,
      grant_type: 'refresh_token',
      refresh_token: identity.refreshToken,
      scope,
    });
    collect(refreshed.body);
    const device = await send(`${path}/devicecode`, { client_id: identity.publicClientId, scope });
    collect(device.body);
    await send(`/${own.tenantId}/oauth2/deviceauth?user_code=${String(device.body.user_code)}`);
    const query = new URLSearchParams({
      client_id: identity.clientId,
      response_type: 'code',
      redirect_uri: 'https://tenantry.test/signed-in',
      login_hint: identity.username,
      scope,
    });
    const sent = await send(`${path}/authorize?${query}`);
    const code = sent.location?.searchParams.get('code') ?? '';
    const posted = await send(`${path}/authorize?${query}&response_mode=form_post`);
    secrets.push(code, /name="code" value="([^"]+)"/.exec(posted.text)?.[1] ?? '');
    const verifier = 'a-verifier-that-nobody-may-read-in-a-journal-entry';
    const wrong = `${identity.clientSecret}-and-more`;
    note(
      (
        await send(`${path}/token`, {
          ...form,
          client_secret: wrong,
          grant_type: 'client_credentials',
          scope,
        })
      ).text,
    );
    note(
      (
        await send(`${path}/token`, {
          ...form,
          grant_type: 'authorization_code',
          code,
          redirect_uri: 'https://tenantry.test/signed-in',
          code_verifier: verifier,
        })
      ).text,
    );
    note(
      (
        await send(`${path}/token`, {
          ...form,
          grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
          assertion: credentials.partnerCenter.accessToken,
          scope,
        })
      ).text,
    );
    note(
      (
        await send(`${path}/token`, {
          ...form,
          grant_type: 'refresh_token',
          refresh_token: `${identity.refreshToken}x`,
          scope,
        })
      ).text,
    );
    note(await (await callPartnerCenter(`${credentials.partnerCenter.accessToken}x`)).text());
    secrets.push(verifier, wrong);

    const privateKey = platform.world.signingKeys.exported() ?? '';
    const keyLines = privateKey.split('\n').filter((line) => line.length > 40);
    expect(keyLines.length).toBeGreaterThan(10);
    secrets.push(...keyLines);
    expect(secrets.every((secret) => secret.length > 6)).toBe(true);

    const snapshot = await (await platform.fetch('https://tenantry.test/_tenantry/snapshot')).text();
    const journal = JSON.stringify(platform.journal.find({ limit: 1_000 }));
    expect(journal).toContain('[redacted]');
    const places = { snapshot, journal, errors: errors.join('\n') };
    for (const [place, text] of Object.entries(places)) {
      const found = secrets.filter((secret) => text.includes(secret));
      expect(found, `secrets in ${place}`).toEqual([]);
    }
  });
});
