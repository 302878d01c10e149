import { createHash } from 'node:crypto';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { countryOfIso, microsoftCurrencyOf } from '../companies/country.ts';
import { isEmail } from '../companies/email.ts';
import { Refusal } from '../refusal.ts';
import { type ContactPerson, type Partner, type PostalAddress, partnerOf, partners } from './partner.ts';

type Given<Profile> = { readonly [Name in keyof Profile]?: Profile[Name] | undefined };

export interface LegalBusiness {
  readonly companyName: string;
  readonly address: PostalAddress;
  readonly primaryContact: ContactPerson;
  readonly approverAddress: PostalAddress;
  readonly approverEmail: string;
}

export interface Organization {
  readonly companyName: string;
  readonly address: PostalAddress;
  readonly email: string;
  readonly language: string;
  readonly culture: string;
}

export interface Billing {
  readonly companyName: string;
  readonly address: PostalAddress;
  readonly primaryContact: ContactPerson;
  readonly purchaseOrderNumber?: string;
  readonly taxId?: string;
  readonly currency: string;
}

export function legalBusinessOf(partner: Partner): LegalBusiness {
  return {
    companyName: partner.name,
    address: partner.address,
    primaryContact: partner.primaryContact,
    approverAddress: partner.approver?.address ?? partner.address,
    approverEmail: partner.approver?.email ?? partner.primaryContact.email ?? '',
  };
}

export function organizationOf(partner: Partner): Organization {
  return {
    companyName: partner.organization?.companyName ?? partner.name,
    address: partner.organization?.address ?? partner.address,
    email: partner.organization?.email ?? partner.primaryContact.email ?? '',
    language: partner.language,
    culture: partner.culture,
  };
}

export function billingOf(partner: Partner): Billing {
  const { purchaseOrderNumber, taxId } = partner;
  return {
    companyName: partner.billing?.companyName ?? partner.name,
    address: partner.billing?.address ?? partner.address,
    primaryContact: partner.billing?.primaryContact ?? partner.primaryContact,
    ...(purchaseOrderNumber !== undefined && { purchaseOrderNumber }),
    ...(taxId !== undefined && { taxId }),
    currency: microsoftCurrencyOf(partner.country),
  };
}

/** The version of a profile: changes when it does. */
export function versionOf(profile: object): string {
  return createHash('sha1').update(JSON.stringify(profile)).digest('hex').slice(0, 16);
}

/** Replaces the legal profile; what is left out stays. @throws Refusal also when the country changes. evidence: docs, modelled for the rules */
export function setLegalBusiness(world: World, actor: Actor, given: Given<LegalBusiness>): Partner {
  const partner = partnerOf(world, actor);
  const profile = merged(legalBusinessOf(partner), given);
  checkCommon(profile);
  checkContact(profile.primaryContact);
  checkCountry(profile.approverAddress, 'companyApproverAddress.country');
  checkEmail(profile.approverEmail, 'companyApproverEmail');
  const country = profile.address.country?.toUpperCase();
  if (country !== partner.country) {
    throw new Refusal(
      'invalid',
      'profile.country_fixed',
      `address.country must stay ${partner.country}: a partner sells from the country it enrolled in.`,
      'address.country',
    );
  }
  return put(world, actor, 'LegalBusiness', {
    ...partner,
    name: profile.companyName,
    address: profile.address,
    primaryContact: profile.primaryContact,
    approver: { address: profile.approverAddress, email: profile.approverEmail },
  });
}

export function setOrganization(world: World, actor: Actor, given: Given<Organization>): Partner {
  const partner = partnerOf(world, actor);
  const { companyName, address, email, language, culture } = merged(organizationOf(partner), given);
  checkCommon({ companyName, address });
  checkEmail(email, 'email');
  if (!/^[a-z]{2}(-[a-z]{2})?$/i.test(culture)) {
    throw new Refusal(
      'invalid',
      'profile.culture',
      `culture "${culture}" must be a language and a country, e.g. en-US.`,
      'culture',
    );
  }
  return put(world, actor, 'Organization', {
    ...partner,
    organization: { companyName, address, email },
    language,
    culture,
  });
}

/** Replaces the billing profile; what is left out stays. @throws Refusal also when the currency changes. evidence: docs, modelled for the rules */
export function setBilling(world: World, actor: Actor, given: Given<Billing>): Partner {
  const partner = partnerOf(world, actor);
  const known = billingOf(partner);
  const { companyName, address, primaryContact, purchaseOrderNumber, taxId, currency } = merged(known, given);
  checkCommon({ companyName, address });
  checkContact(primaryContact);
  if (currency.toUpperCase() !== known.currency) {
    throw new Refusal(
      'invalid',
      'profile.currency_fixed',
      `billingCurrency must stay ${known.currency}: it follows the partner's country.`,
      'billingCurrency',
    );
  }
  return put(world, actor, 'Billing', {
    ...partner,
    billing: { companyName, address, primaryContact },
    ...(purchaseOrderNumber !== undefined && { purchaseOrderNumber }),
    ...(taxId !== undefined && { taxId }),
  });
}

/** Replaces the support profile: all three must be given. evidence: docs */
export function setSupport(world: World, actor: Actor, given: Given<Partner['support']>): Partner {
  const { email = '', telephone = '', website = '' } = given;
  const missing = Object.entries({ email, telephone, website }).find(([, value]) => value.trim() === '');
  if (missing !== undefined) throw incomplete(missing[0]);
  checkEmail(email, 'email');
  if (!URL.canParse(website.includes('://') ? website : `https://${website}`)) {
    throw new Refusal(
      'invalid',
      'profile.website',
      `website "${website}" is no address; write https://example.com/support.`,
      'website',
    );
  }
  return put(world, actor, 'Support', {
    ...partnerOf(world, actor),
    support: { email, telephone, website },
  });
}

function merged<Profile extends object>(known: Profile, given: Given<Profile>): Profile {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...known, ...Object.fromEntries(named) };
}

function checkCommon(profile: { readonly companyName: string; readonly address: PostalAddress }): void {
  if (profile.companyName.trim() === '') throw incomplete('companyName');
  checkCountry(profile.address, 'address.country');
  if ((profile.address.addressLine1 ?? '').trim() === '') throw incomplete('address.addressLine1');
  if ((profile.address.city ?? '').trim() === '') throw incomplete('address.city');
}

function checkCountry(address: PostalAddress, field: string): void {
  if (address.country !== undefined && countryOfIso(address.country) !== undefined) return;
  throw new Refusal(
    'invalid',
    'profile.country',
    `${field} "${address.country ?? ''}" is no market of this world; give its two ISO letters.`,
    field,
  );
}

function checkContact(contact: ContactPerson): void {
  if (contact.email !== undefined) checkEmail(contact.email, 'primaryContact.email');
}

function checkEmail(email: string, field: string): void {
  if (isEmail(email.trim())) return;
  throw new Refusal(
    'invalid',
    'profile.email',
    `${field} "${email}" is no e-mail address; write name@example.com.`,
    field,
  );
}

function incomplete(field: string): Refusal {
  return new Refusal('invalid', 'profile.incomplete', `${field} is missing; it must be given.`, field);
}

function put(world: World, actor: Actor, what: string, partner: Partner): Partner {
  const updated = world.store.of(partners).put(partner);
  recordAudit(world, actor, {
    eventType: `Partner.${what}ProfileUpdated`,
    targetId: partner.companyId,
    targetType: 'Company',
    targetName: partner.name,
    companyId: partner.companyId,
  });
  return updated;
}
