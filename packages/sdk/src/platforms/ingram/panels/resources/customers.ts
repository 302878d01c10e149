import type {
  CustomerAccount,
  CustomerSignUp,
  OneTimeAccess,
  PanelVisit,
} from '../../../../generated/ingram-panels.gen.ts';
import type { ApiClient, ApiPromise } from '../../../../http/api-client.ts';
import type { PagePromise } from '../../../../http/paging.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import type { PageParams } from '../../resource.ts';
import type { IngramPanels } from '../client.ts';
import { PanelResource } from '../panel-resource.ts';

/** What customer accounts are found by; all that is given must match. */
export interface CustomerSearch extends PageParams {
  /** Number of the account. */
  readonly id?: string;
  /** A part of the name. */
  readonly name?: string;
  /** customer or reseller. */
  readonly type?: string;
  /** A part of an e-mail address of the account or its contacts. */
  readonly email?: string;
  /** pending, active, creditHold, adminHold, cancelled or error. */
  readonly status?: string;
  /** The identifier in your own system, whole. */
  readonly customId?: string;
}

/** Customer accounts of the reseller. Modelled: no public API. */
export class PanelCustomers extends PanelResource {
  readonly #panelsOf: (oneTimeToken: string) => IngramPanels;

  constructor(client: ApiClient, root: string, panelsOf: (oneTimeToken: string) => IngramPanels) {
    super(client, root);
    this.#panelsOf = panelsOf;
  }

  /**
   * Finds customer accounts, page by page.
   * `GET /reseller/customers`
   * All that is given must match; name and e-mail match in part, whatever their case. Customers of others are never found.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @example
   * const [found] = await panels.customers.find({ customId: 'crm-4711' }).toArray({ limit: 1 });
   */
  find(params: CustomerSearch = {}, options?: RequestOptions): PagePromise<CustomerAccount> {
    return this.pages('findCustomers', 'GET /reseller/customers', params, options);
  }

  /**
   * Reads a customer account.
   * `GET /reseller/customers/{customerId}`
   * With who holds its credentials.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  get(customerId: string, options?: RequestOptions): ApiPromise<CustomerAccount> {
    return this.value('getCustomer', path`GET /reseller/customers/${customerId}`, {}, options);
  }

  /**
   * Signs a customer up, and decides who gets its credentials.
   * `POST /reseller/customers`
   * With credentialsTo customer the mail goes to the contact, who can order and see money from then on; with reseller it goes to the reseller's own address, and people of the customer are added as limited administrators.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @example
   * const account = await panels.customers.signUp({
   *   name: 'Ecositio',
   *   language: 'es',
   *   address: { streetAddress: 'Example Street 1', postalCode: '15001', city: 'Lima', countryCode: 'PE' },
   *   contact: { firstName: 'Ana', lastName: 'Ruiz', email: 'ana@example.com', phoneNumber: '51##15550100#' },
   *   credentialsTo: 'reseller',
   * });
   */
  signUp(customerSignUp: CustomerSignUp, options?: RequestOptions): ApiPromise<CustomerAccount> {
    return this.value('signUpCustomer', 'POST /reseller/customers', { body: customerSignUp }, options);
  }

  /**
   * Makes a one-time token for the panel of a customer.
   * `POST /reseller/customers/{customerId}/panel-sign-in`
   * It works once, for a minute, and is written into the logs of reseller and customer, as its use is.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  signInTo(
    customerId: string,
    panelVisit: PanelVisit = {},
    options?: RequestOptions,
  ): ApiPromise<OneTimeAccess> {
    return this.value(
      'signInToCustomer',
      path`POST /reseller/customers/${customerId}/panel-sign-in`,
      { body: panelVisit },
      options,
    );
  }

  /**
   * Opens the panel of a customer: asks for a one-time token and signs in with it.
   * Its session lasts an hour and is not renewed. Both logs say who was there.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   * @example
   * const theirs = await panels.customers.open(customerId, { reason: 'Ticket 4711' });
   * for await (const { username, role } of theirs.users.list()) console.log(username, role);
   */
  async open(
    customerId: string,
    panelVisit: PanelVisit = {},
    options?: RequestOptions,
  ): Promise<IngramPanels> {
    const { oneTimeToken } = await this.signInTo(customerId, panelVisit, options);
    return this.#panelsOf(oneTimeToken);
  }
}
