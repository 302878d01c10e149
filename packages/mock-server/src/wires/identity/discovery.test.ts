import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { application, own, platform, send, token } from '../../../../../test/identity-world.ts';
import { partnerCenter } from './identity-caller.ts';

afterEach(() => platform.reset());

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
