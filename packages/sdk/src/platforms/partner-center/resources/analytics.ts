import type {
  AzureUsageAnalytics,
  CustomerLicensesDeploymentInsights,
  CustomerLicensesUsageInsights,
  IndirectResellerAnalytics,
  LicenseDeploymentAnalytics,
  LicenseUsageAnalytics,
  PartnerLicensesDeploymentInsights,
  PartnerLicensesUsageInsights,
  ReferralAnalytics,
  SearchAnalytics,
  SubscriptionAnalytics,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** How the rows of a report are chosen, grouped and ordered. */
export interface AnalyticsQuery {
  /** Rows of a page. @default 10000, which is the most */
  readonly top?: number;
  readonly skip?: number;
  /** `field eq 'value'`, joined by `and` and `or`; `contains(field,'x')`; dates also gt, lt, ge, le. */
  readonly filter?: string;
  /** Fields with commas between; rows then have only those, and sums. */
  readonly groupby?: string;
  /** With `groupby` of a date. */
  readonly aggregationLevel?: 'day' | 'week' | 'month';
  /** `field desc,field`. */
  readonly orderby?: string;
}

/** Partner Center's reports: use, subscriptions, resellers and licences. */
export class Analytics extends Resource {
  /**
   * Lists the use of Azure by day.
   * `GET /partner/v1/analytics/usage/azure`
   * Quantities, no prices: those have `usage`. App+User only.
   * Source: Partner Center developer documentation: get-all-azure-usage-analytics
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const months = partnerCenter.analytics.listAzureUsage({ groupby: 'customerName,usageDate', aggregationLevel: 'month' });
   */
  listAzureUsage(query: AnalyticsQuery = {}, options?: RequestOptions): PagePromise<AzureUsageAnalytics> {
    return this.#report('ListAzureUsageAnalytics', 'usage/azure', query, options);
  }

  /**
   * Lists subscriptions with their state and dates.
   * `GET /partner/v1/analytics/subscriptions`
   * Ids are upper-case. Counts of grouped rows are texts. `customerName` and `friendlyName` are filtered with contains only. App+User only.
   * Source: Partner Center developer documentation: get-all-subscription-analytics
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const row of partnerCenter.analytics.listSubscriptions({ filter: "autoRenewEnabled eq true and customerMarket eq 'PE'" })) console.log(row.customerName, row.productName);
   */
  listSubscriptions(
    query: AnalyticsQuery = {},
    options?: RequestOptions,
  ): PagePromise<SubscriptionAnalytics> {
    return this.#report('ListSubscriptionAnalytics', 'subscriptions', query, options);
  }

  /**
   * Lists indirect resellers with what they sold.
   * `GET /partner/v1/analytics/indirectresellers`
   * `0001-01-01T00:00:00` means never. App+User only.
   * Source: Partner Center developer documentation: get-all-indirect-resellers-analytics
   * @throws {ApiError} with the code of Partner Center
   */
  listIndirectResellers(
    query: AnalyticsQuery = {},
    options?: RequestOptions,
  ): PagePromise<IndirectResellerAnalytics> {
    return this.#report('ListIndirectResellerAnalytics', 'indirectresellers', query, options);
  }

  /**
   * Lists how many licences were sold and are assigned.
   * `GET /partner/v1/analytics/commercial/deployment/license`
   * App+User only.
   * Source: Partner Center developer documentation: get-licenses-deployment-information
   * @throws {ApiError} with the code of Partner Center
   */
  listLicenseDeployment(
    query: AnalyticsQuery = {},
    options?: RequestOptions,
  ): PagePromise<LicenseDeploymentAnalytics> {
    return this.#report('ListLicenseDeploymentAnalytics', 'commercial/deployment/license', query, options);
  }

  /**
   * Lists how many licences are in use, by workload.
   * `GET /partner/v1/analytics/commercial/usage/license`
   * App+User only.
   * Source: Partner Center developer documentation: get-licenses-usage-information
   * @throws {ApiError} with the code of Partner Center
   */
  listLicenseUsage(query: AnalyticsQuery = {}, options?: RequestOptions): PagePromise<LicenseUsageAnalytics> {
    return this.#report('ListLicenseUsageAnalytics', 'commercial/usage/license', query, options);
  }

  /**
   * Lists referrals.
   * `GET /partner/v1/analytics/referrals`
   * The simulator has none. App+User only.
   * Source: Partner Center developer documentation: get-all-referrals-analytics
   * @throws {ApiError} with the code of Partner Center
   */
  listReferrals(query: AnalyticsQuery = {}, options?: RequestOptions): PagePromise<ReferralAnalytics> {
    return this.#report('ListReferralAnalytics', 'referrals', query, options);
  }

  /**
   * Lists how customers found the partner in the marketplace.
   * `GET /partner/v1/analytics/search`
   * The simulator has none. App+User only.
   * Source: Partner Center developer documentation: get-all-search-analytics
   * @throws {ApiError} with the code of Partner Center
   */
  listSearches(query: AnalyticsQuery = {}, options?: RequestOptions): PagePromise<SearchAnalytics> {
    return this.#report('ListSearchAnalytics', 'search', query, options);
  }

  /**
   * Tells by service how far sold licences are assigned.
   * `GET /v1/analytics/licenses/deployment`
   * Superseded by `listLicenseDeployment`. App+User only.
   * Source: Partner Center developer documentation: get-partner-licenses-deployment-information
   * @throws {ApiError} with the code of Partner Center
   */
  listPartnerLicensesDeployment(options?: RequestOptions): ApiPromise<PartnerLicensesDeploymentInsights[]> {
    return this.items(
      'ListPartnerLicensesDeployment',
      path`GET /v1/analytics/licenses/deployment`,
      {},
      options,
    );
  }

  /**
   * Tells by workload how far licences are used.
   * `GET /v1/analytics/licenses/usage`
   * Superseded by `listLicenseUsage`. App+User only.
   * Source: Partner Center developer documentation: get-partner-licenses-usage-information
   * @throws {ApiError} with the code of Partner Center
   */
  listPartnerLicensesUsage(options?: RequestOptions): ApiPromise<PartnerLicensesUsageInsights[]> {
    return this.items('ListPartnerLicensesUsage', path`GET /v1/analytics/licenses/usage`, {}, options);
  }

  /**
   * Tells by product how far licences of a customer are assigned.
   * `GET /v1/customers/{customerId}/analytics/licenses/deployment`
   * Superseded by `listLicenseDeployment`. App+User only.
   * Source: Partner Center developer documentation: get-customer-licenses-deployment-information
   * @throws {ApiError} with the code of Partner Center
   */
  listCustomerLicensesDeployment(
    customerId: string,
    options?: RequestOptions,
  ): ApiPromise<CustomerLicensesDeploymentInsights[]> {
    return this.items(
      'ListCustomerLicensesDeployment',
      path`GET /v1/customers/${customerId}/analytics/licenses/deployment`,
      {},
      options,
    );
  }

  /**
   * Tells by product and workload how far licences of a customer are used.
   * `GET /v1/customers/{customerId}/analytics/licenses/usage`
   * Superseded by `listLicenseUsage`. App+User only.
   * Source: Partner Center developer documentation: get-customer-licenses-usage-information
   * @throws {ApiError} with the code of Partner Center
   */
  listCustomerLicensesUsage(
    customerId: string,
    options?: RequestOptions,
  ): ApiPromise<CustomerLicensesUsageInsights[]> {
    return this.items(
      'ListCustomerLicensesUsage',
      path`GET /v1/customers/${customerId}/analytics/licenses/usage`,
      {},
      options,
    );
  }

  #report<Row>(
    operation: string,
    name: string,
    query: AnalyticsQuery,
    options?: RequestOptions,
  ): PagePromise<Row> {
    const route = `GET /partner/v1/analytics/${name}`;
    // The link is of production; its query is what counts.
    return this.seek(operation, route, query, options, (link) => ({
      params: Object.fromEntries(new URL(link).searchParams),
    }));
  }
}
