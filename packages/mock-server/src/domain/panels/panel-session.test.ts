import { describe, expect, test } from 'vitest';
import {
  activated,
  address,
  administrator,
  as,
  codeOf,
  contact,
  minute,
  panelWorld,
  pass,
  signedUp,
  staff,
  userNamed,
} from '../../../../../test/panel-domain.ts';
import { signIn } from '../companies/sign-in.ts';
import { simulatedPassword } from '../simulated-secrets.ts';
import { addPerson, changePerson } from './change-people.ts';
import { invite } from './invitation.ts';
import { changeOwnPassword } from './own-password.ts';
import { panelLog } from './panel-log.ts';
import { actorOfPanelToken, signInToPanel, signOutOfPanel } from './panel-session.ts';

const wrong = 'session.wrong_credentials';

describe('sessions of the panels', () => {
  test('end after an hour, and when they are signed out of', () => {
    const world = panelWorld();
    const { token, actor } = signInToPanel(world, staff, simulatedPassword);
    expect(actorOfPanelToken(world, token)).toEqual(actor);
    pass(world, 59 * minute);
    expect(actorOfPanelToken(world, token).role).toBe('resellerStaff');
    pass(world, minute);
    expect(codeOf(() => actorOfPanelToken(world, token))).toBe('session.expired');
    const next = signInToPanel(world, staff, simulatedPassword);
    signOutOfPanel(world, next.actor);
    expect(codeOf(() => actorOfPanelToken(world, next.token))).toBe('session.expired');
  });

  test('five wrong passwords lock a user for half an hour, the right one too', () => {
    const world = panelWorld();
    for (let tries = 0; tries < 5; tries += 1) expect(codeOf(() => as(world, staff, 'Wrong-12'))).toBe(wrong);
    expect(codeOf(() => as(world, staff))).toBe(wrong);
    expect(panelLog(world, 320_001).map(({ eventType }) => eventType)).toContain('Panel.Locked');
    pass(world, 30 * minute - 1);
    expect(codeOf(() => as(world, staff))).toBe(wrong);
    pass(world, 1);
    expect(as(world, staff).role).toBe('resellerStaff');
  });

  test('a right password begins the count anew', () => {
    const world = panelWorld();
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 4; tries += 1)
        expect(codeOf(() => as(world, staff, 'Wrong-12'))).toBe(wrong);
      expect(as(world, staff).role).toBe('resellerStaff');
    }
  });

  test('the refusal does not tell why: no such user, not active, the user of an API, of another platform', () => {
    const world = panelWorld();
    signedUp(world);
    for (const username of [
      'nobody@customer.example',
      contact.email,
      'api@harborcloud.example',
      'api@abbiebox.example',
    ])
      expect(
        codeOf(() => as(world, username)),
        username,
      ).toBe(wrong);
  });

  test('people of a panel are no users of ICP', () => {
    const world = panelWorld();
    for (const username of [administrator, staff, 'api@harborcloud.example', 'desk@us.marketplace.example'])
      expect(
        codeOf(() => signIn(world, username, simulatedPassword)),
        username,
      ).toBe(wrong);
  });

  test('what changes the rights of a user ends its sessions, and a new password all but its own', () => {
    const world = panelWorld();
    signedUp(world);
    const customer = activated(world, contact.email);
    const { phoneNumber } = contact;
    const eva = { firstName: 'Eva', lastName: 'Rios', email: 'eva@customer.example', phoneNumber, address };
    const person = addPerson(world, customer, {
      ...eva,
      companyId: customer.companyId,
      role: 'customerAdministrator',
    });
    invite(world, person, 'userInvited');
    activated(world, eva.email);
    const { token } = signInToPanel(world, eva.email, simulatedPassword);
    changePerson(world, customer, String(person.user.id), { role: 'limitedAdministrator' });
    expect(codeOf(() => actorOfPanelToken(world, token))).toBe('session.expired');
    expect(as(world, eva.email).role).toBe('limitedAdministrator');

    const [first, second] = [0, 1].map(() => signInToPanel(world, eva.email, simulatedPassword));
    if (first === undefined || second === undefined) throw new Error('Nobody signed in.');
    changeOwnPassword(world, first.actor, simulatedPassword, 'Another1!');
    expect(actorOfPanelToken(world, first.token).username).toBe(eva.email);
    expect(codeOf(() => actorOfPanelToken(world, second.token))).toBe('session.expired');
    expect(codeOf(() => as(world, eva.email))).toBe(wrong);
  });

  test('a stolen session is no way to guess the password', () => {
    const world = panelWorld();
    const { actor } = signInToPanel(world, staff, simulatedPassword);
    for (let tries = 0; tries < 5; tries += 1)
      expect(codeOf(() => changeOwnPassword(world, actor, 'Wrong-12', 'Another1!'))).toBe('password.wrong');
    expect(codeOf(() => changeOwnPassword(world, actor, simulatedPassword, 'Another1!'))).toBe(
      'password.wrong',
    );
    expect(codeOf(() => as(world, staff))).toBe(wrong);
  });

  test('neither passwords nor tokens stand in the world', () => {
    const world = panelWorld();
    const { token } = signInToPanel(world, staff, simulatedPassword);
    const kept = JSON.stringify(world.snapshot());
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(simulatedPassword);
    expect(userNamed(world, staff).passwordHash).toMatch(/^\S+:\S+$/);
  });
});
