import type {
  CustomActionDefinition,
  CustomActionTarget,
  EnumMember,
  FieldValues,
} from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Actions that single services offer. Source of all operations: openapi/icp.yaml. */
export class CustomActions extends Resource {
  /**
   * Lists the actions that a service offers.
   * `POST /GetAccountCustomActionsWithFields`
   * With the fields that each wants. Which actions there are is modelled.
   * @throws {ApiError} with the message of the platform
   */
  list(accountId: number, options?: RequestOptions): ApiPromise<CustomActionDefinition[]> {
    return this.read('GetAccountCustomActionsWithFields', { accountId }, options);
  }

  /**
   * Lists the values of a field of an action.
   * `POST /GetRemoteEnumValuesForCustomAction`
   * They depend on the values chosen so far.
   * @throws {ApiError} with the message of the platform
   */
  getRemoteEnumValues(
    accountId: number,
    action: string,
    fieldName: string,
    params: { fieldValues?: FieldValues } = {},
    options?: RequestOptions,
  ): ApiPromise<EnumMember[]> {
    return this.read(
      'GetRemoteEnumValuesForCustomAction',
      { accountId, action, fieldName, ...params },
      options,
    );
  }

  /**
   * Runs an action on a service.
   * `POST /ExecuteAccountCustomAction`
   * Names come from GetAccountCustomActionsWithFields.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  execute(
    action: string,
    subscriptionAccount: CustomActionTarget,
    options?: RequestOptions,
  ): ApiPromise<void> {
    return this.write('ExecuteAccountCustomAction', { action, subscriptionAccount }, options);
  }
}
