import { createHash } from 'node:crypto';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { countryOfIso } from '../companies/country.ts';
import { generatePassword } from '../companies/password.ts';
import { Refusal } from '../refusal.ts';
import { addAdministrator } from '../tenants/directory-user.ts';
import { relate, tenantOfDomain } from '../tenants/relationship.ts';
import { commercialRelationships, type Tenant, tenants } from '../tenants/tenant.ts';
import { type CustomerProfile, profileOf } from './customer.ts';
import { type Partner, partnerOf, partners } from './partner.ts';
import { versionOf } from './profiles.ts';

/** Customers that the sandbox holds. evidence: docs */
const sandboxCustomers = 75;

/** Countries whose companies must give a registration number, and its form. evidence: docs for Brazil among others, modelled forms */
const registrationNumbers: Readonly<Record<string, { readonly form: RegExp; readonly sample: string }>> = {
  BR: { form: /^\d{2}\.?\d{3}\.?\d{3}\/?\d{4}-?\d{2}$/, sample: '12.345.678/0001-95' },
};

export interface NewCustomer {
  readonly domain: string;
  readonly companyName: string;
  readonly registrationNumber?: string | undefined;
  readonly profile: Omit<CustomerProfile, 'companyName'>;
  /** MPN id of the indirect reseller. */
  readonly associatedPartnerId?: string | undefined;
}

/** Makes a tenant with its administrator and the reseller relationship. The password is known to nobody afterwards. */
export function createCustomer(
  world: World,
  actor: Actor,
  input: NewCustomer,
): { readonly tenant: Tenant; readonly password: string } {
  const partner = partnerOf(world, actor);
  const initialDomain = checkedDomain(world, input.domain);
  const country = checkedCountry(input.profile.address.country);
  checkRegistrationNumber(input);
  checkProfile(input);
  const reseller = resellerFor(world, actor, partner, input.associatedPartnerId);
  const held = world.store
    .of(commercialRelationships)
    .find('provider', partner.companyId)
    .filter((each) => each.state === 'accepted').length;
  if (world.settings.profile === 'sandbox' && held >= sandboxCustomers) {
    throw new Refusal(
      'invalid',
      'sandbox.limit',
      `The sandbox holds ${sandboxCustomers} customers; delete one first.`,
    );
  }
  const password = generatePassword(world);
  const tenant = world.store.of(tenants).put({
    id: world.ids.uuid(),
    initialDomain,
    customDomains: [],
    companyName: input.companyName,
    country,
    language: input.profile.language,
    createdAt: world.clock.now(),
    profile: { ...input.profile, companyName: input.companyName },
    ...(input.registrationNumber !== undefined && { registrationNumber: input.registrationNumber }),
    ...(reseller && { mpnId: reseller.mpnId }),
    administrator: {
      username: `admin@${initialDomain}`,
      initialPasswordHash: createHash('sha256').update(password).digest('base64'),
      mustChangePassword: true,
    },
  });
  addAdministrator(world, tenant);
  relate(world, tenant, partner.companyId, reseller?.companyId);
  audit(world, actor, partner, tenant, 'Created');
  return { tenant, password };
}

function checkedDomain(world: World, domain: string): string {
  const name = domain.trim().toLowerCase();
  if (!/^[a-z][a-z0-9-]{0,26}\.onmicrosoft\.com$/.test(name)) {
    throw new Refusal(
      'invalid',
      'customer.domain_form',
      `companyProfile.domain "${domain}" must be a name of letters and digits, 27 at most, and ".onmicrosoft.com".`,
      'companyProfile.domain',
    );
  }
  if (tenantOfDomain(world, name) !== undefined) {
    throw new Refusal(
      'conflict',
      'customer.domain_taken',
      `companyProfile.domain ${name} is taken; ask HEAD /v1/domains/{domain} for one that is free.`,
      'companyProfile.domain',
    );
  }
  return name;
}

function checkedCountry(iso: string | undefined): string {
  const country = iso === undefined ? undefined : countryOfIso(iso);
  if (country !== undefined) return country;
  throw new Refusal(
    'invalid',
    'customer.country',
    `billingProfile.defaultAddress.country "${iso ?? ''}" is no market of this world; give its two ISO letters.`,
    'billingProfile.defaultAddress.country',
  );
}

function checkRegistrationNumber(input: NewCustomer): void {
  const iso = input.profile.address.country?.toUpperCase() ?? '';
  const rule = registrationNumbers[iso];
  const field = 'companyProfile.organizationRegistrationNumber';
  const given = input.registrationNumber;
  if (rule === undefined && given !== undefined) {
    throw new Refusal(
      'invalid',
      'customer.registration_not_supported',
      `${field} is not taken in ${iso}; leave it out.`,
      field,
    );
  }
  if (rule !== undefined && given === undefined) {
    throw new Refusal(
      'invalid',
      'customer.registration_missing',
      `${field} is mandatory in ${iso}, e.g. ${rule.sample}.`,
      field,
    );
  }
  if (rule !== undefined && given !== undefined && !rule.form.test(given)) {
    throw new Refusal(
      'invalid',
      'customer.registration_form',
      `${field} must look like ${rule.sample}.`,
      field,
    );
  }
  if (rule !== undefined && input.profile.address.phoneNumber === undefined) {
    const phone = 'billingProfile.defaultAddress.phoneNumber';
    throw new Refusal('invalid', 'customer.phone_missing', `${phone} is mandatory in ${iso}.`, phone);
  }
}

function checkProfile({ profile, companyName }: NewCustomer): void {
  const { address } = profile;
  const missing = Object.entries({
    'billingProfile.companyName': companyName,
    'billingProfile.email': profile.email,
    'billingProfile.defaultAddress.addressLine1': address.addressLine1,
    'billingProfile.defaultAddress.city': address.city,
  }).find(([, value]) => value === undefined || value.trim() === '');
  if (missing === undefined) return;
  throw new Refusal(
    'invalid',
    'customer.profile_incomplete',
    `${missing[0]} is missing; it must be given.`,
    missing[0],
  );
}

/** The indirect reseller that a provider names. @throws Refusal when it may not be named, or is none */
function resellerFor(
  world: World,
  actor: Actor,
  partner: Partner,
  mpnId: string | undefined,
): Partner | undefined {
  if (mpnId === undefined) return undefined;
  const field = 'associatedPartnerId';
  if (partner.kind !== 'indirect-provider') {
    throw new Refusal(
      'invalid',
      'reseller.not_a_provider',
      `${field} may be given by indirect providers only.`,
      field,
    );
  }
  if (actor.signIn !== 'user') {
    throw new Refusal(
      'forbidden',
      'access_token.user_needed',
      `${field} needs a token of an application and a user; sign in with a user too.`,
      field,
    );
  }
  return resellerOf(world, partner, mpnId, field);
}

/** The indirect reseller of a provider by MPN id. @throws Refusal when there is none, or it has not signed the Microsoft Partner Agreement */
export function resellerOf(world: World, provider: Partner, mpnId: string, field: string): Partner {
  const reseller = world.store.of(partners).first('mpnId', mpnId);
  if (reseller === undefined) {
    throw new Refusal(
      'not-found',
      'reseller.unknown',
      `${field} ${mpnId} is no MPN id that is known.`,
      field,
    );
  }
  if (reseller.kind !== 'indirect-reseller' || provider.kind !== 'indirect-provider') {
    throw new Refusal(
      'invalid',
      'reseller.not_indirect',
      `${field} ${mpnId} is no indirect reseller of the partner.`,
      field,
    );
  }
  if (!reseller.agreementSigned) {
    throw new Refusal(
      'forbidden',
      'reseller.agreement_unsigned',
      `${field} ${mpnId} has not signed the Microsoft Partner Agreement; its global administrator must.`,
      field,
    );
  }
  return reseller;
}

/** Replaces a customer's billing profile. */
export function setProfile(world: World, actor: Actor, tenant: Tenant, profile: CustomerProfile): Tenant {
  checkedCountry(profile.address.country);
  checkProfile({ domain: tenant.initialDomain, companyName: profile.companyName, profile });
  const updated = world.store.of(tenants).put({ ...tenant, profile });
  audit(world, actor, partnerOf(world, actor), updated, 'ProfileUpdated');
  return updated;
}

export function audit(world: World, actor: Actor, partner: Partner, tenant: Tenant, what: string): void {
  recordAudit(world, actor, {
    eventType: `Customer.${what}`,
    targetId: partner.companyId,
    targetType: 'Company',
    targetName: tenant.companyName,
    companyId: partner.companyId,
    details: tenant.id,
  });
}

/** The version of a customer's profile: changes when it does. */
export function profileVersion(world: World, tenant: Tenant): string {
  return versionOf(profileOf(world, tenant));
}
