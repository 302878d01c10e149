import type { World } from '../../world.ts';
import { isInMarketplace } from '../accounts/marketplace-site.ts';
import type { Actor } from '../actor.ts';
import { panelPeople } from '../panels/panel-person.ts';
import { Refusal } from '../refusal.ts';
import { passwordMatches } from './password.ts';
import { permissionsOf } from './role.ts';
import { type Session, sessions } from './session.ts';
import { users } from './user.ts';

/** Signs a user in to the API. @throws Refusal: wrong credentials and MFA users */
export function signIn(world: World, username: string, password: string): Session {
  const user = world.store.of(users).first('username', username.toLowerCase());
  // Those of another distributor's marketplaces are no users of this platform.
  const isHere =
    user !== undefined && !isInMarketplace(world, user.parentId) && !world.store.of(panelPeople).has(user.id);
  if (!isHere || user.state !== 'Active' || !passwordMatches(user, password)) {
    throw new Refusal(
      'unauthenticated',
      'session.wrong_credentials',
      'Please check your username and password.',
    );
  }
  // evidence: client, users with MFA cannot use the API
  if (user.mfa) {
    throw new Refusal(
      'unauthenticated',
      'session.mfa_enabled',
      'Users with enabled MFA are not supported. Exempt the user under Company, Security, Enforced Multi-Factor Authentication.',
    );
  }
  const now = world.clock.now();
  world.store.of(users).put({ ...user, lastLogon: now });
  return world.store.of(sessions).put({
    token: `${world.ids.token()}==`.replace(/=+$/, '=='),
    userId: user.id,
    startedAt: now,
    lastUsedAt: now,
  });
}

export function signOut(world: World, token: string): void {
  world.store.of(sessions).delete(token);
}

const minute = 60_000;

/** Who a session's token stands for; using it keeps it alive. @throws Refusal when it is unknown or ran out */
export function actorOfSession(world: World, token: string): Actor {
  const session = world.store.of(sessions).get(token);
  const now = world.clock.now();
  const user = session && world.store.of(users).get(session.userId);
  if (
    session === undefined ||
    user === undefined ||
    user.state !== 'Active' ||
    now - session.lastUsedAt >= world.settings.sessionMinutes * minute
  ) {
    if (session !== undefined) world.store.of(sessions).delete(token);
    throw new Refusal(
      'unauthenticated',
      'session.expired',
      'The session has expired; sign in again with GetSessionToken.',
    );
  }
  // A use is written down once a minute: reads stay reads.
  if (now - session.lastUsedAt >= minute) world.store.of(sessions).put({ ...session, lastUsedAt: now });
  const permissions = permissionsOf(world, user.id);
  return { wire: 'icp', userId: user.id, username: user.username, companyId: user.parentId, permissions };
}
