import { derivedId } from '../../kernel/derived-id.ts';
import type { World } from '../../world.ts';
import type { AuthenticatedClient } from './client-authentication.ts';
import { isKnownIn, rolesIn, scopesIn } from './consent.ts';
import { type Directory, delegatedAccess, directoryOf, type Person } from './directory.ts';
import { signToken } from './json-web-token.ts';
import { refused } from './refused.ts';
import { recordSignIn } from './sign-in-record.ts';
import type { Target } from './target.ts';
import { accessTokenClaims, type Cloud, issuerOf, methodsOf, seconds } from './token-claims.ts';

/** A person who signed in, with MFA or without. */
export interface SignedInUser {
  readonly person: Person;
  readonly multiFactor: boolean;
}

/** Where and for whom tokens are made. */
export interface TokenRequest {
  readonly directory: Directory;
  readonly client: AuthenticatedClient;
  readonly target: Target;
  readonly cloud: Cloud;
}

export interface IssuedToken {
  readonly token: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** What was granted, as it is said back; of users' tokens only. */
  readonly scopes?: readonly string[];
}

/** A token of an application alone. @throws Refusal when the tenant does not know it */
export function tokenForApplication(world: World, request: TokenRequest): IssuedToken {
  const { directory, client, target } = request;
  const { application } = client;
  if (!isKnownIn(world, application, directory.tenantId)) throw notInTenant(request);
  const home = directoryOf(world, application.tenantId)?.partner;
  if (home !== undefined) {
    recordSignIn(world, {
      companyId: home.companyId,
      username: application.displayName,
      signIn: 'application',
      multiFactor: false,
      applicationId: application.appId,
    });
  }
  const lifetime = lifetimeIn(world);
  const claims = accessTokenClaims({
    ...common(world, request),
    ...lifetime,
    // One object for each tenant that the application is in: its service principal.
    objectId: derivedId(`service principal ${directory.tenantId} ${application.appId}`),
    roles: rolesIn(world, application, directory.tenantId, target.resource),
  });
  return { token: signToken(world.signingKeys.current, claims), ...lifetime };
}

/** A token of an application in a user's name. @throws Refusal without consent, without access to the tenant, or when conditional access stands in the way */
export function tokenForUser(world: World, request: TokenRequest, user: SignedInUser): IssuedToken {
  const { directory, client, target } = request;
  const { person, multiFactor } = user;
  const scopes = grantedScopes(world, request);
  const directoryRoleIds = rolesOf(world, directory, person);
  checkConditionalAccess(world, user);
  const home = directoryOf(world, person.tenantId)?.partner;
  if (home !== undefined) {
    recordSignIn(world, {
      companyId: home.companyId,
      username: person.userPrincipalName,
      signIn: 'user',
      multiFactor,
      applicationId: client.application.appId,
    });
  }
  const lifetime = lifetimeIn(world);
  const claims = accessTokenClaims({
    ...common(world, request),
    ...lifetime,
    objectId: person.objectId,
    user: {
      userPrincipalName: person.userPrincipalName,
      displayName: person.displayName,
      homeTenantId: person.tenantId,
      methods: methodsOf(multiFactor),
      directoryRoleIds,
    },
    scopes,
  });
  return {
    token: signToken(world.signingKeys.current, claims),
    ...lifetime,
    scopes: [...new Set([...scopes.map((name) => writtenOut(target, name)), ...target.asked])],
  };
}

/** Who signed in, for the client itself. */
export function identityToken(
  world: World,
  { directory, client, cloud }: Omit<TokenRequest, 'target'>,
  user: SignedInUser,
  options: { readonly version: 1 | 2; readonly nonce?: string | undefined },
): string {
  const { person, multiFactor } = user;
  const { issuedAt, expiresAt } = lifetimeIn(world);
  return signToken(world.signingKeys.current, {
    aud: client.application.appId,
    iss: issuerOf(cloud, directory.tenantId, options.version),
    iat: seconds(issuedAt),
    nbf: seconds(issuedAt),
    exp: seconds(expiresAt),
    ...(options.version === 1
      ? { amr: methodsOf(multiFactor), unique_name: person.userPrincipalName, upn: person.userPrincipalName }
      : { preferred_username: person.userPrincipalName }),
    name: person.displayName,
    ...(options.nonce !== undefined && { nonce: options.nonce }),
    oid: person.objectId,
    sub: derivedId(`pairwise ${client.application.appId} ${person.objectId}`),
    tid: directory.tenantId,
    ver: `${options.version}.0`,
  });
}

/** @throws Refusal when the tenant did not consent to what is asked for */
function grantedScopes(world: World, { directory, client, target }: TokenRequest): readonly string[] {
  const consented = scopesIn(world, client.application, directory.tenantId, target.resource);
  const wanted = target.scopes.length > 0 ? target.scopes : consented;
  if (wanted.length > 0 && wanted.every((name) => consented.includes(name))) return wanted;
  throw refused(
    'no_consent',
    `The user or administrator has not consented to use the application with ID '${client.application.appId}' named '${client.application.displayName}'. Send an interactive authorization request for this user and resource.`,
  );
}

/** The roles of a person in a tenant: their own, or what GDAP gives a partner's users there. evidence: docs that it is needed, modelled that every user of the partner has all of its roles */
function rolesOf(world: World, directory: Directory, person: Person): readonly string[] {
  if (person.tenantId === directory.tenantId) return person.directoryRoleIds ?? [];
  const home = directoryOf(world, person.tenantId)?.partner;
  const access = home === undefined ? [] : delegatedAccess(world, directory.tenantId, home);
  if (access.length > 0) return [...new Set(access.flatMap(({ roleIds }) => roleIds))];
  throw refused(
    'no_access',
    `User account '${person.userPrincipalName}' from another tenant does not exist in tenant '${directory.name}' and cannot access it: no delegated admin relationship is active.`,
  );
}

const challenges = {
  'multi-factor': [
    'multi_factor',
    'Due to a configuration change made by your administrator you must use multi-factor authentication.',
  ],
  enrolment: [
    'enrolment',
    'Due to a configuration change made by your administrator you must enrol in multi-factor authentication.',
  ],
  'outside-check': ['outside_check', 'External security challenge was not satisfied.'],
  blocked: ['blocked', 'Access has been blocked by Conditional Access policies.'],
} as const;

function checkConditionalAccess(world: World, { multiFactor }: SignedInUser): void {
  const { conditionalAccess } = world.settings;
  if (conditionalAccess === 'off' || (conditionalAccess === 'multi-factor' && multiFactor)) return;
  const [code, message] = challenges[conditionalAccess];
  throw refused(code, message);
}

export function notInTenant({ client, directory }: Pick<TokenRequest, 'client' | 'directory'>) {
  return refused(
    'application_unknown',
    `Application with identifier '${client.application.appId}' was not found in the directory '${directory.name}'.`,
    'client_id',
  );
}

function common(world: World, { directory, client, target, cloud }: TokenRequest) {
  return {
    resource: target.resource,
    audience: target.audience,
    tenantId: directory.tenantId,
    applicationId: client.application.appId,
    applicationName: client.application.displayName,
    clientAuthentication: client.method,
    tokenId: world.ids.uuid(),
    cloud,
  };
}

function lifetimeIn(world: World): { readonly issuedAt: number; readonly expiresAt: number } {
  const issuedAt = world.clock.now();
  return { issuedAt, expiresAt: issuedAt + world.settings.accessTokenMinutes * 60_000 };
}

/** As a scope is written in an answer: with its API, and without a doubled slash. */
function writtenOut({ audience, resource }: Target, name: string): string {
  const api = audience === resource.appId ? (resource.identifiers[0] ?? audience) : audience;
  return `${api.replace(/\/+$/, '')}/${name}`;
}
