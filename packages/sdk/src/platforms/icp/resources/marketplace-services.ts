import type {
  MarketplaceService,
  ProductInfo,
  ServiceFilters,
  TermsAndConditions,
} from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Services in price lists: what is sold, at which price, under which terms. Source of all operations: openapi/icp.yaml. */
export class MarketplaceServices extends Resource {
  /**
   * Lists the services that a price list could take up.
   * `POST /GetAvailableServicesForMarketplace`
   * Filters narrow by owner, category, tag, group or priceable item.
   * @throws {ApiError} with the message of the platform
   */
  listAvailable(
    marketplaceId: number,
    params: { filters?: ServiceFilters | ServiceFilters[] } = {},
    options?: RequestOptions,
  ): ApiPromise<ProductInfo[]> {
    return this.read('GetAvailableServicesForMarketplace', { marketplaceId, ...params }, options);
  }

  /**
   * Lists the services of a price list.
   * `POST /ListMarketplaceServices`
   * Hidden ones too.
   * @throws {ApiError} with the message of the platform
   */
  list(
    marketplaceId: number,
    params: { filters?: ServiceFilters } = {},
    options?: RequestOptions,
  ): ApiPromise<ProductInfo[]> {
    return this.read('ListMarketplaceServices', { marketplaceId, ...params }, options);
  }

  /**
   * Takes services up into a price list.
   * `POST /AddMarketplaceServices`
   * At least one.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  add(
    marketplaceId: number,
    serviceNames: string[],
    options?: RequestOptions,
  ): ApiPromise<MarketplaceService[]> {
    return this.write('AddMarketplaceServices', { marketplaceId, serviceNames }, options);
  }

  /**
   * Takes services out of a price list.
   * `POST /DeleteMarketplaceServices`
   * Hidden while a subscription is active, otherwise deleted.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  delete(
    marketplaceId: number,
    serviceNames: string[],
    options?: RequestOptions,
  ): ApiPromise<MarketplaceService[]> {
    return this.write('DeleteMarketplaceServices', { marketplaceId, serviceNames }, options);
  }

  /**
   * Takes one service out of a price list.
   * `POST /DeleteMarketplaceService`
   * Hidden while a subscription is active, otherwise deleted.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  deleteOne(
    marketplaceId: number,
    serviceName: string,
    options?: RequestOptions,
  ): ApiPromise<MarketplaceService[]> {
    return this.write('DeleteMarketplaceService', { marketplaceId, serviceName }, options);
  }

  /**
   * Sets the services of a price list.
   * `POST /UpdateMarketplaceServices`
   * Superseded by AddMarketplaceServices.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   * @deprecated Use `add` and `delete`.
   */
  update(
    marketplaceOfferId: number,
    services: MarketplaceService[],
    options?: RequestOptions,
  ): ApiPromise<MarketplaceService[]> {
    return this.write('UpdateMarketplaceServices', { marketplaceOfferId, services }, options);
  }

  /**
   * Reads the prices of a price list.
   * `POST /GetMarketplaceServiceCharges`
   * Purchase, suggested retail and custom price of each item.
   * @throws {ApiError} with the message of the platform
   */
  getCharges(
    marketplaceId: number,
    params: { filters?: ServiceFilters } = {},
    options?: RequestOptions,
  ): ApiPromise<MarketplaceService[]> {
    return this.read('GetMarketplaceServiceCharges', { marketplaceId, ...params }, options);
  }

  /**
   * Sets prices of a price list.
   * `POST /UpdateMarketplaceServiceCharges`
   * The former price stays readable as PreviousCustomPrice.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  updateCharges(
    marketplaceId: number,
    marketplaceServiceInfo: MarketplaceService[],
    options?: RequestOptions,
  ): ApiPromise<MarketplaceService[]> {
    return this.write('UpdateMarketplaceServiceCharges', { marketplaceId, marketplaceServiceInfo }, options);
  }

  /**
   * Reads the terms that a service needs accepted.
   * `POST /GetSpecialProductTermsForService`
   * In each language there is.
   * @throws {ApiError} with the message of the platform
   */
  getTerms(productName: string, options?: RequestOptions): ApiPromise<TermsAndConditions[]> {
    return this.read('GetSpecialProductTermsForService', { productName }, options);
  }

  /**
   * Accepts the terms of a service for a price list.
   * `POST /AcceptTermsForMarketplaceService`
   * Until then the service cannot be ordered from it.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  acceptTerms(marketplaceId: number, productName: string, options?: RequestOptions): ApiPromise<void> {
    return this.write('AcceptTermsForMarketplaceService', { marketplaceId, productName }, options);
  }
}
