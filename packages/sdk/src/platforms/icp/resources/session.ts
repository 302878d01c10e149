import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** The session of the API user. Source of all operations: openapi/icp.yaml. */
export class Session extends Resource {
  /**
   * Signs a user in.
   * `POST /GetSessionToken`
   * Answers the session token as a bare JSON string; later calls carry it as `Authenticate: CCPSessionId <token>`. Users with MFA are refused. A wrong password is an HTTP 500.
   * @throws {ApiError} with the message of the platform
   */
  getToken(username: string, password: string, options?: RequestOptions): ApiPromise<string> {
    return this.signIn('GetSessionToken', { username, password }, options);
  }

  /**
   * Keeps a session alive.
   * `POST /PingPong`
   * Answers null while the session lives.
   * @throws {ApiError} with the message of the platform
   */
  ping(options?: RequestOptions): ApiPromise<void> {
    return this.read('PingPong', {}, options);
  }

  /**
   * Ends the session.
   * `POST /TerminateSessionToken`
   * The token is refused from then on.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  terminate(options?: RequestOptions): ApiPromise<void> {
    return this.write('TerminateSessionToken', {}, options);
  }
}
