import { afterEach, describe, expect, test } from 'vitest';
import {
  authorize,
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
