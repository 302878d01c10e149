import type {
  NewTransfer,
  TransferEligibility,
  TransferEntity,
  TransferEntityUpdate,
  TransferSubmitResult,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { readTransfer } from '../embedded-failures.ts';
import { Resource } from '../resource.ts';

/** Transfers of subscriptions between partners. */
export class Transfers extends Resource {
  /**
   * Lists the transfers of a customer.
   * `GET /v1/customers/{customerId}/transfers`
   * Source: Partner Center developer documentation: get-all-of-a-customer-s-transfers
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const transfers = await partnerCenter.transfers.list(customerId);
   */
  list(customerId: string, options?: RequestOptions): ApiPromise<TransferEntity[]> {
    return this.items('ListTransfers', path`GET /customers/${customerId}/transfers`, {}, options);
  }

  /**
   * Asks for a transfer of subscriptions between partners.
   * `POST /v1/customers/{customerId}/transfers`
   * On new commerce the partner who is to receive creates it; on legacy, with line items, the one who gives.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: create-a-transfer
   * @throws {ApiError} with the code of Partner Center
   * @example
   * await partnerCenter.transfers.create(customerId, {
   *   sourcePartnerTenantId: '5ca72dc8-97ba-4cbd-9be4-2bd36ff6a6d0', sourcePartnerName: 'Fabrikam', customerEmailId: 'ana@example.com',
   *   customerName: 'Abbie Box', targetProductTypes: ['OnlineServicesNCE'], transferType: '5',
   * });
   */
  create(customerId: string, transfer: NewTransfer, options?: RequestOptions): ApiPromise<TransferEntity> {
    return this.value(
      'CreateTransfer',
      path`POST /customers/${customerId}/transfers`,
      { body: transfer },
      options,
    );
  }

  /**
   * Reads a transfer.
   * `GET /v1/customers/{customerId}/transfers/{transferId}`
   * Source: Partner Center developer documentation: get-transfer-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  get(customerId: string, transferId: string, options?: RequestOptions): ApiPromise<TransferEntity> {
    return this.value('GetTransfer', path`GET /customers/${customerId}/transfers/${transferId}`, {}, options);
  }

  /**
   * Cancels a transfer that waits, or rejects a legacy one.
   * `PATCH /v1/customers/{customerId}/transfers/{transferId}`
   * How the giving partner accepts a new commerce transfer has no public source: not offered.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-a-transfer
   * @throws {ApiError} with the code of Partner Center
   */
  update(
    customerId: string,
    transferId: string,
    change: TransferEntityUpdate,
    options?: RequestOptions,
  ): ApiPromise<TransferEntity> {
    return this.value(
      'UpdateTransfer',
      path`PATCH /customers/${customerId}/transfers/${transferId}`,
      { body: change },
      options,
    );
  }

  /**
   * Withdraws a legacy transfer.
   * `DELETE /v1/customers/{customerId}/transfers/{transferId}`
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: withdraw-a-transfer
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  withdraw(customerId: string, transferId: string, options?: RequestOptions): ApiPromise<void> {
    return this.value(
      'DeleteTransfer',
      path`DELETE /customers/${customerId}/transfers/${transferId}`,
      {},
      options,
    );
  }

  /**
   * Accepts a legacy transfer.
   * `POST /v1/customers/{customerId}/transfers/{transferId}/accept`
   * Groups that fail come inside the 200: the SDK throws a PartialFailureError that carries the rest.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: accept-a-transfer
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {PartialFailureError} when a group could not be transferred: its `result` has the orders of the rest
   */
  accept(customerId: string, transferId: string, options?: RequestOptions): ApiPromise<TransferSubmitResult> {
    return this.value(
      'AcceptTransfer',
      path`POST /customers/${customerId}/transfers/${transferId}/accept`,
      { read: readTransfer },
      options,
    );
  }

  /**
   * Tells which subscriptions can be transferred.
   * `GET /v1/customers/{customerId}/transferseligibility`
   * A bare array on the wire.
   * Source: Partner Center developer documentation: get-customer-s-subscriptions-transfer-eligibility
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  listEligibilities(
    customerId: string,
    params: { transferType?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<TransferEligibility[]> {
    return this.items(
      'ListTransferEligibilities',
      path`GET /customers/${customerId}/transferseligibility`,
      { params },
      options,
    );
  }
}
