import type { DelegatedAdminCustomer, ServiceManagementDetail } from '../../../generated/graph.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { type ListParams, Resource } from '../resource.ts';

/** Tenants that the partner administers; the system makes and removes them. */
export class DelegatedAdminCustomers extends Resource {
  /**
   * Lists the customers that the partner administers.
   * `GET /v1.0/tenantRelationships/delegatedAdminCustomers`
   * Source: Microsoft Graph reference: tenantrelationship-list-delegatedadmincustomers
   * @throws {ApiError} with the code of Graph
   * @example
   * for await (const { displayName } of graph.delegatedAdminCustomers.list({ orderby: 'displayName' })) console.log(displayName);
   */
  list(params: ListParams = {}, options?: RequestOptions): PagePromise<DelegatedAdminCustomer> {
    const route = path`GET /tenantRelationships/delegatedAdminCustomers`;
    return this.pages('ListDelegatedAdminCustomers', route, params, options);
  }

  /**
   * Reads a customer that the partner administers.
   * `GET /v1.0/tenantRelationships/delegatedAdminCustomers/{tenantId}`
   * Source: Microsoft Graph reference: delegatedadmincustomer-get
   * @throws {ApiError} with the code of Graph
   */
  get(tenantId: string, options?: RequestOptions): ApiPromise<DelegatedAdminCustomer> {
    const route = path`GET /tenantRelationships/delegatedAdminCustomers/${tenantId}`;
    return this.value('GetDelegatedAdminCustomer', route, {}, options);
  }

  /**
   * Lists where the services of a customer are managed.
   * `GET /v1.0/tenantRelationships/delegatedAdminCustomers/{tenantId}/serviceManagementDetails`
   * Source: Microsoft Graph reference: delegatedadmincustomer-list-servicemanagementdetails
   * @throws {ApiError} with the code of Graph
   */
  listServiceManagementDetails(
    tenantId: string,
    options?: RequestOptions,
  ): ApiPromise<ServiceManagementDetail[]> {
    const route = path`GET /tenantRelationships/delegatedAdminCustomers/${tenantId}/serviceManagementDetails`;
    return this.items('ListServiceManagementDetails', route, options);
  }
}
