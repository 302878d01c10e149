import type {
  Customer,
  CustomerSummary,
  CustomerUpdate,
  NewCustomer,
} from '../../../generated/ingram.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { type PageParams, Resource } from '../resource.ts';

/** What lists of accounts can be asked for. */
export interface AccountParams extends PageParams {
  readonly name?: string;
  readonly email?: string;
  /** The identifier in your own system. */
  readonly externalId?: string;
}

/** Customers of the account that signed in. */
export class Customers extends Resource {
  /**
   * Lists customers, page by page.
   * `GET /customers`
   * Rows have the identifiers, the name and the status only: read one to have the rest.
   * Source: public contract and guides of the API, sample 02
   * @throws {ApiError} with the message of the platform
   * @example
   * for await (const { id, name, status } of ingram.customers.list({ externalId: 'crm-4711' })) console.log(id, name, status);
   */
  list(
    params: AccountParams & { readonly resellerId?: string } = {},
    options?: RequestOptions,
  ): PagePromise<CustomerSummary> {
    return this.pages('getCustomers', 'GET /customers', params, options);
  }

  /**
   * Creates a customer.
   * `POST /customers`
   * Not idempotent, and not repeated by itself: look for your externalId before another try. The state must be sent where the country has states.
   * Source: public contract and guides of the API, sample 03
   * @throws {ApiError} with the message of the platform; see `mayHaveApplied`
   * @example
   * const contact = { firstName: 'Ana', lastName: 'Ruiz', email: 'ana@example.com', phoneNumber: '51##15550100#' };
   * const customer = await ingram.customers.create({
   *   externalId: 'crm-4711',
   *   name: 'Ecositio',
   *   language: 'es',
   *   address: { streetAddress: 'Example Street 1', postalCode: '15001', city: 'Lima', countryCode: 'PE' },
   *   contactPersons: [{ type: 'admin', ...contact }, { type: 'billing', ...contact }, { type: 'technical', ...contact }],
   * });
   */
  create(customer: NewCustomer, options?: RequestOptions): ApiPromise<Customer> {
    return this.value('createCustomer', 'POST /customers', { body: customer }, options);
  }

  /**
   * Reads a customer.
   * `GET /customers/{id}`
   * Logins and passwords of contacts are never answered.
   * Source: public contract of the API
   * @throws {NotFoundError} when there is none, or it is another's
   */
  get(customerId: string, options?: RequestOptions): ApiPromise<Customer> {
    return this.value('getCustomerById', path`GET /customers/${customerId}`, {}, options);
  }

  /**
   * Changes a customer.
   * `PATCH /customers/{id}`
   * Fields that are left out stay. As a status only active and creditHold can be set: on credit hold services go on, orders and renewals do not. Not repeated by itself.
   * Source: public contract of the API
   * @throws {ApiError} with the message of the platform
   * @example
   * await ingram.customers.update(customerId, { status: 'creditHold' });
   */
  update(customerId: string, change: CustomerUpdate, options?: RequestOptions): ApiPromise<Customer> {
    return this.value('updateCustomer', path`PATCH /customers/${customerId}`, { body: change }, options);
  }
}
