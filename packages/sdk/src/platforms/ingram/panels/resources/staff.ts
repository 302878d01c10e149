import type { NewStaff, PanelUser, StaffChange } from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { PageParams } from '../../resource.ts';
import { PanelResource } from '../panel-resource.ts';

/** The reseller's people. Modelled: no public API. */
export class Staff extends PanelResource {
  /**
   * Lists the reseller's people, page by page.
   * `GET /reseller/staff`
   * With role and state.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  list(params: PageParams = {}, options?: RequestOptions): PagePromise<PanelUser> {
    return this.pages('listStaff', 'GET /reseller/staff', params, options);
  }

  /**
   * Adds a staff user.
   * `POST /reseller/staff`
   * Only the account administrator can. The user gets a mail and chooses its password with it.
   * Modelled: no public API.
   * @throws {PermissionError} to all but the account administrator
   * @throws {ConflictError} when the user name is taken
   * @example
   * await panels.staff.create({ firstName: 'Luis', lastName: 'Paz', email: 'luis@example.com' });
   */
  create(newStaff: NewStaff, options?: RequestOptions): ApiPromise<PanelUser> {
    return this.value('createStaff', 'POST /reseller/staff', { body: newStaff }, options);
  }

  /**
   * Changes a staff user.
   * `PATCH /reseller/staff/{userId}`
   * Names, e-mail, and whether it can sign in. Nobody can disable itself.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  update(userId: string, staffChange: StaffChange, options?: RequestOptions): ApiPromise<PanelUser> {
    return this.value('updateStaff', path`PATCH /reseller/staff/${userId}`, { body: staffChange }, options);
  }

  /**
   * Sends the invitation of a staff user again.
   * `POST /reseller/staff/{userId}/invitation`
   * The former one is void. Only while the user is not active yet.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  invite(userId: string, options?: RequestOptions): ApiPromise<PanelUser> {
    return this.value('inviteStaff', path`POST /reseller/staff/${userId}/invitation`, {}, options);
  }
}
