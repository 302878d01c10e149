import { afterEach, describe, expect, test } from 'vitest';
import { code, own, platform, redeem, refused, token } from '../../../../../test/identity-world.ts';
import { issueAccessToken } from '../../domain/partners/access-token.ts';
import { claimsOf, partnerCenter } from './identity-caller.ts';

afterEach(() => platform.reset());

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
