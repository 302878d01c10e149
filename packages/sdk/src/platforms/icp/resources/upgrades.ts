import type { FieldValues, PossibleUpgrades, UpgradeRenewFields } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Moves of seats to a better service. Source of all operations: openapi/icp.yaml. */
export class Upgrades extends Resource {
  /**
   * Lists what a service can be upgraded to.
   * `POST /GetPossibleServicesForUpgrade`
   * Also the existing services that could take the seats.
   * @throws {ApiError} with the message of the platform
   */
  listTargets(accountId: number, options?: RequestOptions): ApiPromise<PossibleUpgrades> {
    return this.read('GetPossibleServicesForUpgrade', { accountId }, options);
  }

  /**
   * Tells the values that an upgrade needs.
   * `POST /GetSubscriptionFieldsForUpgrade`
   * With the values allowed.
   * @throws {ApiError} with the message of the platform
   */
  getFields(
    accountId: number,
    targetProductName: string,
    options?: RequestOptions,
  ): ApiPromise<UpgradeRenewFields> {
    return this.read('GetSubscriptionFieldsForUpgrade', { accountId, targetProductName }, options);
  }

  /**
   * Upgrades a service.
   * `POST /ExecuteSubscriptionUpgrade`
   * To a new service, or with targetAccountId into an existing one. Answers a text.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  execute(
    sourceAccountId: number,
    targetProductName: string,
    fieldValues: FieldValues,
    targetAccountId?: number,
    options?: RequestOptions,
  ): ApiPromise<string> {
    return this.write(
      'ExecuteSubscriptionUpgrade',
      { sourceAccountId, targetProductName, fieldValues, targetAccountId },
      options,
    );
  }
}
