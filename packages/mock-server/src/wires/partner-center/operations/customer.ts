import { createCustomer, profileVersion, setProfile } from '../../../domain/partners/create-customer.ts';
import { customerInScope, profileOf, relationshipOf } from '../../../domain/partners/customer.ts';
import {
  deleteCustomer,
  endDelegatedAccess,
  endRelationship,
} from '../../../domain/partners/end-relationship.ts';
import { mpnIdOf, partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { tenantOfDomain } from '../../../domain/tenants/relationship.ts';
import {
  type CommercialRelationship,
  commercialRelationships,
  type Tenant,
  tenants,
} from '../../../domain/tenants/tenant.ts';
import type {
  CustomerBillingProfile,
  CustomerUpdate,
  NewCustomer,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { checkEtag } from '../etag.ts';
import { filterOf, type SimpleFilter, seekPage } from '../query.ts';
import { Answer } from '../respond.ts';
import {
  fromBillingProfile,
  toBillingProfile,
  toCompanyProfile,
  toCustomer,
  toListedCustomer,
} from '../shapes/customer.ts';
import { attributes } from '../shapes/resource.ts';

/** The customer that a path names. */
export function customerOf({ world, actor, parameters }: Call): Tenant {
  return customerInScope(world, actor, parameters.customerId ?? '');
}

interface Related {
  readonly tenant: Tenant;
  readonly relationship: CommercialRelationship;
}

/** The relationships that the caller's partner stands in. */
export function related(call: Call): readonly CommercialRelationship[] {
  const { world, actor } = call;
  const partner = partnerOf(world, actor);
  const found =
    partner.kind === 'indirect-reseller'
      ? world.store.of(commercialRelationships).find('reseller', partner.companyId)
      : world.store.of(commercialRelationships).find('provider', partner.companyId);
  return found.filter((each) => each.state === 'accepted');
}

/** evidence: docs, only starts_with, on these fields */
function matches(call: Call, { tenant, relationship }: Related, filter: SimpleFilter): boolean {
  const value = filter.value.toLowerCase();
  if (filter.operator !== 'startswith') {
    throw new Refusal(
      'invalid',
      'filter.operator',
      'filter.Operator must be starts_with for customers.',
      'filter.Operator',
    );
  }
  switch (filter.field.toLowerCase()) {
    case 'companyname':
      return tenant.companyName.toLowerCase().startsWith(value);
    case 'domain':
      return [tenant.initialDomain, ...tenant.customDomains].some((each) => each.startsWith(value));
    case 'indirectreseller':
      return mpnIdOf(call.world, relationship.resellerId)?.startsWith(value) ?? false;
    case 'indirectcloudsolutionprovider':
      return mpnIdOf(call.world, relationship.providerId)?.startsWith(value) ?? false;
    default:
      throw new Refusal(
        'invalid',
        'filter.field',
        'filter.Field must be CompanyName, Domain, IndirectReseller or IndirectCloudSolutionProvider.',
        'filter.Field',
      );
  }
}

export const customerOperations = {
  CheckDomain: ({ world, parameters }: Call) =>
    new Answer(tenantOfDomain(world, parameters.domain ?? '') === undefined ? 404 : 200),
  CheckDomainPrefix: ({ world, parameters }: Call) =>
    tenantOfDomain(world, parameters.domainPrefix ?? '') === undefined,
  ListCustomers: (call: Call) => {
    const { world } = call;
    const filter = filterOf(call);
    const all = related(call);
    const shown =
      filter === undefined
        ? all
        : all.filter((relationship) => {
            const tenant = world.store.of(tenants).get(relationship.tenantId);
            return tenant !== undefined && matches(call, { tenant, relationship }, filter);
          });
    return seekPage(
      call,
      shown,
      (relationship) =>
        toListedCustomer(world.store.of(tenants).get(relationship.tenantId) as Tenant, relationship),
      { defaultSize: 500, path: '/customers' },
    );
  },
  CreateCustomer: (call: Call<NewCustomer>) => {
    const { world, actor, body } = call;
    const { companyProfile, billingProfile, associatedPartnerId } = body;
    const { tenant, password } = createCustomer(world, actor, {
      domain: companyProfile.domain,
      companyName: billingProfile.companyName ?? companyProfile.companyName ?? '',
      registrationNumber: companyProfile.organizationRegistrationNumber,
      profile: fromBillingProfile(billingProfile),
      associatedPartnerId,
    });
    return toCustomer(world, tenant, { relationship: relationshipOf(world, actor, tenant.id), password });
  },
  GetCustomer: (call: Call) => {
    const tenant = customerOf(call);
    return toCustomer(call.world, tenant, {
      relationship: relationshipOf(call.world, call.actor, tenant.id),
    });
  },
  UpdateCustomer: (call: Call<CustomerUpdate>) => {
    const { world, actor, body } = call;
    const tenant = customerOf(call);
    const relationship = relationshipOf(world, actor, tenant.id);
    if (body.relationshipToPartner === 'none') {
      endRelationship(world, actor, tenant);
      return toCustomer(world, tenant, {
        relationship: relationship && { ...relationship, state: 'removed' },
      });
    }
    if (body.allowDelegatedAccess === false)
      return toCustomer(world, tenant, { relationship: endDelegatedAccess(world, actor, tenant) });
    throw new Refusal(
      'invalid',
      'customer.nothing_to_change',
      'Send relationshipToPartner "none" or allowDelegatedAccess false: nothing else of a customer can be changed here.',
    );
  },
  DeleteCustomer: (call: Call) => {
    deleteCustomer(call.world, call.actor, customerOf(call));
  },
  GetCustomerBillingProfile: (call: Call) => toBillingProfile(call.world, customerOf(call)),
  UpdateCustomerBillingProfile: (call: Call<CustomerBillingProfile>) => {
    const { world, actor, body } = call;
    const tenant = customerOf(call);
    checkEtag(call, body.attributes?.etag, profileVersion(world, tenant));
    const profile = fromBillingProfile(body, profileOf(world, tenant));
    return toBillingProfile(world, setProfile(world, actor, tenant, profile));
  },
  GetCustomerCompanyProfile: (call: Call) => toCompanyProfile(customerOf(call)),
  GetRelationshipRequest: ({ world, actor }: Call) => {
    if (world.settings.profile === 'sandbox') {
      throw new Refusal(
        'invalid',
        'environment.not_in_sandbox',
        'The sandbox has no relationship requests; create the customer instead.',
      );
    }
    const partner = partnerOf(world, actor);
    return {
      url: `https://admin.microsoft.example/partners/invitation?partnerId=${partner.tenantId}&invType=ResellerRelationship`,
      attributes: attributes('CustomerRelationshipRequest'),
    };
  },
  GetCustomDomains: (call: Call) => {
    const tenant = customerOf(call);
    return {
      customDomains: [tenant.initialDomain, ...tenant.customDomains],
      attributes: attributes('CustomDomain'),
    };
  },
} satisfies Record<string, OperationHandler>;
