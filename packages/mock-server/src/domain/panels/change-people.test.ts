import { describe, expect, test } from 'vitest';
import {
  activated,
  address,
  administrator,
  as,
  codeOf,
  contact,
  invitationOf,
  minute,
  panelWorld,
  pass,
  signedUp,
  staff,
  userNamed,
} from '../../../../../test/panel-domain.ts';
import { simulatedPassword } from '../simulated-secrets.ts';
import { addPerson, changePerson, inviteAgain, type NewPerson } from './change-people.ts';
import { credentialsWith } from './customer-accounts.ts';
import { activate, invite } from './invitation.ts';
import { peopleOf } from './panel-person.ts';
import { operationsOf, permitOperation } from './rights.ts';

const eva = { firstName: 'Eva', lastName: 'Rios', email: 'eva@customer.example' };
const reach = { phoneNumber: contact.phoneNumber, address };

function customerWorld() {
  const world = panelWorld();
  const { account } = signedUp(world);
  const actor = activated(world, contact.email);
  const add = (more: Partial<NewPerson> = {}) =>
    addPerson(world, actor, {
      ...eva,
      ...reach,
      companyId: actor.companyId,
      role: 'limitedAdministrator',
      ...more,
    });
  return { world, account, actor, add };
}

describe('people of the panels', () => {
  test('staff is made by the account administrator alone', () => {
    expect(codeOf(() => permitOperation('resellerStaff', 'createStaff'))).toBe('panel.role_not_allowed');
    for (const operation of ['createStaff', 'updateStaff', 'inviteStaff'])
      expect(operationsOf('resellerAdministrator')).toContain(operation);
    expect(codeOf(() => permitOperation('resellerAdministrator', 'constructor'))).toBe(
      'panel.role_not_allowed',
    );
  });

  test.each<[string, Partial<NewPerson>, string]>([
    ['no phone number', { phoneNumber: undefined }, 'person.phoneNumber'],
    ['no address', { address: undefined }, 'person.address'],
    ['a bad phone number', { phoneNumber: '555' }, 'account.contact'],
    ['no name', { firstName: ' ' }, 'person.firstName'],
    ['no e-mail address', { email: 'eva' }, 'person.email'],
    ['a taken user name', { username: 'JOHN@customer.example' }, 'person.username_taken'],
    ['a short user name', { username: 'eva' }, 'person.username'],
    ['a role of a reseller', { role: 'visitingReseller' as never }, 'person.role'],
  ])('an administrator with %s is refused', (_, more, code) => {
    expect(codeOf(() => customerWorld().add(more))).toBe(code);
  });

  test('who only uses services needs neither; to become an administrator both', () => {
    const { world, actor, add } = customerWorld();
    const { user } = add({ role: 'serviceUser', phoneNumber: undefined, address: undefined });
    const change = (more: object) => codeOf(() => changePerson(world, actor, String(user.id), more));
    expect(change({ role: 'limitedAdministrator' })).toBe('person.phoneNumber');
    expect(change({ role: 'resellerStaff' })).toBe('person.role');
    expect(change({ role: 'limitedAdministrator', ...reach })).toBeUndefined();
  });

  test('nobody changes its own role or state, nor the administrator of a reseller', () => {
    const { world, actor } = customerWorld();
    const self = String(actor.userId);
    expect(codeOf(() => changePerson(world, actor, self, { role: 'serviceUser' }))).toBe('person.own_role');
    expect(codeOf(() => changePerson(world, actor, self, { state: 'disabled' }))).toBe('person.own_state');
    expect(changePerson(world, actor, self, { lastName: 'Smythe' }).user.lastName).toBe('Smythe');
    const boss = String(userNamed(world, administrator).id);
    expect(codeOf(() => changePerson(world, as(world, staff), boss, { state: 'disabled' }))).toBe(
      'person.own_state',
    );
    expect(codeOf(() => changePerson(world, actor, boss, { lastName: 'X' }))).toBe('person.not_found');
  });

  test('an invitation works once, for three days, and a second one voids the first', () => {
    const { world, actor, add } = customerWorld();
    const person = invite(world, add(), 'userInvited');
    const first = invitationOf(world, eva.email);
    inviteAgain(world, actor, String(person.user.id));
    const second = invitationOf(world, eva.email);
    expect(codeOf(() => activate(world, first, simulatedPassword))).toBe('activation.unknown');
    expect(codeOf(() => activate(world, second, 'short'))).toBe('account.password');
    pass(world, 3 * 24 * 60 * minute);
    expect(codeOf(() => activate(world, second, simulatedPassword))).toBe('activation.expired');
    const later = as(world, contact.email);
    inviteAgain(world, later, String(person.user.id));
    const third = invitationOf(world, eva.email);
    activate(world, third, simulatedPassword);
    expect(codeOf(() => activate(world, third, simulatedPassword))).toBe('activation.unknown');
    expect(codeOf(() => inviteAgain(world, later, String(person.user.id)))).toBe('person.not_invited');
    expect(as(world, eva.email).role).toBe('limitedAdministrator');
  });

  test('whoever was disabled before it was active is invited still when it is enabled', () => {
    const { world, actor, add } = customerWorld();
    const id = String(add().user.id);
    const set = (state: string) => changePerson(world, actor, id, { state }).known.state;
    expect(codeOf(() => set('active'))).toBe('person.not_activated');
    expect([set('disabled'), set('active')]).toEqual(['disabled', 'invited']);
  });
});

describe('who gets the credentials at the sign-up', () => {
  test("with the customer's address, the customer: it can order and see money", () => {
    const { world, account, actor } = customerWorld();
    expect(credentialsWith(world, account)).toBe('customer');
    expect(actor.role).toBe('customerAdministrator');
    expect(operationsOf(actor.role)).toEqual(expect.arrayContaining(['placeOrder', 'getOwnBalance']));
  });

  test("with the reseller's, the reseller; people of the customer are limited then", () => {
    const world = panelWorld();
    const { account, id } = signedUp(world, 'reseller');
    expect(credentialsWith(world, account)).toBe('reseller');
    const [person] = peopleOf(world, account.company.id);
    expect(person?.user).toMatchObject({
      username: `administrator-${id}`,
      email: 'cloud@harborcloud.example',
    });
    expect(invitationOf(world, contact.email)).toBe('');
    const actor = activated(world, 'cloud@harborcloud.example');
    const limited = addPerson(world, actor, {
      ...eva,
      ...reach,
      companyId: account.company.id,
      role: 'limitedAdministrator',
    });
    expect(operationsOf(limited.known.role)).not.toContain('placeOrder');
    expect(credentialsWith(world, account)).toBe('reseller');
  });
});
