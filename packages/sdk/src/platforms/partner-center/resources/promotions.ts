import type {
  ProductPromotion,
  PromotionEligibilities,
  PromotionEligibilitiesRequest,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Promotions, and whether a customer gets them. */
export class Promotions extends Resource {
  /**
   * Lists the promotions that run now.
   * `GET /v1/productpromotions`
   * Source: Partner Center developer documentation: get-promotions
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const promotions = await partnerCenter.promotions.list({ country: 'PE', segment: 'commercial' });
   */
  list(
    params: { country: string; segment: string },
    options?: RequestOptions,
  ): ApiPromise<ProductPromotion[]> {
    return this.items('ListPromotions', path`GET /productpromotions`, { params }, options);
  }

  /**
   * Reads a promotion, also one that is over.
   * `GET /v1/productpromotions/{promotionId}`
   * Source: Partner Center developer documentation: get-promotion-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  get(
    promotionId: string,
    params: { country?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<ProductPromotion> {
    return this.value('GetPromotion', path`GET /productpromotions/${promotionId}`, { params }, options);
  }

  /**
   * Tells which promotions a customer may have for items.
   * `POST /v1/customers/{customerId}/promotionEligibilities`
   * Without `promotionId` every promotion that fits is answered.
   * Source: Partner Center developer documentation: verify-promotion-eligibility
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const eligibilities = await partnerCenter.promotions.checkEligibilities(customerId, {
   *   items: [{ id: 0, catalogItemId: 'CFQ7TTC0LH18:0001:CFQ7TTC0K971', quantity: 10, billingCycle: 'monthly', termDuration: 'P1Y' }],
   * });
   */
  checkEligibilities(
    customerId: string,
    request: PromotionEligibilitiesRequest,
    options?: RequestOptions,
  ): ApiPromise<PromotionEligibilities[]> {
    return this.items(
      'CheckPromotionEligibilities',
      path`POST /customers/${customerId}/promotionEligibilities`,
      { body: request, effect: 'read' },
      options,
    );
  }
}
