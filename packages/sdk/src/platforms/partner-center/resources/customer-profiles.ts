import type {
  ApplicationConsent,
  CustomDomains,
  CustomerBillingProfile,
  CustomerCompanyProfile,
  CustomerOrganization,
  ManagedService,
  NewQualification,
  NewVerifiedDomain,
  Qualification,
  VerifiedDomain,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What is known of a customer: profiles, domains, qualifications, consents. */
export class CustomerProfiles extends Resource {
  /**
   * Reads the billing profile of a customer.
   * `GET /v1/customers/{customerId}/profiles/billing`
   * Its `attributes.etag` goes back with a change.
   * Source: Partner Center developer documentation: get-all-of-a-customer-s-billing-profiles
   * @throws {ApiError} with the code of Partner Center
   */
  getBillingProfile(customerId: string, options?: RequestOptions): ApiPromise<CustomerBillingProfile> {
    return this.value(
      'GetCustomerBillingProfile',
      path`GET /customers/${customerId}/profiles/billing`,
      {},
      options,
    );
  }

  /**
   * Replaces the billing profile of a customer.
   * `PUT /v1/customers/{customerId}/profiles/billing`
   * Send the whole profile back. A stale ETag is a ConflictError.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-customer-s-billing-profile
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const profile = await partnerCenter.customers.getBillingProfile(customerId);
   * await partnerCenter.customers.updateBillingProfile(customerId, { ...profile, email: 'ana@example.com' });
   */
  updateBillingProfile(
    customerId: string,
    profile: CustomerBillingProfile,
    params: { etag?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<CustomerBillingProfile> {
    return this.value(
      'UpdateCustomerBillingProfile',
      path`PUT /customers/${customerId}/profiles/billing`,
      { body: profile, ...params },
      options,
    );
  }

  /**
   * Reads the company profile of a customer.
   * `GET /v1/customers/{customerId}/profiles/company`
   * App+User only.
   * Source: Partner Center developer documentation: get-a-customer-s-company-profile
   * @throws {ApiError} with the code of Partner Center
   */
  getCompanyProfile(customerId: string, options?: RequestOptions): ApiPromise<CustomerCompanyProfile> {
    return this.value(
      'GetCustomerCompanyProfile',
      path`GET /customers/${customerId}/profiles/company`,
      {},
      options,
    );
  }

  /**
   * Adds a domain that the partner registered.
   * `POST /v1/customers/{customerId}/verifieddomain`
   * The partner must be the registrar of the domain.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: add-a-verified-domain-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   */
  addVerifiedDomain(
    customerId: string,
    domain: NewVerifiedDomain,
    options?: RequestOptions,
  ): ApiPromise<VerifiedDomain> {
    return this.value(
      'AddVerifiedDomain',
      path`POST /customers/${customerId}/verifieddomain`,
      { body: domain },
      options,
    );
  }

  /**
   * Lists the domains of a customer.
   * `GET /v1/customers/{customerId}/customDomains`
   * Needs a GDAP role.
   * Source: Partner Center developer documentation: get-customer-custom-domain
   * @throws {ApiError} with the code of Partner Center
   */
  getCustomDomains(customerId: string, options?: RequestOptions): ApiPromise<CustomDomains> {
    return this.value('GetCustomDomains', path`GET /customers/${customerId}/customDomains`, {}, options);
  }

  /**
   * Reads the organization of a customer.
   * `GET /v1/customers/{customerId}/organization`
   * Needs a GDAP role. A bare array on the wire.
   * Source: Partner Center developer documentation: get-customer-organization
   * @throws {ApiError} with the code of Partner Center
   */
  getOrganization(customerId: string, options?: RequestOptions): ApiPromise<CustomerOrganization[]> {
    return this.items(
      'GetCustomerOrganization',
      path`GET /customers/${customerId}/organization`,
      {},
      options,
    );
  }

  /**
   * Lists the services that the partner manages for a customer.
   * `GET /v1/customers/{customerId}/managedservices`
   * App+User only.
   * Source: Partner Center developer documentation: get-the-managed-services-for-a-customer-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  listManagedServices(customerId: string, options?: RequestOptions): ApiPromise<ManagedService[]> {
    return this.items('ListManagedServices', path`GET /customers/${customerId}/managedservices`, {}, options);
  }

  /**
   * Lists the qualifications of a customer and how far their vetting is.
   * `GET /v1/customers/{customerId}/qualifications`
   * A bare array on the wire.
   * Source: Partner Center developer documentation: get-customer-qualification-asynchronous
   * @throws {ApiError} with the code of Partner Center
   */
  listQualifications(customerId: string, options?: RequestOptions): ApiPromise<Qualification[]> {
    return this.items('ListQualifications', path`GET /customers/${customerId}/qualifications`, {}, options);
  }

  /**
   * Asks for a qualification of a customer.
   * `POST /v1/customers/{customerId}/qualifications`
   * Vetting takes days. Education needs `educationSegment`, GovernmentCommunityCloud a `validationCode`; None and Nonprofit cannot be set.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-customer-qualification-asynchronous
   * @throws {ApiError} with the code of Partner Center
   * @example
   * await partnerCenter.customers.createQualification(customerId, { qualification: 'Education', educationSegment: 'K12', website: 'example.com' });
   */
  createQualification(
    customerId: string,
    qualification: NewQualification,
    options?: RequestOptions,
  ): ApiPromise<Qualification> {
    return this.value(
      'CreateQualification',
      path`POST /customers/${customerId}/qualifications`,
      { body: qualification },
      options,
    );
  }

  /**
   * Reads the qualification of a customer, the old way.
   * `GET /v1/customers/{customerId}/qualification`
   * Retired in February 2021.
   * Source: Partner Center: Swagger of the customer service
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  getQualification(customerId: string, options?: RequestOptions): ApiPromise<string> {
    return this.value('GetQualification', path`GET /customers/${customerId}/qualification`, {}, options);
  }

  /**
   * Sets the qualification of a customer, the old way.
   * `PUT /v1/customers/{customerId}/qualification`
   * Retired in February 2021.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center: Swagger of the customer service
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  updateQualification(
    customerId: string,
    qualification: string,
    options?: RequestOptions,
  ): ApiPromise<string> {
    return this.value(
      'UpdateQualification',
      path`PUT /customers/${customerId}/qualification`,
      { body: qualification },
      options,
    );
  }

  /**
   * Consents to an application in the customer's tenant.
   * `POST /v1/customers/{customerId}/applicationconsents`
   * 50 calls a second for each application.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: control-panel-vendor-apis
   * @throws {ApiError} with the code of Partner Center
   */
  createApplicationConsent(
    customerId: string,
    consent: ApplicationConsent,
    options?: RequestOptions,
  ): ApiPromise<ApplicationConsent> {
    return this.value(
      'CreateApplicationConsent',
      path`POST /customers/${customerId}/applicationconsents`,
      { body: consent },
      options,
    );
  }

  /**
   * Takes a consent back.
   * `DELETE /v1/customers/{customerId}/applicationconsents/{applicationId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: control-panel-vendor-apis
   * @throws {ApiError} with the code of Partner Center
   */
  deleteApplicationConsent(
    customerId: string,
    applicationId: string,
    options?: RequestOptions,
  ): ApiPromise<void> {
    return this.value(
      'DeleteApplicationConsent',
      path`DELETE /customers/${customerId}/applicationconsents/${applicationId}`,
      {},
      options,
    );
  }
}
