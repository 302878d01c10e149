import type {
  AttachmentMetadata,
  NewOrder,
  Order,
  OrderAttachment,
  OrderLineItemActivationLink,
  OrderLineItemProvisioningStatus,
  OrderUpdate,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { NotFoundError } from '../../../http/errors/not-found-error.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';
import type { WaitOptions } from '../wait-options.ts';

/** Files of a purchase order, and of the tender it is part of. */
export interface Attachments {
  readonly metadata: AttachmentMetadata;
  readonly purchaseOrders?: readonly { readonly name: string; readonly content: Blob }[];
  readonly tenders?: readonly { readonly name: string; readonly content: Blob }[];
}

/** What was bought. */
export class Orders extends Resource {
  /**
   * Places an order without a cart.
   * `POST /v1/customers/{customerId}/orders`
   * Idempotent by MS-RequestId only: pass `requestId` and repeat with the same one. Prefer a cart.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: create-an-order
   * @throws {ApiError} with the code of Partner Center
   */
  create(customerId: string, order: NewOrder, options?: RequestOptions): ApiPromise<Order> {
    return this.value('CreateOrder', path`POST /customers/${customerId}/orders`, { body: order }, options);
  }

  /**
   * Lists the orders of a customer.
   * `GET /v1/customers/{customerId}/orders`
   * A new order shows up after up to 15 minutes.
   * Source: Partner Center developer documentation: get-all-of-a-customer-s-orders
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const orders = await partnerCenter.orders.list(customerId, { include_price: true });
   */
  list(
    customerId: string,
    params: { include_price?: boolean; billingType?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Order[]> {
    return this.items('ListOrders', path`GET /customers/${customerId}/orders`, { params }, options);
  }

  /**
   * Reads an order.
   * `GET /v1/customers/{customerId}/orders/{orderId}`
   * `include_price` adds prices, as floats in the currency of the order.
   * Source: Partner Center developer documentation: get-an-order-by-id
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { lineItems } = await partnerCenter.orders.get(customerId, orderId);
   */
  get(
    customerId: string,
    orderId: string,
    params: { include_price?: boolean } = {},
    options?: RequestOptions,
  ): ApiPromise<Order> {
    return this.value('GetOrder', path`GET /customers/${customerId}/orders/${orderId}`, { params }, options);
  }

  /**
   * Cancels software, or changes a legacy order.
   * `PATCH /v1/customers/{customerId}/orders/{orderId}`
   * `status: cancelled` with lines cancels those lines within their window.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: cancel-software-purchases
   * @throws {ApiError} with the code of Partner Center
   * @example
   * await partnerCenter.orders.update(customerId, orderId, { id: orderId, status: 'cancelled' });
   */
  update(
    customerId: string,
    orderId: string,
    change: OrderUpdate,
    options?: RequestOptions,
  ): ApiPromise<Order> {
    return this.value(
      'UpdateOrder',
      path`PATCH /customers/${customerId}/orders/${orderId}`,
      { body: change },
      options,
    );
  }

  /**
   * Tells by line how far an order is.
   * `GET /v1/customers/{customerId}/orders/{orderId}/provisioningstatus`
   * App+User only.
   * Source: Partner Center developer documentation: get-order-provisioning-status
   * @throws {ApiError} with the code of Partner Center
   */
  listProvisioningStatus(
    customerId: string,
    orderId: string,
    options?: RequestOptions,
  ): ApiPromise<OrderLineItemProvisioningStatus[]> {
    return this.items(
      'GetOrderProvisioningStatus',
      path`GET /customers/${customerId}/orders/${orderId}/provisioningstatus`,
      {},
      options,
    );
  }

  /**
   * Lists the activation links of an order.
   * `GET /v1/customers/{customerId}/orders/{orderId}/activationlinks`
   * Source: Partner Center: route table of the .NET SDK
   * @throws {ApiError} with the code of Partner Center
   */
  listActivationLinks(
    customerId: string,
    orderId: string,
    options?: RequestOptions,
  ): ApiPromise<OrderLineItemActivationLink[]> {
    return this.items(
      'ListOrderActivationLinks',
      path`GET /customers/${customerId}/orders/${orderId}/activationlinks`,
      {},
      options,
    );
  }

  /**
   * Lists the activation links of an order line.
   * `GET /v1/customers/{customerId}/orders/{orderId}/lineitems/{lineItemNumber}/activationlinks`
   * Dummies in the sandbox.
   * Source: Partner Center developer documentation: get-activation-link-by-order-line-item
   * @throws {ApiError} with the code of Partner Center
   */
  listActivationLinksOfLine(
    customerId: string,
    orderId: string,
    lineItemNumber: number,
    options?: RequestOptions,
  ): ApiPromise<OrderLineItemActivationLink[]> {
    return this.items(
      'ListLineActivationLinks',
      path`GET /customers/${customerId}/orders/${orderId}/lineitems/${lineItemNumber}/activationlinks`,
      {},
      options,
    );
  }

  /**
   * Attaches a purchase order, and a tender where there is one.
   * `POST /v1/customers/{customerId}/orders/{orderId}/attachment`
   * The order must wait for it (`pending_po_upload`).
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: attaching-purchase-order-and-completing-po-details
   * @throws {ApiError} with the code of Partner Center
   * @example
   * await partnerCenter.orders.addAttachment(customerId, orderId, {
   *   metadata: { customerPrice: '1200.00', currency: 'USD', isPartOfTender: false },
   *   purchaseOrders: [{ name: 'order.pdf', content: new Blob(['%PDF-1.7']) }],
   * });
   */
  addAttachment(
    customerId: string,
    orderId: string,
    { metadata, purchaseOrders = [], tenders = [] }: Attachments,
    options?: RequestOptions,
  ): ApiPromise<OrderAttachment[]> {
    const body = new FormData();
    body.append('metadata', JSON.stringify(metadata));
    for (const { name, content } of purchaseOrders) body.append('pofiles', content, name);
    for (const { name, content } of tenders) body.append('tenderfiles', content, name);
    return this.items(
      'AddOrderAttachment',
      path`POST /customers/${customerId}/orders/${orderId}/attachment`,
      { body },
      options,
    );
  }

  /**
   * Lists the attachments of an order.
   * `GET /v1/customers/{customerId}/orders/{orderId}/attachments`
   * Source: Partner Center: route table of the .NET SDK
   * @throws {ApiError} with the code of Partner Center
   */
  listAttachments(
    customerId: string,
    orderId: string,
    options?: RequestOptions,
  ): ApiPromise<OrderAttachment[]> {
    return this.items(
      'ListOrderAttachments',
      path`GET /customers/${customerId}/orders/${orderId}/attachments`,
      {},
      options,
    );
  }

  /**
   * Downloads an attachment.
   * `GET /v1/customers/{customerId}/orders/{orderId}/attachment/{attachmentId}`
   * Source: Partner Center: route table of the .NET SDK
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const [attachment] = await partnerCenter.orders.listAttachments(customerId, orderId);
   * const file = await partnerCenter.orders.getAttachment(customerId, orderId, attachment?.attachmentId ?? '');
   */
  getAttachment(
    customerId: string,
    orderId: string,
    attachmentId: string,
    options?: RequestOptions,
  ): ApiPromise<Blob> {
    return this.value(
      'GetOrderAttachment',
      path`GET /customers/${customerId}/orders/${orderId}/attachment/${attachmentId}`,
      { file: true },
      options,
    );
  }

  /**
   * Waits until an order is in the list of orders, which takes up to a quarter of an hour.
   * Source: Partner Center developer documentation: get-all-of-a-customer-s-orders
   * @throws {TimeoutError} when it takes longer than `totalTimeoutMs`, 20 minutes by default
   * @example
   * const order = await partnerCenter.orders.waitUntilListed(customerId, orderId);
   */
  async waitUntilListed(
    customerId: string,
    orderId: string,
    options: WaitOptions<Order | undefined> = {},
  ): Promise<Order> {
    const found = await this.until<Order | undefined>(
      {
        what: `Listing order ${orderId}`,
        check: async (each) => (await this.list(customerId, {}, each)).find(({ id }) => id === orderId),
        isDone: (order) => order !== undefined,
      },
      { intervalMs: 10_000, totalTimeoutMs: 1_200_000, ...options },
    );
    return found as Order;
  }

  /**
   * Waits until all lines of an order are provisioned.
   * App+User only.
   * Source: Partner Center developer documentation: get-order-provisioning-status
   * @throws {TimeoutError} when it takes longer than `totalTimeoutMs`, 15 minutes by default
   * @example
   * await partnerCenter.orders.waitUntilProvisioned(customerId, orderId);
   */
  waitUntilProvisioned(
    customerId: string,
    orderId: string,
    options: WaitOptions<OrderLineItemProvisioningStatus[]> = {},
  ): Promise<OrderLineItemProvisioningStatus[]> {
    return this.until(
      {
        what: `Provisioning order ${orderId}`,
        // Right after the purchase nothing is known of it yet.
        check: (each) =>
          this.listProvisioningStatus(customerId, orderId, each).catch((error: unknown) => {
            if (error instanceof NotFoundError && error.code === '800007') return [];
            throw error;
          }),
        isDone: (lines) =>
          lines.length > 0 && lines.every(({ status }) => status?.toLowerCase() === 'fulfilled'),
      },
      { intervalMs: 5_000, ...options },
    );
  }
}
