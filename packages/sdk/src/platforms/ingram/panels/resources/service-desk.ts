import type { Caller, CallerAnswer, Verification } from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import { PanelResource } from '../panel-resource.ts';

/** What the distributor's service desk does when somebody calls. Modelled: no public API. */
export class ServiceDesk extends PanelResource {
  /**
   * Tells the service desk what to ask a caller.
   * `GET /service-desk/callers/{username}`
   * The question of a user of a reseller, and whether it is locked.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  caller(username: string, options?: RequestOptions): ApiPromise<Caller> {
    return this.value('getCaller', path`GET /service-desk/callers/${username}`, {}, options);
  }

  /**
   * Checks the answer of a caller.
   * `POST /service-desk/callers/{username}/verification`
   * In constant time. After five wrong ones in a row the question is locked for half an hour.
   * Modelled: no public API.
   * @throws {ConflictError} `security_question.locked` while it is locked
   * @example
   * const { verified, triesLeft } = await panels.serviceDesk.verify('ana@example.com', { securityAnswer: 'Example Street' });
   */
  verify(username: string, callerAnswer: CallerAnswer, options?: RequestOptions): ApiPromise<Verification> {
    return this.value(
      'verifyCaller',
      path`POST /service-desk/callers/${username}/verification`,
      { body: callerAnswer },
      options,
    );
  }
}
