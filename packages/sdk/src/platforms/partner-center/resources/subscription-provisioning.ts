import type {
  OrderLineItemActivationLink,
  SubscriptionActivationResult,
  SubscriptionProvisioningStatus,
  SubscriptionRegistrationStatus,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';
import type { WaitOptions } from '../wait-options.ts';

/** How far a subscription is provisioned, registered and activated. */
export class SubscriptionProvisioning extends Resource {
  /**
   * Tells how far the provisioning of a subscription is.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/provisioningstatus`
   * Refreshed every 15 minutes.
   * App+User only.
   * Source: Partner Center developer documentation: get-subscription-provisioning-status
   * @throws {ApiError} with the code of Partner Center
   */
  getProvisioningStatus(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<SubscriptionProvisioningStatus> {
    return this.value(
      'GetProvisioningStatus',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/provisioningstatus`,
      {},
      options,
    );
  }

  /**
   * Registers an Azure subscription for reservations.
   * `POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/registrations`
   * Goes on after the answer; `register` waits for it.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: register-a-subscription
   * @throws {ApiError} with the code of Partner Center
   */
  startRegistration(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<string> {
    return this.location(
      'RegisterSubscription',
      path`POST /customers/${customerId}/subscriptions/${subscriptionId}/registrations`,
      {},
      options,
    );
  }

  /**
   * Tells how far a registration is.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/registrationstatus`
   * Source: Partner Center developer documentation: get-subscription-registration-status
   * @throws {ApiError} with the code of Partner Center
   */
  getRegistrationStatus(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<SubscriptionRegistrationStatus> {
    return this.value(
      'GetRegistrationStatus',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/registrationstatus`,
      {},
      options,
    );
  }

  /**
   * Activates a marketplace subscription.
   * `POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/activate`
   * In the sandbox only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: activate-sandbox-subscription-azure-marketplace-products
   * @throws {ApiError} with the code of Partner Center
   */
  activate(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<SubscriptionActivationResult> {
    return this.value(
      'ActivateSubscription',
      path`POST /customers/${customerId}/subscriptions/${subscriptionId}/activate`,
      {},
      options,
    );
  }

  /**
   * Lists the activation links of a marketplace subscription.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/activationlinks`
   * Source: Partner Center: route table of the .NET SDK
   * @throws {ApiError} with the code of Partner Center
   */
  listActivationLinks(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<OrderLineItemActivationLink[]> {
    return this.items(
      'ListSubscriptionActivationLinks',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/activationlinks`,
      {},
      options,
    );
  }

  /**
   * Registers an Azure subscription for reservations and waits until that is done.
   * Source: Partner Center developer documentation: register-a-subscription
   * @throws {TimeoutError} when it takes longer than `totalTimeoutMs`, 15 minutes by default
   * @example
   * await partnerCenter.subscriptions.register(customerId, subscriptionId, { onProgress: ({ status }) => console.log(status) });
   */
  async register(
    customerId: string,
    subscriptionId: string,
    options: WaitOptions<SubscriptionRegistrationStatus> = {},
  ): Promise<SubscriptionRegistrationStatus> {
    const { onProgress: _, intervalMs: __, totalTimeoutMs: ___, ...each } = options;
    await this.startRegistration(customerId, subscriptionId, each);
    return this.until(
      {
        what: `Registering subscription ${subscriptionId}`,
        check: (checking) => this.getRegistrationStatus(customerId, subscriptionId, checking),
        isDone: ({ status }) => status?.toLowerCase() === 'registered',
      },
      { intervalMs: 5_000, ...options },
    );
  }

  /**
   * Waits until a subscription is provisioned.
   * App+User only. Microsoft looks every quarter of an hour only.
   * Source: Partner Center developer documentation: get-subscription-provisioning-status
   * @throws {TimeoutError} when it takes longer than `totalTimeoutMs`, 30 minutes by default
   * @throws {ApiError} when provisioning failed
   * @example
   * await partnerCenter.subscriptions.waitUntilProvisioned(customerId, subscriptionId);
   */
  async waitUntilProvisioned(
    customerId: string,
    subscriptionId: string,
    options: WaitOptions<SubscriptionProvisioningStatus> = {},
  ): Promise<SubscriptionProvisioningStatus> {
    const provisioning = await this.until(
      {
        what: `Provisioning subscription ${subscriptionId}`,
        check: (each) => this.getProvisioningStatus(customerId, subscriptionId, each),
        isDone: ({ status }) => ['success', 'failed'].includes(status?.toLowerCase() ?? ''),
      },
      { intervalMs: 10_000, totalTimeoutMs: 1_800_000, ...options },
    );
    if (provisioning.status?.toLowerCase() === 'failed')
      throw this.failed(
        'GetProvisioningStatus',
        `Subscription ${subscriptionId} could not be provisioned.`,
        'Ask Microsoft support.',
      );
    return provisioning;
  }
}
