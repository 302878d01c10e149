import type { SpecialDeal, SpecialDealInput } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Prices of their own for single accounts. Source of all operations: openapi/icp.yaml. */
export class SpecialDeals extends Resource {
  /**
   * Reads the special prices of an account.
   * `POST /GetSpecialDeal`
   * A list.
   * @throws {ApiError} with the message of the platform
   */
  get(accountId: number, options?: RequestOptions): ApiPromise<SpecialDeal[]> {
    return this.read('GetSpecialDeal', { accountId }, options);
  }

  /**
   * Sets a special price.
   * `POST /SetSpecialDeal`
   * Either a discount in percent or a price of its own, by IsCustomCharge.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  set(accountId: number, specialDeal: SpecialDealInput, options?: RequestOptions): ApiPromise<SpecialDeal> {
    return this.write('SetSpecialDeal', { accountId, specialDeal }, options);
  }

  /**
   * Ends a special price.
   * `POST /DeleteSpecialDeal`
   * The price list counts again.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  delete(accountId: number, chargeStreamId: number, options?: RequestOptions): ApiPromise<void> {
    return this.write('DeleteSpecialDeal', { accountId, chargeStreamId }, options);
  }
}
