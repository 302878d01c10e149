import type { Entitlement, ReservedInstanceArtifactDetails } from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Software and reservations a customer is entitled to. */
export class Entitlements extends Resource {
  /**
   * Lists what a customer may use: software, with its keys and downloads, and reservations.
   * `GET /v1/customers/{customerId}/entitlements`
   * App+User only.
   * Source: Partner Center developer documentation: get-a-collection-of-entitlements
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const software = await partnerCenter.entitlements.list(customerId, { entitlementType: 'software', showExpiry: true });
   */
  list(
    customerId: string,
    params: { entitlementType?: string; showExpiry?: boolean } = {},
    options?: RequestOptions,
  ): ApiPromise<Entitlement[]> {
    return this.items(
      'ListEntitlements',
      path`GET /customers/${customerId}/entitlements`,
      { params },
      options,
    );
  }

  /**
   * Reads the reservations behind an artifact.
   * `GET /v1/customers/{customerId}/artifacts/{artifactType}/groups/{groupId}/lineitems/{lineItemId}/resource/{resourceId}`
   * The path comes with the entitlement, as a link.
   * Source: Partner Center developer documentation: get-a-collection-of-entitlements
   * @throws {ApiError} with the code of Partner Center
   */
  getReservations(
    customerId: string,
    artifactType: string,
    groupId: string,
    lineItemId: string,
    resourceId: string,
    options?: RequestOptions,
  ): ApiPromise<ReservedInstanceArtifactDetails> {
    return this.value(
      'GetReservationArtifact',
      path`GET /customers/${customerId}/artifacts/${artifactType}/groups/${groupId}/lineitems/${lineItemId}/resource/${resourceId}`,
      {},
      options,
    );
  }
}
