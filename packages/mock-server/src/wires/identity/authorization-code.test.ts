import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import {
  authorize,
  callPartnerCenter,
  code,
  own,
  platform,
  redeem,
  refused,
  send,
  token,
} from '../../../../../test/identity-world.ts';
import { claimsOf, partnerCenter, redirectUri } from './identity-caller.ts';

afterEach(() => platform.reset());

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
