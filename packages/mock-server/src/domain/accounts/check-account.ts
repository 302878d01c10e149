import { countryOfIso } from '../companies/country.ts';
import { isEmail } from '../companies/email.ts';
import { countryRulesOf } from '../partners/country-rules.ts';
import { Refusal } from '../refusal.ts';
import type { AccountContact, AccountStatus } from './account-profile.ts';

export interface AccountAddress {
  readonly streetAddress: string;
  readonly addressExtension?: string | undefined;
  readonly postalCode: string;
  readonly city: string;
  readonly state?: string | undefined;
  /** ISO letters, capitals. */
  readonly countryCode: string;
}

/** A contact as it is sent: the one who administers may be given a login. */
export interface NewAccountContact extends AccountContact {
  readonly login?: string | undefined;
  readonly password?: string | undefined;
}

/** Countries whose addresses need a state. evidence: docs that some do, modelled which */
const withStates: ReadonlySet<string> = new Set(['US', 'MX', 'BR']);

/** @throws Refusal for the first thing that is wrong. evidence: docs for what is needed, modelled for the form of postal codes */
export function checkAddress(address: AccountAddress): void {
  for (const field of ['streetAddress', 'postalCode', 'city'] as const) {
    if (address[field].trim() === '') throw invalid('address', `address.${field}`, 'is empty; give a value.');
  }
  const { countryCode, postalCode, state = '' } = address;
  if (!/^[A-Z]{2}$/.test(countryCode)) {
    throw invalid('address', 'address.countryCode', 'must be two capitals of ISO 3166, such as US.');
  }
  if (countryOfIso(countryCode) === undefined) {
    throw invalid('address', 'address.countryCode', `${countryCode} is no country that is sold to here.`);
  }
  if (withStates.has(countryCode) && state.trim() === '') {
    throw invalid('address', 'address.state', `is missing; addresses in ${countryCode} need it.`);
  }
  const form = countryRulesOf(countryCode)?.postalCode.form;
  if (form !== undefined && !new RegExp(form).test(postalCode)) {
    throw invalid('address', 'address.postalCode', `"${postalCode}" is not as ${countryCode} writes them.`);
  }
}

/** Country, area and number with an extension that may be empty. evidence: sample for the form */
const phone = /^\d{1,4}#\d{0,6}#\d{4,15}#\d{0,8}$/;
/** evidence: docs */
const login = /^[A-Za-z0-9][A-Za-z0-9_.@-]{0,255}$/;
const shortestLogin = 5;
const shortestPassword = 7;

export function checkContacts(contacts: readonly NewAccountContact[]): void {
  // evidence: modelled, an account has somebody who administers it
  if (!contacts.some(({ type }) => type === 'admin'))
    throw invalid('contacts', 'contactPersons', 'must have one of type admin.');
  for (const [index, contact] of contacts.entries()) checkContact(contact, `contactPersons[${index}]`);
}

function checkContact(contact: NewAccountContact, at: string): void {
  for (const field of ['firstName', 'lastName'] as const) {
    if (contact[field].trim() === '') throw invalid('contact', `${at}.${field}`, 'is empty; give a name.');
  }
  if (!isEmail(contact.email)) throw invalid('contact', `${at}.email`, 'is no e-mail address.');
  checkPhone(contact.phoneNumber, `${at}.phoneNumber`);
  if (contact.login === undefined && contact.password === undefined) return;
  if (contact.type !== 'admin') throw invalid('login', `${at}.login`, 'is for contacts of type admin only.');
  if (contact.login === undefined) throw invalid('login', `${at}.login`, 'is missing beside the password.');
  if (contact.login.length < shortestLogin || !login.test(contact.login)) {
    throw invalid(
      'login',
      `${at}.login`,
      `needs at least ${shortestLogin} characters: a letter or digit first, then also _ . @ -`,
    );
  }
  if (contact.password !== undefined) checkPassword(contact.password, `${at}.password`);
}

export function checkPhone(phoneNumber: string, field: string): void {
  if (phone.test(phoneNumber)) return;
  throw invalid('contact', field, 'must look like 81##18881234567#, extension after the last #.');
}

/** evidence: docs */
export function checkPassword(password: string, field: string): void {
  const forms = [/\p{Lu}/u, /\p{Ll}/u, /\d/, /[^\p{L}\d\s]/u];
  if (password.length >= shortestPassword && forms.every((form) => form.test(password))) return;
  throw invalid(
    'password',
    field,
    `needs at least ${shortestPassword} characters, with a capital, a small letter, a digit and a special character.`,
  );
}

/** Two letters, with a region where wanted. */
export function checkLanguage(language: string): void {
  if (!/^[a-z]{2}([-_][A-Za-z]{2})?$/.test(language))
    throw invalid('language', 'language', 'must be two letters, such as en.');
}

export function checkName(name: string): void {
  if (name.trim() === '') throw invalid('name', 'name', 'is empty; give a name.');
}

/** evidence: docs, by API only these two can be set */
const settable: readonly string[] = ['active', 'creditHold'];

/** The status that an API sets. @throws Refusal for others */
export function settableStatus(status: string): AccountStatus {
  if (settable.includes(status)) return status as AccountStatus;
  throw invalid('status', 'status', `"${status}" cannot be set; ${settable.join(' and ')} can.`);
}

function invalid(code: string, field: string, problem: string): Refusal {
  return new Refusal('invalid', `account.${code}`, `${field} ${problem}`, field);
}
