import type {
  DelegatedAdminCustomer,
  DelegatedAdminStatistics as Statistics,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What is left of delegated admin privileges (DAP), on a host of its own. App+User only. */
export class DelegatedAdmin extends Resource {
  /**
   * Counts delegated admin privileges, and those that nobody uses, by day.
   * `GET /CustomerServiceAdminApi/Web/v1/delegatedAdminStatistics`
   * On the host that `delegatedAdminUrl` names: Microsoft's was https://traf-pcsvcadmin-prod.trafficmanager.net.
   * Source: Partner Center developer documentation: get-delegated-admin-relation-statistics
   * @deprecated made for the transition to GDAP, to be retired with DAP itself; `graph.delegatedAdminRelationships` is what came after
   * @throws {ApiError} with the code of Partner Center
   */
  getStatistics(options?: RequestOptions): ApiPromise<Statistics> {
    return this.value('GetDelegatedAdminStatistics', path`GET /delegatedAdminStatistics`, {}, options);
  }

  /**
   * Lists customers with the state of their delegated admin privileges.
   * `GET /CustomerServiceAdminApi/Web/v1/delegatedAdminCustomers`
   * 300 at most: go on with `skip`. On the host that `delegatedAdminUrl` names.
   * Source: Partner Center developer documentation: list-delegated-admin-customers
   * @deprecated made for the transition to GDAP, to be retired with DAP itself; `graph.delegatedAdminCustomers` is what came after
   * @throws {ApiError} with the code of Partner Center
   */
  listCustomers(
    params: {
      select?: string;
      filter?: string;
      orderBy?: string;
      top?: number;
      skip?: number;
      count?: boolean;
    } = {},
    options?: RequestOptions,
  ): ApiPromise<DelegatedAdminCustomer[]> {
    const odata = Object.fromEntries(Object.entries(params).map(([name, value]) => [`$${name}`, value]));
    const route = path`GET /delegatedAdminCustomers`;
    return this.items('ListDelegatedAdminCustomers', route, { params: odata }, options);
  }
}
