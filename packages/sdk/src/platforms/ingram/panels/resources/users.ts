import type { NewUser, PanelUser, UserChange } from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { PageParams } from '../../resource.ts';
import { PanelResource } from '../panel-resource.ts';

/** The people of a customer. Modelled: no public API. */
export class PanelUsers extends PanelResource {
  /**
   * Lists the people of the customer, page by page.
   * `GET /customer/users`
   * With role and state.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  list(params: PageParams = {}, options?: RequestOptions): PagePromise<PanelUser> {
    return this.pages('listUsers', 'GET /customer/users', params, options);
  }

  /**
   * Adds a user to the customer's panel.
   * `POST /customer/users`
   * Administrators need address and phone number. The mail with the invitation can be left out.
   * Modelled: no public API.
   * @throws {PermissionError} to limited administrators and users of services
   * @throws {ConflictError} when the user name is taken
   * @example
   * await panels.users.create({
   *   firstName: 'Eva', lastName: 'Rios', email: 'eva@example.com', role: 'limitedAdministrator', phoneNumber: '51##15550101#',
   *   address: { streetAddress: 'Example Street 1', postalCode: '15001', city: 'Lima', countryCode: 'PE' },
   * });
   */
  create(newUser: NewUser, options?: RequestOptions): ApiPromise<PanelUser> {
    return this.value('createUser', 'POST /customer/users', { body: newUser }, options);
  }

  /**
   * Changes a user of the customer's panel.
   * `PATCH /customer/users/{userId}`
   * Names, e-mail, role, and whether it can sign in. Nobody can change its own role or disable itself.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  update(userId: string, userChange: UserChange, options?: RequestOptions): ApiPromise<PanelUser> {
    return this.value('updateUser', path`PATCH /customer/users/${userId}`, { body: userChange }, options);
  }

  /**
   * Sends the invitation of a user again.
   * `POST /customer/users/{userId}/invitation`
   * The former one is void. Only while the user is not active yet.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  invite(userId: string, options?: RequestOptions): ApiPromise<PanelUser> {
    return this.value('inviteUser', path`POST /customer/users/${userId}/invitation`, {}, options);
  }
}
