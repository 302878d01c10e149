import type { LogEntry } from '../../../../generated/ingram-panels.gen.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { PageParams } from '../../resource.ts';
import { PanelResource } from '../panel-resource.ts';

/** What was done in the customer's panel. Modelled: no public API. */
export class OwnLog extends PanelResource {
  /**
   * Reads what was done in the customer's panel, page by page.
   * `GET /customer/log`
   * Newest first, visits of the reseller among it. No money stands in it.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  read(params: PageParams = {}, options?: RequestOptions): PagePromise<LogEntry> {
    return this.pages('readOwnLog', 'GET /customer/log', params, options);
  }
}
