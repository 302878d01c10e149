import { profileVersion } from '../../../domain/partners/create-customer.ts';
import { type CustomerProfile, profileOf } from '../../../domain/partners/customer.ts';
import type { CommercialRelationship, Tenant } from '../../../domain/tenants/tenant.ts';
import type {
  Customer,
  CustomerBillingProfile,
  CustomerCompanyProfile,
} from '../../../generated/partner-center.gen.ts';
import type { World } from '../../../world.ts';
import { attributes, link } from './resource.ts';

export function toCompanyProfile(tenant: Tenant): CustomerCompanyProfile {
  return {
    tenantId: tenant.id,
    domain: tenant.initialDomain,
    companyName: tenant.companyName,
    ...(tenant.registrationNumber !== undefined && {
      organizationRegistrationNumber: tenant.registrationNumber,
    }),
    links: { self: link(`/customers/${tenant.id}/profiles/company`) },
    attributes: attributes('CustomerCompanyProfile'),
  };
}

export function toBillingProfile(world: World, tenant: Tenant): CustomerBillingProfile {
  const { address, ...profile } = profileOf(world, tenant);
  return {
    id: tenant.id,
    ...profile,
    defaultAddress: address,
    links: { self: link(`/customers/${tenant.id}/profiles/billing`) },
    attributes: attributes('CustomerBillingProfile', profileVersion(world, tenant)),
  };
}

/** A customer as lists show it: without billing profile and delegated access. evidence: docs */
export function toListedCustomer(tenant: Tenant, relationship?: CommercialRelationship): Customer {
  return {
    id: tenant.id,
    companyProfile: toCompanyProfile(tenant),
    relationshipToPartner: relationship?.state === 'removed' ? 'none' : 'reseller',
    links: { self: link(`/customers/${tenant.id}`) },
    attributes: attributes('Customer'),
  };
}

export function toCustomer(
  world: World,
  tenant: Tenant,
  details: { readonly relationship?: CommercialRelationship | undefined; readonly password?: string } = {},
): Customer {
  return {
    ...toListedCustomer(tenant, details.relationship),
    commerceId: tenant.id,
    billingProfile: toBillingProfile(world, tenant),
    allowDelegatedAccess: details.relationship?.delegatedAccess === true,
    customDomains: [...tenant.customDomains],
    ...(details.relationship?.resellerId !== undefined &&
      tenant.mpnId !== undefined && { associatedPartnerId: tenant.mpnId }),
    ...(details.password !== undefined && {
      userCredentials: {
        userName: tenant.administrator?.username.split('@')[0] ?? 'admin',
        password: details.password,
      },
    }),
  };
}

/** A billing profile of a request, as the domain holds it; what is left out stays. */
export function fromBillingProfile(given: CustomerBillingProfile, known?: CustomerProfile): CustomerProfile {
  const iso = given.defaultAddress?.country?.toUpperCase();
  return {
    ...known,
    ...(given.firstName !== undefined && { firstName: given.firstName }),
    ...(given.lastName !== undefined && { lastName: given.lastName }),
    email: given.email ?? known?.email ?? '',
    culture: given.culture ?? known?.culture ?? 'en-US',
    language: given.language ?? known?.language ?? 'en',
    companyName: given.companyName ?? known?.companyName ?? '',
    address: { ...known?.address, ...given.defaultAddress, ...(iso !== undefined && { country: iso }) },
  };
}
