import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { createCompany } from '../companies/change-company.ts';
import { companies } from '../companies/company.ts';
import { countryOfIso, cultureOf } from '../companies/country.ts';
import { Refusal } from '../refusal.ts';
import { subscriptions } from '../subscriptions/subscription.ts';
import { commercialRelationships } from '../tenants/tenant.ts';
import { type ContactPerson, type Partner, type PostalAddress, partnerOf, partners } from './partner.ts';
import { resellersOf } from './partner-relationships.ts';

/** Indirect resellers for tests that a provider may have. evidence: docs */
const mostResellers = 5;

export interface NewSandboxReseller {
  /** Made up when it is left out. evidence: modelled */
  readonly mpnId?: string | undefined;
  readonly companyName: string;
  readonly domain?: string | undefined;
  readonly address: PostalAddress;
  readonly primaryContact: ContactPerson;
  readonly language?: string | undefined;
}

/** Makes an indirect reseller below the provider, to test with. @throws Refusal above the limit, or when the MPN id is taken */
export function createSandboxReseller(world: World, actor: Actor, input: NewSandboxReseller): Partner {
  const provider = partnerOf(world, actor);
  if (provider.kind !== 'indirect-provider') {
    throw new Refusal(
      'invalid',
      'reseller.not_a_provider',
      'Only indirect providers have indirect resellers; sign in as one.',
    );
  }
  if (resellersOf(world, provider).filter((each) => each.forTests === true).length >= mostResellers) {
    throw new Refusal(
      'invalid',
      'sandbox.limit',
      `The sandbox holds ${mostResellers} indirect resellers; delete one first.`,
    );
  }
  checkMpnId(world, input.mpnId);
  const iso = (input.address.country ?? provider.country).toUpperCase();
  const country = countryOfIso(iso);
  if (country === undefined) {
    throw new Refusal(
      'invalid',
      'profile.country',
      `legalBusinessProfile.address.country "${iso}" is no market of this world; give its two ISO letters.`,
      'legalBusinessProfile.address.country',
    );
  }
  const mpnId = input.mpnId ?? String(world.ids.sequence('sandboxMpnId', 7_000_001));
  const domain = input.domain?.toLowerCase() ?? `reseller${mpnId}.example`;
  const { address, primaryContact } = input;
  const company = createCompany(world, actor, 'reseller', {
    parentId: provider.companyId,
    name: input.companyName,
    email: primaryContact.email ?? `administrator@${domain}`,
    domains: [domain],
    country,
    address: address.addressLine1 ?? '',
    city: address.city ?? '',
    zip: address.postalCode ?? '',
    mpnId,
  });
  return world.store.of(partners).put({
    companyId: company.id,
    tenantId: world.ids.uuid(),
    mpnId,
    kind: 'indirect-reseller',
    name: company.name,
    country: iso,
    domain,
    agreementSigned: true,
    forTests: true,
    address: { ...address, country: iso },
    primaryContact: { ...primaryContact, email: company.email },
    language: input.language ?? cultureOf(iso).slice(0, 2),
    culture: cultureOf(iso),
    support: { email: company.email, telephone: address.phoneNumber ?? '', website: `https://${domain}` },
  });
}

function checkMpnId(world: World, mpnId: string | undefined): void {
  if (mpnId === undefined) return;
  if (!/^\d{1,10}$/.test(mpnId)) {
    throw new Refusal(
      'invalid',
      'reseller.mpn_form',
      `mpnId "${mpnId}" must be digits only, at most ten.`,
      'mpnId',
    );
  }
  if (world.store.of(partners).first('mpnId', mpnId) !== undefined) {
    throw new Refusal(
      'conflict',
      'reseller.mpn_taken',
      `mpnId ${mpnId} belongs to another partner; choose another or leave it out.`,
      'mpnId',
    );
  }
}

/** Takes an indirect reseller made for tests away. @throws Refusal while it has customers, or was not made for tests */
export function deleteSandboxReseller(world: World, actor: Actor, resellerId: string): void {
  const provider = partnerOf(world, actor);
  const reseller = resellersOf(world, provider).find((each) => each.tenantId === resellerId.toLowerCase());
  if (reseller?.forTests !== true) {
    throw new Refusal(
      'not-found',
      'reseller.not_for_tests',
      `resellerId ${resellerId} is no indirect reseller that was made for tests; give the id that its creation answered.`,
      'resellerId',
    );
  }
  const hasCustomers =
    world.store
      .of(commercialRelationships)
      .find('reseller', reseller.companyId)
      .some((each) => each.state === 'accepted') ||
    world.store
      .of(subscriptions)
      .find('reseller', reseller.companyId)
      .some((each) => each.state !== 'terminated');
  if (hasCustomers) {
    throw new Refusal(
      'conflict',
      'reseller.has_customers',
      `resellerId ${resellerId} has customers; suspend their subscriptions and delete them first.`,
      'resellerId',
    );
  }
  world.store.of(partners).delete(reseller.companyId);
  const company = world.store.of(companies).get(reseller.companyId);
  if (company !== undefined) world.store.of(companies).put({ ...company, state: 'Terminated' });
  recordAudit(world, actor, {
    eventType: 'Reseller.Terminated',
    targetId: reseller.companyId,
    targetType: 'Reseller',
    targetName: reseller.name,
    companyId: provider.companyId,
  });
}
