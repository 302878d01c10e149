import { createHash } from 'node:crypto';
import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { type Application, applications } from './application.ts';
import { hashOf } from './hash.ts';
import { refused } from './refused.ts';

/** A code on its way through a browser; only its hash is kept. */
export interface AuthorizationCode {
  readonly hash: string;
  readonly appId: string;
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly multiFactor: boolean;
  readonly redirectUri: string;
  readonly scope?: string;
  readonly resource?: string;
  readonly challenge?: string;
  readonly challengeMethod?: string;
  readonly nonce?: string;
  readonly expiresAt: number;
  readonly used?: true;
}

export const authorizationCodes = defineCollection<AuthorizationCode>()({
  name: 'authorizationCodes',
  key: (code) => code.hash,
  indexes: {},
});

/** evidence: docs */
const lifetime = 10 * 60_000;

export function issueCode(world: World, code: Omit<AuthorizationCode, 'hash' | 'expiresAt'>): string {
  const codes = world.store.of(authorizationCodes);
  const now = world.clock.now();
  for (const oldest of codes.all()) {
    if (now - oldest.expiresAt < lifetime) break;
    codes.delete(oldest.hash);
  }
  const text = `1.${readable(world.ids.token(48))}`;
  codes.put({ ...code, hash: hashOf(text), expiresAt: now + lifetime });
  return text;
}

/** Takes a code for what it stands for, once. @throws Refusal when it is unknown, used, too old, or another's */
export function redeemCode(
  world: World,
  application: Application,
  given: {
    readonly code: string;
    readonly redirectUri?: string | undefined;
    readonly verifier?: string | undefined;
  },
): AuthorizationCode {
  const codes = world.store.of(authorizationCodes);
  const code = codes.get(hashOf(given.code));
  if (code === undefined || code.appId !== application.appId) {
    throw refused('grant_unknown', "The provided value for the input parameter 'code' is not valid.", 'code');
  }
  if (code.used)
    throw refused(
      'code_used',
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code.',
    );
  if (world.clock.now() >= code.expiresAt) {
    throw refused(
      'code_expired',
      'The provided authorization code or refresh token has expired. Send a new interactive authorization request.',
    );
  }
  if (given.redirectUri !== code.redirectUri) {
    throw refused(
      'code_redirect',
      'The reply address does not match the reply address provided when requesting the authorization code.',
    );
  }
  if (!isVerified(code, given.verifier)) {
    throw refused(
      'code_verifier',
      'The code_verifier does not match the code_challenge supplied in the authorization request.',
    );
  }
  return codes.put({ ...code, used: true });
}

function isVerified(
  { challenge, challengeMethod }: AuthorizationCode,
  verifier: string | undefined,
): boolean {
  if (challenge === undefined) return verifier === undefined;
  if (verifier === undefined) return false;
  const made =
    challengeMethod === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  return made === challenge;
}

/** The application that a browser was sent by. @throws Refusal when it is unknown, or the redirect URI is none of its own */
export function checkRedirect(world: World, clientId: string, redirectUri: string | undefined): Application {
  const application = world.store.of(applications).get(clientId.toLowerCase());
  if (application === undefined) {
    throw refused(
      'application_unknown',
      `Application with identifier '${clientId}' was not found in the directory.`,
      'client_id',
    );
  }
  if (redirectUri === undefined || !application.redirectUris.some((own) => isSame(own, redirectUri))) {
    throw refused(
      'redirect',
      `The redirect URI '${redirectUri ?? ''}' specified in the request does not match the redirect URIs configured for the application '${application.appId}'.`,
      'redirect_uri',
    );
  }
  return application;
}

/** The port of a loopback address is the client's own choice. evidence: docs */
function isSame(registered: string, given: string): boolean {
  if (registered === given) return true;
  if (!URL.canParse(given) || !URL.canParse(registered)) return false;
  const [own, other] = [new URL(registered), new URL(given)];
  const loopback = own.hostname === 'localhost' || own.hostname === '127.0.0.1';
  return (
    loopback &&
    own.hostname === other.hostname &&
    own.protocol === other.protocol &&
    own.pathname === other.pathname
  );
}

/** Without what a query would have to escape. */
export function readable(token: string): string {
  return token.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
