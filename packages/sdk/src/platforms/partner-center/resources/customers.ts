import type {
  Customer,
  CustomerUpdate,
  NewCustomer,
  RelationshipRequest,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { type Filter, startsWith } from '../filter.ts';
import { CustomerProfiles } from './customer-profiles.ts';

/** Customers of the partner: tenants, profiles, relationships. */
export class Customers extends CustomerProfiles {
  /**
   * Creates a customer: its tenant, its administrator and the reseller relationship.
   * `POST /v1/customers`
   * The password of the administrator is in this answer only. Some countries need a registration number or a phone. App+User when `associatedPartnerId` is set.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: create-a-customer
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const address = { addressLine1: 'Av. Larco 1301', city: 'Lima', state: 'Lima', postalCode: '15074', country: 'PE', firstName: 'Ana', lastName: 'Ruiz', phoneNumber: '+51 1 2345678' };
   * const { id, userCredentials } = await partnerCenter.customers.create({
   *   companyProfile: { domain: 'abbiebox.onmicrosoft.com' },
   *   billingProfile: { email: 'ana@example.com', culture: 'es-PE', language: 'es', companyName: 'Abbie Box', defaultAddress: address },
   * });
   */
  create(customer: NewCustomer, options?: RequestOptions): ApiPromise<Customer> {
    return this.value('CreateCustomer', path`POST /customers`, { body: customer }, options);
  }

  /**
   * Lists customers, page by page.
   * `GET /v1/customers`
   * At most 500 a page. The filter knows `starts_with` only, on CompanyName, Domain, IndirectReseller and IndirectCloudSolutionProvider. Items lack billing profile and delegated access.
   * Source: Partner Center developer documentation: get-a-list-of-customers
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const customer of partnerCenter.customers.list({ size: 500 })) console.log(customer.companyProfile.companyName);
   */
  list(params: { size?: number; filter?: Filter } = {}, options?: RequestOptions): PagePromise<Customer> {
    return this.seek('ListCustomers', path`GET /customers`, params, options);
  }

  /**
   * Reads a customer.
   * `GET /v1/customers/{customerId}`
   * 500 calls a minute for each tenant.
   * Source: Partner Center developer documentation: get-a-customer-by-id
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { companyProfile } = await partnerCenter.customers.get(customerId);
   */
  get(customerId: string, options?: RequestOptions): ApiPromise<Customer> {
    return this.value('GetCustomer', path`GET /customers/${customerId}`, {}, options);
  }

  /**
   * Ends the reseller relationship with a customer.
   * `PATCH /v1/customers/{customerId}`
   * Every subscription must be suspended or ended first, and reservations canceled. In the sandbox delete the customer instead.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: remove-a-reseller-relationship-with-a-customer
   * @throws {ApiError} with the code of Partner Center
   * @example
   * await partnerCenter.customers.removeResellerRelationship(customerId);
   */
  removeResellerRelationship(customerId: string, options?: RequestOptions): ApiPromise<CustomerUpdate> {
    return this.#update(customerId, { relationshipToPartner: 'none' }, options);
  }

  /**
   * Deletes a customer for good.
   * `DELETE /v1/customers/{customerId}`
   * Software and reservations must be cancelled first.
   * In the sandbox only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: delete-a-customer-account-from-the-integration-sandbox
   * @throws {ApiError} with the code of Partner Center
   */
  delete(customerId: string, options?: RequestOptions): ApiPromise<void> {
    return this.value('DeleteCustomer', path`DELETE /customers/${customerId}`, {}, options);
  }

  /**
   * Gives the link by which a customer accepts the reseller relationship.
   * `GET /v1/customers/relationshiprequests`
   * Not in the sandbox.
   * App+User only.
   * Source: Partner Center developer documentation: request-reseller-relationship
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { url } = await partnerCenter.customers.getRelationshipRequest();
   */
  getRelationshipRequest(options?: RequestOptions): ApiPromise<RelationshipRequest> {
    return this.value('GetRelationshipRequest', path`GET /customers/relationshiprequests`, {}, options);
  }

  /**
   * Finds customers by the beginning of a field.
   * `GET /v1/customers?filter=`
   * Case does not matter. IndirectReseller is App+User only.
   * Source: Partner Center developer documentation: get-a-customer-by-name
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const found = await partnerCenter.customers.search('Domain', 'abbiebox').toArray({ limit: 100 });
   */
  search(
    field: 'CompanyName' | 'Domain' | 'IndirectReseller' | 'IndirectCloudSolutionProvider',
    value: string,
    params: { size?: number } = {},
    options?: RequestOptions,
  ): PagePromise<Customer> {
    return this.list({ ...params, filter: startsWith(field, value) }, options);
  }

  /**
   * Gives up delegated administration (DAP) of a customer.
   * `PATCH /v1/customers/{customerId}`
   * The reseller relationship stays.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: remove-dap
   * @throws {ApiError} with the code of Partner Center
   */
  removeDelegatedAccess(customerId: string, options?: RequestOptions): ApiPromise<CustomerUpdate> {
    return this.#update(customerId, { allowDelegatedAccess: false }, options);
  }

  #update(customerId: string, change: CustomerUpdate, options?: RequestOptions): ApiPromise<CustomerUpdate> {
    const body = { ...change, attributes: { objectType: 'Customer' } };
    return this.value('UpdateCustomer', path`PATCH /customers/${customerId}`, { body }, options);
  }
}
