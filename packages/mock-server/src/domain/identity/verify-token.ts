import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import { directoryOf } from './directory.ts';
import { hashOf } from './hash.ts';
import { type Claims, decodeToken, isSignedBy } from './json-web-token.ts';
import { directoryGraphApi, namesOf, partnerCenterApi, plain } from './resource.ts';
import { issuersOf } from './token-claims.ts';

/** An access token that was struck: it is refused from then on, whatever it says. */
interface RevokedToken {
  readonly hash: string;
  readonly at: number;
}

export const revokedTokens = defineCollection<RevokedToken>()({
  name: 'revokedTokens',
  key: (token) => token.hash,
  indexes: {},
});

/** What is wrong with a token that a wire was given; `code` below `access_token.`. */
export function tokenRefused(
  code: 'refused' | 'signature' | 'expired' | 'issuer' | 'audience' | 'tenant' | 'revoked',
  reason: string,
): Refusal {
  return new Refusal('unauthenticated', `access_token.${code}`, `Access denied: ${reason}.`);
}

/** The claims of a token that this world signed. @throws Refusal when it did not, or not by RS256 */
export function signedClaims(world: World, token: string): Claims {
  return world.signingKeys.verified(token, () => {
    const decoded = decodeToken(token);
    if (decoded === undefined)
      throw tokenRefused('refused', 'the token is no JWT; get one from the authority');
    const { current } = world.signingKeys;
    if (decoded.header.alg !== 'RS256' || !isSignedBy(decoded, current.publicKey, 'RS256')) {
      throw tokenRefused('signature', 'the signature of the token is not the authority’s; get a new token');
    }
    return decoded.claims;
  });
}

/** The claims of a token that is good for an API now. @throws Refusal when it is not */
export function checkedClaims(world: World, token: string, audiences: readonly string[]): Claims {
  const claims = signedClaims(world, token);
  const tenantId = String(claims.tid);
  if (!issuersOf(tenantId).includes(String(claims.iss)) || directoryOf(world, tenantId) === undefined) {
    throw tokenRefused('issuer', 'the token is of a tenant that this world does not have');
  }
  if (!isFor(claims, audiences)) {
    throw tokenRefused('audience', 'the token is for another API; ask for one with this API as its resource');
  }
  checkTime(world, claims);
  const revoked = world.store.of(revokedTokens);
  if (revoked.size > 0 && revoked.has(struckAs(token))) {
    throw tokenRefused('revoked', 'the token was revoked; get a new one');
  }
  return claims;
}

/** @throws Refusal outside the time of a token, on the world's clock */
export function checkTime(world: World, claims: Claims): void {
  const now = world.clock.now() / 1_000;
  const { exp, nbf = 0 } = claims;
  if (typeof exp !== 'number' || now >= exp)
    throw tokenRefused('expired', 'the token has run out; get a new one');
  if (typeof nbf !== 'number' || now < Math.floor(nbf))
    throw tokenRefused('expired', 'the token is not valid yet');
}

/** Partner Center takes tokens for the retired directory API too, of an application alone. evidence: docs */
function isFor(claims: Claims, audiences: readonly string[]): boolean {
  const audience = plain(String(claims.aud));
  if (audiences.includes(audience)) return true;
  return (
    claims.scp === undefined &&
    audiences.includes(partnerCenterApi.appId) &&
    namesOf(directoryGraphApi).includes(audience)
  );
}

/** Without its signature, whose last character can be written in more than one way. */
function struckAs(token: string): string {
  return hashOf(token.slice(0, token.lastIndexOf('.')));
}

/** Strikes one access token. @throws Refusal when this world did not sign it */
export function revokeAccessToken(world: World, token: string): void {
  signedClaims(world, token);
  world.store.of(revokedTokens).put({ hash: struckAs(token), at: world.clock.now() });
}
