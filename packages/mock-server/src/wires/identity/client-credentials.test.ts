import { afterEach, describe, expect, test } from 'vitest';
import {
  application,
  callPartnerCenter,
  own,
  platform,
  refused,
  send,
  token,
} from '../../../../../test/identity-world.ts';
import { claimsOf, partnerCenter } from './identity-caller.ts';

afterEach(() => platform.reset());

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
