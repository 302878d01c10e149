import type { OrderDetails, OrderRow, SubscriptionRow } from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { PageParams } from '../../resource.ts';
import { PanelResource } from '../panel-resource.ts';

/** What reports of orders can be asked for. */
export interface OrderReportParams extends PageParams {
  /** Number of the customer account. */
  readonly customerId?: string;
  /** submitted, processing, completed, error or cancelled. */
  readonly status?: string;
  /** First day, yyyy-mm-dd. */
  readonly from?: string;
  /** Last day, yyyy-mm-dd. */
  readonly to?: string;
}

/** What reports of subscriptions can be asked for. */
export interface SubscriptionReportParams extends PageParams {
  /** Number of the customer account. */
  readonly customerId?: string;
  /** pending, active, hold, terminated, removed or unknown. */
  readonly status?: string;
}

/** Orders and subscriptions of all customers, as the reseller sees them. Modelled: no public API. */
export class OrderReports extends PanelResource {
  /**
   * Reports orders, page by page.
   * `GET /reseller/orders`
   * Of all customers, newest first.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @example
   * for await (const { id, canBeResubmitted } of panels.orders.report({ status: 'error' }))
   *   if (canBeResubmitted) await panels.orders.resubmit(id);
   */
  report(params: OrderReportParams = {}, options?: RequestOptions): PagePromise<OrderRow> {
    return this.pages('reportOrders', 'GET /reseller/orders', params, options);
  }

  /**
   * Reads an order with its lines.
   * `GET /reseller/orders/{orderId}`
   * A failed one says why, and whether it can be sent again.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  get(orderId: string, options?: RequestOptions): ApiPromise<OrderDetails> {
    return this.value('getOrderReport', path`GET /reseller/orders/${orderId}`, {}, options);
  }

  /**
   * Reports subscriptions, page by page.
   * `GET /reseller/subscriptions`
   * Of all customers, newest first.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  subscriptions(
    params: SubscriptionReportParams = {},
    options?: RequestOptions,
  ): PagePromise<SubscriptionRow> {
    return this.pages('reportSubscriptions', 'GET /reseller/subscriptions', params, options);
  }

  /**
   * Sends a failed order again.
   * `POST /reseller/orders/{orderId}/resubmit`
   * After its cause was mended; the number stays. Only orders in status error can be sent again.
   * Modelled: no public API.
   * @throws {ConflictError} when it did not fail, or its cause is still there
   */
  resubmit(orderId: string, options?: RequestOptions): ApiPromise<OrderDetails> {
    return this.value('resubmitOrder', path`POST /reseller/orders/${orderId}/resubmit`, {}, options);
  }

  /**
   * Approves an order that waits for it.
   * `POST /reseller/orders/{orderId}/approve`
   * Some products ask the reseller before something is cancelled.
   * Modelled: no public API.
   * @throws {ConflictError} when it waits for nobody
   */
  approve(orderId: string, options?: RequestOptions): ApiPromise<OrderDetails> {
    return this.value('approveOrder', path`POST /reseller/orders/${orderId}/approve`, {}, options);
  }

  /**
   * Declines an order that waits for approval.
   * `POST /reseller/orders/{orderId}/decline`
   * The order is cancelled; what it was about stays.
   * Modelled: no public API.
   * @throws {ConflictError} when it waits for nobody
   */
  decline(orderId: string, options?: RequestOptions): ApiPromise<OrderDetails> {
    return this.value('declineOrder', path`POST /reseller/orders/${orderId}/decline`, {}, options);
  }
}
