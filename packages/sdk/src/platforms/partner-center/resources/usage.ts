import type {
  AzureResourceMonthlyUsageRecord,
  AzureUtilizationRecord,
  CustomerMonthlyUsageRecord,
  CustomerUsageSummary,
  DailyRatedUsageLineItem,
  MeterUsageRecord,
  PartnerUsageSummary,
  ResourceUsageRecord,
  SubscriptionMonthlyUsageRecord,
  SubscriptionUsageSummary,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What is used of Azure, and what it costs. */
export class Usage extends Resource {
  /**
   * Reads the use of Azure of all customers.
   * `GET /v1/usagesummary`
   * App+User only. Leaves out customers with an Azure plan.
   * Source: Partner Center developer documentation: get-a-partner-s-usage-summary
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  getPartnerSummary(options?: RequestOptions): ApiPromise<PartnerUsageSummary> {
    return this.value('GetPartnerUsageSummary', path`GET /usagesummary`, {}, options);
  }

  /**
   * Lists what Azure costs each customer in the running month.
   * `GET /v1/customers/usagerecords`
   * App+User only. `isUpgraded` marks customers with an Azure plan.
   * Source: Partner Center developer documentation: get-a-partner-s-usage-records-for-all-customers
   * @throws {ApiError} with the code of Partner Center
   */
  listCustomers(options?: RequestOptions): ApiPromise<CustomerMonthlyUsageRecord[]> {
    return this.items('ListCustomerUsageRecords', path`GET /customers/usagerecords`, {}, options);
  }

  /**
   * Reads what Azure costs a customer in the running month.
   * `GET /v1/customers/{customerId}/usagesummary`
   * App+User only. Rated use shows about 24 hours late.
   * Source: Partner Center developer documentation: get-a-customer-usage-summary
   * @throws {ApiError} with the code of Partner Center
   */
  getCustomerSummary(customerId: string, options?: RequestOptions): ApiPromise<CustomerUsageSummary> {
    return this.value(
      'GetCustomerUsageSummary',
      path`GET /customers/${customerId}/usagesummary`,
      {},
      options,
    );
  }

  /**
   * Lists what each Azure plan of a customer costs in the running month.
   * `GET /v1/customers/{customerId}/subscriptions/usagerecords`
   * App+User only. One row for a plan, not for each Azure subscription below it.
   * Source: Partner Center developer documentation: get-a-customer-subscription-s-usage-records
   * @throws {ApiError} with the code of Partner Center
   */
  listSubscriptions(
    customerId: string,
    options?: RequestOptions,
  ): ApiPromise<SubscriptionMonthlyUsageRecord[]> {
    return this.items(
      'ListSubscriptionUsageRecords',
      path`GET /customers/${customerId}/subscriptions/usagerecords`,
      {},
      options,
    );
  }

  /**
   * Reads what an Azure plan costs in the running month.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/usagesummary`
   * App+User only.
   * Source: Partner Center developer documentation: get-a-customer-subscription-usage-summary
   * @throws {ApiError} with the code of Partner Center
   */
  getSubscriptionSummary(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<SubscriptionUsageSummary> {
    return this.value(
      'GetSubscriptionUsageSummary',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/usagesummary`,
      {},
      options,
    );
  }

  /**
   * Lists what each resource below an Azure plan costs in the running month.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/resourceusagerecords`
   * App+User only. Azure plan only: the id is the plan's, `entitlementId` in a row the Azure subscription's.
   * Source: Partner Center developer documentation: get-a-customer-s-subscription-resource-usage-information
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const resources = await partnerCenter.usage.listResources(customerId, subscriptionId);
   */
  listResources(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<ResourceUsageRecord[]> {
    return this.items(
      'ListResourceUsageRecords',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/resourceusagerecords`,
      {},
      options,
    );
  }

  /**
   * Lists what each meter below an Azure plan counts and costs in the running month.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/meterusagerecords`
   * App+User only. Summed over all Azure subscriptions of the plan. Ids of meters are text, no GUIDs.
   * Source: Partner Center developer documentation: get-a-customer-s-subscription-meter-usage-records
   * @throws {ApiError} with the code of Partner Center
   */
  listMeters(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<MeterUsageRecord[]> {
    return this.items(
      'ListMeterUsageRecords',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/meterusagerecords`,
      {},
      options,
    );
  }

  /**
   * Lists what a legacy Azure subscription costs by resource.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/usagerecords/resources`
   * Legacy offer only; `meterusagerecords` is its successor.
   * Source: Partner Center developer documentation: get-all-monthly-usage-records-for-a-subscription
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  listMonthlyRecords(
    customerId: string,
    subscriptionId: string,
    options?: RequestOptions,
  ): ApiPromise<AzureResourceMonthlyUsageRecord[]> {
    return this.items(
      'ListAzureMonthlyUsageRecords',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/usagerecords/resources`,
      {},
      options,
    );
  }

  /**
   * Lists what a legacy Azure subscription used, without prices.
   * `GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/utilizations/azure`
   * Answers 204 with Retry-After while the data are not ready: the SDK waits and asks again. The time is that of reporting, not of use.
   * Source: Partner Center developer documentation: get-a-customer-s-utilization-record-for-azure
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   * @throws {TimeoutError} when the data are not ready within an hour, or `totalTimeoutMs`
   */
  listUtilizations(
    customerId: string,
    subscriptionId: string,
    params: {
      start_time: string;
      end_time: string;
      granularity?: 'daily' | 'hourly';
      show_details?: boolean;
      size?: number;
    },
    options?: RequestOptions,
  ): PagePromise<AzureUtilizationRecord> {
    return this.seek(
      'ListAzureUtilizations',
      path`GET /customers/${customerId}/subscriptions/${subscriptionId}/utilizations/azure`,
      params,
      options,
    );
  }

  /**
   * Lists the daily rated use of all customers that is not billed yet.
   * `GET /v1/invoices/unbilled/lineitems`
   * Of the running month, or of the one before. By day, resource, meter and tag. Only use is answered here; other lines are those of invoices.
   * Source: Partner Center developer documentation: get-invoice-unbilled-consumption-lineitems
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const line of partnerCenter.usage.listUnbilledLines({ period: 'current', currencycode: 'USD' }))
   *   console.log(line.usageDate, line.resourceUri, line.billingPreTaxTotal);
   */
  listUnbilledLines(
    params: { period: 'current' | 'previous'; currencycode: string; size?: number },
    options?: RequestOptions,
  ): PagePromise<DailyRatedUsageLineItem> {
    return this.seek(
      'ListUnbilledUsageLines',
      path`GET /invoices/unbilled/lineitems`,
      { provider: 'onetime', invoicelineitemtype: 'usagelineitems', ...params },
      options,
    );
  }
}
