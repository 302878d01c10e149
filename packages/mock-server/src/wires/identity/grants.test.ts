import { createHash } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { issueAccessToken } from '../../domain/partners/access-token.ts';
import { createPlatform } from '../../index.ts';
import { claimsOf, identityCaller, partnerCenter, redirectUri } from './identity-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { own, send, token, authorize, code, redeem, callPartnerCenter } = identityCaller(platform);
afterEach(() => platform.reset());

const application = { grant_type: 'client_credentials', scope: `${partnerCenter}/.default` };

/** The AADSTS numbers of a refusal, with its status and error. */
async function refused(answer: ReturnType<typeof send>) {
  const { status, body } = await answer;
  return [status, body.error, ...((body.error_codes as number[] | undefined) ?? [])];
}

describe('discovery', () => {
  test('describes both versions of a tenant, by id and by domain', async () => {
    const { body } = await send('/latamcloud.example/v2.0/.well-known/openid-configuration');
    expect(body).toMatchObject({
      issuer: `https://login.microsoftonline.com/${own.tenantId}/v2.0`,
      token_endpoint: `https://login.microsoftonline.com/${own.tenantId}/oauth2/v2.0/token`,
    });
    const first = await send(`/${own.tenantId}/.well-known/openid-configuration`);
    expect(first.body).toMatchObject({
      issuer: `https://sts.windows.net/${own.tenantId}/`,
      jwks_uri: `https://login.microsoftonline.com/${own.tenantId}/discovery/keys`,
    });
    const any = await send('/common/v2.0/.well-known/openid-configuration');
    expect(any.body.issuer).toBe('https://login.microsoftonline.com/{tenantid}/v2.0');
  });

  test('tells hosts that are one cloud, its own among them', async () => {
    const { body } = await send(
      '/common/discovery/instance?api-version=1.1&authorization_endpoint=https://localhost:4010/common/oauth2/v2.0/authorize',
    );
    const aliases = (body.metadata as { aliases: string[] }[]).flatMap((each) => each.aliases);
    expect(aliases).toEqual(expect.arrayContaining(['localhost:4010', 'login.microsoftonline.com']));
  });

  test('gives keys that a third party checks tokens with', async () => {
    const keys = await send(`/${own.tenantId}/discovery/v2.0/keys`);
    expect((await send(`/${own.tenantId}/discovery/keys`)).body).toEqual(keys.body);
    const { body } = await token(application);
    const { payload } = await jwtVerify(
      String(body.access_token),
      createLocalJWKSet(keys.body as unknown as JSONWebKeySet),
      { currentDate: new Date(platform.world.clock.now()), audience: partnerCenter, algorithms: ['RS256'] },
    );
    expect(payload.tid).toBe(own.tenantId);
  });
});

describe('client credentials', () => {
  test('give an application a token that Partner Center takes', async () => {
    const { status, body } = await token(application);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3_600 });
    expect(body).not.toHaveProperty('refresh_token');
    const now = Math.floor(platform.world.clock.now() / 1_000);
    expect(claimsOf(body.access_token)).toMatchObject({
      aud: partnerCenter,
      iss: `https://sts.windows.net/${own.tenantId}/`,
      iat: now,
      nbf: now,
      exp: now + 3_600,
      appid: own.clientId,
      appidacr: '1',
      tid: own.tenantId,
      ver: '1.0',
    });
    expect(claimsOf(body.access_token)).not.toHaveProperty('scp');
    expect((await callPartnerCenter(String(body.access_token))).status).toBe(200);
  });

  test('answer in strings in version 1, also for the retired directory API', async () => {
    const { body } = await token(
      { grant_type: 'client_credentials', resource: 'https://graph.windows.net' },
      own.tenantId,
      1,
    );
    expect(body).toMatchObject({
      expires_in: '3600',
      ext_expires_in: '3600',
      resource: 'https://graph.windows.net',
      expires_on: expect.any(String),
      not_before: expect.any(String),
    });
    expect((await callPartnerCenter(String(body.access_token))).status).toBe(200);
  });

  test('are taken in a Basic header too', async () => {
    const basic = Buffer.from(`${own.clientId}:${encodeURIComponent(own.clientSecret)}`).toString('base64');
    const { status } = await send(`/${own.tenantId}/oauth2/v2.0/token`, application, {
      authorization: `Basic ${basic}`,
    });
    expect(status).toBe(200);
  });

  test('are refused when they are wrong', async () => {
    const path = `/${own.tenantId}/oauth2/v2.0/token`;
    expect(await refused(token({ ...application, client_secret: 'wrong' }))).toEqual([
      401,
      'invalid_client',
      7000215,
    ]);
    expect(await refused(send(path, { ...application, client_id: own.clientId }))).toEqual([
      401,
      'invalid_client',
      7000218,
    ]);
    expect(await refused(send(path, application))).toEqual([400, 'invalid_request', 900144]);
    expect(await refused(send(path, {}))).toEqual([400, 'invalid_request', 900144]);
    expect(await refused(token({ ...application, client_id: own.tenantId }))).toEqual([
      400,
      'unauthorized_client',
      700016,
    ]);
    expect(await refused(token(application, 'nowhere.example'))).toEqual([400, 'invalid_request', 90002]);
    expect(await refused(token(application, 'common'))).toEqual([400, 'invalid_request', 90002]);
    expect(await refused(token(application, 'ecositiomarket.onmicrosoft.com'))).toEqual([
      400,
      'unauthorized_client',
      700016,
    ]);
    expect(await refused(token({ ...application, scope: `${partnerCenter}/user_impersonation` }))).toEqual([
      400,
      'invalid_scope',
      70011,
    ]);
    expect(await refused(token({ ...application, scope: 'https://nothing.example/.default' }))).toEqual([
      400,
      'invalid_resource',
      500011,
    ]);
    expect(await refused(token({ grant_type: 'client_credentials' }, own.tenantId, 1))).toEqual([
      400,
      'invalid_request',
      900144,
    ]);
    expect(await refused(token({ grant_type: 'saml' }))).toEqual([400, 'unsupported_grant_type', 70003]);
    platform.advance('P11Y');
    expect(await refused(token(application))).toEqual([401, 'invalid_client', 7000222]);
  });

  test('say what support asks for', async () => {
    const { body } = await send(
      `/${own.tenantId}/oauth2/v2.0/token`,
      { ...application, client_id: own.clientId, client_secret: 'wrong' },
      { 'client-request-id': 'c0ffee00-0000-4000-8000-000000000000' },
    );
    expect(body).toMatchObject({
      error_description: expect.stringMatching(
        /^AADSTS7000215: .* Trace ID: \S+ Correlation ID: \S+ Timestamp: /,
      ),
      timestamp: '2026-11-20 10:00:00Z',
      correlation_id: 'c0ffee00-0000-4000-8000-000000000000',
      trace_id: expect.any(String),
    });
    expect(JSON.stringify(body)).not.toContain('wrong');
  });
});

describe('an authorization code', () => {
  test('with PKCE gives tokens of a user', async () => {
    const verifier = 'a-verifier-that-is-long-enough-to-be-one-of-pkce';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const given = await code({ code_challenge: challenge, code_challenge_method: 'S256', nonce: 'n-1' });
    expect(await refused(redeem(given, { code_verifier: 'another' }))).toEqual([
      400,
      'invalid_grant',
      501481,
    ]);
    expect(await refused(redeem(given))).toEqual([400, 'invalid_grant', 501481]);
    const { body } = await redeem(given, { code_verifier: verifier, client_info: '1' });
    expect(body).toMatchObject({ scope: expect.stringContaining(`${partnerCenter}/user_impersonation`) });
    expect(claimsOf(body.access_token)).toMatchObject({
      amr: ['pwd', 'mfa'],
      scp: 'user_impersonation',
      upn: own.username,
      appidacr: '1',
    });
    expect(claimsOf(body.id_token)).toMatchObject({ aud: own.clientId, nonce: 'n-1', ver: '2.0' });
    expect(JSON.parse(Buffer.from(String(body.client_info), 'base64url').toString())).toMatchObject({
      utid: own.tenantId,
    });
    expect((await callPartnerCenter(String(body.access_token))).status).toBe(200);
  });

  test('works once, for ten minutes, at its own address', async () => {
    const used = await code();
    expect((await redeem(used)).status).toBe(200);
    expect(await refused(redeem(used))).toEqual([400, 'invalid_grant', 54005]);
    const elsewhere = await code();
    expect(await refused(redeem(elsewhere, { redirect_uri: 'http://localhost' }))).toEqual([
      400,
      'invalid_grant',
      500112,
    ]);
    const late = await code();
    platform.advance('PT10M');
    expect(await refused(redeem(late))).toEqual([400, 'invalid_grant', 70008]);
    expect(await refused(redeem('nothing'))).toEqual([400, 'invalid_grant', 70000]);
    expect(await refused(token({ grant_type: 'authorization_code' }))).toEqual([
      400,
      'invalid_request',
      900144,
    ]);
  });

  test('is asked for on a page that wants no password', async () => {
    const path = `/${own.tenantId}/oauth2/authorize?client_id=${own.clientId}&response_type=code&redirect_uri=${encodeURIComponent(redirectUri)}&state=%22%3E%3Cscript%3E`;
    const { text, status } = await send(path);
    expect(status).toBe(200);
    expect(text).toContain('soporte@latamcloud.example');
    expect(text).not.toMatch(/type="password"|<script>/);
    const post = await authorize({ response_mode: 'form_post', state: 's' });
    expect(post.text).toContain(`action="${redirectUri}"`);
    expect((await authorize({ response_mode: 'fragment' })).location?.hash).toContain('code=');
  });

  test('goes to addresses of the application only', async () => {
    expect(await refused(authorize({ redirect_uri: 'https://evil.example' }))).toEqual([
      400,
      'invalid_request',
      50011,
    ]);
    expect(await refused(authorize({ client_id: own.tenantId }))).toEqual([
      400,
      'unauthorized_client',
      700016,
    ]);
    expect((await authorize({ redirect_uri: 'http://localhost:51234' })).location?.port).toBe('51234');
    const problem = async (query: Record<string, string>) => (await authorize(query)).location?.searchParams;
    expect((await problem({ login_hint: 'nobody@latamcloud.example' }))?.get('error_description')).toContain(
      'AADSTS50034',
    );
    expect((await problem({ response_type: 'token', state: 'x' }))?.get('state')).toBe('x');
    const silent = await send(
      `/${own.tenantId}/oauth2/v2.0/authorize?client_id=${own.clientId}&response_type=code&prompt=none&redirect_uri=${encodeURIComponent(redirectUri)}`,
    );
    expect(silent.location?.searchParams.get('error')).toBe('login_required');
  });
});

describe('a refresh token', () => {
  const refresh = (refreshToken: unknown, form: Record<string, string> = {}, tenant = own.tenantId) =>
    token(
      {
        grant_type: 'refresh_token',
        refresh_token: String(refreshToken),
        scope: `${partnerCenter}/.default`,
        ...form,
      },
      tenant,
    );

  test('rotates; the old one works once more', async () => {
    const first = (await redeem(await code())).body.refresh_token;
    const second = (await refresh(first)).body.refresh_token;
    expect(second).not.toBe(first);
    expect((await refresh(first)).status).toBe(200);
    expect(await refused(refresh(first))).toEqual([400, 'invalid_grant', 70000]);
    expect((await refresh(second)).status).toBe(200);
  });

  test('ends after 90 days without use', async () => {
    const first = (await redeem(await code())).body.refresh_token;
    platform.advance('P89D');
    const second = (await refresh(first)).body.refresh_token;
    platform.advance('P89D');
    const third = (await refresh(second)).body.refresh_token;
    platform.advance('P90D');
    expect(await refused(refresh(third))).toEqual([400, 'invalid_grant', 700082]);
  });

  test('that the credentials tell works at once, and is replaced when used up', async () => {
    const { refreshToken } = platform.credentials().identity;
    expect((await refresh(refreshToken, { resource: partnerCenter })).status).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(200);
    expect(await refused(refresh(refreshToken))).toEqual([400, 'invalid_grant', 70000]);
    const next = platform.credentials().identity.refreshToken;
    expect(next).not.toBe(refreshToken);
    expect((await refresh(next)).status).toBe(200);
  });

  test('is struck by the operator as by a change of password', async () => {
    const { refreshToken } = platform.credentials().identity;
    await platform.fetch('https://tenantry.test/_tenantry/access-tokens/revoke', {
      method: 'POST',
      body: JSON.stringify({ token: refreshToken }),
    });
    expect(await refused(refresh(refreshToken))).toEqual([400, 'invalid_grant', 50173]);
  });

  test('reaches a customer’s tenant with consent and GDAP, and not without', async () => {
    const graph = { scope: 'https://graph.microsoft.com/.default' };
    const { refreshToken } = platform.credentials().identity;
    const customer = 'textilesrimac.onmicrosoft.com';
    expect(await refused(refresh(refreshToken, graph, customer))).toEqual([400, 'invalid_grant', 65001]);
    expect((await refresh(refreshToken, graph, customer)).body.suberror).toBe('consent_required');
    const consented = await send(
      `/${customer}/adminconsent?client_id=${own.clientId}&state=7&redirect_uri=${encodeURIComponent(redirectUri)}`,
    );
    expect(consented.location?.searchParams.get('admin_consent')).toBe('True');
    const answer = await refresh(refreshToken, graph, customer);
    const claims = claimsOf(answer.body.access_token);
    expect(claims).toMatchObject({
      idp: `https://sts.windows.net/${own.tenantId}/`,
      wids: expect.any(Array),
    });
    expect(claims.tid).not.toBe(own.tenantId);
    platform.advance('P3Y');
    const { location } = await authorize({});
    const later = (await redeem(location?.searchParams.get('code') ?? '')).body.refresh_token;
    expect(await refused(refresh(later, graph, 'museodelsur.onmicrosoft.com'))).toEqual([
      400,
      'invalid_grant',
      65001,
    ]);
    await send(`/museodelsur.onmicrosoft.com/adminconsent?client_id=${own.clientId}`);
    expect(await refused(refresh(later, graph, 'museodelsur.onmicrosoft.com'))).toEqual([
      400,
      'invalid_grant',
      50020,
    ]);
  });

  test('meets conditional access', async () => {
    const { refreshToken } = platform.credentials().identity;
    const set = (conditionalAccess: typeof platform.world.settings.conditionalAccess) => {
      platform.world.settings = { ...platform.world.settings, conditionalAccess };
    };
    set('enrolment');
    expect(await refused(refresh(refreshToken))).toEqual([400, 'invalid_grant', 50079]);
    expect((await refresh(refreshToken)).body.claims).toContain('capolids');
    set('outside-check');
    expect(await refused(refresh(refreshToken))).toEqual([400, 'invalid_grant', 50158]);
    set('blocked');
    expect(await refused(refresh(refreshToken))).toEqual([400, 'invalid_grant', 53003]);
    set('multi-factor');
    expect((await refresh(refreshToken)).status).toBe(200);
    expect(await refused(redeem(await code({ multi_factor: 'no' })))).toEqual([400, 'invalid_grant', 50076]);
  });
});

describe('a device code', () => {
  const start = { client_id: own.publicClientId, scope: `${partnerCenter}/.default offline_access` };
  const begin = async () => (await send(`/${own.tenantId}/oauth2/v2.0/devicecode`, start)).body;
  const poll = (device_code: unknown) =>
    send(`/${own.tenantId}/oauth2/v2.0/token`, {
      client_id: own.publicClientId,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: String(device_code),
    });
  const decide = (user_code: unknown, form: Record<string, string> = {}) =>
    send(`/${own.tenantId}/oauth2/deviceauth`, {
      user_code: String(user_code),
      username: own.username,
      ...form,
    });

  test('waits, is approved, and works once', async () => {
    const { device_code, user_code, message, expires_in, interval } = await begin();
    expect({ expires_in, interval }).toEqual({ expires_in: 900, interval: 5 });
    expect(message).toContain(String(user_code));
    expect(await refused(poll(device_code))).toEqual([400, 'authorization_pending', 70016]);
    expect((await send(`/${own.tenantId}/oauth2/deviceauth`)).text).toContain('Enter code');
    expect((await send(`/${own.tenantId}/oauth2/deviceauth?user_code=${String(user_code)}`)).text).toContain(
      'Tenantry command line',
    );
    expect((await decide(user_code)).text).toContain('Signed in');
    const { body } = await poll(device_code);
    expect(claimsOf(body.access_token)).toMatchObject({ appidacr: '0', scp: 'user_impersonation' });
    expect(body).toHaveProperty('refresh_token');
    expect(await refused(poll(device_code))).toEqual([400, 'invalid_grant', 54005]);
  });

  test('is declined, runs out, or was never given', async () => {
    const declined = await begin();
    await decide(declined.user_code, { decision: 'decline' });
    expect(await refused(poll(declined.device_code))).toEqual([400, 'authorization_declined', 70017]);
    const late = await begin();
    platform.advance('PT15M');
    expect(await refused(poll(late.device_code))).toEqual([400, 'expired_token', 70020]);
    expect(await refused(decide(late.user_code))).toEqual([400, 'invalid_grant', 70019]);
    expect(await refused(poll('nothing'))).toEqual([400, 'invalid_grant', 70000]);
  });

  test('has its own names in version 1', async () => {
    const { body } = await send(`/${own.tenantId}/oauth2/devicecode`, {
      client_id: own.publicClientId,
      resource: partnerCenter,
    });
    expect(body).toMatchObject({
      expires_in: '900',
      verification_url: expect.stringContaining('/oauth2/deviceauth'),
    });
    await decide(body.user_code);
    const answer = await send(`/${own.tenantId}/oauth2/token`, {
      client_id: own.publicClientId,
      grant_type: 'device_code',
      code: String(body.device_code),
      resource: partnerCenter,
    });
    expect(answer.body).toMatchObject({
      expires_in: '3600',
      resource: partnerCenter,
      scope: 'user_impersonation',
    });
  });
});

describe('on behalf of', () => {
  const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const behalf = (assertion: string) =>
    token({
      grant_type: grant,
      requested_token_use: 'on_behalf_of',
      assertion,
      scope: `${partnerCenter}/.default`,
    });

  test('takes a token that was for the application itself', async () => {
    const { body } = await redeem(await code({ scope: `api://${own.clientId}/access_as_user` }));
    expect(claimsOf(body.access_token).aud).toBe(`api://${own.clientId}`);
    const answer = await behalf(String(body.access_token));
    expect(claimsOf(answer.body.access_token)).toMatchObject({
      aud: partnerCenter,
      upn: own.username,
      amr: ['pwd', 'mfa'],
    });
    platform.advance('PT60M');
    expect(await refused(behalf(String(body.access_token)))).toEqual([400, 'invalid_grant', 500133]);
  });

  test('takes no other token', async () => {
    const provider = 100_001;
    const issued = (claims: object) =>
      issueAccessToken(platform.world, {
        companyId: provider,
        username: own.username,
        signIn: 'user',
        multiFactor: true,
        ...claims,
      }).token;
    expect(await refused(behalf(issued({})))).toEqual([400, 'invalid_grant', 50013]);
    expect(
      await refused(behalf(issued({ audience: own.clientId, username: 'nobody@latamcloud.example' }))),
    ).toEqual([400, 'invalid_grant', 50013]);
    expect(await refused(behalf('no-token'))).toEqual([400, 'invalid_grant', 50013]);
  });
});

describe('a password', () => {
  const signIn = (username: string) =>
    token({ grant_type: 'password', username, password: 'wrong', scope: `${partnerCenter}/.default` });

  test('is refused always', async () => {
    expect(await refused(signIn('nobody@latamcloud.example'))).toEqual([400, 'invalid_grant', 50034]);
    expect(await refused(signIn(own.username))).toEqual([400, 'invalid_grant', 50076]);
    expect(await refused(signIn('admin@textilesrimac.onmicrosoft.com'))).toEqual([
      400,
      'invalid_grant',
      50126,
    ]);
  });
});
