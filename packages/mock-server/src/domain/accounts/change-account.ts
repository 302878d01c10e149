import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { type Company, companies } from '../companies/company.ts';
import { countryOfIso } from '../companies/country.ts';
import { templateRoles } from '../companies/default-roles.ts';
import { roles } from '../companies/role.ts';
import { nextAccountId, nextNumericId, permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { checkCurrency } from './account-currency.ts';
import { resumeServices, suspendServices } from './account-hold.ts';
import { addLogins } from './account-login.ts';
import {
  type AccountContact,
  type AccountStatus,
  accountProfiles,
  requireProfile,
} from './account-profile.ts';
import {
  type AccountAddress,
  checkAddress,
  checkContacts,
  checkLanguage,
  checkName,
  type NewAccountContact,
  settableStatus,
} from './check-account.ts';
import { type Account, type AccountKind, accountOfKind } from './find-accounts.ts';

export interface NewAccount {
  readonly name: string;
  readonly address: AccountAddress;
  readonly contacts: readonly NewAccountContact[];
  readonly language: string;
  readonly externalId?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly status?: string | undefined;
  readonly taxRegId?: string | undefined;
  /** Of a reseller; customers pay in their reseller's. */
  readonly currency?: string | undefined;
  readonly taxationProviderName?: string | undefined;
  readonly customerClass?: string | undefined;
}

export type AccountChange = Partial<
  Pick<NewAccount, 'name' | 'address' | 'contacts' | 'externalId' | 'status' | 'taxRegId'>
>;

/** Puts a reseller or customer below a reseller. @throws Refusal naming the first rule that is broken */
export function createAccount(
  world: World,
  actor: Actor,
  kind: AccountKind,
  parentId: number,
  wanted: NewAccount,
): Account {
  permit(actor, 'accounts.write');
  const parent = accountOfKind(world, actor, 'reseller', String(parentId));
  checkName(wanted.name);
  checkAddress(wanted.address);
  checkContacts(wanted.contacts);
  checkLanguage(wanted.language);
  const status = wanted.status === undefined ? 'active' : newStatus(wanted.status);
  const currency = wanted.currency ?? parent.company.currency;
  checkCurrency(currency);
  const id = nextAccountId(world);
  const company = world.store.of(companies).put({
    id,
    numericId: nextNumericId(world),
    kind,
    parentId,
    resellerId: kind === 'reseller' ? id : parentId,
    state: 'Active',
    domains: [],
    currency,
    marketplaceIds: parent.company.marketplaceIds,
    createdAt: world.clock.now(),
    name: wanted.name,
    language: wanted.language,
    ...placeOf(wanted.address),
    ...personOf(wanted.contacts),
  });
  for (const role of templateRoles(world, company)) world.store.of(roles).put(role);
  const { externalId, taxRegId, taxationProviderName, customerClass } = wanted;
  const profile = world.store.of(accountProfiles).put({
    companyId: id,
    marketplace: parent.profile.marketplace,
    status,
    attributes: wanted.attributes ?? {},
    contacts: wanted.contacts.map(shown),
    language: wanted.language,
    ...extension(wanted.address),
    ...(externalId !== undefined && { externalId }),
    ...(taxRegId !== undefined && { taxRegId }),
    ...(taxationProviderName !== undefined && { taxationProviderName }),
    ...(customerClass !== undefined && { customerClass }),
  });
  audit(world, actor, company, 'Created');
  addLogins(world, actor, company, wanted.contacts);
  return { company, profile };
}

/** Changes what is named of an account, the rest stays. @throws Refusal naming the first rule that is broken */
export function updateAccount(
  world: World,
  actor: Actor,
  kind: AccountKind,
  id: string,
  change: AccountChange,
): Account {
  permit(actor, 'accounts.write');
  const { company, profile } = accountOfKind(world, actor, kind, id);
  if (change.name !== undefined) checkName(change.name);
  if (change.address !== undefined) checkAddress(change.address);
  if (change.contacts !== undefined) checkContacts(change.contacts);
  const status =
    change.status === undefined ? undefined : statusFromApi(actor, company, profile.status, change.status);
  const { addressExtension: _, ...kept } = profile;
  const stored = world.store.of(accountProfiles).put({
    ...(change.address === undefined ? profile : { ...kept, ...extension(change.address) }),
    ...(change.externalId !== undefined && { externalId: change.externalId }),
    ...(change.taxRegId !== undefined && { taxRegId: change.taxRegId }),
    ...(change.contacts !== undefined && { contacts: change.contacts.map(shown) }),
    ...(status !== undefined && { status }),
  });
  const changed = world.store.of(companies).put({
    ...company,
    ...(change.name !== undefined && { name: change.name }),
    ...(change.address && placeOf(change.address)),
    ...(change.contacts && personOf(change.contacts)),
  });
  audit(
    world,
    actor,
    changed,
    'Updated',
    status === undefined ? undefined : `Status ${profile.status} to ${status}`,
  );
  if (change.contacts !== undefined) addLogins(world, actor, changed, change.contacts);
  return { company: changed, profile: stored };
}

/** Sets any status, as the marketplace's own staff does; an admin hold suspends all services, and its end brings them back. */
export function setAccountStatus(
  world: World,
  actor: Actor,
  companyId: number,
  status: AccountStatus,
): Account {
  const company = world.store.of(companies).get(companyId);
  if (company === undefined || !world.store.of(accountProfiles).has(companyId))
    throw new Refusal('not-found', 'account.not_found', `${companyId} is no account of a marketplace.`, 'id');
  const { heldServices = [], ...profile } = requireProfile(world, companyId);
  const wasHeld = profile.status === 'adminHold';
  const isHeld = status === 'adminHold';
  if (wasHeld && !isHeld) resumeServices(world, actor, heldServices);
  const held = isHeld && !wasHeld ? suspendServices(world, actor, company) : heldServices;
  const stored = world.store
    .of(accountProfiles)
    .put({ ...profile, status, ...(isHeld && { heldServices: held }) });
  audit(world, actor, company, 'Updated', `Status ${profile.status} to ${status}`);
  return { company, profile: stored };
}

/** A new account is active, or waits. evidence: modelled */
function newStatus(status: string): AccountStatus {
  return status === 'pending' ? 'pending' : settableStatus(status);
}

/** evidence: docs for what can be set; modelled that nobody lifts a hold from itself, and that only the marketplace's staff ends an admin hold */
function statusFromApi(actor: Actor, company: Company, from: AccountStatus, wanted: string): AccountStatus {
  const status = settableStatus(wanted);
  if (status === from) return status;
  if (company.id === actor.companyId) {
    throw new Refusal(
      'forbidden',
      'account.own_status',
      'status of your own account is set by your seller.',
      'status',
    );
  }
  if (from === 'adminHold' || from === 'cancelled' || from === 'error') {
    throw new Refusal(
      'conflict',
      'account.status_fixed',
      `status of account ${company.id} is ${from}; the marketplace's support alone can change that.`,
      'status',
    );
  }
  return status;
}

/** Where an account is, as the tree knows it. */
function placeOf({ streetAddress, city, postalCode, countryCode, state }: AccountAddress) {
  return {
    address: streetAddress,
    city,
    zip: postalCode,
    country: countryOfIso(countryCode) ?? '',
    ...(state !== undefined && { region: state }),
  };
}

/** Whom to turn to, as the tree knows it: the first who administers. */
function personOf(contacts: readonly AccountContact[]) {
  const {
    email = '',
    phoneNumber = '',
    firstName = '',
    lastName = '',
  } = contacts.find(({ type }) => type === 'admin') ?? {};
  return { email, phone: phoneNumber, contactPerson: `${firstName} ${lastName}` };
}

/** A contact without its login: that is never shown again. */
function shown({ type, firstName, lastName, email, phoneNumber }: NewAccountContact): AccountContact {
  return { type, firstName, lastName, email, phoneNumber };
}

function extension({ addressExtension }: AccountAddress): { addressExtension?: string } {
  return addressExtension === undefined ? {} : { addressExtension };
}

function audit(
  world: World,
  actor: Actor,
  company: Company,
  what: 'Created' | 'Updated',
  details?: string,
): void {
  const targetType = company.kind === 'reseller' ? 'Reseller' : 'Company';
  recordAudit(world, actor, {
    eventType: `${targetType}.${what}`,
    targetId: company.id,
    targetType,
    targetName: company.name,
    companyId: company.id,
    ...(details !== undefined && { details }),
  });
}
