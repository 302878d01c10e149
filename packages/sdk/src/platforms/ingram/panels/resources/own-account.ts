import type { OwnAccount } from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import { PanelResource } from '../panel-resource.ts';

/** The customer's own account. Modelled: no public API. */
export class OwnAccounts extends PanelResource {
  /**
   * Reads the customer's own account.
   * `GET /customer/account`
   * Name, status, seller.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  get(options?: RequestOptions): ApiPromise<OwnAccount> {
    return this.value('getOwnAccount', 'GET /customer/account', {}, options);
  }
}
