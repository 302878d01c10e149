import type {
  AzureEntitlement,
  AzureEntitlementCancellationRequestContent,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Azure subscriptions under an Azure plan. */
export class AzureEntitlements extends Resource {
  /**
   * Lists the Azure subscriptions of an Azure plan.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/azureEntitlements`
   * Source: Partner Center developer documentation: get-a-list-of-azure-entitlements-for-subscription
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const entitlements = await partnerCenter.azureEntitlements.list(customerId, subscriptionId);
   */
  list(customerId: string, subscriptionId: string, options?: RequestOptions): ApiPromise<AzureEntitlement[]> {
    return this.items(
      'ListAzureEntitlements',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/azureEntitlements`,
      {},
      options,
    );
  }

  /**
   * Reads an Azure subscription of an Azure plan.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/azureEntitlements/{entitlementId}`
   * Source: Partner Center developer documentation: get-an-azure-entitlement-for-a-subscription
   * @throws {ApiError} with the code of Partner Center
   */
  get(
    customerId: string,
    subscriptionId: string,
    entitlementId: string,
    options?: RequestOptions,
  ): ApiPromise<AzureEntitlement> {
    return this.value(
      'GetAzureEntitlement',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/azureEntitlements/${entitlementId}`,
      {},
      options,
    );
  }

  /**
   * Cancels an Azure subscription.
   * `POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/azureEntitlements/{entitlementId}/cancel`
   * Needs a global administrator who is an admin agent.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: cancel-an-azure-subscription
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const [entitlement] = await partnerCenter.azureEntitlements.list(customerId, subscriptionId);
   * await partnerCenter.azureEntitlements.cancel(customerId, subscriptionId, entitlement?.id ?? '', { cancellationReason: 'compromise' });
   */
  cancel(
    customerId: string,
    subscriptionId: string,
    entitlementId: string,
    cancellation: AzureEntitlementCancellationRequestContent,
    options?: RequestOptions,
  ): ApiPromise<AzureEntitlement> {
    return this.value(
      'CancelAzureEntitlement',
      path`POST /customers/${customerId}/subscriptions/${subscriptionId}/azureEntitlements/${entitlementId}/cancel`,
      { body: cancellation },
      options,
    );
  }

  /**
   * Reactivates an Azure subscription.
   * `POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/azureEntitlements/{entitlementId}/reactivate`
   * Goes on after the answer.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: reactivate-an-azure-subscription
   * @throws {ApiError} with the code of Partner Center
   */
  reactivate(
    customerId: string,
    subscriptionId: string,
    entitlementId: string,
    options?: RequestOptions,
  ): ApiPromise<string> {
    return this.location(
      'ReactivateAzureEntitlement',
      path`POST /customers/${customerId}/subscriptions/${subscriptionId}/azureEntitlements/${entitlementId}/reactivate`,
      {},
      options,
    );
  }
}
