import { decodeProtectedHeader, exportPKCS8, generateKeyPair, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { failing, fakeAuthority, refused } from '../../../../test/fake-authority.ts';
import { AuthenticationError, RateLimitError, ServerError, ValidationError } from '../http/index.ts';
import { clouds } from './clouds.ts';
import { EntraApplication } from './entra-application.ts';
import type { EntraApplicationOptions } from './entra-application-options.ts';

const graph = 'https://graph.microsoft.com';
const minute = 60_000;

function application(authority = fakeAuthority(), options: Partial<EntraApplicationOptions> = {}) {
  return new EntraApplication({
    tenantId: 'partner',
    clientId: 'client',
    ...('certificate' in options ? {} : { clientSecret: 'the-secret' }),
    ...authority.options,
    ...options,
  });
}

describe('a token of the application alone', () => {
  test('is asked for by form at the v2 endpoint, with the default scope of the resource', async () => {
    const authority = fakeAuthority();
    expect(await application(authority).accessToken(graph)).toBe('access-1');
    const [request] = authority.requests;
    expect(request).toMatchObject({ tenant: 'partner', endpoint: 'token' });
    expect(request?.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(request?.form ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client',
      client_secret: 'the-secret',
      scope: 'https://graph.microsoft.com/.default',
    });
  });

  test.each([
    ['https://graph.microsoft.com/', 'https://graph.microsoft.com/.default'],
    ['https://graph.microsoft.com/.default', 'https://graph.microsoft.com/.default'],
    ['https://graph.microsoft.com/User.Read', 'https://graph.microsoft.com/User.Read'],
    ['fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd', 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd/.default'],
    ['api://billing', 'api://billing/.default'],
    ['openid profile', 'openid profile'],
  ])('for %s has the scope %s', async (resource, scope) => {
    const authority = fakeAuthority();
    await application(authority).accessToken(resource);
    expect(authority.requests[0]?.form.get('scope')).toBe(scope);
  });

  test('is kept by tenant and scope, and asked for once by all who wait', async () => {
    const authority = fakeAuthority();
    const own = application(authority);
    const customer = own.forCustomer('customer');
    const tokens = await Promise.all(
      [own, own, customer, customer].flatMap((each) => [
        each.accessToken(graph),
        each.accessToken('https://api.partnercenter.microsoft.com'),
      ]),
    );
    expect(new Set(tokens).size).toBe(4);
    expect(authority.requests.map(({ tenant }) => tenant).sort()).toEqual([
      'customer',
      'customer',
      'partner',
      'partner',
    ]);
    await own.accessToken(`${graph}/.default`);
    expect(authority.requests).toHaveLength(4);
  });

  test('is renewed five minutes before its end: one request, and nobody waits for it', async () => {
    const authority = fakeAuthority();
    const own = application(authority);
    await own.accessToken(graph);
    authority.clock.now += 55 * minute - 1;
    await own.accessToken(graph);
    expect(authority.requests).toHaveLength(1);
    authority.clock.now += 1;
    let open: () => void = () => undefined;
    authority.gate = new Promise((resolve) => {
      open = resolve;
    });
    expect(await Promise.all(Array.from({ length: 50 }, () => own.accessToken(graph)))).toEqual(
      Array(50).fill('access-1'),
    );
    await expect.poll(() => authority.requests.length).toBe(2);
    expect(await own.accessToken(graph)).toBe('access-1');
    open();
    await expect.poll(() => own.accessToken(graph)).toBe('access-2');
    expect(authority.requests).toHaveLength(2);
  });

  test('that could not be renewed early serves to its end, and is then renewed', async () => {
    const authority = fakeAuthority();
    const lines: unknown[] = [];
    const logger = { debug: () => undefined, warn: (...line: unknown[]) => lines.push(line) };
    const own = application(authority, { logger });
    await own.accessToken(graph);
    authority.clock.now += 56 * minute;
    authority.turns.push(() => refused(90033, 'temporarily_unavailable', 400));
    authority.turns.push(() => new Response('', { status: 500 }));
    authority.turns.push(() => new Response('', { status: 500 }));
    expect(await own.accessToken(graph)).toBe('access-1');
    await expect.poll(() => JSON.stringify(lines)).toContain('not renewed early');
    expect(authority.requests).toHaveLength(4);
    expect(await own.accessToken(graph)).toBe('access-1');
    expect(authority.requests).toHaveLength(4);
    authority.clock.now += 4 * minute;
    expect(await own.accessToken(graph)).toBe('access-2');
  });

  test.each(['3600', 3_600])('lives for %j seconds, as text of v1 or as a number', async (lifeSeconds) => {
    const authority = fakeAuthority({ lifeSeconds });
    const own = application(authority);
    await own.accessToken(graph);
    authority.clock.now += 54 * minute;
    expect(await own.accessToken(graph)).toBe('access-1');
    authority.clock.now += 6 * minute;
    expect(await own.accessToken(graph)).toBe('access-2');
  });

  test('of a short life is renewed at its half, not by each call', async () => {
    const authority = fakeAuthority({ lifeSeconds: 60 });
    const own = application(authority);
    await own.accessToken(graph);
    authority.clock.now += 29_000;
    await own.accessToken(graph);
    expect(authority.requests).toHaveLength(1);
  });

  test('is asked for again after a lost connection and a 503, and what failed is not remembered', async () => {
    const authority = fakeAuthority();
    authority.turns.push(() => Promise.reject(new TypeError('fetch failed')));
    authority.turns.push(() => new Response('<html>', { status: 503 }));
    expect(await application(authority).accessToken(graph)).toBe('access-1');
    const own = application(authority);
    authority.turns.push(() => refused(7000215, 'invalid_client', 401));
    await failing(own.accessToken(graph));
    expect(await own.accessToken(graph)).toBe('access-2');
  });
});

describe('a certificate', () => {
  const audience = 'https://login.microsoftonline.com/partner/oauth2/v2.0/token';
  const sha1 = 'A0:B1:C2:D3:E4:F5:06:17:28:39:4A:5B:6C:7D:8E:9F:A0:B1:C2:D3';

  test.each([
    ['RS256', 'x5t', sha1, 'PEM'],
    ['PS256', 'x5t#S256', 'ab'.repeat(32), 'PEM'],
    ['RS256', 'x5t#S256', 'ab'.repeat(32), 'CryptoKey'],
  ] as const)('signs an assertion with %s and %s', async (algorithm, header, thumbprint, kind) => {
    const { privateKey: key, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    const privateKey = kind === 'PEM' ? await exportPKCS8(key) : key;
    const authority = fakeAuthority();
    const own = application(authority, { certificate: { privateKey, thumbprint } });
    await own.accessToken(graph);
    await own.accessToken(graph, { renew: true });
    const [first, second] = authority.requests.map(({ form }) => form);
    expect(first?.get('client_secret')).toBeNull();
    expect(first?.get('client_assertion_type')).toBe(
      'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    );
    const { payload, protectedHeader } = await jwtVerify(first?.get('client_assertion') ?? '', publicKey, {
      audience,
      issuer: 'client',
      subject: 'client',
      algorithms: [algorithm],
      currentDate: new Date(authority.clock.now),
    });
    expect((payload.exp ?? 0) - (payload.nbf ?? 0)).toBe(600);
    expect(protectedHeader[header]).toBe(
      Buffer.from(thumbprint.replaceAll(':', ''), 'hex').toString('base64url'),
    );
    const again = await jwtVerify(second?.get('client_assertion') ?? '', publicKey, {
      currentDate: new Date(authority.clock.now),
    });
    expect(again.payload.jti).not.toBe(payload.jti);
  });

  test('given itself needs no thumbprint', async () => {
    const { privateKey } = await generateKeyPair('PS256');
    const authority = fakeAuthority();
    const pem = '-----BEGIN CERTIFICATE-----\nAAEC\nAw==\n-----END CERTIFICATE-----\n';
    await application(authority, { certificate: { privateKey, x5c: [pem] } }).accessToken(graph);
    const { x5c, ...header } = decodeProtectedHeader(
      authority.requests[0]?.form.get('client_assertion') ?? '',
    );
    expect(x5c).toEqual(['AAECAw==']);
    const digest = await crypto.subtle.digest('SHA-256', Uint8Array.of(0, 1, 2, 3));
    expect(header).toMatchObject({ alg: 'PS256', 'x5t#S256': Buffer.from(digest).toString('base64url') });
  });

  test.each([
    ['both', { clientSecret: 's', certificate: { privateKey: 'BEGIN PRIVATE KEY', thumbprint: sha1 } }],
    ['neither', { clientSecret: undefined }],
    ['no thumbprint', { certificate: { privateKey: 'BEGIN PRIVATE KEY' } }],
    ['a bad thumbprint', { certificate: { privateKey: 'BEGIN PRIVATE KEY', thumbprint: 'a0' } }],
    ['PKCS #1', { certificate: { privateKey: 'BEGIN RSA PRIVATE KEY', thumbprint: sha1 } }],
  ])('is refused at once with %s', (_, options) => {
    expect(() => application(fakeAuthority(), options as object)).toThrow(ValidationError);
  });
});

test('a secret may come from a vault, each time anew', async () => {
  const authority = fakeAuthority();
  const secrets = ['first', 'second'];
  const own = application(authority, { clientSecret: async () => secrets.shift() ?? '' });
  await own.accessToken(graph);
  await own.accessToken(graph, { renew: true });
  expect(authority.requests.map(({ form }) => form.get('client_secret'))).toEqual(['first', 'second']);
});

test.each([
  ['public', 'login.microsoftonline.com'],
  ['usGovernment', 'login.microsoftonline.us'],
  ['china', 'login.partner.microsoftonline.cn'],
] as const)('the cloud %s signs in at %s', async (name, host) => {
  const urls: string[] = [];
  const authority = fakeAuthority();
  const fetch = (url: string, init: RequestInit) => {
    urls.push(url);
    return authority.options.fetch(url, init);
  };
  await application(authority, { fetch, cloud: clouds[name] }).accessToken(graph);
  expect(urls).toEqual([`https://${host}/partner/oauth2/v2.0/token`]);
});

describe('a refusal', () => {
  test.each([
    [7000215, 'invalid_client', 401, 'not its id'],
    [7000222, 'invalid_client', 401, 'expired'],
    [7000218, 'invalid_client', 401, 'certificate'],
    [700016, 'unauthorized_client', 400, 'consent'],
    [90002, 'invalid_request', 400, 'tenantId'],
    [65001, 'invalid_grant', 400, 'consent'],
    [50076, 'interaction_required', 400, 'second factor'],
    [53003, 'invalid_grant', 400, 'conditional access'],
    [500011, 'invalid_resource', 400, 'resource'],
  ])(
    'AADSTS%i is told by its code, with ids for support and what to do',
    async (number, name, status, advice) => {
      const authority = fakeAuthority();
      authority.turns.push(() => refused(number, name, status));
      const error = await failing(application(authority).accessToken(graph));
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error).toMatchObject({
        platform: 'identity',
        operation: 'signInApplication',
        code: `AADSTS${number}`,
        status,
        correlationId: 'correlation-1',
        traceId: 'trace-1',
        solution: expect.stringContaining(advice),
        message: `identity signInApplication: AADSTS${number}: It was refused.`,
      });
      expect(authority.requests).toHaveLength(1);
    },
  );

  test('without a number is told by its OAuth name; claims that are asked for are passed on', async () => {
    const authority = fakeAuthority();
    authority.turns.push(() => Response.json({ error: 'invalid_target' }, { status: 400 }));
    const own = application(authority);
    expect(await failing(own.accessToken(graph))).toMatchObject({ code: 'invalid_target' });
    const claims = '{"access_token":{"capolids":{"essential":true}}}';
    authority.turns.push(() => refused(50076, 'invalid_grant', 400, { claims }));
    expect((await failing(own.accessToken(graph))).solution).toContain(claims);
  });

  test('429 and 5xx keep their kinds; what is no token is no success', async () => {
    const authority = fakeAuthority();
    const own = application(authority);
    const busy = () => new Response('{}', { status: 429, headers: { 'retry-after': '900' } });
    authority.turns.push(busy);
    expect(await failing(own.accessToken(graph))).toBeInstanceOf(RateLimitError);
    authority.clock.now += 900_000;
    authority.turns.push(...Array.from({ length: 3 }, () => () => new Response('', { status: 502 })));
    expect(await failing(own.accessToken(graph))).toBeInstanceOf(ServerError);
    authority.turns.push(() => new Response('<html>Log in to the wireless network</html>'));
    expect(await failing(own.accessToken(graph))).toMatchObject({ code: 'identity.no_token' });
  });
});
