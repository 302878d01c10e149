import type { FieldValues, UpgradeRenewFields } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** What the next renewal of a service applies. Source of all operations: openapi/icp.yaml. */
export class Renewals extends Resource {
  /**
   * Tells the values that a renewal can apply.
   * `POST /GetSubscriptionFieldsForRenew`
   * With the values allowed and those stored.
   * @throws {ApiError} with the message of the platform
   */
  getFields(accountId: number, options?: RequestOptions): ApiPromise<UpgradeRenewFields> {
    return this.read('GetSubscriptionFieldsForRenew', { accountId }, options);
  }

  /**
   * Stores what the next renewal applies.
   * `POST /ConfigureSubscriptionRenew`
   * For example Quantity or BillingType; applied at the end of the term. Any change in the term deletes it.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   * @example
   * await icp.renewals.configure(435351, { Quantity: 8 });
   */
  configure(accountId: number, fieldValues: FieldValues, options?: RequestOptions): ApiPromise<void> {
    return this.write('ConfigureSubscriptionRenew', { accountId, fieldValues }, options);
  }

  /**
   * Forgets what the next renewal would apply.
   * `POST /ResetDefaultRenewValues`
   * The request shape is modelled.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * Part of its shape is modelled: no public source tells it.
   * @throws {ApiError} with the message of the platform
   */
  reset(accountId: number, options?: RequestOptions): ApiPromise<void> {
    return this.write('ResetDefaultRenewValues', { accountId }, options);
  }
}
