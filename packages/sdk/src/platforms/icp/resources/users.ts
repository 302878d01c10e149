import type { User, UserAccount, UserUpdate } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Users of a company or reseller. Source of all operations: openapi/icp.yaml. */
export class Users extends Resource {
  /**
   * Reads a user.
   * `POST /GetUser`
   * Without accountId the caller.
   * @throws {ApiError} with the message of the platform
   */
  get(accountId?: number, options?: RequestOptions): ApiPromise<User> {
    return this.read('GetUser', { accountId }, options);
  }

  /**
   * Lists the users of a company.
   * `POST /GetUsers`
   * Nothing is paged.
   * @throws {ApiError} with the message of the platform
   */
  list(companyAccountId: number, options?: RequestOptions): ApiPromise<User[]> {
    return this.read('GetUsers', { companyAccountId }, options);
  }

  /**
   * Creates a user.
   * `POST /CreateUser`
   * The parent must be a company or a reseller; a user as parent is refused with 400.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  create(userAccount: UserAccount, options?: RequestOptions): ApiPromise<User> {
    return this.write('CreateUser', { userAccount }, options);
  }

  /**
   * Changes a user.
   * `POST /UpdateUser`
   * Both names must always be sent.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  update(user: UserUpdate, options?: RequestOptions): ApiPromise<void> {
    return this.write('UpdateUser', { user }, options);
  }
}
