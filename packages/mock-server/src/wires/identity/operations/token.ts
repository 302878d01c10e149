import { type Granted, redeemGrant } from '../../../domain/identity/grants.ts';
import { refused } from '../../../domain/identity/refused.ts';
import { plain } from '../../../domain/identity/resource.ts';
import { seconds } from '../../../domain/identity/token-claims.ts';
import type { TokenRequest, TokensV1, TokensV2 } from '../../../generated/identity.gen.ts';
import type { Call, OperationHandler, WireRequest } from '../../../http/wire.ts';
import type { World } from '../../../world.ts';
import { cloudOf, originOf } from '../origin.ts';

type TokenCall = Call<TokenRequest>;

const secondsPerDay = 86_400;

export const tokenOperations = {
  IssueTokenV1: (call: TokenCall): TokensV1 => {
    const { lifetime, refreshLifetime, granted, common } = redeemed(call, 1);
    const { access, target } = granted;
    return {
      ...common,
      expires_in: String(lifetime),
      ext_expires_in: String(lifetime),
      expires_on: String(seconds(access.expiresAt)),
      not_before: String(seconds(access.issuedAt)),
      resource: target.audience,
      ...(granted.refreshToken !== undefined && { refresh_token_expires_in: String(refreshLifetime) }),
      ...(access.scopes && { scope: access.scopes.map(nameOf).join(' ') }),
    };
  },
  IssueTokenV2: (call: TokenCall): TokensV2 => {
    const { lifetime, refreshLifetime, granted, common } = redeemed(call, 2);
    const { scopes } = granted.access;
    return {
      ...common,
      expires_in: lifetime,
      ext_expires_in: lifetime,
      ...(granted.refreshToken !== undefined && { refresh_token_expires_in: refreshLifetime }),
      ...(scopes && { scope: [...new Set(scopes)].join(' ') }),
    };
  },
} satisfies Record<string, OperationHandler>;

function redeemed({ world, request, parameters, body }: TokenCall, version: 1 | 2) {
  const tenant = parameters.tenant ?? '';
  const granted = redeemGrant(world, {
    version,
    tenant,
    cloud: cloudOf(request),
    client: { ...clientOf(request, body), audiences: audiencesOf(request, tenant) },
    grantType: body.grant_type,
    resource: body.resource,
    scope: body.scope,
    code: body.code,
    redirectUri: body.redirect_uri,
    verifier: body.code_verifier,
    refreshToken: body.refresh_token,
    deviceCode: body.device_code ?? (body.grant_type === 'device_code' ? body.code : undefined),
    assertion: body.assertion,
    username: body.username,
    password: body.password,
  });
  const { access } = granted;
  return {
    granted,
    lifetime: seconds(access.expiresAt - access.issuedAt),
    refreshLifetime: refreshSeconds(world),
    common: {
      token_type: 'Bearer',
      access_token: access.token,
      ...(granted.refreshToken !== undefined && { refresh_token: granted.refreshToken }),
      ...(granted.identityToken !== undefined && { id_token: granted.identityToken }),
      ...(body.client_info === '1' && granted.person && { client_info: clientInfoOf(granted) }),
    },
  };
}

function refreshSeconds(world: World): number {
  return world.settings.refreshTokenDays * secondsPerDay;
}

/** Who calls: in the body, or in a Basic header. @throws Refusal when nobody says */
function clientOf(request: WireRequest, body: TokenRequest) {
  const basic = /^basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [name, secret] = basic === undefined ? [] : splitBasic(basic);
  const clientId = body.client_id ?? name;
  if (clientId === undefined || clientId === '') {
    throw refused(
      'field_missing',
      "The request body must contain the following parameter: 'client_id'.",
      'client_id',
    );
  }
  return { clientId, secret: body.client_secret ?? secret, assertion: body.client_assertion };
}

function splitBasic(basic: string): string[] {
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)].map(decoded);
}

/** A secret with a per cent sign in it need not be escaped well. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What an assertion may name as its audience: this endpoint, its other version, or the tenant's authority, here or at the production host. evidence: docs */
function audiencesOf(request: WireRequest, tenant: string): string[] {
  const origins = [originOf(request), cloudOf(request).authority];
  const paths = ['oauth2/token', 'oauth2/v2.0/token', 'v2.0', ''];
  return origins.flatMap((origin) => paths.map((path) => plain(`${origin}/${tenant}/${path}`)));
}

/** Who the tokens are of, as Microsoft's own libraries file them. evidence: client */
function clientInfoOf({ person, directory }: Granted): string {
  const info = { uid: person?.objectId, utid: person?.tenantId ?? directory.tenantId };
  return Buffer.from(JSON.stringify(info)).toString('base64url');
}

/** Version 1 writes permissions without their API. */
function nameOf(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1);
}
