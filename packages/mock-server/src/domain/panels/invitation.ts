import type { World } from '../../world.ts';
import { checkPassword } from '../accounts/check-account.ts';
import { keepPassword } from '../companies/password.ts';
import { type User, users } from '../companies/user.ts';
import { hashOf } from '../identity/hash.ts';
import { Refusal } from '../refusal.ts';
import { auditPanel } from './panel-log.ts';
import { keepPerson, type Person, panelPeople } from './panel-person.ts';
import { type MessageValues, sendMessage } from './send-message.ts';

/** evidence: modelled */
const invitationLength = 3 * 24 * 3_600_000;

/** Mails somebody the token that it chooses its password with; a former one is void. @throws Refusal when it has one already */
export function invite(
  world: World,
  { user, known }: Person,
  event: 'customerSignedUp' | 'userInvited',
  values: MessageValues = {},
): Person {
  if (known.state !== 'invited') {
    throw new Refusal(
      'conflict',
      'person.not_invited',
      `${user.username} has activated its user already.`,
      'userId',
    );
  }
  const token = world.ids.token();
  const expiresAt = world.clock.now() + invitationLength;
  const invited = keepPerson(world, { ...known, invitation: { tokenHash: hashOf(token), expiresAt } });
  sendMessage(world, known.companyId, event, user.email, {
    firstName: user.firstName,
    lastName: user.lastName,
    userName: user.username,
    activationToken: token,
    ...values,
  });
  return { user, known: invited };
}

/** Lets somebody choose its password with the token of its mail. @throws Refusal when the token is none, or the password breaks rules */
export function activate(world: World, token: string, password: string): User {
  const person = world.store.of(panelPeople).first('invitation', hashOf(token));
  const user = person && world.store.of(users).get(person.userId);
  if (person?.invitation === undefined || user === undefined || person.state !== 'invited') {
    throw refused('unknown', 'is none of an open invitation');
  }
  if (world.clock.now() >= person.invitation.expiresAt) throw refused('expired', 'has expired');
  checkPassword(password, 'password');
  const { invitation: _, ...known } = person;
  keepPerson(world, { ...known, state: 'active' });
  const changed = keepPassword(world, panelOf(user), user, password);
  auditPanel(world, { userId: user.id, username: user.username }, 'Activated', { user });
  return changed;
}

function panelOf(user: User) {
  return {
    wire: 'ingram-panels' as const,
    userId: user.id,
    username: user.username,
    companyId: user.parentId,
    permissions: new Set<never>(),
  };
}

function refused(code: string, problem: string): Refusal {
  return new Refusal(
    'unauthenticated',
    `activation.${code}`,
    `activationToken ${problem}; ask for another invitation.`,
    'activationToken',
  );
}
