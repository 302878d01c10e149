import { defineCollection } from '../../kernel/collection.ts';
import type { CustomerProfile } from '../partners/customer.ts';

/** A Microsoft Entra tenant, whether or not anybody of this world sells to it. */
export interface Tenant {
  readonly id: string;
  /** Always `<prefix>.onmicrosoft.com`, lower case. */
  readonly initialDomain: string;
  readonly customDomains: readonly string[];
  readonly companyName: string;
  readonly country: string;
  readonly region?: string;
  readonly language?: string;
  readonly createdAt: number;
  /** The ICP service account ("Microsoft Organization tenant") that stands for it, once sold there. */
  readonly subscriptionId?: number;
  readonly mpnId?: string;
  /** Billing profile, once a partner has set one. */
  readonly profile?: CustomerProfile;
  readonly registrationNumber?: string;
  /** How far Microsoft's vetting of the customer is; allowed unless said otherwise. */
  readonly accountStatus?: 'Allowed' | 'UnderReview' | 'NotAllowed';
  /** Signed the Microsoft Customer Agreement with Microsoft itself. */
  readonly directlySigned?: true;
  /** The segments beyond commercial that the customer may buy in. */
  readonly qualifications?: readonly Qualification[];
  readonly administrator?: {
    readonly username: string;
    readonly initialPasswordHash: string;
    readonly mustChangePassword: boolean;
  };
  readonly agreement?: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phone: string;
    readonly acceptedOn: string;
  };
}

export interface Qualification {
  readonly qualification: string;
  readonly vettingStatus: 'InReview' | 'Approved' | 'Denied';
  readonly vettingReason?: string;
  readonly createdAt: number;
  readonly educationSegment?: string;
  /** Where the vetting looks at who the customer is. */
  readonly website?: string;
}

export const tenants = defineCollection<Tenant>()({
  name: 'tenants',
  key: (tenant) => tenant.id,
  indexes: {
    domain: (tenant) => [tenant.initialDomain, ...tenant.customDomains],
    subscription: (tenant) => tenant.subscriptionId,
  },
});

/** The customer's yes to being sold to by a partner; given by opening the relationship link. */
export interface CommercialRelationship {
  /** `<tenantId>:<providerCompanyId>` */
  readonly id: string;
  readonly tenantId: string;
  readonly providerId: number;
  /** The indirect reseller that the provider sells through. */
  readonly resellerId?: number;
  readonly state: 'invited' | 'accepted' | 'removed';
  readonly since: number;
  /** Delegated administration (DAP), which Microsoft has retired. */
  readonly delegatedAccess?: true;
}

export const commercialRelationships = defineCollection<CommercialRelationship>()({
  name: 'commercialRelationships',
  key: (relationship) => relationship.id,
  indexes: {
    tenant: (relationship) => relationship.tenantId,
    provider: (relationship) => relationship.providerId,
    reseller: (relationship) => relationship.resellerId,
  },
});
