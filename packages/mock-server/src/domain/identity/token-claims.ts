import type { Claims } from './json-web-token.ts';
import type { Resource } from './resource.ts';

/** Of which of Microsoft's clouds a token is; tokens are told apart by their issuer. evidence: docs for the hosts */
export interface Cloud {
  readonly authority: string;
  readonly stsHost: string;
}

export const publicCloud: Cloud = {
  authority: 'https://login.microsoftonline.com',
  stsHost: 'sts.windows.net',
};
export const governmentCloud: Cloud = {
  authority: 'https://login.microsoftonline.us',
  stsHost: 'sts.windows.net',
};
export const chinaCloud: Cloud = {
  authority: 'https://login.partner.microsoftonline.cn',
  stsHost: 'sts.chinacloudapi.cn',
};
const clouds = [publicCloud, governmentCloud, chinaCloud];

export function issuerOf(cloud: Cloud, tenantId: string, version: 1 | 2): string {
  return version === 1 ? `https://${cloud.stsHost}/${tenantId}/` : `${cloud.authority}/${tenantId}/v2.0`;
}

/** Every issuer that a tenant's tokens may name. */
export function issuersOf(tenantId: string): readonly string[] {
  return clouds.flatMap((cloud) => [issuerOf(cloud, tenantId, 1), issuerOf(cloud, tenantId, 2)]);
}

/** `amr` of a sign-in. */
export function methodsOf(multiFactor: boolean): readonly string[] {
  return multiFactor ? ['pwd', 'mfa'] : ['pwd'];
}

export interface TokenSubject {
  readonly userPrincipalName: string;
  readonly displayName?: string;
  readonly homeTenantId: string;
  readonly methods: readonly string[];
  /** Role templates that the user has in the tenant. */
  readonly directoryRoleIds?: readonly string[];
}

export interface AccessTokenContent {
  readonly resource: Resource;
  /** As it was asked for. */
  readonly audience: string;
  readonly tenantId: string;
  readonly applicationId: string;
  readonly applicationName: string;
  /** How the client proved itself: 0 not at all, 1 by secret, 2 by certificate. */
  readonly clientAuthentication: '0' | '1' | '2';
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly objectId: string;
  readonly tokenId: string;
  readonly cloud?: Cloud;
  readonly user?: TokenSubject;
  readonly scopes?: readonly string[];
  readonly roles?: readonly string[];
}

/** The claims of an access token, in the form its API takes. evidence: docs */
export function accessTokenClaims(content: AccessTokenContent): Claims {
  const { resource, tenantId, user, applicationId, cloud = publicCloud } = content;
  const version = resource.tokenVersion;
  const foreign = user !== undefined && user.homeTenantId !== tenantId;
  return {
    aud: version === 1 ? content.audience : resource.appId,
    iss: issuerOf(cloud, tenantId, version),
    iat: seconds(content.issuedAt),
    nbf: seconds(content.issuedAt),
    exp: seconds(content.expiresAt),
    ...(user && { acr: '1', amr: user.methods }),
    ...(foreign && { idp: issuerOf(cloud, user.homeTenantId, 1) }),
    ...(version === 1
      ? { appid: applicationId, appidacr: content.clientAuthentication }
      : { azp: applicationId, azpacr: content.clientAuthentication }),
    app_displayname: content.applicationName,
    ...(user && { ipaddr: '203.0.113.10' }),
    idtyp: user ? 'user' : 'app',
    oid: content.objectId,
    ...(content.roles !== undefined && content.roles.length > 0 && { roles: content.roles }),
    ...(content.scopes && { scp: content.scopes.join(' ') }),
    sub: content.objectId,
    tid: tenantId,
    ...(user &&
      (version === 1
        ? { unique_name: user.userPrincipalName, upn: user.userPrincipalName }
        : { preferred_username: user.userPrincipalName })),
    ...(user?.displayName !== undefined && { name: user.displayName }),
    ...(user?.directoryRoleIds && user.directoryRoleIds.length > 0 && { wids: user.directoryRoleIds }),
    uti: content.tokenId,
    ver: `${version}.0`,
  };
}

export function seconds(instant: number): number {
  return Math.floor(instant / 1_000);
}
