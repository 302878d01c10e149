import type {
  AgreementSignatureStatus,
  PartnerRelationship,
  SandboxIndirectReseller,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import type { Filter } from '../filter.ts';
import { Resource } from '../resource.ts';

/** Indirect resellers and what they are to the provider. */
export class Relationships extends Resource {
  /**
   * Lists the indirect resellers of a provider, or the providers of a reseller.
   * `GET /v1/relationships`
   * App+User only.
   * Source: Partner Center developer documentation: retrieve-a-list-of-indirect-resellers
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const resellers = await partnerCenter.relationships.list({ relationship_type: 'IsIndirectCloudSolutionProviderOf' });
   */
  list(
    params: { relationship_type: string; filter?: Filter },
    options?: RequestOptions,
  ): ApiPromise<PartnerRelationship[]> {
    return this.items('ListRelationships', path`GET /relationships`, { params }, options);
  }

  /**
   * Lists the resellers of a customer.
   * `GET /v1/customers/{customerId}/relationships`
   * App+User only.
   * Source: Partner Center developer documentation: get-indirect-resellers-of-a-customer
   * @throws {ApiError} with the code of Partner Center
   */
  listOfCustomer(customerId: string, options?: RequestOptions): ApiPromise<PartnerRelationship[]> {
    return this.items(
      'ListCustomerRelationships',
      path`GET /customers/${customerId}/relationships`,
      {},
      options,
    );
  }

  /**
   * Tells whether an indirect reseller signed the Microsoft Partner Agreement.
   * `GET /v1/compliance/{programName}/agreementstatus`
   * Give an MPN id or a tenant id, not both. An unsigned agreement is a refusal (2203, 2206).
   * App+User only.
   * Source: Partner Center developer documentation: verify-indirect-reseller-mpa-status
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const status = await partnerCenter.relationships.getAgreementStatus('csp', { mpnId: '6395965' });
   */
  getAgreementStatus(
    programName: string,
    params: { mpnId?: string; tenantId?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<AgreementSignatureStatus> {
    return this.value(
      'GetPartnerAgreementStatus',
      path`GET /compliance/${programName}/agreementstatus`,
      { params },
      options,
    );
  }

  /**
   * Creates an indirect reseller for tests.
   * `POST /v1/sandboxIndirectReseller`
   * Sandbox only, five at most.
   * In the sandbox only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: create-indirect-reseller-in-sandbox
   * @throws {ApiError} with the code of Partner Center
   */
  createSandboxReseller(
    reseller: SandboxIndirectReseller,
    options?: RequestOptions,
  ): ApiPromise<SandboxIndirectReseller> {
    return this.value(
      'CreateSandboxIndirectReseller',
      path`POST /sandboxIndirectReseller`,
      { body: reseller },
      options,
    );
  }

  /**
   * Deletes an indirect reseller made for tests.
   * `DELETE /v1/sandboxIndirectReseller/{resellerId}`
   * Its customers must be deleted first.
   * In the sandbox only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: delete-indirect-reseller-in-sandbox
   * @throws {ApiError} with the code of Partner Center
   */
  deleteSandboxReseller(resellerId: string, options?: RequestOptions): ApiPromise<void> {
    return this.value(
      'DeleteSandboxIndirectReseller',
      path`DELETE /sandboxIndirectReseller/${resellerId}`,
      {},
      options,
    );
  }
}
