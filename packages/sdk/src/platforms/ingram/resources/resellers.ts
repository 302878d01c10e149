import type {
  Customer,
  CustomerSummary,
  NewCustomer,
  NewReseller,
  Order,
  Reseller,
  ResellerSummary,
  ResellerUpdate,
} from '../../../generated/ingram.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';
import type { AccountParams } from './customers.ts';
import type { OrderParams } from './orders.ts';

/** Resellers below the account that signed in, and what is theirs. */
export class Resellers extends Resource {
  /**
   * Lists resellers, page by page.
   * `GET /resellers`
   * The contract promises the whole account; of customers a list has four fields only, so read one to be sure.
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform
   * @example
   * for await (const { id, name } of ingram.resellers.list()) console.log(id, name);
   */
  list(params: AccountParams = {}, options?: RequestOptions): PagePromise<ResellerSummary> {
    return this.pages('getResellers', 'GET /resellers', params, options);
  }

  /**
   * Creates a reseller.
   * `POST /resellers`
   * The currency must be sent beside what a customer needs. Not idempotent, and not repeated by itself.
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform; see `mayHaveApplied`
   */
  create(reseller: NewReseller, options?: RequestOptions): ApiPromise<Reseller> {
    return this.value('createReseller', 'POST /resellers', { body: reseller }, options);
  }

  /**
   * Reads a reseller.
   * `GET /resellers/{id}`
   * Source: public contract of the API
   * @throws {NotFoundError} when there is none, or it is another's
   */
  get(resellerId: string, options?: RequestOptions): ApiPromise<Reseller> {
    return this.value('getResellerCustomerById', path`GET /resellers/${resellerId}`, {}, options);
  }

  /**
   * Changes a reseller.
   * `PATCH /resellers/{id}`
   * Fields that are left out stay. As a status only active and creditHold can be set. Not repeated by itself.
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform
   */
  update(resellerId: string, change: ResellerUpdate, options?: RequestOptions): ApiPromise<Reseller> {
    return this.value('updateReseller', path`PATCH /resellers/${resellerId}`, { body: change }, options);
  }

  /**
   * Lists the customers of a reseller, page by page.
   * `GET /resellers/{id}/customers`
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform
   */
  listCustomers(
    resellerId: string,
    params: AccountParams = {},
    options?: RequestOptions,
  ): PagePromise<CustomerSummary> {
    return this.pages('getResellerCustomers', path`GET /resellers/${resellerId}/customers`, params, options);
  }

  /**
   * Creates a customer below a reseller.
   * `POST /resellers/{id}/customers`
   * Not idempotent, and not repeated by itself: look for your externalId before another try.
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform; see `mayHaveApplied`
   */
  createCustomer(resellerId: string, customer: NewCustomer, options?: RequestOptions): ApiPromise<Customer> {
    const route = path`POST /resellers/${resellerId}/customers`;
    return this.value('createCustomerForReseller', route, { body: customer }, options);
  }

  /**
   * Lists the orders of a reseller, page by page.
   * `GET /resellers/{id}/orders`
   * Rows have no product lines. Order number and status code cannot be asked for here.
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform
   */
  listOrders(
    resellerId: string,
    params: Omit<OrderParams, 'orderNumber' | 'statusCode'> = {},
    options?: RequestOptions,
  ): PagePromise<Order> {
    return this.pages('getResellerOrders', path`GET /resellers/${resellerId}/orders`, params, options);
  }
}
