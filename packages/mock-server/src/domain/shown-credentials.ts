import type { World } from '../world.ts';
import { type Credential, credentials } from './credentials.ts';
import { shownRefreshToken } from './identity/refresh-token.ts';
import { graphApi } from './identity/resource.ts';
import { signInRecords } from './identity/sign-in-record.ts';
import {
  integrationName,
  integrationOf,
  publicClientOf,
  signedToken,
  type WantedAccessToken,
} from './partners/access-token.ts';
import { type Partner, partners } from './partners/partner.ts';
import { realmSecretOf, simulatedPassword, simulatedSecret, subscriptionKeyOf } from './simulated-secrets.ts';

type Values = Readonly<Record<string, string | number>>;

/**
 * The test credentials of a world by platform, with the secrets that the world itself keeps as hashes only.
 * Tokens are signed now: signing makes the world's key, which takes longer than starting.
 */
export function shownCredentials(
  world: World,
  origin: string,
  options: { readonly tokens: boolean } = { tokens: true },
): Record<string, Values> {
  return Object.fromEntries(
    [...world.store.of(credentials).all()].map((credential) => [
      credential.platform,
      { baseUrl: origin, ...withSecrets(credential, secretsOf(world, origin, credential, options.tokens)) },
    ]),
  );
}

type Access = Partial<Pick<WantedAccessToken, 'audience' | 'scopes' | 'roles'>>;

const graphPermissions = [
  'DelegatedAdminRelationship.ReadWrite.All',
  'Directory.Read.All',
  'PartnerBilling.Read.All',
];
const graphAccess: Access = {
  audience: graphApi.identifiers[0],
  scopes: graphPermissions,
  roles: graphPermissions,
};

/** A user's name before its password; what a seed of one's own says stays. */
function withSecrets({ values }: Credential, secrets: Values): Values {
  const { username } = values;
  return { ...(username !== undefined && { username }), ...secrets, ...values };
}

function secretsOf(world: World, origin: string, { platform, values }: Credential, tokens: boolean): Values {
  if (platform === 'icp' || platform.startsWith('ingramPanels')) return { password: simulatedPassword };
  if (platform.startsWith('ingram')) return marketplaceSecretsOf(String(values.marketplace));
  const known = world.store.of(partners);
  // The provider, also when a test gave it another tenant.
  const partner = known.first('tenant', String(values.tenantId)) ?? known.first('kind', 'indirect-provider');
  if (partner === undefined) return {};
  if (platform === 'identity') return identityOf(world, origin, partner, tokens);
  if (!tokens) return {};
  if (platform === 'graph') return tokensOf(world, partner, graphAccess);
  return platform === 'partnerCenter' ? tokensOf(world, partner) : {};
}

function marketplaceSecretsOf(code: string): Values {
  return {
    password: simulatedPassword,
    subscriptionKey: subscriptionKeyOf(code),
    realmClientSecret: realmSecretOf(code),
  };
}

function identityOf(world: World, origin: string, partner: Partner, tokens: boolean): Values {
  const clientId = integrationOf(partner);
  const username = `cloud@${partner.domain}`;
  const owner = {
    appId: clientId,
    tenantId: partner.tenantId,
    userPrincipalName: username,
    multiFactor: true,
  };
  return {
    authority: `${origin}/${partner.tenantId}`,
    clientId,
    clientSecret: simulatedSecret(clientId),
    publicClientId: publicClientOf(partner),
    username,
    ...(tokens && { refreshToken: shownRefreshToken(world, owner) }),
  };
}

/** Dated back to when the seed knew the user, so that they outlive a reset. */
function tokensOf(world: World, partner: Partner, access: Access = {}): Values {
  const username = `cloud@${partner.domain}`;
  const known = world.store.of(signInRecords).find('company', partner.companyId);
  const issuedAt = known.find((record) => record.username === username)?.since;
  const common = { companyId: partner.companyId, issuedAt, ...access };
  const user = signedToken(world, partner, { ...common, username, signIn: 'user', multiFactor: true });
  const application = signedToken(world, partner, {
    ...common,
    username: integrationName,
    signIn: 'application',
    multiFactor: false,
  });
  return { accessToken: user.token, applicationToken: application.token };
}
