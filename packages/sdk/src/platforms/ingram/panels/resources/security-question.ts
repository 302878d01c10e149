import type { SecurityQuestion, SecurityQuestionChange } from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import { PanelResource } from '../panel-resource.ts';

/** What the service desk asks who calls. Modelled: no public API. */
export class SecurityQuestions extends PanelResource {
  /**
   * Reads one's own security question.
   * `GET /reseller/security-question`
   * Never the answer, of which a hash is kept only.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  get(options?: RequestOptions): ApiPromise<SecurityQuestion> {
    return this.value('getSecurityQuestion', 'GET /reseller/security-question', {}, options);
  }

  /**
   * Sets one's own security question.
   * `PUT /reseller/security-question`
   * The password must be given too. The service desk asks it who calls.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @example
   * await panels.securityQuestion.set({ question: 'Which street did you grow up in?', securityAnswer: 'Example Street', password });
   */
  set(
    securityQuestionChange: SecurityQuestionChange,
    options?: RequestOptions,
  ): ApiPromise<SecurityQuestion> {
    return this.value(
      'setSecurityQuestion',
      'PUT /reseller/security-question',
      { body: securityQuestionChange },
      options,
    );
  }
}
