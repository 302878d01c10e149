import { generateKeyPairSync } from 'node:crypto';
import { type CryptoKey, type KeyObject, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { applications } from '../../domain/identity/application.ts';
import { createPlatform } from '../../index.ts';
import { claimsOf, identityCaller, partnerCenter } from './identity-caller.ts';

const platform = createPlatform({ seed: 'empty', strict: true });
const { own, send } = identityCaller(platform);
const keys = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const path = `/${own.tenantId}/oauth2/v2.0/token`;
const audience = `https://login.microsoftonline.com${path}`;
const now = platform.world.clock.now() / 1_000;

beforeAll(() => {
  const known = platform.world.store.of(applications).get(own.clientId);
  if (known === undefined) throw new Error('The seed has no application.');
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const certificates = [{ thumbprint: 'sha1', thumbprintSha256: 'sha256', publicKey }];
  platform.world.store.of(applications).put({ ...known, certificates });
});

interface Given {
  readonly header?: object;
  readonly claims?: object;
  readonly key?: KeyObject | CryptoKey | Uint8Array;
}

/** What the authority says to an assertion. */
async function answer({ header = {}, claims = {}, key = keys.privateKey }: Given = {}) {
  const assertion = await new SignJWT({
    aud: audience,
    iss: own.clientId,
    sub: own.clientId,
    jti: 'one',
    nbf: now,
    exp: now + 600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'PS256', 'x5t#S256': 'sha256', ...header })
    .sign(key);
  const { status, body } = await send(path, {
    client_id: own.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    grant_type: 'client_credentials',
    scope: `${partnerCenter}/.default`,
  });
  return { status, body, number: (body.error_codes as number[] | undefined)?.[0] };
}

describe('an assertion', () => {
  test('of a registered certificate lets an application in, by RS256 and PS256', async () => {
    const { body } = await answer();
    expect(claimsOf(body.access_token)).toMatchObject({ appidacr: '2' });
    expect((await answer({ header: { alg: 'RS256', 'x5t#S256': undefined, x5t: 'sha1' } })).status).toBe(200);
    expect(
      (await answer({ claims: { aud: `https://login.microsoftonline.com/${own.tenantId}/v2.0` } })).status,
    ).toBe(200);
  });

  test('of another key, application or algorithm does not', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
    expect(await answer({ key: other })).toMatchObject({ status: 401, number: 700027 });
    expect(await answer({ header: { 'x5t#S256': 'unknown' } })).toMatchObject({ number: 700027 });
    expect(await answer({ claims: { sub: own.publicClientId } })).toMatchObject({ number: 700027 });
    const hmac = { header: { alg: 'HS256' }, key: new TextEncoder().encode('a'.repeat(32)) };
    expect(await answer(hmac)).toMatchObject({ number: 700027 });
  });

  test('for another address, or out of its time, does not', async () => {
    expect(await answer({ claims: { aud: 'https://elsewhere.example' } })).toMatchObject({
      status: 401,
      number: 700023,
    });
    const past = { nbf: now - 7_200_000, exp: now - 3_600_000 };
    expect(await answer({ claims: past })).toMatchObject({ status: 401, number: 700024 });
    expect(await answer({ claims: { exp: undefined } })).toMatchObject({ number: 700024 });
  });

  test('is good by real time too, for clients that know no virtual clock', async () => {
    platform.advance('P20Y');
    const real = platform.world.clock.realTime() / 1_000;
    expect(await answer({ claims: { nbf: real - 60, exp: real + 600 } })).toMatchObject({ status: 200 });
  });
});
