import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ClientCertificateCredential, ClientSecretCredential } from '@azure/identity';
import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import { createPlatform, type Platform, type PlatformCredentials } from '@tenantry/mock-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applicationCertificate } from '../packages/mock-server/src/wires/identity/application-certificate.ts';

const partnerCenterScopes = ['https://api.partnercenter.microsoft.com/.default'];
const graphScopes = ['https://graph.microsoft.com/.default'];
const redirectUri = 'https://tenantry.test/signed-in';

let folder: string;
let platform: Platform;
let url: string;
let own: PlatformCredentials['identity'];

/** The authority of the simulator over HTTPS, trusted by this process as NODE_EXTRA_CA_CERTS would have it. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-ca-'));
  platform = createPlatform({ seed: 'demo-latam', strict: true });
  const listener = await platform.listen({ https: true, caFolder: folder });
  url = listener.url;
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(listener.ca ?? '', 'utf8')]);
  own = platform.credentials(url).identity;
});
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

function auth(more: object = {}) {
  return {
    clientId: own.clientId,
    authority: own.authority,
    knownAuthorities: [new URL(url).host],
    ...more,
  };
}

const confidential = () =>
  new ConfidentialClientApplication({ auth: auth({ clientSecret: own.clientSecret }) });
const onDesktop = () => new PublicClientApplication({ auth: auth({ clientId: own.publicClientId }) });

async function statusAt(accessToken: string | undefined): Promise<number> {
  const response = await fetch(`${url}/v1/customers?size=1`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  await response.text();
  return response.status;
}

/** Signs in on a page, as a person would. */
async function approve(message: string, username = own.username): Promise<void> {
  const [, page = '', userCode = ''] = /page (\S+) and enter the code (\S+) /.exec(message) ?? [];
  const body = new URLSearchParams({ user_code: userCode, username });
  expect((await fetch(page, { method: 'POST', body })).status).toBe(200);
}

/** A certificate for assertions, registered with the application. */
async function registeredCertificate() {
  const made = await applicationCertificate('Tenantry integration');
  const response = await fetch(`${url}/_tenantry/applications/${own.clientId}/certificates`, {
    method: 'POST',
    body: JSON.stringify({ certificate: made.pem }),
  });
  expect(response.status).toBe(200);
  return made;
}

describe('@azure/msal-node, unmodified, over HTTPS', () => {
  test('signs an application in by secret', async () => {
    const result = await confidential().acquireTokenByClientCredential({ scopes: partnerCenterScopes });
    expect(await statusAt(result?.accessToken)).toBe(200);
  });

  test('signs an application in by certificate', async () => {
    const { privateKey, thumbprintSha256 } = await registeredCertificate();
    const client = new ConfidentialClientApplication({
      auth: auth({ clientCertificate: { privateKey, thumbprintSha256 } }),
    });
    const result = await client.acquireTokenByClientCredential({ scopes: partnerCenterScopes });
    expect(await statusAt(result?.accessToken)).toBe(200);
    const stranger = new ConfidentialClientApplication({
      auth: auth({ clientCertificate: { privateKey, thumbprintSha256: 'ab'.repeat(32) } }),
    });
    await expect(
      stranger.acquireTokenByClientCredential({ scopes: partnerCenterScopes }),
    ).rejects.toMatchObject({ errorCode: 'invalid_client', errorNo: 700_027 });
  });

  test('redeems a refresh token, and a code with PKCE', async () => {
    const client = confidential();
    const renewed = await client.acquireTokenByRefreshToken({
      refreshToken: own.refreshToken,
      scopes: partnerCenterScopes,
    });
    expect(await statusAt(renewed?.accessToken)).toBe(200);
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const address = await client.getAuthCodeUrl({
      scopes: partnerCenterScopes,
      redirectUri,
      loginHint: own.username,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
    });
    const { headers } = await fetch(address, { redirect: 'manual' });
    const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
    const result = await client.acquireTokenByCode({
      code,
      scopes: partnerCenterScopes,
      redirectUri,
      codeVerifier: verifier,
    });
    expect(result.account?.username).toBe(own.username);
    expect(await statusAt(result.accessToken)).toBe(200);
    // From its cache: another API by the refresh token that it keeps, this one without a call.
    const account = result.account;
    if (account === null) throw new Error('MSAL keeps no account.');
    const silent = await client.acquireTokenSilent({ account, scopes: partnerCenterScopes });
    expect(silent).toMatchObject({ fromCache: true, accessToken: result.accessToken });
    const graph = await client.acquireTokenSilent({ account, scopes: graphScopes });
    expect(graph.fromCache).toBe(false);
  });

  test('signs in by device code, and on behalf of that user', async () => {
    const user = await onDesktop().acquireTokenByDeviceCode({
      scopes: [`api://${own.clientId}/access_as_user`],
      deviceCodeCallback: ({ message }) => void approve(message),
    });
    const result = await confidential().acquireTokenOnBehalfOf({
      oboAssertion: user?.accessToken ?? '',
      scopes: partnerCenterScopes,
    });
    expect(await statusAt(result?.accessToken)).toBe(200);
  });

  test('is told what is wrong', async () => {
    const client = new ConfidentialClientApplication({ auth: auth({ clientSecret: 'wrong' }) });
    await expect(
      client.acquireTokenByClientCredential({ scopes: partnerCenterScopes }),
    ).rejects.toMatchObject({ errorCode: 'invalid_client', errorNo: 7_000_215 });
    const elsewhere = confidential().acquireTokenByRefreshToken({
      refreshToken: platform.credentials().identity.refreshToken,
      authority: `${url}/textilesrimac.onmicrosoft.com`,
      scopes: graphScopes,
    });
    await expect(elsewhere).rejects.toMatchObject({
      errorCode: 'invalid_grant',
      subError: 'consent_required',
    });
  });
});

describe('@azure/identity, unmodified, over HTTPS', () => {
  const options = () => ({ authorityHost: url, disableInstanceDiscovery: true });

  test('signs in by secret and by certificate', async () => {
    const bySecret = new ClientSecretCredential(own.tenantId, own.clientId, own.clientSecret, options());
    expect(await statusAt((await bySecret.getToken(partnerCenterScopes)).token)).toBe(200);
    const { pem, privateKey } = await registeredCertificate();
    const byCertificate = new ClientCertificateCredential(
      own.tenantId,
      own.clientId,
      { certificate: `${privateKey}${pem}` },
      options(),
    );
    expect(await statusAt((await byCertificate.getToken(partnerCenterScopes)).token)).toBe(200);
  });
});

const hardCoded = `
const { tenantId, clientId, clientSecret } = JSON.parse(process.env.IDENTITY);
const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope: 'https://api.partnercenter.microsoft.com/.default' };
const answer = await fetch('https://login.microsoftonline.com/' + tenantId + '/oauth2/v2.0/token', { method: 'POST', body: new URLSearchParams(form) });
const { access_token } = await answer.json();
const customers = await fetch('https://api.partnercenter.microsoft.com/v1/customers?size=1', { headers: { authorization: 'Bearer ' + access_token } });
const { totalCount } = await customers.json();
const outside = await fetch('https://example.com/').then((response) => response.status, (error) => String(error.cause?.message ?? error));
console.log(JSON.stringify({ token: answer.status, customers: customers.status, totalCount, outside }));
`;

describe('tenantry-mock --https', () => {
  test('leads a client to itself whose hosts are fixed, by HTTPS_PROXY and a CA file alone', async () => {
    const cli = join(import.meta.dirname, '../packages/mock-server/src/cli.ts');
    const options = ['--https', '--ca-folder', folder, '--port', '0', '--json', '--seed', 'demo-latam'];
    const server = spawn(process.execPath, ['--conditions=tenantry-source', cli, ...options]);
    try {
      const [line] = (await once(server.stdout, 'data')) as [Buffer];
      const told = JSON.parse(String(line)) as { url: string; admin: string; ca: string };
      expect(told.url).toMatch(/^https:\/\/localhost:\d+$/);
      expect(statSync(join(folder, 'tenantry-ca-private.pem')).mode & 0o077).toBe(0);
      const plain = told.url.replace('https:', 'http:').replace('localhost', '127.0.0.1');
      const credentials = (await (
        await fetch(`${plain}/_tenantry/credentials`)
      ).json()) as PlatformCredentials;
      const child = spawn(process.execPath, ['--input-type=module', '--eval', hardCoded], {
        env: {
          ...process.env,
          IDENTITY: JSON.stringify(credentials.identity),
          HTTPS_PROXY: plain,
          NO_PROXY: '',
          NODE_EXTRA_CA_CERTS: told.ca,
          NODE_USE_ENV_PROXY: '1',
        },
      });
      const [output, problems] = await Promise.all([text(child.stdout), text(child.stderr)]);
      expect(output, problems).not.toBe('');
      expect(JSON.parse(output)).toMatchObject({
        token: 200,
        customers: 200,
        totalCount: expect.any(Number),
        // The proxy leads nowhere else; secure-front.test.ts sees its 403.
        outside: expect.any(String),
      });
    } finally {
      server.kill('SIGTERM');
      await once(server, 'close');
    }
  });
});
