import { millisecondsPerDay } from '../../kernel/calendar.ts';
import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Application } from './application.ts';
import { readable } from './authorization-code.ts';
import { hashOf } from './hash.ts';
import type { SignedInUser } from './issue-tokens.ts';
import { refused } from './refused.ts';

/** What renews access tokens of a user; only its hash is kept. */
export interface RefreshToken {
  readonly hash: string;
  readonly appId: string;
  /** The user's own tenant. */
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly multiFactor: boolean;
  /** The API that its first access token was for: what a renewal gets that names none. */
  readonly audience?: string;
  /** When it was given out or last redeemed; absent for a seed's, which does not age before its first use. */
  readonly usedAt?: number;
  /** How often it was redeemed. */
  readonly uses: number;
  readonly revoked?: true;
  /** Given out in the credentials of the world. */
  readonly shown?: true;
}

export const refreshTokens = defineCollection<RefreshToken>()({
  name: 'refreshTokens',
  key: (token) => token.hash,
  indexes: { shown: (token) => token.shown },
});

export function issueRefreshToken(
  world: World,
  application: Application,
  user: SignedInUser,
  audience: string,
): string {
  const tokens = world.store.of(refreshTokens);
  const now = world.clock.now();
  const kept = (world.settings.refreshTokenDays + 1) * millisecondsPerDay;
  for (const oldest of tokens.all()) {
    if (oldest.shown) continue;
    if (oldest.usedAt === undefined || now - oldest.usedAt < kept) break;
    tokens.delete(oldest.hash);
  }
  const text = `1.${readable(world.ids.token(72))}`;
  const { person, multiFactor } = user;
  tokens.put({
    hash: hashOf(text),
    appId: application.appId,
    tenantId: person.tenantId,
    userPrincipalName: person.userPrincipalName,
    multiFactor,
    audience,
    usedAt: now,
    uses: 0,
  });
  return text;
}

/**
 * Redeems a refresh token. Each redemption gives a new one; the old one works as often again as the settings say,
 * for a client that lost the new one. evidence: docs for the rotation, modelled for how long the old one works
 * @throws Refusal when it is unknown, revoked, too old, or used up
 */
export function redeemRefreshToken(world: World, application: Application, text: string): RefreshToken {
  const tokens = world.store.of(refreshTokens);
  const token = tokens.get(hashOf(text));
  if (token === undefined || token.appId !== application.appId) throw notValid();
  if (token.revoked) {
    throw refused(
      'revoked',
      'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
    );
  }
  const now = world.clock.now();
  const { refreshTokenDays, refreshTokenReuses } = world.settings;
  if (token.usedAt !== undefined && now - token.usedAt >= refreshTokenDays * millisecondsPerDay) {
    throw refused(
      'refresh_expired',
      `The refresh token has expired due to inactivity. It was inactive for ${refreshTokenDays} days.`,
    );
  }
  if (token.uses > refreshTokenReuses) throw notValid();
  return tokens.put({ ...token, uses: token.uses + 1, usedAt: now });
}

/** Ends a refresh token, as a change of password does. False when it is none of this world. */
export function revokeRefreshToken(world: World, text: string): boolean {
  const tokens = world.store.of(refreshTokens);
  const token = tokens.get(hashOf(text));
  if (token === undefined) return false;
  tokens.put({ ...token, revoked: true });
  return true;
}

function notValid() {
  return refused(
    'grant_unknown',
    'The provided refresh token is not valid: it is unknown, of another application, or was redeemed before and replaced.',
    'refresh_token',
  );
}

/** The refresh token that the world's credentials show: the first that still works. Written of its number, so that only its hash is stored. */
export function shownRefreshToken(
  world: World,
  owner: Omit<RefreshToken, 'hash' | 'uses' | 'usedAt' | 'shown'>,
): string {
  const tokens = world.store.of(refreshTokens);
  const { refreshTokenDays, refreshTokenReuses } = world.settings;
  for (let number = 1; ; number += 1) {
    const text = `1.simulated-${hashOf(`refresh token ${number} of ${owner.appId} ${owner.userPrincipalName}`)}`;
    const known = tokens.get(hashOf(text));
    if (known === undefined) {
      tokens.put({ ...owner, hash: hashOf(text), uses: 0, shown: true });
      return text;
    }
    const idle = known.usedAt === undefined ? 0 : world.clock.now() - known.usedAt;
    if (!known.revoked && known.uses <= refreshTokenReuses && idle < refreshTokenDays * millisecondsPerDay)
      return text;
  }
}
