import type {
  NewOrder,
  Order,
  OrderDetailed,
  OrderEstimate,
  OrderUpdate,
} from '../../../generated/ingram.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { ApiError } from '../../../http/errors/api-error.ts';
import { TenantryError } from '../../../http/errors/tenantry-error.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { asNewCall, type PageParams, Resource } from '../resource.ts';
import { UnconfirmedOrderError } from '../unconfirmed-order-error.ts';
import type { WaitOptions } from '../wait-options.ts';

/** What lists of orders can be asked for. */
export interface OrderParams extends PageParams {
  readonly customerId?: string;
  readonly subscriptionId?: string;
  /** As the portal shows it: SO…, CH…. */
  readonly orderNumber?: string;
  /** `submitted`, `processing`, `completed`, `error` or `cancelled`. */
  readonly status?: string;
  /** An instant, such as 2026-11-01T00:00:00Z. */
  readonly creationTimeFrom?: string;
  readonly creationTimeTo?: string;
  /** Internal status, such as CP or CL. */
  readonly statusCode?: string;
}

/** How an order is placed. */
export interface PlaceOptions extends RequestOptions {
  /** Your purchase order number, by which the order is found again. @default the order's own, else one that is made up */
  readonly poNumber?: string;
  /** How long to look for an order whose answer was lost. @default 120000 */
  readonly reconcileTimeoutMs?: number;
}

/** The gateway gives up after a minute: its own answer is to come first. */
const orderTimeoutMs = 120_000;
/** How far back an order is looked for: it is among the newest. */
const searchedOrders = 500;
const ended: readonly unknown[] = ['completed', 'error', 'cancelled'];

/** Orders: sales, changes, renewals, cancellations and migrations. */
export class Orders extends Resource {
  /**
   * Lists orders, page by page, newest first.
   * `GET /orders`
   * Rows have no product lines. PO numbers cannot be asked for: see `find`.
   * Source: public contract and guides of the API
   * @throws {ApiError} with the message of the platform
   * @example
   * for await (const { orderNumber, type, status } of ingram.orders.list({ customerId })) console.log(orderNumber, type, status);
   */
  list(params: OrderParams = {}, options?: RequestOptions): PagePromise<Order> {
    return this.pages('getOrders', 'GET /orders', params, options);
  }

  /**
   * Reads an order with its product lines.
   * `GET /orders/{id}`
   * By its id, not by its order number.
   * Source: public contract of the API
   * @throws {NotFoundError} when there is none
   */
  get(orderId: string, options?: RequestOptions): ApiPromise<OrderDetailed> {
    return this.value('getOrderDetails', path`GET /orders/${orderId}`, {}, options);
  }

  /**
   * Sends an order as it is; `place` is the safe way.
   * `POST /orders`
   * Accepts the terms in the customer's name. Its answer may be lost while the order goes on (504 in HTML after a minute): never repeated by itself.
   * Source: public contract and guides of the API, a public client that runs against it, samples 05 to 09
   * @throws {ConflictError} `ingram.open_change_order`, `ingram.ambiguous_product`, `ingram.account_on_hold`: nothing was ordered
   * @throws {ServerError} `ingram.gateway_timeout` with `mayHaveApplied`: look before it is sent again
   */
  create(order: NewOrder, options?: RequestOptions): ApiPromise<OrderDetailed> {
    const patient = { timeoutMs: orderTimeoutMs, ...options };
    return this.value('createOrder', 'POST /orders', { body: order }, patient);
  }

  /**
   * Changes the credit check or the internal status of an order.
   * `PATCH /orders/{id}`
   * The status code CL cancels it. Not repeated by itself.
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform
   * @example
   * await ingram.orders.update(orderId, { statusCode: 'CL' });
   */
  update(orderId: string, change: OrderUpdate, options?: RequestOptions): ApiPromise<OrderDetailed> {
    return this.value('updateOrder', path`PATCH /orders/${orderId}`, { body: change }, options);
  }

  /**
   * Calculates what an order would cost.
   * `POST /orders/estimate`
   * Nothing is ordered. What the platform would add, since products depend on it, is in the lines.
   * Source: public contract and guides of the API
   * @throws {ConflictError} as an order would be refused
   * @example
   * const { total, details = [] } = await ingram.orders.estimate({ type: 'sales', customerId, products: [{ mpn: 'CFQ7TTC0LH18:0001', quantity: 10 }] });
   * console.log(total?.amount, total?.currency, details.map(({ type }) => type));
   */
  estimate(order: NewOrder, options?: RequestOptions): ApiPromise<OrderEstimate> {
    return this.value('estimateOrder', 'POST /orders/estimate', { body: order, effect: 'read' }, options);
  }

  /**
   * Places an order once. When its answer is lost, looks for it by customer and PO number before anything else; it is never sent twice.
   * `POST /orders`, then `GET /orders`
   * Accepts the terms in the customer's name. Provisioning goes on afterwards: `wait` for it. Orders that bear your number already are told from the new one; with nothing else ordering under it, the one found is yours.
   * @throws {ConflictError} as `create`
   * @throws {UnconfirmedOrderError} when the answer was lost and the order was not found in time
   * @example
   * const order = await ingram.orders.place(
   *   { type: 'sales', customerId, products: [{ mpn: 'CFQ7TTC0LH18:0001', quantity: 10 }] },
   *   { poNumber: 'crm-4711' },
   * );
   * await ingram.orders.wait(order.id, { onProgress: ({ status }) => console.log(status) });
   */
  async place(
    order: NewOrder,
    { poNumber, reconcileTimeoutMs = 120_000, ...options }: PlaceOptions = {},
  ): Promise<OrderDetailed> {
    const { customerId } = order;
    const own = (poNumber ?? order.poNumber) || undefined;
    const number = own ?? `T-${this.client.environment.randomId().replaceAll('-', '')}`;
    const later = asNewCall(options);
    // One number may be on several orders, and an old one must not be taken for the new one.
    const before = own === undefined ? [] : await this.#bearing(customerId, own, later);
    const old = new Set(before.map(({ id }) => id));
    try {
      return await this.create({ ...order, poNumber: number }, options);
    } catch (error) {
      if (!(error instanceof TenantryError) || !error.mayHaveApplied || options.signal?.aborted) throw error;
      const look = async (): Promise<Order | undefined> => {
        const found = await this.#bearing(customerId, number, later);
        return found.find(({ id, type }) => type === order.type && !old.has(id));
      };
      // With 500 it is the platform itself that answers: what it made of the order is there at once.
      const patience = error.status === 500 ? 0 : reconcileTimeoutMs;
      const found = await this.#reconcile(look, patience, options.signal);
      if (found === undefined) throw new UnconfirmedOrderError(customerId, number, error);
      // The row of the list has no lines; it says that the order exists, which no failure may hide.
      return this.get(found.id, later).catch(() => found as OrderDetailed);
    }
  }

  /** Finds the newest order of a customer that bears a PO number, among the last 500. */
  async find(customerId: string, poNumber: string, options?: RequestOptions): Promise<Order | undefined> {
    const [newest] = await this.#bearing(customerId, poNumber, options);
    return newest;
  }

  /**
   * Reads an order until it is completed.
   * It may wait for an approval, which no time limit of the platform ends.
   * @throws {ApiError} `ingram.order_error` or `ingram.order_cancelled`
   * @throws {TimeoutError} when it takes too long; the order goes on
   * @example
   * const { orderNumber, provisioningDate } = await ingram.orders.wait(orderId, { onProgress: ({ status }) => console.log(status) });
   */
  async wait(orderId: string, options: WaitOptions<OrderDetailed> = {}): Promise<OrderDetailed> {
    const order = await this.until(
      `Order ${orderId}`,
      (each) => this.get(orderId, each),
      ({ status }) => ended.includes(status),
      options,
    );
    const { status, statusCode, orderNumber = orderId } = order;
    if (status === 'completed') return order;
    throw new ApiError(
      `ingram getOrderDetails: order ${orderNumber} ended as ${status} (${statusCode ?? 'no code'}).`,
      {
        platform: 'ingram',
        operation: 'getOrderDetails',
        code: `ingram.order_${status}`,
        solution: 'The portal has the cause; a failed order can be resubmitted there once that is gone.',
      },
    );
  }

  async #bearing(customerId: string, poNumber: string, options?: RequestOptions): Promise<Order[]> {
    const bearing: Order[] = [];
    let looked = 0;
    for await (const order of this.list({ customerId }, options)) {
      if (order.poNumber === poNumber) bearing.push(order);
      looked += 1;
      if (looked >= searchedOrders) break;
    }
    return bearing;
  }

  /** Looks until the order is there: it may be taken long after the gateway gave up. */
  async #reconcile(
    look: () => Promise<Order | undefined>,
    totalTimeoutMs: number,
    signal: AbortSignal | undefined,
  ): Promise<Order | undefined> {
    try {
      return await this.until(
        'The order',
        () =>
          look().catch((error: unknown) => {
            // What matters is the order: a look that fails is made again.
            if (signal?.aborted) throw error;
            return undefined;
          }),
        (found) => found !== undefined,
        { totalTimeoutMs, ...(signal && { signal }) },
      );
    } catch {
      return undefined;
    }
  }
}
