import type {
  NewWebhookRegistration,
  WebhookRegistration,
  WebhookTest,
  WebhookTestResult,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Where Partner Center sends its events, and which. `@tenantry/sdk/webhooks` receives them. */
export class Webhooks extends Resource {
  /**
   * Lists the names of events that can be registered for.
   * `GET /webhooks/v1/registration/events`
   * Source: Partner Center developer documentation: partner-center-webhooks
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const names = await partnerCenter.webhooks.listEvents();
   */
  listEvents(options?: RequestOptions): ApiPromise<string[]> {
    return this.items('ListWebhookEvents', path`GET /registration/events`, {}, options);
  }

  /**
   * Registers the URL that events are sent to.
   * `POST /webhooks/v1/registration`
   * One for each partner tenant. Answered with 200, not 201.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: partner-center-webhooks
   * @throws {ApiError} with the code of Partner Center
   * @example
   * await partnerCenter.webhooks.register({
   *   webhookUrl: 'https://reseller.example/webhooks',
   *   webhookEvents: ['subscription-updated', 'test-created'],
   * });
   */
  register(registration: NewWebhookRegistration, options?: RequestOptions): ApiPromise<WebhookRegistration> {
    return this.value<WebhookRegistration>(
      'RegisterWebhook',
      path`POST /registration`,
      { body: registration, read: camelCased },
      options,
    );
  }

  /**
   * Reads the registration.
   * `GET /webhooks/v1/registration`
   * Source: Partner Center developer documentation: partner-center-webhooks
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { webhookUrl, webhookEvents } = await partnerCenter.webhooks.get();
   */
  get(options?: RequestOptions): ApiPromise<WebhookRegistration> {
    return this.value<WebhookRegistration>(
      'GetWebhookRegistration',
      path`GET /registration`,
      { read: camelCased },
      options,
    );
  }

  /**
   * Replaces the registration.
   * `PUT /webhooks/v1/registration`
   * All of it: what is left out is gone. Nothing deletes a registration; to hear less, send fewer events.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: partner-center-webhooks
   * @throws {ApiError} with the code of Partner Center
   */
  update(registration: NewWebhookRegistration, options?: RequestOptions): ApiPromise<WebhookRegistration> {
    return this.value<WebhookRegistration>(
      'UpdateWebhookRegistration',
      path`PUT /registration`,
      { body: registration, read: camelCased },
      options,
    );
  }

  /**
   * Sends the event test-created.
   * `POST /webhooks/v1/registration/validationEvents`
   * The registration must have that event. Twice a minute at most.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: partner-center-webhooks
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { correlationId } = await partnerCenter.webhooks.sendTest();
   * const { status, results } = await partnerCenter.webhooks.getTest(correlationId);
   */
  sendTest(options?: RequestOptions): ApiPromise<WebhookTest> {
    return this.value<WebhookTest>(
      'SendTestWebhook',
      path`POST /registration/validationEvents`,
      { read: camelCased },
      options,
    );
  }

  /**
   * Reads what became of a test event, try by try.
   * `GET /webhooks/v1/registration/validationEvents/{correlationId}`
   * Kept for 7 days.
   * Source: Partner Center developer documentation: partner-center-webhooks
   * @throws {ApiError} with the code of Partner Center
   */
  getTest(correlationId: string, options?: RequestOptions): ApiPromise<WebhookTestResult> {
    return this.value<WebhookTestResult>(
      'GetTestWebhook',
      path`GET /registration/validationEvents/${correlationId}`,
      { read: camelCased },
      options,
    );
  }
}

/** The documentation shows these bodies with capital letters, the Swagger without: either is read. */
function camelCased<Data>(data: unknown): Data {
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name.charAt(0).toLowerCase() + name.slice(1),
        // A map of the caller's own names.
        name.toLowerCase() === 'properties' ? inner : convert(inner),
      ]),
    );
  };
  return convert(data) as Data;
}
