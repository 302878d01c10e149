import type { Subscription, SubscriptionAccount, SubscriptionUpdate } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Services that companies own: tenants, licences, plans, software. Source of all operations: openapi/icp.yaml. */
export class Subscriptions extends Resource {
  /**
   * Orders a service.
   * `POST /CreateSubscription`
   * Not idempotent: two calls order twice. Provisioning goes on afterwards; read ProvisioningStatus with GetSubscription. The credit check may hold the order.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   * @example
   * await icp.subscriptions.create({ ParentAccountId: 435348, ServiceName: '1429492_NCEMicros365E3_12907', Fields: { Quantity: 5, BillingType: 'Prepaid (with 1-year commitment) - P1Y' } });
   */
  create(subscriptionAccount: SubscriptionAccount, options?: RequestOptions): ApiPromise<Subscription> {
    return this.write('CreateSubscription', { subscriptionAccount }, options);
  }

  /**
   * Changes a service.
   * `POST /UpdateSubscription`
   * Fields are an array in lower case here. NCE seats can only be reduced within seven days of buying them; any change deletes stored renewal values.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  update(subscription: SubscriptionUpdate, options?: RequestOptions): ApiPromise<void> {
    return this.write('UpdateSubscription', { subscription }, options);
  }

  /**
   * Reads a service.
   * `POST /GetSubscription`
   * Dates have no zone; they are UTC.
   * @throws {ApiError} with the message of the platform
   * @example
   * const { ProvisioningStatus } = await icp.subscriptions.get(435350);
   */
  get(
    accountId: number,
    params: { resellerContext?: number } = {},
    options?: RequestOptions,
  ): ApiPromise<Subscription> {
    return this.read('GetSubscription', { accountId, ...params }, options);
  }

  /**
   * Reads a service and the services below it.
   * `POST /GetSubscriptionWithAddons`
   * As GetSubscription, with Addons.
   * @throws {ApiError} with the message of the platform
   */
  getWithAddons(
    accountId: number,
    params: { resellerContext?: number } = {},
    options?: RequestOptions,
  ): ApiPromise<Subscription> {
    return this.read('GetSubscriptionWithAddons', { accountId, ...params }, options);
  }

  /**
   * Lists the services of an account.
   * `POST /GetSubscriptions`
   * Nothing is paged.
   * @throws {ApiError} with the message of the platform
   */
  list(
    parentAccountId: number,
    params: { excludeUserLevel?: boolean; resellerContext?: number } = {},
    options?: RequestOptions,
  ): ApiPromise<Subscription[]> {
    return this.read('GetSubscriptions', { parentAccountId, ...params }, options);
  }

  /**
   * Lists the services that need a service.
   * `POST /GetSubscriptionDependencies`
   * For example the licences of a tenant.
   * @throws {ApiError} with the message of the platform
   */
  listDependencies(
    accountId: number,
    params: { resellerContext?: number } = {},
    options?: RequestOptions,
  ): ApiPromise<Subscription[]> {
    return this.read('GetSubscriptionDependencies', { accountId, ...params }, options);
  }

  /**
   * Ends a service.
   * `POST /TerminateAccount`
   * Services only. NCE only within the cancellation window; afterwards set AdvancePeriodEndAction to Terminate.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  terminate(accountId: number, terminationReason?: string, options?: RequestOptions): ApiPromise<void> {
    return this.write('TerminateAccount', { accountId, terminationReason }, options);
  }

  /**
   * Tries a failed provisioning again.
   * `POST /RetryLastFailedProvisioning`
   * Read the result with GetSubscription.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  retryLastFailedProvisioning(accountId: number, options?: RequestOptions): ApiPromise<void> {
    return this.write('RetryLastFailedProvisioning', { accountId }, options);
  }
}
