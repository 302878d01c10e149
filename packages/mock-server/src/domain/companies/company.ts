import { defineCollection } from '../../kernel/collection.ts';

export type CompanyKind = 'provider' | 'reseller' | 'company' | 'department';
export type AccountState = 'Active' | 'Terminated';

/** A node of the distributor's tree. Its users and services hang below it. */
export interface Company {
  /** ICP's AccountId, one sequence over companies, users and services: what the API speaks. */
  readonly id: number;
  /** The Numeric ID that the portal shows; another number, never accepted by the API. */
  readonly numericId: number;
  readonly kind: CompanyKind;
  readonly parentId: number | undefined;
  /** The nearest reseller at or above this node (the provider's own id on the provider). */
  readonly resellerId: number;
  readonly state: AccountState;
  readonly name: string;
  readonly domains: readonly string[];
  readonly email: string;
  readonly address: string;
  readonly city: string;
  readonly zip: string;
  /** English country name as ICP shows it, e.g. `Peru`. */
  readonly country: string;
  readonly currency: string;
  /** Price lists the company buys from, by marketplace id. */
  readonly marketplaceIds: readonly number[];
  readonly createdAt: number;
  readonly region?: string;
  readonly language?: string;
  readonly vatId?: string;
  readonly phone?: string;
  readonly contactPerson?: string;
  readonly technicalContact?: string;
  readonly technicalEmail?: string;
  readonly technicalAccountManager?: string;
  readonly salesman?: string;
  readonly contractId?: string;
  readonly contractEndDate?: string;
  readonly purchaseOrderNumber?: string;
  readonly customerId?: string;
  readonly crefoNumber?: string;
  readonly referenceNumber?: string;
  readonly industry?: string;
  readonly mpnId?: string;
  readonly bankDetails?: Readonly<Record<string, string>>;
}

export const companies = defineCollection<Company>()({
  name: 'companies',
  key: (company) => company.id,
  indexes: {
    parent: (company) => company.parentId,
    reseller: (company) => company.resellerId,
    vatId: (company) => company.vatId,
    numericId: (company) => company.numericId,
  },
});
