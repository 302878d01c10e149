import type { LogEntry } from '../../../../generated/ingram-panels.gen.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { PageParams } from '../../resource.ts';
import { PanelResource } from '../panel-resource.ts';

/** What was done in the panels of the reseller. Modelled: no public API. */
export class Log extends PanelResource {
  /**
   * Reads what was done in the panels of the reseller, page by page.
   * `GET /reseller/log`
   * Newest first: who, what, when. Visits to panels of customers are in it.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  read(params: PageParams = {}, options?: RequestOptions): PagePromise<LogEntry> {
    return this.pages('readLog', 'GET /reseller/log', params, options);
  }
}
