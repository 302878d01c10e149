import type { Partner, PostalAddress } from '../../../domain/partners/partner.ts';
import {
  billingOf,
  type LegalBusiness,
  organizationOf,
  versionOf,
} from '../../../domain/partners/profiles.ts';
import type {
  Address,
  BillingProfile,
  LegalBusinessProfile,
  MpnProfile,
  OrganizationProfile,
  SupportProfile,
} from '../../../generated/partner-center.gen.ts';
import { attributes, link } from './resource.ts';

function about(profileType: string, path: string, etag?: string) {
  return {
    profileType,
    links: { self: link(`/profiles/${path}`) },
    attributes: attributes(profileType, etag),
  };
}

export function toLegalBusinessProfile(profile: LegalBusiness): LegalBusinessProfile {
  const { approverAddress, approverEmail, ...known } = profile;
  return {
    ...known,
    companyApproverAddress: approverAddress,
    companyApproverEmail: approverEmail,
    vettingStatus: 'authorized',
    vettingSubStatus: 'none',
    ...about('LegalBusinessProfile', 'legalbusiness'),
  };
}

export function toOrganizationProfile(partner: Partner): OrganizationProfile {
  const profile = organizationOf(partner);
  const { address, ...known } = profile;
  return {
    id: partner.tenantId,
    ...known,
    defaultAddress: address,
    tenantId: partner.tenantId,
    domain: partner.domain,
    ...about('OrganizationProfile', 'organization', versionOf(profile)),
  };
}

export function toBillingProfile(partner: Partner): BillingProfile {
  const profile = billingOf(partner);
  const { currency, ...known } = profile;
  return { ...known, billingCurrency: currency, ...about('BillingProfile', 'billing', versionOf(profile)) };
}

export function toSupportProfile(partner: Partner): SupportProfile {
  return { ...partner.support, ...about('SupportProfile', 'support') };
}

export function toMpnProfile(partner: Partner): MpnProfile {
  return { partnerName: partner.name, mpnId: partner.mpnId, ...about('MpnProfile', 'mpn') };
}

/** An address of a request, its country in upper case. */
export function fromAddress(given: Address): PostalAddress {
  const country = given.country?.toUpperCase();
  return { ...given, ...(country !== undefined && { country }) };
}
