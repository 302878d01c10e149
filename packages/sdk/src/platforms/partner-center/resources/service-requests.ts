import type {
  NewServiceRequest,
  ServiceIncidentCount,
  ServiceIncidents,
  ServiceRequest,
  ServiceRequestUpdate,
  SupportTopic,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import type { Filter } from '../filter.ts';
import { Resource } from '../resource.ts';

/** Support cases, and incidents of Microsoft's services. */
export class ServiceRequests extends Resource {
  /**
   * Lists the service requests of the partner.
   * `GET /v1/servicerequests`
   * App+User only.
   * Source: Partner Center developer documentation: get-all-service-requests-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   * @example
   * for await (const request of partnerCenter.serviceRequests.list({ size: 50 })) console.log(request.title);
   */
  list(
    params: { size?: number; offset?: number; filter?: Filter } = {},
    options?: RequestOptions,
  ): PagePromise<ServiceRequest> {
    return this.index('ListServiceRequests', path`GET /servicerequests`, params, options);
  }

  /**
   * Lists the service requests of a customer.
   * `GET /v1/customers/{customerId}/servicerequests`
   * App+User only.
   * Source: Partner Center developer documentation: get-all-service-requests-for-a-customer
   * @throws {ApiError} with the code of Partner Center
   */
  listOfCustomer(
    customerId: string,
    params: { size?: number; offset?: number; filter?: Filter } = {},
    options?: RequestOptions,
  ): PagePromise<ServiceRequest> {
    return this.index(
      'ListCustomerServiceRequests',
      path`GET /customers/${customerId}/servicerequests`,
      params,
      options,
    );
  }

  /**
   * Reads a service request.
   * `GET /v1/servicerequests/{serviceRequestId}`
   * App+User only.
   * Source: Partner Center developer documentation: get-service-request-details-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  get(serviceRequestId: string, options?: RequestOptions): ApiPromise<ServiceRequest> {
    return this.value('GetServiceRequest', path`GET /servicerequests/${serviceRequestId}`, {}, options);
  }

  /**
   * Adds a note to a service request, or closes it.
   * `PATCH /v1/servicerequests/{serviceRequestId}`
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-service-request
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const [request] = (await partnerCenter.serviceRequests.list()).items;
   * await partnerCenter.serviceRequests.update(request?.id ?? '', { newNote: { text: 'It happens again.' } });
   */
  update(
    serviceRequestId: string,
    change: ServiceRequestUpdate,
    options?: RequestOptions,
  ): ApiPromise<ServiceRequest> {
    return this.value(
      'UpdateServiceRequest',
      path`PATCH /servicerequests/${serviceRequestId}`,
      { body: change },
      options,
    );
  }

  /**
   * Reads a service request of a customer.
   * `GET /v1/customers/{customerId}/servicerequests/{serviceRequestId}`
   * App+User only.
   * Source: Partner Center developer documentation: get-service-request-details-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  getOfCustomer(
    customerId: string,
    serviceRequestId: string,
    options?: RequestOptions,
  ): ApiPromise<ServiceRequest> {
    return this.value(
      'GetCustomerServiceRequest',
      path`GET /customers/${customerId}/servicerequests/${serviceRequestId}`,
      {},
      options,
    );
  }

  /**
   * Opens a service request.
   * `POST /v1/servicerequests/{agentLocale}`
   * No longer documented.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center: route table of the .NET SDK
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  create(
    agentLocale: string,
    service: NewServiceRequest,
    options?: RequestOptions,
  ): ApiPromise<ServiceRequest> {
    return this.value(
      'CreateServiceRequest',
      path`POST /servicerequests/${agentLocale}`,
      { body: service },
      options,
    );
  }

  /**
   * Lists the topics of service requests.
   * `GET /v1/servicerequests/supporttopics`
   * No longer documented.
   * App+User only.
   * Source: Partner Center: route table of the .NET SDK
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  listTopics(options?: RequestOptions): ApiPromise<SupportTopic[]> {
    return this.items('ListSupportTopics', path`GET /servicerequests/supporttopics`, {}, options);
  }

  /**
   * Lists incidents of Office services.
   * `GET /v1/serviceincidents/office`
   * App+User only.
   * Source: Partner Center: Swagger of the customer service
   * @throws {ApiError} with the code of Partner Center
   */
  listIncidents(options?: RequestOptions): ApiPromise<ServiceIncidents[]> {
    return this.items('ListServiceIncidents', path`GET /serviceincidents/office`, {}, options);
  }

  /**
   * Counts incidents of Office services.
   * `GET /v1/serviceincidents/office/count`
   * The shape of the answer is modelled.
   * App+User only.
   * Source: Partner Center: Swagger of the customer service
   * @throws {ApiError} with the code of Partner Center
   */
  countIncidents(options?: RequestOptions): ApiPromise<ServiceIncidentCount> {
    return this.value('CountServiceIncidents', path`GET /serviceincidents/office/count`, {}, options);
  }

  /**
   * Lists incidents of the Office services of a customer.
   * `GET /v1/customers/{customerId}/serviceincidents/office`
   * App+User only.
   * Source: Partner Center: Swagger of the customer service
   * @throws {ApiError} with the code of Partner Center
   */
  listIncidentsOfCustomer(customerId: string, options?: RequestOptions): ApiPromise<ServiceIncidents[]> {
    return this.items(
      'ListCustomerServiceIncidents',
      path`GET /customers/${customerId}/serviceincidents/office`,
      {},
      options,
    );
  }
}
