import type { MarginChange, PlanPrice } from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { PageParams } from '../../resource.ts';
import { PanelResource } from '../panel-resource.ts';

/** What lists of prices can be asked for. */
export interface PriceParams extends PageParams {
  /** A part of the name. */
  readonly name?: string;
  /** Manufacturer part number. */
  readonly mpn?: string;
}

/** Costs, prices and margins. Modelled: no public API. */
export class PriceManager extends PanelResource {
  /**
   * Lists what is sold, with cost, price and margin, page by page.
   * `GET /reseller/prices`
   * The cost is what the reseller pays, the price what its customers pay.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @example
   * for await (const { productId, cost, price } of panels.prices.list({ name: 'Business' })) console.log(productId, cost.amount, price.amount);
   */
  list(params: PriceParams = {}, options?: RequestOptions): PagePromise<PlanPrice> {
    return this.pages('listPrices', 'GET /reseller/prices', params, options);
  }

  /**
   * Reads cost, price and margin of a product.
   * `GET /reseller/prices/{productId}`
   * With where the price comes from.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  get(productId: string, options?: RequestOptions): ApiPromise<PlanPrice> {
    return this.value('getPrice', path`GET /reseller/prices/${productId}`, {}, options);
  }

  /**
   * Sets the margin on a product.
   * `PUT /reseller/prices/{productId}/margin`
   * Percent of the price; the price follows from the cost. Running subscriptions keep their price until they renew.
   * Modelled: no public API.
   * @throws {BadRequestError} when it is no percentage
   */
  setMargin(productId: string, marginChange: MarginChange, options?: RequestOptions): ApiPromise<PlanPrice> {
    return this.value(
      'setMargin',
      path`PUT /reseller/prices/${productId}/margin`,
      { body: marginChange },
      options,
    );
  }

  /**
   * Takes the margin off a product.
   * `DELETE /reseller/prices/{productId}/margin`
   * The price is the suggested one again.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  removeMargin(productId: string, options?: RequestOptions): ApiPromise<PlanPrice> {
    return this.value('removeMargin', path`DELETE /reseller/prices/${productId}/margin`, {}, options);
  }
}
