import type { World } from '../../world.ts';
import { createAccount } from '../accounts/change-account.ts';
import type { AccountAddress } from '../accounts/check-account.ts';
import { type Account, accountOfKind, accountsBelow } from '../accounts/find-accounts.ts';
import { companies } from '../companies/company.ts';
import { attempt, Refusal } from '../refusal.ts';
import { addPerson } from './change-people.ts';
import { invite } from './invitation.ts';
import { auditPanel } from './panel-log.ts';
import { peopleOf } from './panel-person.ts';
import type { PanelActor } from './panel-role.ts';

/** What customer accounts are found by; all that is given must match. evidence: guide for the six, modelled how they match */
export interface CustomerSearch {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly email?: string | undefined;
  readonly status?: string | undefined;
  readonly customId?: string | undefined;
}

/** Customers and resellers below the actor's account, newest first. */
export function findCustomers(world: World, actor: PanelActor, search: CustomerSearch): Account[] {
  const { id, name, type, email, status, customId } = search;
  const kinds = (['company', 'reseller'] as const).filter(
    (kind) => type === undefined || type === typeOf(kind),
  );
  const address = email?.toLowerCase();
  return kinds
    .flatMap((kind) => accountsBelow(world, actor, kind, actor.companyId, { name, externalId: customId }))
    .filter(
      ({ company, profile }) =>
        (id === undefined || String(company.id) === id) &&
        (status === undefined || profile.status === status) &&
        (address === undefined ||
          [company.email, ...profile.contacts.map((contact) => contact.email)].some((each) =>
            each.toLowerCase().includes(address),
          )),
    )
    .sort(
      (left, right) => right.company.createdAt - left.company.createdAt || right.company.id - left.company.id,
    );
}

export function typeOf(kind: string): 'customer' | 'reseller' {
  return kind === 'reseller' ? 'reseller' : 'customer';
}

/** A customer or reseller below the actor's account. @throws Refusal of kind `not-found` */
export function customerNamed(world: World, actor: PanelActor, id: string): Account {
  const found = attempt(() => accountOfKind(world, actor, 'company', id));
  if (!(found instanceof Refusal)) return found;
  const reseller = attempt(() => accountOfKind(world, actor, 'reseller', id));
  if (!(reseller instanceof Refusal) && reseller.company.id !== actor.companyId) return reseller;
  throw found;
}

/** Who has the credentials of the account's administrator. evidence: guide, with the customer's e-mail address the customer can order and see money */
export function credentialsWith(world: World, { company }: Account): 'customer' | 'reseller' | 'nobody' {
  const administrators = peopleOf(world, company.id).filter(
    ({ known: { role } }) => role === 'customerAdministrator' || role === 'resellerAdministrator',
  );
  if (administrators.length === 0) return 'nobody';
  if (company.kind === 'reseller' || company.parentId === undefined) return 'reseller';
  const own = addressesOf(world, company.parentId);
  return administrators.every(({ user }) => own.has(user.email.toLowerCase())) ? 'reseller' : 'customer';
}

function addressesOf(world: World, resellerId: number): ReadonlySet<string> {
  const own = world.store.of(companies).get(resellerId)?.email ?? '';
  return new Set(
    [own, ...peopleOf(world, resellerId).map(({ user }) => user.email)].map((each) => each.toLowerCase()),
  );
}

export interface SignUp {
  readonly name: string;
  readonly customId?: string | undefined;
  readonly language: string;
  readonly address: AccountAddress;
  readonly contact: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phoneNumber: string;
  };
  readonly credentialsTo: string;
}

/** Makes a customer and mails the credentials of its administrator to the customer, or to the reseller. */
export function signUpCustomer(world: World, actor: PanelActor, wanted: SignUp): Account {
  const { name, customId, language, address, contact, credentialsTo } = wanted;
  const account = createAccount(world, actor, 'company', actor.companyId, {
    name,
    language,
    address,
    contacts: [{ type: 'admin', ...contact }],
    externalId: customId,
  });
  const { id } = account.company;
  const reseller = world.store.of(companies).get(actor.companyId);
  const toCustomer = credentialsTo === 'customer';
  const { phoneNumber } = contact;
  const person = addPerson(world, actor, {
    companyId: id,
    role: 'customerAdministrator',
    firstName: contact.firstName,
    lastName: contact.lastName,
    phoneNumber,
    address,
    // The reseller has one address for the administrators of all its customers.
    ...(toCustomer
      ? { email: contact.email }
      : { email: reseller?.email ?? contact.email, username: `administrator-${id}` }),
  });
  invite(world, person, 'customerSignedUp');
  auditPanel(world, actor, 'CustomerSignedUp', {
    name,
    details: `Account ${id}, credentials with the ${toCustomer ? 'customer' : 'reseller'}`,
  });
  return account;
}
