import type { Service } from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { PageParams } from '../../resource.ts';
import { PanelResource } from '../panel-resource.ts';

/** Services that the customer holds; no money is in them. Modelled: no public API. */
export class Services extends PanelResource {
  /**
   * Lists the services that the account holds, page by page.
   * `GET /customer/services`
   * Without any money. A user of services sees those that it is assigned.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @example
   * for await (const { name, seats, users } of panels.services.list()) console.log(name, seats - users.length);
   */
  list(params: PageParams = {}, options?: RequestOptions): PagePromise<Service> {
    return this.pages('listServices', 'GET /customer/services', params, options);
  }

  /**
   * Reads a service.
   * `GET /customer/services/{serviceId}`
   * Without any money.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  get(serviceId: string, options?: RequestOptions): ApiPromise<Service> {
    return this.value('getService', path`GET /customer/services/${serviceId}`, {}, options);
  }

  /**
   * Assigns a service to a user.
   * `PUT /customer/services/{serviceId}/users/{userId}`
   * Assigning it again changes nothing. There are as many places as the service has seats.
   * Modelled: no public API.
   * @throws {ConflictError} when no seat is free
   */
  assign(serviceId: string, userId: string, options?: RequestOptions): ApiPromise<Service> {
    return this.value(
      'assignService',
      path`PUT /customer/services/${serviceId}/users/${userId}`,
      {},
      options,
    );
  }

  /**
   * Takes a service from a user.
   * `DELETE /customer/services/{serviceId}/users/{userId}`
   * Its place is free again.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  unassign(serviceId: string, userId: string, options?: RequestOptions): ApiPromise<Service> {
    return this.value(
      'unassignService',
      path`DELETE /customer/services/${serviceId}/users/${userId}`,
      {},
      options,
    );
  }
}
