import type {
  OrderDetailed,
  SpecialPricing,
  Subscription,
  SubscriptionDetailed,
  SubscriptionProduct,
  SubscriptionUpdate,
} from '../../../generated/ingram.gen.ts';
import type { ApiClient, ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { asNewCall, type PageParams, Resource } from '../resource.ts';
import { wrongInput } from '../wrong-input.ts';
import type { Orders, PlaceOptions } from './orders.ts';

/** What lists of subscriptions can be asked for. */
export interface SubscriptionParams extends PageParams {
  readonly customerId?: string;
  /** A date, such as 2026-11-01. */
  readonly creationDateFrom?: string;
  readonly creationDateTo?: string;
  /** `pending`, `active`, `hold`, `terminated` or `removed`. */
  readonly status?: string;
}

/** How a quantity is changed. */
export interface QuantityOptions extends PlaceOptions {
  /** Which product, where the subscription has several. */
  readonly product?: { readonly mpn?: string; readonly id?: string };
}

export interface QuantityChange {
  readonly from: number;
  /** The new total. */
  readonly to: number;
  /** Absent where nothing had to change. */
  readonly order: OrderDetailed | undefined;
}

/** What customers have. */
export class Subscriptions extends Resource {
  readonly #orders: Orders;

  constructor(client: ApiClient, root: string, orders: Orders) {
    super(client, root);
    this.#orders = orders;
  }

  /**
   * Lists subscriptions, page by page.
   * `GET /subscriptions`
   * Rows have no products.
   * Source: public contract and guides of the API, sample 10
   * @throws {ApiError} with the message of the platform
   * @example
   * for await (const { id, renewalStatus } of ingram.subscriptions.list({ customerId, status: 'active' })) console.log(id, renewalStatus);
   */
  list(params: SubscriptionParams = {}, options?: RequestOptions): PagePromise<Subscription> {
    return this.pages('getSubscriptions', 'GET /subscriptions', params, options);
  }

  /**
   * Reads a subscription with its products, prices and parameters.
   * `GET /subscriptions/{id}`
   * What the vendor answered is in fulfillmentParameters, its own id in vendorSubscriptionId of the product.
   * Source: public contract of the API
   * @throws {NotFoundError} when there is none
   */
  get(subscriptionId: string, options?: RequestOptions): ApiPromise<SubscriptionDetailed> {
    return this.value('getSubscription', path`GET /subscriptions/${subscriptionId}`, {}, options);
  }

  /**
   * Changes automatic renewal, attributes or unit prices.
   * `PATCH /subscriptions/{id}`
   * Quantities are changed by an order: see `setQuantity`. Not repeated by itself.
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform
   * @example
   * await ingram.subscriptions.update(subscriptionId, { renewalStatus: false });
   */
  update(
    subscriptionId: string,
    change: SubscriptionUpdate,
    options?: RequestOptions,
  ): ApiPromise<SubscriptionDetailed> {
    const route = path`PATCH /subscriptions/${subscriptionId}`;
    return this.value('updateSubscription', route, { body: change }, options);
  }

  /**
   * Sets special prices of the products of a subscription.
   * `POST /subscriptions/{id}/specialPricing`
   * Resets the prices of its products: name all that are to be special. Not repeated by itself.
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform
   */
  setSpecialPricing(
    subscriptionId: string,
    pricing: SpecialPricing,
    options?: RequestOptions,
  ): ApiPromise<SubscriptionDetailed> {
    const route = path`POST /subscriptions/${subscriptionId}/specialPricing`;
    return this.value('updateSubscriptionSpecialPricing', route, { body: pricing }, options);
  }

  /**
   * Orders that a subscription has so many seats in all, however many it has now.
   * `GET /subscriptions/{id}`, then `POST /orders` with a change order, as `orders.place` does it
   * Doing it again does nothing. One change order may be open at a time; the seats are there once it is completed.
   * @throws {ConflictError} `ingram.open_change_order` while another one is open
   * @throws {UnconfirmedOrderError} when the answer was lost and the order was not found in time
   * @example
   * const { from, to, order } = await ingram.subscriptions.setQuantity(subscriptionId, 12, { poNumber: 'crm-4712' });
   * if (order) await ingram.orders.wait(order.id);
   * console.log(`${from} → ${to}`);
   */
  setQuantity(
    subscriptionId: string,
    quantity: number,
    options: QuantityOptions = {},
  ): Promise<QuantityChange> {
    return this.#change(subscriptionId, () => quantity, options);
  }

  /**
   * Orders more seats than a subscription has now; fewer with a negative number.
   * `GET /subscriptions/{id}`, then `POST /orders` with a change order, as `orders.place` does it
   * Doing it again adds again: after an UnconfirmedOrderError look first, or use `setQuantity`.
   * @throws {ConflictError} `ingram.open_change_order` while another one is open
   * @throws {UnconfirmedOrderError} when the answer was lost and the order was not found in time
   * @example
   * const { to } = await ingram.subscriptions.addSeats(subscriptionId, 2);
   */
  addSeats(subscriptionId: string, seats: number, options: QuantityOptions = {}): Promise<QuantityChange> {
    return this.#change(subscriptionId, (current) => current + seats, options);
  }

  async #change(
    subscriptionId: string,
    totalOf: (current: number) => number,
    { product: wanted = {}, ...options }: QuantityOptions,
  ): Promise<QuantityChange> {
    const subscription = await this.get(subscriptionId, asNewCall(options));
    const { customerId, billingPeriod, subscriptionPeriod } = subscription;
    const product = productOf(subscription, wanted);
    const { mpn, vendor, id, quantity: from = 0 } = product;
    const to = totalOf(from);
    if (!Number.isSafeInteger(to) || to < 0)
      throw wrongInput(
        'ingram.quantity',
        'quantity',
        `${to} is no number of seats.`,
        'Give a whole number, 0 or more in all.',
      );
    if (to === from) return { from, to, order: undefined };
    const keys = mpn
      ? {
          mpn,
          ...(vendor && { vendor }),
          ...(billingPeriod && { billingPeriod }),
          ...(subscriptionPeriod && { subscriptionPeriod }),
        }
      : { ...(id && { id }) };
    const line = { ...keys, subscriptionId, quantity: to };
    const order = await this.#orders.place({ type: 'change', customerId, products: [line] }, options);
    return { from, to, order };
  }
}

function productOf(
  { id: subscriptionId, products = [] }: SubscriptionDetailed,
  wanted: { readonly mpn?: string; readonly id?: string },
): SubscriptionProduct {
  const fitting = products.filter(({ mpn, id }) => (wanted.mpn ?? mpn) === mpn && (wanted.id ?? id) === id);
  const [product] = fitting;
  if (product !== undefined && fitting.length === 1) return product;
  const names = products.map(({ mpn, id }) => mpn ?? id).join(', ');
  throw wrongInput(
    'ingram.product',
    'product',
    `Subscription ${subscriptionId} has ${fitting.length} products that fit.`,
    `Name one by its mpn or id: ${names || 'it has none'}.`,
  );
}
