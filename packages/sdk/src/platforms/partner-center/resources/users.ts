import type {
  CustomerUser,
  CustomerUserUpdate,
  DirectoryRole,
  License,
  LicenseUpdate,
  NewUser,
  PasswordReset,
  SubscribedSku,
  UserMember,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import type { Filter } from '../filter.ts';
import { Resource } from '../resource.ts';

/** People of a customer: accounts, roles, licences. */
export class Users extends Resource {
  /**
   * Creates a user of a customer.
   * `POST /v1/customers/{customerId}/users`
   * Answers 200, not 201. `usageLocation` is needed before licences can be assigned.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: create-user-accounts-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { id } = await partnerCenter.users.create(customerId, {
   *   userPrincipalName: 'luis@abbiebox.onmicrosoft.com', displayName: 'Luis', usageLocation: 'PE',
   *   passwordProfile: { password: 'Cumbre!Azul2027', forceChangePassword: true },
   * });
   */
  create(customerId: string, user: NewUser, options?: RequestOptions): ApiPromise<CustomerUser> {
    return this.value('CreateUser', path`POST /customers/${customerId}/users`, { body: user }, options);
  }

  /**
   * Lists the users of a customer, page by page.
   * `GET /v1/customers/{customerId}/users`
   * Deleted users need the filter UserState equals Inactive; they stay for 30 days.
   * App+User only.
   * Source: Partner Center developer documentation: get-a-list-of-all-user-accounts-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const user of partnerCenter.users.list(customerId, { filter: equals('UserState', 'Inactive') })) console.log(user.id);
   */
  list(
    customerId: string,
    params: { size?: number; filter?: Filter; sortField?: string; sortDirection?: string } = {},
    options?: RequestOptions,
  ): PagePromise<CustomerUser> {
    return this.seek('ListUsers', path`GET /customers/${customerId}/users`, params, options);
  }

  /**
   * Reads a user of a customer.
   * `GET /v1/customers/{customerId}/users/{userId}`
   * App+User only.
   * Source: Partner Center developer documentation: get-a-user-account-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  get(customerId: string, userId: string, options?: RequestOptions): ApiPromise<CustomerUser> {
    return this.value('GetUser', path`GET /customers/${customerId}/users/${userId}`, {}, options);
  }

  /**
   * Changes a user, or restores a deleted one.
   * `PATCH /v1/customers/{customerId}/users/{userId}`
   * `state: active` restores, within 30 days of the deletion.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-user-accounts-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   */
  update(
    customerId: string,
    userId: string,
    change: CustomerUserUpdate,
    options?: RequestOptions,
  ): ApiPromise<CustomerUser> {
    return this.value(
      'UpdateUser',
      path`PATCH /customers/${customerId}/users/${userId}`,
      { body: change },
      options,
    );
  }

  /**
   * Deletes a user.
   * `DELETE /v1/customers/{customerId}/users/{userId}`
   * It can be restored for 30 days.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: delete-user-accounts-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   */
  delete(customerId: string, userId: string, options?: RequestOptions): ApiPromise<void> {
    return this.value('DeleteUser', path`DELETE /customers/${customerId}/users/${userId}`, {}, options);
  }

  /**
   * Sets a new password of a user.
   * `PATCH /v1/customers/{customerId}/users/{userId}/resetpassword`
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: reset-user-password-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   */
  resetPassword(
    customerId: string,
    userId: string,
    reset: PasswordReset,
    options?: RequestOptions,
  ): ApiPromise<CustomerUser> {
    return this.value(
      'ResetPassword',
      path`PATCH /customers/${customerId}/users/${userId}/resetpassword`,
      { body: reset },
      options,
    );
  }

  /**
   * Lists the directory roles of a customer.
   * `GET /v1/customers/{customerId}/directoryroles`
   * App+User only.
   * Source: Partner Center developer documentation: get-user-roles-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   */
  listRoles(customerId: string, options?: RequestOptions): ApiPromise<DirectoryRole[]> {
    return this.items('ListDirectoryRoles', path`GET /customers/${customerId}/directoryroles`, {}, options);
  }

  /**
   * Lists the directory roles of a user.
   * `GET /v1/customers/{customerId}/users/{userId}/directoryroles`
   * App+User only.
   * Source: Partner Center developer documentation: get-user-roles-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   */
  listRolesOf(customerId: string, userId: string, options?: RequestOptions): ApiPromise<DirectoryRole[]> {
    return this.items(
      'ListUserRoles',
      path`GET /customers/${customerId}/users/${userId}/directoryroles`,
      {},
      options,
    );
  }

  /**
   * Lists the users that have a role, page by page.
   * `GET /v1/customers/{customerId}/directoryroles/{roleId}/usermembers`
   * App+User only.
   * Source: Partner Center developer documentation: get-user-roles-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   */
  listRoleMembers(
    customerId: string,
    roleId: string,
    params: { size?: number } = {},
    options?: RequestOptions,
  ): PagePromise<UserMember> {
    return this.seek(
      'ListRoleMembers',
      path`GET /customers/${customerId}/directoryroles/${roleId}/usermembers`,
      params,
      options,
    );
  }

  /**
   * Gives a user a role.
   * `POST /v1/customers/{customerId}/directoryroles/{roleId}/usermembers`
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: set-user-roles-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   */
  addRoleMember(
    customerId: string,
    roleId: string,
    member: UserMember,
    options?: RequestOptions,
  ): ApiPromise<UserMember> {
    return this.value(
      'AddRoleMember',
      path`POST /customers/${customerId}/directoryroles/${roleId}/usermembers`,
      { body: member },
      options,
    );
  }

  /**
   * Takes a role from a user.
   * `DELETE /v1/customers/{customerId}/directoryroles/{roleId}/usermembers/{userId}`
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: remove-customer-user-from-a-role
   * @throws {ApiError} with the code of Partner Center
   */
  removeRoleMember(
    customerId: string,
    roleId: string,
    userId: string,
    options?: RequestOptions,
  ): ApiPromise<void> {
    return this.value(
      'RemoveRoleMember',
      path`DELETE /customers/${customerId}/directoryroles/${roleId}/usermembers/${userId}`,
      {},
      options,
    );
  }

  /**
   * Lists the licences that a customer can assign.
   * `GET /v1/customers/{customerId}/subscribedskus`
   * group1 unless `licenseGroupIds` says otherwise.
   * App+User only.
   * Source: Partner Center developer documentation: get-a-list-of-available-licenses
   * @throws {ApiError} with the code of Partner Center
   */
  listSubscribedSkus(
    customerId: string,
    params: { licenseGroupIds?: string[] } = {},
    options?: RequestOptions,
  ): ApiPromise<SubscribedSku[]> {
    return this.items(
      'ListSubscribedSkus',
      path`GET /customers/${customerId}/subscribedskus`,
      { params },
      options,
    );
  }

  /**
   * Lists the licences of a user.
   * `GET /v1/customers/{customerId}/users/{userId}/licenses`
   * group1 unless `licenseGroupIds` says otherwise.
   * App+User only.
   * Source: Partner Center developer documentation: check-which-licenses-are-assigned-to-a-user
   * @throws {ApiError} with the code of Partner Center
   */
  listLicenses(
    customerId: string,
    userId: string,
    params: { licenseGroupIds?: string[] } = {},
    options?: RequestOptions,
  ): ApiPromise<License[]> {
    return this.items(
      'ListUserLicenses',
      path`GET /customers/${customerId}/users/${userId}/licenses`,
      { params },
      options,
    );
  }

  /**
   * Assigns licences to a user and takes others away.
   * `POST /v1/customers/{customerId}/users/{userId}/licenseupdates`
   * All SKUs of one update are of one licence group; the user needs a `usageLocation`.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: assign-licenses-to-a-user
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const [user] = (await partnerCenter.users.list(customerId)).items;
   * const [sku] = await partnerCenter.users.listSubscribedSkus(customerId);
   * await partnerCenter.users.updateLicenses(customerId, user?.id ?? '', { licensesToAssign: [{ skuId: sku?.productSku?.id ?? '' }] });
   */
  updateLicenses(
    customerId: string,
    userId: string,
    change: LicenseUpdate,
    options?: RequestOptions,
  ): ApiPromise<LicenseUpdate> {
    return this.value(
      'UpdateUserLicenses',
      path`POST /customers/${customerId}/users/${userId}/licenseupdates`,
      { body: change },
      options,
    );
  }
}
