import type { SignIn } from '../domain/actor.ts';
import { addCertificate, registerApplication } from '../domain/identity/application.ts';
import { revokeRefreshToken } from '../domain/identity/refresh-token.ts';
import { revokeAccessToken } from '../domain/identity/verify-token.ts';
import { issueAccessToken } from '../domain/partners/access-token.ts';
import { type Partner, partners } from '../domain/partners/partner.ts';
import { Refusal } from '../domain/refusal.ts';
import type { NewAccessToken, NewApplication } from '../generated/admin.gen.ts';
import type { Call, OperationHandler } from '../http/wire.ts';
import { isoOf } from '../kernel/calendar.ts';
import type { World } from '../world.ts';

/** What a test does to the simulated authority from outside. */
export const identityOperations = {
  issueAccessToken: ({ world, body }: Call<NewAccessToken>) => {
    const signIn: SignIn = body.signIn === 'application' ? 'application' : 'user';
    const { multiFactor = signIn === 'user', company, username = 'test@tenantry.example', ...wanted } = body;
    const { token, expiresAt } = issueAccessToken(world, {
      ...wanted,
      companyId: company ?? theProvider(world).companyId,
      username,
      signIn,
      multiFactor,
    });
    return { accessToken: token, expiresAt: isoOf(expiresAt) };
  },
  revokeToken: ({ world, body }: Call<{ token: string }>) => {
    if (!revokeRefreshToken(world, body.token)) revokeAccessToken(world, body.token);
  },
  registerApplication: ({ world, body }: Call<NewApplication>) => {
    const { tenant, permissions = [], tokenVersion, ...rest } = body;
    const { appId, tenantId, displayName } = registerApplication(world, {
      ...rest,
      tenantId: tenant ?? theProvider(world).tenantId,
      permissions: permissions.map(({ resourceAppId, scopes = [], roles = [] }) => ({
        resourceAppId,
        scopes,
        roles,
      })),
      ...(tokenVersion !== undefined && { tokenVersion: tokenVersion === 2 ? 2 : 1 }),
    });
    return { appId, tenantId, displayName };
  },
  addCertificate: ({ world, parameters, body }: Call<{ certificate: string }>) => {
    const { thumbprint, thumbprintSha256 } = addCertificate(world, parameters.appId ?? '', body.certificate);
    return { thumbprint, thumbprintSha256 };
  },
} satisfies Record<string, OperationHandler>;

function theProvider(world: World): Partner {
  const [provider] = world.store.of(partners).find('kind', 'indirect-provider');
  if (provider !== undefined) return provider;
  throw new Refusal('not-found', 'partner.unknown', 'This world has no provider; name a company.', 'company');
}
