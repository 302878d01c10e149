import type { Offer, OwnOrder, PanelOrder } from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { PageParams } from '../../resource.ts';
import { PanelResource } from '../panel-resource.ts';
import type { PriceParams } from './prices.ts';

/** What a customer can order, and what it ordered. Closed to limited administrators. Modelled: no public API. */
export class Shop extends PanelResource {
  /**
   * Lists what the customer can order, with its prices, page by page.
   * `GET /customer/offers`
   * Costs and margins of the reseller are never told.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  offers(params: PriceParams = {}, options?: RequestOptions): PagePromise<Offer> {
    return this.pages('listOffers', 'GET /customer/offers', params, options);
  }

  /**
   * Places an order.
   * `POST /customer/orders`
   * It is charged. A customer administrator may, a limited one never.
   * Modelled: no public API.
   * @throws {PermissionError} to limited administrators and users of services
   * @throws {ConflictError} when the account is on hold
   */
  order(panelOrder: PanelOrder, options?: RequestOptions): ApiPromise<OwnOrder> {
    return this.value('placeOrder', 'POST /customer/orders', { body: panelOrder }, options);
  }

  /**
   * Lists the customer's orders, page by page.
   * `GET /customer/orders`
   * Newest first.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  orders(params: PageParams = {}, options?: RequestOptions): PagePromise<OwnOrder> {
    return this.pages('listOwnOrders', 'GET /customer/orders', params, options);
  }

  /**
   * Reads an order of the customer.
   * `GET /customer/orders/{orderId}`
   * With its price.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  getOrder(orderId: string, options?: RequestOptions): ApiPromise<OwnOrder> {
    return this.value('getOwnOrder', path`GET /customer/orders/${orderId}`, {}, options);
  }
}
