import type {
  EnumMember,
  FieldsToCheck,
  ProductInfo,
  RemoteEnumRequest,
  ServiceFields,
  ServiceInformation,
  ValidationResult,
} from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What can be ordered, and what an order needs. Source of all operations: openapi/icp.yaml. */
export class Services extends Resource {
  /**
   * Lists the services that an account can order.
   * `POST /GetPossibleServicesForParent`
   * The active services of all its price lists.
   * @throws {ApiError} with the message of the platform
   */
  listPossible(parentAccountId: number, options?: RequestOptions): ApiPromise<ProductInfo[]> {
    return this.read('GetPossibleServicesForParent', { parentAccountId }, options);
  }

  /**
   * Tells the fields that an order of a service needs.
   * `POST /GetFieldsForService`
   * With rules, defaults and values to choose from.
   * @throws {ApiError} with the message of the platform
   */
  getFields(
    parentAccountId: number,
    productName: string,
    params: { secondaryParentId?: number } = {},
    options?: RequestOptions,
  ): ApiPromise<ServiceFields> {
    return this.read('GetFieldsForService', { parentAccountId, productName, ...params }, options);
  }

  /**
   * Describes a service.
   * `POST /GetServiceInformation`
   * Name, description and terms.
   * @throws {ApiError} with the message of the platform
   */
  getInformation(serviceName: string, options?: RequestOptions): ApiPromise<ServiceInformation> {
    return this.read('GetServiceInformation', { serviceName }, options);
  }

  /**
   * Checks field values without ordering.
   * `POST /ValidateFields`
   * With an AccountId the values are checked as an update. Answers 200 with Result FAILED when a value will not do.
   * @throws {ApiError} with the message of the platform
   */
  validateFields(subscriptionAccount: FieldsToCheck, options?: RequestOptions): ApiPromise<ValidationResult> {
    return this.read('ValidateFields', { subscriptionAccount }, options);
  }

  /**
   * Lists the values of a field that depend on the context.
   * `POST /GetRemoteEnums`
   * For example the dates that a licence can be aligned to.
   * @throws {ApiError} with the message of the platform
   */
  getRemoteEnums(remoteEnumRequest: RemoteEnumRequest, options?: RequestOptions): ApiPromise<EnumMember[]> {
    return this.read('GetRemoteEnums', { remoteEnumRequest }, options);
  }
}
