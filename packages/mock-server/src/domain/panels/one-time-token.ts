import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { users } from '../companies/user.ts';
import { hashOf } from '../identity/hash.ts';
import { Refusal } from '../refusal.ts';
import { auditPanel, auditVisit } from './panel-log.ts';
import { personOf } from './panel-person.ts';
import type { Panel, PanelActor } from './panel-role.ts';
import { panelOfRole } from './panel-role.ts';
import { type OpenedSession, openSession, visitable } from './panel-session.ts';

/** Opens one session, once; only a hash of it is kept. */
interface OneTimeToken {
  readonly tokenHash: string;
  readonly userId: number;
  readonly expiresAt: number;
  readonly usedAt?: number;
  /** The customer whose panel it opens; one's own without it. */
  readonly visits?: number;
  readonly reason?: string;
}

export const oneTimeTokens = defineCollection<OneTimeToken>()({
  name: 'oneTimeTokens',
  key: (token) => token.tokenHash,
  indexes: { user: (token) => token.userId },
});

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: number;
  readonly panel: Panel;
}

/** evidence: modelled */
const tokenLength = 60_000;
const longestReason = 200;

/** Single sign-on: opens the same person's panel elsewhere. evidence: guide for the link, modelled token */
export function issuePanelLink(world: World, actor: PanelActor): IssuedToken {
  const issued = issue(world, actor, {});
  auditPanel(world, actor, 'LinkIssued', {});
  return { ...issued, panel: panelOfRole[actor.role] };
}

/** Opens the panel of a customer to somebody of its reseller. @throws Refusal of kind `not-found` for whom it does not serve */
export function issueVisit(
  world: World,
  actor: PanelActor,
  customerId: string,
  reason = 'No reason was given.',
): IssuedToken {
  if (reason.length > longestReason || /\p{Cc}/u.test(reason)) {
    throw new Refusal(
      'invalid',
      'visit.reason',
      `reason must be one line of ${longestReason} characters at most.`,
      'reason',
    );
  }
  const id = /^\d{1,15}$/.test(customerId) ? Number(customerId) : 0;
  const customer = visitable(world, actor.companyId, id);
  if (customer === undefined)
    throw new Refusal(
      'not-found',
      'account.not_found',
      `There is no customer with id ${customerId}.`,
      'customerId',
    );
  const issued = issue(world, actor, { visits: customer.id, reason });
  auditVisit(world, actor, 'VisitIssued', { reseller: actor.companyId, customer, reason });
  return { ...issued, panel: 'customer' };
}

function issue(
  world: World,
  { userId }: PanelActor,
  what: Pick<OneTimeToken, 'visits' | 'reason'>,
): Pick<IssuedToken, 'token' | 'expiresAt'> {
  const token = world.ids.token();
  const expiresAt = world.clock.now() + tokenLength;
  world.store.of(oneTimeTokens).put({ tokenHash: hashOf(token), userId, expiresAt, ...what });
  return { token, expiresAt };
}

/** Begins the session that a token is for. @throws Refusal when it is unknown, used or expired */
export function redeemOneTimeToken(world: World, token: string): OpenedSession {
  const now = world.clock.now();
  const known = world.store.of(oneTimeTokens).get(hashOf(token));
  const user = known && world.store.of(users).get(known.userId);
  const person = user && personOf(world, user);
  if (known === undefined || person?.known.state !== 'active')
    throw refused('unknown', 'is none that was issued');
  if (known.usedAt !== undefined) throw refused('used', 'was used already');
  if (now >= known.expiresAt) throw refused('expired', 'has expired');
  world.store.of(oneTimeTokens).put({ ...known, usedAt: now });
  if (known.visits === undefined) return openSession(world, person);
  const reseller = person.known.companyId;
  const customer = visitable(world, reseller, known.visits);
  if (customer === undefined) throw refused('unknown', 'is for a panel that is no longer yours to open');
  auditVisit(world, { userId: person.user.id, username: person.user.username }, 'Visited', {
    reseller,
    customer,
    reason: known.reason ?? '',
  });
  return openSession(world, person, customer.id);
}

function refused(code: string, problem: string): Refusal {
  return new Refusal(
    'unauthenticated',
    `one_time_token.${code}`,
    `oneTimeToken ${problem}; ask for another one.`,
    'oneTimeToken',
  );
}
