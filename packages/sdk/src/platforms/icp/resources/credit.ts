import type { CreditCheckInfo, CreditLimit } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Credit limits, and orders that wait because of them. Source of all operations: openapi/icp.yaml. */
export class Credit extends Resource {
  /**
   * Reads the credit limit of a company.
   * `POST /GetCreditLimit`
   * HasCreditLimit false means that nothing is checked.
   * @throws {ApiError} with the message of the platform
   */
  getLimit(accountId: number, options?: RequestOptions): ApiPromise<CreditLimit> {
    return this.read('GetCreditLimit', { accountId }, options);
  }

  /**
   * Sets the credit limit of a company.
   * `POST /SetCreditLimit`
   * Without a limit the check is switched off.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  setLimit(accountId: number, comment: string, limit?: number, options?: RequestOptions): ApiPromise<void> {
    return this.write('SetCreditLimit', { accountId, comment, limit }, options);
  }

  /**
   * Lists the orders that wait for approval.
   * `POST /ListCreditCheckOrdersForApproval`
   * Those that would exceed a credit limit.
   * @throws {ApiError} with the message of the platform
   */
  listOrdersForApproval(options?: RequestOptions): ApiPromise<CreditCheckInfo[]> {
    return this.read('ListCreditCheckOrdersForApproval', {}, options);
  }

  /**
   * Approves an order that waits.
   * `POST /ApproveCreditCheckOrder`
   * It is provisioned then.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  approveOrder(order: CreditCheckInfo, options?: RequestOptions): ApiPromise<void> {
    return this.write('ApproveCreditCheckOrder', order, options);
  }

  /**
   * Declines an order that waits.
   * `POST /DeclineCreditCheckOrder`
   * It ends without being provisioned.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  declineOrder(order: CreditCheckInfo, options?: RequestOptions): ApiPromise<void> {
    return this.write('DeclineCreditCheckOrder', order, options);
  }
}
