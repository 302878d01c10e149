import type { LicenseDetails, User } from '../../../generated/graph.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { type ListParams, Resource } from '../resource.ts';

/** Users of the tenant that the token is for: a customer's, with a token of its tenant. */
export class Users extends Resource {
  /**
   * Lists users.
   * `GET /v1.0/users`
   * Source: Microsoft Graph reference: user-list
   * @throws {PermissionError} without access: an active relationship is not enough, a security group must have a role of it
   */
  list(params: ListParams = {}, options?: RequestOptions): PagePromise<User> {
    return this.pages('ListUsers', path`GET /users`, params, options);
  }

  /**
   * Reads a user by id or user principal name.
   * `GET /v1.0/users/{userId}`
   * Source: Microsoft Graph reference: user-get
   * @throws {ApiError} with the code of Graph
   */
  get(userId: string, options?: RequestOptions): ApiPromise<User> {
    return this.value('GetUser', path`GET /users/${userId}`, {}, options);
  }

  /**
   * Lists the licences of a user.
   * `GET /v1.0/users/{userId}/licenseDetails`
   * Source: Microsoft Graph reference: user-list-licensedetails
   * @throws {ApiError} with the code of Graph
   */
  listLicenseDetails(userId: string, options?: RequestOptions): ApiPromise<LicenseDetails[]> {
    return this.items('ListLicenseDetails', path`GET /users/${userId}/licenseDetails`, options);
  }
}
