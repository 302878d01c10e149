import { addPeriod } from '../../kernel/calendar.ts';
import { derivedId } from '../../kernel/derived-id.ts';
import type { World } from '../../world.ts';
import type { Actor, SignIn } from '../actor.ts';
import type { Permission } from '../companies/role.ts';
import { applications } from '../identity/application.ts';
import { directoryOf } from '../identity/directory.ts';
import type { Claims } from '../identity/json-web-token.ts';
import { signToken } from '../identity/json-web-token.ts';
import { graphApi, namesOf, partnerCenterApi, resourceNamed } from '../identity/resource.ts';
import { recordSignIn } from '../identity/sign-in-record.ts';
import { accessTokenClaims, methodsOf } from '../identity/token-claims.ts';
import { checkedClaims, tokenRefused } from '../identity/verify-token.ts';
import { Refusal } from '../refusal.ts';
import { type Partner, partners } from './partner.ts';
import { objectIdOf } from './principal.ts';

const everything: ReadonlySet<Permission> = new Set([
  'accounts.read',
  'accounts.write',
  'users.write',
  'roles.write',
  'services.read',
  'services.write',
  'prices.read',
  'prices.write',
  'invoices.read',
  'reports.run',
  'credit.read',
  'credit.write',
]);

/** A company that no row has: what a caller that acts for no partner sees. */
const noCompany = 0;

/** Long enough for a token of which nobody said how long it lives. */
const wholeStory = 'P10Y';

/** A token made without anybody signing in: what tests and the seeds' credentials want. */
export interface WantedAccessToken {
  /** The partner's company. */
  readonly companyId: number;
  /** The application's name, or the user's. */
  readonly username: string;
  readonly signIn: SignIn;
  readonly multiFactor: boolean;
  /** Ten years unless said otherwise. */
  readonly lifetimeSeconds?: number | undefined;
  /** An API's application id URI or application id; Partner Center unless said otherwise. */
  readonly audience?: string | undefined;
  /** Another tenant than the partner's own: a customer's, by id or domain. */
  readonly tenant?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly issuedAt?: number | undefined;
  /** Put over the others, whatever they say. */
  readonly claims?: Claims | undefined;
}

export interface IssuedAccessToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** What a partner's own application is called. */
export const integrationName = 'Tenantry integration';

/** The application without a secret: of a desktop, or a command line. */
export function publicClientOf(partner: Partner): string {
  return derivedId(`application ${partner.tenantId} public`);
}

/** The application that a partner's own tokens name when no other was said. */
export function integrationOf(partner: Partner): string {
  return derivedId(`application ${partner.tenantId} integration`);
}

/** Makes a token by hand, and writes down who is known to sign in so. @throws Refusal when the company is no partner, or the tenant or API unknown */
export function issueAccessToken(world: World, wanted: WantedAccessToken): IssuedAccessToken {
  const partner = world.store.of(partners).get(wanted.companyId);
  if (partner === undefined) {
    throw new Refusal(
      'not-found',
      'partner.unknown',
      `${wanted.companyId} is no partner of this world.`,
      'companyId',
    );
  }
  const { username, signIn, multiFactor } = wanted;
  const applicationId = wanted.applicationId ?? integrationOf(partner);
  recordSignIn(world, { companyId: partner.companyId, username, signIn, multiFactor, applicationId });
  return signedToken(world, partner, wanted);
}

/** As `issueAccessToken`, and leaves no trace in the world. */
export function signedToken(world: World, partner: Partner, wanted: WantedAccessToken): IssuedAccessToken {
  const { username, signIn, multiFactor } = wanted;
  const applicationId = wanted.applicationId ?? integrationOf(partner);
  const audience = wanted.audience ?? partnerCenterApi.identifiers[0] ?? '';
  const resource = resourceNamed(world, audience);
  const directory = directoryOf(world, wanted.tenant ?? partner.tenantId);
  if (directory === undefined || resource === undefined) {
    throw new Refusal(
      'not-found',
      directory === undefined ? 'identity.tenant_unknown' : 'identity.resource_unknown',
      `${directory === undefined ? `tenant "${wanted.tenant}"` : `audience "${audience}"`} is not known in this world.`,
      directory === undefined ? 'tenant' : 'audience',
    );
  }
  const permissions = world.store
    .of(applications)
    .get(applicationId)
    ?.permissions.find(({ resourceAppId }) => resourceAppId === resource.appId);
  const issuedAt = wanted.issuedAt ?? world.clock.now();
  const { lifetimeSeconds } = wanted;
  const expiresAt =
    lifetimeSeconds === undefined ? addPeriod(issuedAt, wholeStory) : issuedAt + lifetimeSeconds * 1_000;
  const claims = accessTokenClaims({
    resource,
    audience,
    tenantId: directory.tenantId,
    applicationId,
    applicationName: signIn === 'application' ? username : integrationName,
    clientAuthentication: '1',
    issuedAt,
    expiresAt,
    objectId: objectIdOf(partner, username),
    tokenId: derivedId(`token ${username} ${signIn} ${issuedAt} ${expiresAt}`),
    ...(signIn === 'user'
      ? {
          user: {
            userPrincipalName: username,
            homeTenantId: partner.tenantId,
            methods: methodsOf(multiFactor),
          },
          scopes: wanted.scopes ?? permissions?.scopes ?? ['user_impersonation'],
        }
      : { roles: wanted.roles ?? permissions?.roles ?? [] }),
  });
  return {
    token: signToken(world.signingKeys.current, { ...claims, ...wanted.claims }),
    expiresAt,
  };
}

/** A user of a partner, as if signed in with MFA: for seeds and domain tests, which have no token. */
export function actorOfPartnerUser(partner: Partner, username: string): Actor {
  return {
    wire: 'partner-center',
    userId: 0,
    username,
    companyId: partner.companyId,
    permissions: everything,
    signIn: 'user',
    multiFactor: true,
    tenantId: partner.tenantId,
    applicationId: integrationOf(partner),
    scopes: ['user_impersonation'],
  };
}

/**
 * Who a token stands for, at one of Microsoft's APIs: signature, issuer, audience and time are held against the world.
 * @param options.audience an application id URI, or application id, of the API that was called; Partner Center's unless said otherwise
 * @throws Refusal when the token is no good there
 */
export function actorOfAccessToken(
  world: World,
  token: string,
  options: { readonly audience?: string } = {},
): Actor {
  const api = resourceNamed(world, options.audience ?? partnerCenterApi.appId) ?? partnerCenterApi;
  const claims = checkedClaims(world, token, namesOf(api));
  const atPartnerCenter = api.appId === partnerCenterApi.appId;
  const tenantId = String(claims.tid);
  const homePartner = partnerOfClaims(world, claims);
  if (atPartnerCenter && homePartner?.tenantId !== tenantId) {
    throw tokenRefused('tenant', 'it is of a tenant that is no partner; sign in to the partner tenant');
  }
  const signIn: SignIn = claims.scp === undefined ? 'application' : 'user';
  const username = claims.upn ?? claims.preferred_username ?? claims.unique_name ?? claims.app_displayname;
  const granted = claims.scp === undefined ? claims.roles : String(claims.scp).split(' ');
  const directoryRoleIds = claims.wids;
  return {
    wire: api.appId === graphApi.appId ? 'graph' : 'partner-center',
    userId: 0,
    username: String(username ?? claims.oid),
    companyId: homePartner?.companyId ?? noCompany,
    permissions: everything,
    signIn,
    multiFactor: Array.isArray(claims.amr) && claims.amr.includes('mfa'),
    tenantId,
    applicationId: String(claims.appid ?? claims.azp ?? ''),
    objectId: String(claims.oid ?? ''),
    scopes: Array.isArray(granted) ? granted.map(String) : [],
    ...(Array.isArray(directoryRoleIds) && { directoryRoleIds: directoryRoleIds.map(String) }),
  };
}

/** The partner that a token's user or application is of, also where it acts in a customer's tenant. */
function partnerOfClaims(world: World, claims: Claims): Partner | undefined {
  const home = /^https:\/\/sts\.[a-z.]+\/([^/]+)\/$/.exec(String(claims.idp ?? ''))?.[1];
  const own = world.store.of(partners).first('tenant', home ?? String(claims.tid));
  if (own !== undefined || claims.scp !== undefined) return own;
  const application = world.store.of(applications).get(String(claims.appid ?? claims.azp));
  return application && world.store.of(partners).first('tenant', application.tenantId);
}
