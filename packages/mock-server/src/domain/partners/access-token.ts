import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor, SignIn } from '../actor.ts';
import type { Permission } from '../companies/role.ts';
import { Refusal } from '../refusal.ts';
import { partners } from './partner.ts';

/** What lets a caller in to Microsoft's own APIs: of an application, or of an application and a user. */
export interface AccessToken {
  readonly token: string;
  /** The partner's company. */
  readonly companyId: number;
  /** The application's name, or the user's. */
  readonly username: string;
  readonly signIn: SignIn;
  readonly multiFactor: boolean;
  /** Absent: it does not run out. */
  readonly expiresAt?: number;
}

export const accessTokens = defineCollection<AccessToken>()({
  name: 'accessTokens',
  key: (token) => token.token,
  indexes: {},
});

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

/** Makes a token. evidence: modelled until an authority is simulated */
export function issueAccessToken(
  world: World,
  input: Omit<AccessToken, 'token' | 'expiresAt'> & { readonly lifetimeSeconds?: number | undefined },
): AccessToken {
  const { lifetimeSeconds, ...rest } = input;
  if (!world.store.of(partners).has(input.companyId)) {
    throw new Refusal(
      'not-found',
      'partner.unknown',
      `${input.companyId} is no partner of this world.`,
      'companyId',
    );
  }
  return world.store.of(accessTokens).put({
    ...rest,
    token: `sim.${world.ids.token(24).replace(/[^A-Za-z0-9]/g, '')}`,
    ...(lifetimeSeconds !== undefined && { expiresAt: world.clock.now() + lifetimeSeconds * 1_000 }),
  });
}

/** Who a token stands for. @throws Refusal when it is unknown or ran out */
export function actorOfAccessToken(world: World, token: string): Actor {
  const known = world.store.of(accessTokens).get(token);
  if (known === undefined || (known.expiresAt !== undefined && world.clock.now() >= known.expiresAt)) {
    throw new Refusal(
      'unauthenticated',
      'access_token.refused',
      'Access denied: the token is unknown or has run out; get a new one.',
    );
  }
  return {
    wire: 'partner-center',
    userId: 0,
    username: known.username,
    companyId: known.companyId,
    permissions: everything,
    signIn: known.signIn,
    multiFactor: known.multiFactor,
  };
}
