import type { ServiceCostLineItem, ServiceCostsSummary } from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What customers cost in the last billed month; there is no other. */
export class ServiceCosts extends Resource {
  /**
   * Reads what a customer cost in the last billed month.
   * `GET /v1/customers/{customerId}/servicecosts/mostrecent`
   * App+User only. Read `details`: the totals beside them are those of one type of invoice.
   * Source: Partner Center developer documentation: get-a-customer-s-service-costs-summary
   * @throws {ApiError} with the code of Partner Center
   */
  summary(customerId: string, options?: RequestOptions): ApiPromise<ServiceCostsSummary> {
    const route = path`GET /customers/${customerId}/servicecosts/mostrecent`;
    return this.value('GetServiceCostsSummary', route, {}, options);
  }

  /**
   * Lists what a customer cost in the last billed month, line by line.
   * `GET /v1/customers/{customerId}/servicecosts/mostrecent/lineitems`
   * App+User only.
   * Source: Partner Center developer documentation: get-a-customer-s-service-costs-line-items
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const lines = await partnerCenter.serviceCosts.lineItems(customerId);
   * console.log(lines.map(({ offerName, afterTaxTotal }) => [offerName, afterTaxTotal]));
   */
  lineItems(customerId: string, options?: RequestOptions): ApiPromise<ServiceCostLineItem[]> {
    const route = path`GET /customers/${customerId}/servicecosts/mostrecent/lineitems`;
    return this.items('ListServiceCostLineItems', route, {}, options);
  }
}
