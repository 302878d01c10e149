import type { World } from '../../world.ts';
import { passwordHashOf } from '../tenants/directory-password.ts';
import { redeemCode } from './authorization-code.ts';
import {
  type AuthenticatedClient,
  authenticateClient,
  type ClientCredentials,
} from './client-authentication.ts';
import { isKnownIn } from './consent.ts';
import { redeemDeviceCode } from './device-code.ts';
import { type Directory, directoryOf, type Person, personAnywhere, personNamed } from './directory.ts';
import {
  type IssuedToken,
  identityToken,
  notInTenant,
  type SignedInUser,
  tokenForApplication,
  tokenForUser,
} from './issue-tokens.ts';
import { userOfAssertion } from './on-behalf-of.ts';
import { issueRefreshToken, redeemRefreshToken } from './refresh-token.ts';
import { refused } from './refused.ts';
import { type Target, targetOfResource, targetOfScope, userScopes } from './target.ts';
import type { Cloud } from './token-claims.ts';

/** A call of a token endpoint. */
export interface GrantRequest {
  readonly version: 1 | 2;
  /** Id, domain, or `common` or `organizations`. */
  readonly tenant: string;
  readonly cloud: Cloud;
  readonly client: ClientCredentials;
  readonly grantType: string;
  readonly resource?: string | undefined;
  readonly scope?: string | undefined;
  readonly code?: string | undefined;
  readonly redirectUri?: string | undefined;
  readonly verifier?: string | undefined;
  readonly refreshToken?: string | undefined;
  readonly deviceCode?: string | undefined;
  /** The access token that an API was called with. */
  readonly assertion?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface Granted {
  readonly access: IssuedToken;
  readonly target: Target;
  readonly directory: Directory;
  readonly person?: Person;
  readonly refreshToken?: string;
  readonly identityToken?: string;
}

const anyTenant = new Set(['common', 'organizations']);

type Redeem = (world: World, request: GrantRequest) => Granted;

const grants: ReadonlyMap<string, Redeem> = new Map([
  ['client_credentials', byApplication],
  ['authorization_code', byCode],
  ['refresh_token', byRefreshToken],
  ['device_code', byDeviceCode],
  ['urn:ietf:params:oauth:grant-type:device_code', byDeviceCode],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', onBehalfOf],
  ['password', byPassword],
]);

/** What a token endpoint does. @throws Refusal when the tenant, the client or the grant is no good */
export function redeemGrant(world: World, request: GrantRequest): Granted {
  if (!anyTenant.has(request.tenant.toLowerCase())) requireDirectory(world, request.tenant);
  const redeem = grants.get(request.grantType);
  if (redeem !== undefined) return redeem(world, request);
  throw refused(
    'grant_type',
    `The app requested an unsupported grant type '${request.grantType}'.`,
    'grant_type',
  );
}

/** @throws Refusal when no tenant has that id or domain */
export function requireDirectory(world: World, tenant: string): Directory {
  const directory = directoryOf(world, tenant);
  if (directory !== undefined) return directory;
  throw refused(
    'tenant_unknown',
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    'tenant',
  );
}

function byApplication(world: World, request: GrantRequest): Granted {
  const directory = requireDirectory(world, request.tenant);
  const client = authenticateClient(world, request.client, { mustProve: true });
  const target =
    request.version === 1
      ? targetOfResource(world, request.resource)
      : targetOfScope(world, request.scope, { forApplication: true });
  if (target === undefined) throw refused('scope', "The input parameter 'scope' is missing.", 'scope');
  const access = tokenForApplication(world, { directory, client, target, cloud: request.cloud });
  return { access, target, directory };
}

function byCode(world: World, request: GrantRequest): Granted {
  const client = authenticateClient(world, request.client, { mustProve: false });
  const code = redeemCode(world, client.application, {
    code: needed(request.code, 'code'),
    redirectUri: request.redirectUri,
    verifier: request.verifier,
  });
  const user = { person: personOf(world, code.userPrincipalName), multiFactor: code.multiFactor };
  const directory = requireDirectory(world, code.tenantId);
  const target = targetOf(world, request, code);
  return forUser(world, request, { client, directory, target, user, nonce: code.nonce, scope: code.scope });
}

function byRefreshToken(world: World, request: GrantRequest): Granted {
  const client = authenticateClient(world, request.client, { mustProve: false });
  const token = redeemRefreshToken(world, client.application, needed(request.refreshToken, 'refresh_token'));
  const user = { person: personOf(world, token.userPrincipalName), multiFactor: token.multiFactor };
  const directory = requestedDirectory(world, request, user.person);
  const target = targetOf(world, request, { resource: token.audience });
  return forUser(world, request, { client, directory, target, user, renewed: true });
}

function byDeviceCode(world: World, request: GrantRequest): Granted {
  const client = authenticateClient(world, request.client, { mustProve: false });
  const given = needed(request.deviceCode, request.version === 1 ? 'code' : 'device_code');
  const code = redeemDeviceCode(world, client.application, given);
  const { userPrincipalName = '', multiFactor = false, tenantId = '' } = code;
  const user = { person: personOf(world, userPrincipalName), multiFactor };
  const directory = requireDirectory(world, tenantId);
  const target = targetOf(world, { ...request, scope: undefined }, code);
  return forUser(world, request, { client, directory, target, user, scope: code.scope });
}

function onBehalfOf(world: World, request: GrantRequest): Granted {
  const client = authenticateClient(world, request.client, { mustProve: true });
  const user = userOfAssertion(world, client.application, needed(request.assertion, 'assertion'));
  const directory = requestedDirectory(world, request, user.person);
  const target = targetOf(world, request, {});
  return forUser(world, request, { client, directory, target, user });
}

/** Refused always: a password carries no MFA, which Partner Center asks for. evidence: docs */
function byPassword(world: World, request: GrantRequest): Granted {
  authenticateClient(world, request.client, { mustProve: false });
  const person = personOf(world, needed(request.username, 'username'));
  const hash = passwordHashOf(needed(request.password, 'password'));
  if (person.passwordHash !== undefined && person.passwordHash !== hash) {
    throw refused('password', 'Error validating credentials due to invalid username or password.');
  }
  throw refused(
    'multi_factor',
    'You must use multi-factor authentication to access; a password alone cannot.',
  );
}

interface UserGrant {
  readonly client: AuthenticatedClient;
  readonly directory: Directory;
  readonly target: Target;
  readonly user: SignedInUser;
  readonly nonce?: string | undefined;
  /** What was asked for when the user signed in. */
  readonly scope?: string | undefined;
  readonly renewed?: boolean;
}

function forUser(world: World, request: GrantRequest, grant: UserGrant): Granted {
  const { version, cloud } = request;
  const { client, directory, target, user } = grant;
  const asked = userScopes(`${grant.scope ?? ''} ${request.scope ?? ''}`);
  const access = tokenForUser(world, { client, directory, target, cloud }, user);
  const renewable = version === 1 || grant.renewed === true || asked.includes('offline_access');
  const identified = version === 1 || asked.includes('openid');
  return {
    access: { ...access, scopes: [...(access.scopes ?? []), ...(version === 2 ? asked : [])] },
    target,
    directory,
    person: user.person,
    ...(renewable && { refreshToken: issueRefreshToken(world, client.application, user, target.audience) }),
    ...(identified && {
      identityToken: identityToken(world, { client, directory, cloud }, user, {
        version,
        nonce: grant.nonce,
      }),
    }),
  };
}

/** What a call asks for, or else what was asked for when the user signed in. */
function targetOf(
  world: World,
  request: GrantRequest,
  first: { readonly scope?: string | undefined; readonly resource?: string | undefined },
): Target {
  const asked =
    request.version === 2 ? targetOfScope(world, request.scope, { forApplication: false }) : undefined;
  if (asked !== undefined) return asked;
  if (request.version === 1 && request.resource !== undefined)
    return targetOfResource(world, request.resource);
  const before = targetOfScope(world, first.scope, { forApplication: false });
  return before ?? targetOfResource(world, first.resource ?? graphUnlessSaid(request));
}

/** Without any API a version 2 call is about Graph's sign-in. evidence: docs */
function graphUnlessSaid({ version }: GrantRequest): string | undefined {
  return version === 2 ? 'https://graph.microsoft.com' : undefined;
}

function requestedDirectory(world: World, { tenant }: GrantRequest, person: Person): Directory {
  return requireDirectory(world, anyTenant.has(tenant.toLowerCase()) ? person.tenantId : tenant);
}

/** @throws Refusal when nobody has that name */
function personOf(world: World, userPrincipalName: string): Person {
  const person = personAnywhere(world, userPrincipalName);
  if (person !== undefined) return person;
  throw noSuchUser(userPrincipalName);
}

/** Who signs in where: at `common` by the domain of the name. @throws Refusal when nobody has that name there, or the tenant does not know the application */
export function signInTo(
  world: World,
  client: Pick<AuthenticatedClient, 'application'>,
  tenant: string,
  userPrincipalName: string,
): { readonly person: Person; readonly directory: Directory } {
  const anywhere = anyTenant.has(tenant.toLowerCase());
  const person = anywhere
    ? personAnywhere(world, userPrincipalName)
    : personNamed(world, requireDirectory(world, tenant), userPrincipalName);
  if (person === undefined) throw noSuchUser(userPrincipalName);
  const directory = requireDirectory(world, person.tenantId);
  if (!isKnownIn(world, client.application, directory.tenantId)) {
    throw notInTenant({ client: { ...client, method: '0' }, directory });
  }
  return { person, directory };
}

function noSuchUser(userPrincipalName: string) {
  return refused(
    'user_unknown',
    `The user account ${userPrincipalName} does not exist in the directory. To sign into this application, the account must be added to the directory.`,
  );
}

function needed(value: string | undefined, name: string): string {
  if (value !== undefined && value !== '') return value;
  throw refused('field_missing', `The request body must contain the following parameter: '${name}'.`, name);
}
