import { timingSafeEqual } from 'node:crypto';
import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { passwordMatches } from '../companies/password.ts';
import { permissionsOf } from '../companies/role.ts';
import { type User, users } from '../companies/user.ts';
import { hashOf } from '../identity/hash.ts';
import { Refusal } from '../refusal.ts';
import { type MarketplaceSite, marketplaceSites } from './marketplace-site.ts';

/** A subscription to a marketplace's API: one key and one user. evidence: docs */
export interface ApiSubscription {
  readonly keyHash: string;
  readonly userId: number;
  /** The account whose tree the user works in. */
  readonly companyId: number;
  readonly marketplace: string;
}

export const apiSubscriptions = defineCollection<ApiSubscription>()({
  name: 'apiSubscriptions',
  key: (subscription) => subscription.keyHash,
  indexes: { user: (subscription) => subscription.userId },
});

/** What the API's user is signed in with. */
export interface ApiToken {
  readonly tokenHash: string;
  readonly keyHash: string;
  readonly userId: number;
  readonly expiresAt: number;
}

export const apiTokens = defineCollection<ApiToken>()({
  name: 'apiTokens',
  key: (token) => token.tokenHash,
  indexes: { user: (token) => token.userId },
});

/** 25 minutes. evidence: docs */
export const apiTokenSeconds = 1_500;

/** @throws Refusal without a key, or with one that is none: the gateway lets nobody else through */
export function apiSubscriptionOf(world: World, key: string | undefined): ApiSubscription {
  if (key === undefined || key === '') {
    throw new Refusal(
      'unauthenticated',
      'api_key.missing',
      'The subscription key is missing: send X-Subscription-Key with every call.',
    );
  }
  const found = world.store.of(apiSubscriptions).get(hashOf(key));
  if (found !== undefined) return found;
  throw new Refusal(
    'unauthenticated',
    'api_key.unknown',
    'The subscription key is not that of an active subscription to this API.',
  );
}

/** Signs the user of an API subscription in at its marketplace. @throws Refusal that does not tell user from password */
export function signInToApi(
  world: World,
  subscription: ApiSubscription,
  wanted: { readonly username: string; readonly password: string; readonly marketplace: string | undefined },
): string {
  const { marketplace = subscription.marketplace } = wanted;
  if (marketplace !== subscription.marketplace) {
    throw new Refusal(
      'invalid',
      'api_token.marketplace',
      `marketplace "${marketplace}" is not the one that this subscription key is for.`,
      'marketplace',
    );
  }
  const user = userWith(world, wanted.username, wanted.password);
  if (user?.id !== subscription.userId) throw wrongCredentials();
  return issueToken(world, subscription);
}

/** Signs a user in at a realm, by the password grant of OAuth 2; the key is not asked for there. evidence: client */
export function signInAtRealm(
  world: World,
  realm: string,
  wanted: Readonly<Record<'clientId' | 'clientSecret' | 'username' | 'password', string>>,
): string {
  const site = siteOfRealm(world, realm);
  const { clientId, clientSecretHash } = site.realm;
  if (wanted.clientId !== clientId || !isSame(hashOf(wanted.clientSecret), clientSecretHash)) {
    throw new Refusal('unauthenticated', 'realm.client', 'The client, or its secret, is not of this realm.');
  }
  const user = userWith(world, wanted.username, wanted.password);
  const subscription = user && world.store.of(apiSubscriptions).first('user', user.id);
  if (subscription?.marketplace !== site.code) throw wrongCredentials();
  return issueToken(world, subscription);
}

function siteOfRealm(world: World, realm: string): MarketplaceSite {
  const site = world.store.of(marketplaceSites).first('realm', realm);
  if (site !== undefined) return site;
  throw new Refusal('not-found', 'realm.unknown', `There is no realm "${realm}".`);
}

/** Who a token stands for, at the key and the region that it was given for. @throws Refusal when it is unknown or ran out */
export function actorOfApiToken(
  world: World,
  { keyHash, companyId, marketplace }: ApiSubscription,
  token: string | undefined,
  region: string | undefined,
): Actor {
  const known = token === undefined ? undefined : world.store.of(apiTokens).get(hashOf(token));
  const site = world.store.of(marketplaceSites).get(marketplace);
  const user = known && world.store.of(users).get(known.userId);
  const here = region === undefined || site?.region === region;
  if (known === undefined || user?.state !== 'Active' || known.keyHash !== keyHash || !here) {
    throw new Refusal(
      'unauthenticated',
      'api_token.unknown',
      'The token is missing, or none of this marketplace; sign in with POST /token.',
    );
  }
  if (world.clock.now() >= known.expiresAt) {
    throw new Refusal(
      'unauthenticated',
      'api_token.expired',
      'The token has expired; sign in again with POST /token.',
    );
  }
  const { id: userId, username } = user;
  return { wire: 'ingram', userId, username, companyId, permissions: permissionsOf(world, userId) };
}

function userWith(world: World, username: string, password: string): User | undefined {
  const user = world.store.of(users).first('username', username.toLowerCase());
  return user?.state === 'Active' && passwordMatches(user, password) ? user : undefined;
}

function issueToken(world: World, { keyHash, userId }: ApiSubscription): string {
  const now = world.clock.now();
  for (const old of world.store.of(apiTokens).find('user', userId))
    if (old.expiresAt <= now) world.store.of(apiTokens).delete(old.tokenHash);
  const user = world.store.of(users).get(userId);
  if (user !== undefined) world.store.of(users).put({ ...user, lastLogon: now });
  const expiresAt = now + apiTokenSeconds * 1_000;
  const token = jsonWebToken(
    { sub: String(userId), exp: Math.floor(expiresAt / 1_000) },
    world.ids.token(32),
  );
  world.store.of(apiTokens).put({ tokenHash: hashOf(token), keyHash, userId, expiresAt });
  return token;
}

/** In the form of a signed one; what counts is that it is known here. evidence: sample for the form */
function jsonWebToken(claims: object, signature: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${Buffer.from(signature, 'base64').toString('base64url')}`;
}

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

function wrongCredentials(): Refusal {
  return new Refusal('unauthenticated', 'api_token.credentials', 'User name or password is wrong.');
}
