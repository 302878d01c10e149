import type { Cart, CartCheckoutResult, NewCart } from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { readCart, readCheckout } from '../embedded-failures.ts';
import { Resource } from '../resource.ts';

/** What is about to be bought. */
export class Carts extends Resource {
  /**
   * Makes a cart.
   * `POST /v1/customers/{customerId}/carts`
   * Errors of single lines come inside the 201: the SDK throws a PartialFailureError that carries the cart. A cart lives for seven days.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: create-a-cart
   * @throws {PartialFailureError} when a line has an error: its `result` is the cart, which exists all the same
   * @example
   * const cart = await partnerCenter.carts.create(customerId, {
   *   lineItems: [{ id: 0, catalogItemId: 'CFQ7TTC0LH18:0001:CFQ7TTC0K971', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' }],
   * });
   */
  create(customerId: string, cart: NewCart, options?: RequestOptions): ApiPromise<Cart> {
    return this.value(
      'CreateCart',
      path`POST /customers/${customerId}/carts`,
      { body: cart, read: readCart },
      options,
    );
  }

  /**
   * Reads a cart.
   * `GET /v1/customers/{customerId}/carts/{cartId}`
   * Source: Partner Center: route table of the .NET SDK
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { expirationTimestamp } = await partnerCenter.carts.get(customerId, cartId);
   */
  get(customerId: string, cartId: string, options?: RequestOptions): ApiPromise<Cart> {
    return this.value('GetCart', path`GET /customers/${customerId}/carts/${cartId}`, {}, options);
  }

  /**
   * Replaces the lines of a cart.
   * `PUT /v1/customers/{customerId}/carts/{cartId}`
   * Refused once it was checked out (800065).
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-cart
   * @throws {PartialFailureError} when a line has an error: its `result` is the cart as it is now
   */
  update(customerId: string, cartId: string, cart: NewCart, options?: RequestOptions): ApiPromise<Cart> {
    return this.value(
      'UpdateCart',
      path`PUT /customers/${customerId}/carts/${cartId}`,
      { body: cart, read: readCart },
      options,
    );
  }

  /**
   * Buys what is in a cart.
   * `POST /v1/customers/{customerId}/carts/{cartId}/checkout`
   * Idempotent by cart: again answers the same orders and tries failed groups again. Groups that fail come inside the 201: the SDK throws a PartialFailureError that carries the orders that were placed.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: checkout-a-cart
   * @throws {PartialFailureError} when a group could not be ordered: its `result` has the orders that were placed
   * @example
   * const { orders } = await partnerCenter.carts.checkout(customerId, cartId);
   */
  checkout(customerId: string, cartId: string, options?: RequestOptions): ApiPromise<CartCheckoutResult> {
    return this.value(
      'CheckoutCart',
      path`POST /customers/${customerId}/carts/${cartId}/checkout`,
      { read: readCheckout },
      options,
    );
  }
}
