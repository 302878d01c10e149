import type { Role, RoleUsers } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Roles, and who has them. Source of all operations: openapi/icp.yaml. */
export class SecurityRoles extends Resource {
  /**
   * Lists the roles of a company and who has them.
   * `POST /GetSecurityRoles`
   * Without accountId those of the own company.
   * @throws {ApiError} with the message of the platform
   */
  list(accountId?: number, options?: RequestOptions): ApiPromise<Role[]> {
    return this.read('GetSecurityRoles', { accountId }, options);
  }

  /**
   * Sets the users of a role.
   * `POST /UpdateSecurityRolesUsers`
   * The list replaces the former one (modelled).
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * Part of its shape is modelled: no public source tells it.
   * @throws {ApiError} with the message of the platform
   */
  updateUsers(roleUsers: RoleUsers, options?: RequestOptions): ApiPromise<Role> {
    return this.write('UpdateSecurityRolesUsers', { roleUsers }, options);
  }
}
