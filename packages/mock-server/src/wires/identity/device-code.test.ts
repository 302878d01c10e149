import { afterEach, describe, expect, test } from 'vitest';
import { own, platform, refused, send } from '../../../../../test/identity-world.ts';
import { claimsOf, partnerCenter } from './identity-caller.ts';

afterEach(() => platform.reset());

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
