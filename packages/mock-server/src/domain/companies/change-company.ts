import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { marketplaces } from '../prices/marketplace.ts';
import { Refusal } from '../refusal.ts';
import { createUser } from './change-user.ts';
import { type Company, type CompanyKind, companies } from './company.ts';
import { currencyOf, knownCountry } from './country.ts';
import { templateRoles } from './default-roles.ts';
import { isEmail } from './email.ts';
import { resetPassword } from './password.ts';
import { roles } from './role.ts';
import { companyInScope, isWithin, nextAccountId, nextNumericId, permit } from './scope.ts';

export type CompanyDetails = Partial<
  Omit<Company, 'id' | 'numericId' | 'kind' | 'parentId' | 'resellerId' | 'state' | 'createdAt' | 'currency'>
>;

export interface NewCompany extends CompanyDetails {
  readonly parentId: number;
  readonly name: string;
  readonly email: string;
  readonly country: string;
  /** Also makes an administrator whose password goes to the outbox. */
  readonly withAdministrator?: boolean;
}

/** What may hang below what. */
const parents: Readonly<Record<CompanyKind, readonly CompanyKind[]>> = {
  provider: [],
  reseller: ['provider', 'reseller'],
  company: ['provider', 'reseller'],
  department: ['company'],
};

/** Puts a company, reseller or department below a parent. @throws Refusal naming the first rule that is broken */
export function createCompany(world: World, actor: Actor, kind: CompanyKind, input: NewCompany): Company {
  permit(actor, 'accounts.write');
  const parent = companyInScope(world, actor, input.parentId, 'ParentAccountId');
  if (parent.state !== 'Active')
    throw refusal('parent_terminated', 'ParentAccountId', 'is terminated; name an active parent.');
  if (!parents[kind].includes(parent.kind)) {
    throw refusal(
      'wrong_parent',
      'ParentAccountId',
      `is a ${parent.kind}; a ${kind} hangs below a ${parents[kind].join(' or a ')}.`,
    );
  }
  checkDetails(world, actor, input, kind);
  const id = nextAccountId(world);
  const { withAdministrator, parentId, ...details } = input;
  const company = world.store.of(companies).put({
    domains: [],
    address: '',
    city: '',
    zip: '',
    marketplaceIds: kind === 'department' ? parent.marketplaceIds : [],
    ...details,
    id,
    numericId: nextNumericId(world),
    kind,
    parentId,
    resellerId: kind === 'reseller' ? id : parent.resellerId,
    state: 'Active',
    currency: kind === 'department' ? parent.currency : currencyOf(input.country),
    createdAt: world.clock.now(),
  });
  if (kind !== 'department')
    for (const role of templateRoles(world, company)) world.store.of(roles).put(role);
  audit(world, actor, company, 'Created');
  if (withAdministrator === true) addAdministrator(world, actor, company);
  return company;
}

/** Changes details of a company. @throws Refusal; reseller accounts only with `kind` reseller */
export function updateCompany(
  world: World,
  actor: Actor,
  kind: 'reseller' | 'company' | 'department',
  id: number,
  changes: CompanyDetails,
): Company {
  permit(actor, 'accounts.write');
  const company = companyInScope(world, actor, id, 'AccountId');
  if (company.kind !== kind) {
    throw refusal(
      'wrong_kind',
      'AccountId',
      `is a ${company.kind}; use the operation for a ${company.kind}.`,
    );
  }
  if (company.state !== 'Active')
    throw refusal('terminated', 'AccountId', 'is terminated and cannot be changed.');
  checkDetails(world, actor, { ...company, ...changes }, kind, id);
  const updated = world.store.of(companies).put({ ...company, ...changes });
  audit(world, actor, updated, 'Updated');
  return updated;
}

function checkDetails(
  world: World,
  actor: Actor,
  details: CompanyDetails & { readonly country: string },
  kind: CompanyKind,
  id?: number,
): void {
  if ((details.name ?? '').trim() === '')
    throw refusal('name_missing', nameField(kind), 'is empty; give a name.');
  if (kind !== 'department') {
    if (!isEmail(details.email ?? ''))
      throw refusal('email_invalid', 'Email', 'is no e-mail address; write name@example.com.');
    if ((details.domains ?? []).length === 0)
      throw refusal('domain_missing', 'Domain', 'is empty; give at least one internet domain.');
  } else if (details.email !== undefined && details.email !== '' && !isEmail(details.email)) {
    throw refusal('email_invalid', 'Email', 'is no e-mail address; write name@example.com.');
  }
  for (const domain of details.domains ?? []) {
    if (!/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain))
      throw refusal('domain_invalid', 'Domain', `has "${domain}", which is no domain; write example.com.`);
  }
  if (kind !== 'department' && !knownCountry(details.country)) {
    throw refusal(
      'country_unknown',
      'Country',
      `"${details.country}" is not a country that is sold to here; use its English name, e.g. Peru.`,
    );
  }
  for (const marketplaceId of details.marketplaceIds ?? []) {
    const owner = world.store.of(marketplaces).get(marketplaceId)?.ownerId;
    // A price list of one's own tree: of the actor, of whom it buys from, or of whom sells below it.
    const known =
      owner !== undefined &&
      (actor.companyId === undefined ||
        isWithin(world, actor.companyId, owner) ||
        isWithin(world, owner, actor.companyId));
    if (!known)
      throw refusal(
        'marketplace_unknown',
        'Marketplaces',
        `names ${marketplaceId}, which is no price list; GetMarketplaces lists them.`,
      );
  }
  if (details.mpnId !== undefined && details.mpnId !== '' && !/^\d{1,10}$/.test(details.mpnId)) {
    throw refusal('mpn_id_invalid', 'MPNId', 'must be digits only, at most ten.');
  }
  // evidence: modelled, one account for each tax id
  const holder = details.vatId ? world.store.of(companies).first('vatId', details.vatId) : undefined;
  if (holder !== undefined && holder.id !== id)
    throw refusal(
      'vat_id_taken',
      'VATID',
      `belongs to ${actor.companyId === undefined || isWithin(world, holder.id, actor.companyId) ? `account ${holder.id}; use that account` : 'another account; check it'} or leave it empty.`,
    );
}

function addAdministrator(world: World, actor: Actor, company: Company): void {
  const administrator = createUser(world, actor, {
    parentId: company.id,
    username: company.email,
    email: company.email,
    firstName: 'Account',
    lastName: 'Administrator',
  });
  const role = world.store.of(roles).find('company', company.id)[0];
  if (role !== undefined)
    world.store.of(roles).put({ ...role, userIds: [...role.userIds, administrator.id] });
  resetPassword(world, actor, administrator.id);
}

function audit(world: World, actor: Actor, company: Company, what: 'Created' | 'Updated'): void {
  const targetType =
    company.kind === 'department' ? 'Department' : company.kind === 'company' ? 'Company' : 'Reseller';
  recordAudit(world, actor, {
    eventType: `${targetType}.${what}`,
    targetId: company.id,
    targetType,
    targetName: company.name,
    companyId: company.id,
  });
}

function nameField(kind: CompanyKind): string {
  return kind === 'department' ? 'DepartmentName' : 'CompanyName';
}

function refusal(code: string, field: string, problem: string): Refusal {
  return new Refusal('invalid', `company.${code}`, `${field} ${problem}`, field);
}
