import { signedPartner } from '../../../domain/partners/agreement-status.ts';
import type { Partner } from '../../../domain/partners/partner.ts';
import {
  relatedPartners,
  relationshipTypeOf,
  resellersOfCustomer,
} from '../../../domain/partners/partner-relationships.ts';
import { legalBusinessOf } from '../../../domain/partners/profiles.ts';
import { createSandboxReseller, deleteSandboxReseller } from '../../../domain/partners/sandbox-reseller.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { PartnerRelationship, SandboxIndirectReseller } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { filterOf, queryOf, type SimpleFilter } from '../query.ts';
import { fromAddress, toLegalBusinessProfile } from '../shapes/profile.ts';
import { attributes, collection } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

type RelationshipName = PartnerRelationship['relationshipType'];

function toRelationship(partner: Partner, relationshipType: RelationshipName): PartnerRelationship {
  return {
    id: partner.tenantId,
    name: partner.name,
    relationshipType,
    mpnId: partner.mpnId,
    attributes: attributes('PartnerRelationship'),
  };
}

/** evidence: client for the field Name, modelled for the operators */
function matches(partner: Partner, { field, operator, value }: SimpleFilter): boolean {
  if (field.toLowerCase() !== 'name')
    throw new Refusal('invalid', 'filter.field', 'filter.Field must be Name.', 'filter.Field');
  const name = partner.name.toLowerCase();
  switch (operator) {
    case 'equals':
      return name === value.toLowerCase();
    case 'startswith':
      return name.startsWith(value.toLowerCase());
    case 'substring':
      return name.includes(value.toLowerCase());
    default:
      throw new Refusal(
        'invalid',
        'filter.operator',
        'filter.Operator must be equals, starts_with or substring for relationships.',
        'filter.Operator',
      );
  }
}

/** A text of an object whose names may be in any case. */
function textOf(given: object | undefined, ...names: readonly string[]): string | undefined {
  const found = Object.entries(given ?? {}).find(([name]) => names.includes(name.toLowerCase()))?.[1];
  return typeof found === 'string' ? found : undefined;
}

export const relationshipOperations = {
  ListRelationships: (call: Call) => {
    const { world, actor } = call;
    const type = relationshipTypeOf(queryOf(call).relationship_type);
    const filter = filterOf(call);
    const found = relatedPartners(world, actor, type).filter(
      (partner) => filter === undefined || matches(partner, filter),
    );
    const name =
      type === 'IsIndirectResellerOf' ? 'is_indirect_reseller_of' : 'is_indirect_cloud_solution_provider_of';
    return collection(
      found.map((partner) => ({
        ...toRelationship(partner, name),
        state: 'Active',
        location: partner.country,
      })),
    );
  },
  ListCustomerRelationships: (call: Call) =>
    collection(
      resellersOfCustomer(call.world, call.actor, customerOf(call)).map((reseller) =>
        toRelationship(reseller, 'is_indirect_cloud_solution_provider_of'),
      ),
    ),
  GetPartnerAgreementStatus: (call: Call) => {
    const { mpnid, tenantid } = queryOf(call);
    signedPartner(call.world, {
      programName: call.parameters.programName ?? '',
      mpnId: mpnid,
      tenantId: tenantid,
    });
    return { isAgreementSigned: true };
  },
  CreateSandboxIndirectReseller: (call: Call<SandboxIndirectReseller>) => {
    const { mpnId, tenant, legalBusinessProfile = {}, organizationProfileLanguage } = call.body;
    const reseller = createSandboxReseller(call.world, call.actor, {
      mpnId,
      companyName:
        legalBusinessProfile.companyName ?? textOf(tenant, 'companyname', 'displayname', 'name') ?? '',
      domain: textOf(tenant, 'domain', 'domainname'),
      address: fromAddress(legalBusinessProfile.address ?? {}),
      primaryContact: legalBusinessProfile.primaryContact ?? {},
      language: organizationProfileLanguage,
    });
    return {
      id: reseller.tenantId,
      mpnId: reseller.mpnId,
      tenantId: reseller.tenantId,
      tenant: { tenantId: reseller.tenantId, domain: reseller.domain, companyName: reseller.name },
      legalBusinessProfile: toLegalBusinessProfile(legalBusinessOf(reseller)),
      organizationProfileLanguage: reseller.language,
    };
  },
  DeleteSandboxIndirectReseller: ({ world, actor, parameters }: Call) => {
    deleteSandboxReseller(world, actor, parameters.resellerId ?? '');
  },
} satisfies Record<string, OperationHandler>;
