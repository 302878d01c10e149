import type { NewSelfServePolicy, SelfServePolicy } from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What a customer may do by itself. */
export class SelfServePolicies extends Resource {
  /**
   * Lists the self-serve policies of a customer.
   * `GET /v1/SelfServePolicy`
   * App+User only.
   * Source: Partner Center developer documentation: get-a-list-of-self-serve-policies
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const policies = await partnerCenter.selfServePolicies.list({ entity_id: customerId });
   */
  list(params: { entity_id: string }, options?: RequestOptions): ApiPromise<SelfServePolicy[]> {
    return this.items('ListSelfServePolicies', path`GET /SelfServePolicy`, { params }, options);
  }

  /**
   * Lets a customer buy reservations or savings plans itself.
   * `POST /v1/SelfServePolicy`
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: create-a-self-serve-policy
   * @throws {ApiError} with the code of Partner Center
   * @example
   * await partnerCenter.selfServePolicies.create({
   *   selfServeEntity: { selfServeEntityType: 'customer', tenantID: customerId },
   *   grantor: { grantorType: 'billToPartner', tenantID: '5ca72dc8-97ba-4cbd-9be4-2bd36ff6a6d0' },
   *   permissions: [{ resource: 'AzureReservedInstances', action: 'Purchase' }],
   * });
   */
  create(policy: NewSelfServePolicy, options?: RequestOptions): ApiPromise<SelfServePolicy> {
    return this.value('CreateSelfServePolicy', path`POST /SelfServePolicy`, { body: policy }, options);
  }

  /**
   * Replaces a self-serve policy.
   * `PUT /v1/SelfServePolicy`
   * The ETag travels in the body.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-self-serve-policy
   * @throws {ApiError} with the code of Partner Center
   */
  update(policy: SelfServePolicy, options?: RequestOptions): ApiPromise<SelfServePolicy> {
    return this.value('UpdateSelfServePolicy', path`PUT /SelfServePolicy`, { body: policy }, options);
  }

  /**
   * Reads a self-serve policy.
   * `GET /v1/SelfServePolicy/{policyId}`
   * App+User only.
   * Source: Partner Center developer documentation: get-a-self-serve-policy-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  get(policyId: string, options?: RequestOptions): ApiPromise<SelfServePolicy> {
    return this.value('GetSelfServePolicy', path`GET /SelfServePolicy/${policyId}`, {}, options);
  }

  /**
   * Deletes a self-serve policy.
   * `DELETE /v1/SelfServePolicy/{policyId}`
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: delete-a-self-serve-policy
   * @throws {ApiError} with the code of Partner Center
   */
  delete(policyId: string, options?: RequestOptions): ApiPromise<void> {
    return this.value('DeleteSelfServePolicy', path`DELETE /SelfServePolicy/${policyId}`, {}, options);
  }
}
