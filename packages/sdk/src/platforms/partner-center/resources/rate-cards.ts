import type { AzureRateCard } from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What Azure costs by meter, outside the Azure plan. */
export class RateCards extends Resource {
  /**
   * Reads the prices of legacy Azure, offer MS-AZR-0145P.
   * `GET /v1/ratecards/azure`
   * US dollars and the United States unless said. `rates` has the price by the quantity it counts from, as text: sort by number.
   * Source: Partner Center developer documentation: get-prices-for-microsoft-azure
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { meters } = await partnerCenter.rateCards.azure({ currency: 'USD', region: 'US' });
   */
  azure(
    params: { currency?: string; region?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<AzureRateCard> {
    return this.value('GetAzureRateCard', path`GET /ratecards/azure`, { params }, options);
  }

  /**
   * Reads the prices of Azure partner shared services.
   * `GET /v1/ratecards/azure-shared`
   * Of the partner's own market and currency unless said.
   * Source: Partner Center developer documentation: get-prices-for-microsoft-azure-partner-shared-services
   * @throws {ApiError} with the code of Partner Center
   */
  azureShared(
    params: { currency?: string; region?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<AzureRateCard> {
    return this.value('GetSharedAzureRateCard', path`GET /ratecards/azure-shared`, { params }, options);
  }
}
