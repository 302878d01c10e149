import type { Offer, OfferCategory } from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** The catalogue of legacy commerce. */
export class Offers extends Resource {
  /**
   * Lists the legacy offers of a market.
   * `GET /v1/offers`
   * Legacy commerce only; new commerce items are refused with 2100.
   * Source: Partner Center developer documentation: get-a-list-of-offers-for-a-market
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const page = await partnerCenter.offers.list({ country: 'PE', size: 100 });
   */
  list(
    params: { country?: string; offer_category_id?: string; offset?: number; size?: number } = {},
    options?: RequestOptions,
  ): PagePromise<Offer> {
    return this.index('ListOffers', path`GET /offers`, params, options);
  }

  /**
   * Reads a legacy offer.
   * `GET /v1/offers/{offerId}`
   * Source: Partner Center developer documentation: get-an-offer-by-id
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  get(offerId: string, params: { country?: string } = {}, options?: RequestOptions): ApiPromise<Offer> {
    return this.value('GetOffer', path`GET /offers/${offerId}`, { params }, options);
  }

  /**
   * Lists the add-ons of a legacy offer.
   * `GET /v1/offers/{offerId}/addons`
   * Source: Partner Center developer documentation: get-addon-offers-by-offer-id
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  listAddons(
    offerId: string,
    params: { country?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Offer[]> {
    return this.items('ListOfferAddons', path`GET /offers/${offerId}/addons`, { params }, options);
  }

  /**
   * Lists the categories of legacy offers.
   * `GET /v1/offercategories`
   * Source: Partner Center developer documentation: get-a-list-of-offer-categories-by-country-and-locale
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  listCategories(params: { country?: string } = {}, options?: RequestOptions): ApiPromise<OfferCategory[]> {
    return this.items('ListOfferCategories', path`GET /offercategories`, { params }, options);
  }

  /**
   * Lists the legacy offers that a customer may buy.
   * `GET /v1/customers/{customerId}/offers`
   * Source: Partner Center: route table of the .NET SDK
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  listForCustomer(
    customerId: string,
    params: { offer_category_id?: string; offset?: number; size?: number } = {},
    options?: RequestOptions,
  ): PagePromise<Offer> {
    return this.index('ListCustomerOffers', path`GET /customers/${customerId}/offers`, params, options);
  }

  /**
   * Lists the categories of the legacy offers that a customer may buy.
   * `GET /v1/customers/{customerId}/offercategories`
   * Source: Partner Center: route table of the .NET SDK
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  listCategoriesForCustomer(customerId: string, options?: RequestOptions): ApiPromise<OfferCategory[]> {
    return this.items(
      'ListCustomerOfferCategories',
      path`GET /customers/${customerId}/offercategories`,
      {},
      options,
    );
  }
}
