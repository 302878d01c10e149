import type { World } from '../../world.ts';
import { checkPassword } from '../accounts/check-account.ts';
import { keepPassword } from '../companies/password.ts';
import { auditPanel } from './panel-log.ts';
import { personOfActor } from './panel-person.ts';
import type { PanelActor } from './panel-role.ts';
import { confirmPassword, endSessions } from './panel-session.ts';

/**
 * Changes the actor's password; all its other sessions end.
 * A wrong current one is counted in a transaction of its own, which stays when the call is refused.
 */
export function changeOwnPassword(world: World, actor: PanelActor, current: string, next: string): void {
  const person = personOfActor(world, actor);
  confirmPassword(world, person, current, 'currentPassword');
  checkPassword(next, 'newPassword');
  world.transact(() => {
    const user = keepPassword(world, actor, person.user, next);
    endSessions(world, user.id, actor.sessionHash);
    auditPanel(world, actor, 'PasswordChanged', { user });
  });
}
