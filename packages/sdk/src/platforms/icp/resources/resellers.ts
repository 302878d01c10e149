import type { Company, ResellerAccount, ResellerUpdate } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Resellers below a distributor or reseller. Source of all operations: openapi/icp.yaml. */
export class Resellers extends Resource {
  /**
   * Creates a reseller.
   * `POST /CreateReseller`
   * Not idempotent.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  create(resellerAccount: ResellerAccount, options?: RequestOptions): ApiPromise<Company> {
    return this.write('CreateReseller', { resellerAccount }, options);
  }

  /**
   * Changes a reseller.
   * `POST /UpdateReseller`
   * Address, city, zip, name, domains and e-mail must always be sent.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  update(reseller: ResellerUpdate, options?: RequestOptions): ApiPromise<void> {
    return this.write('UpdateReseller', { reseller }, options);
  }

  /**
   * Reads a reseller.
   * `POST /GetReseller`
   * Answers a list with one element; without accountId the own reseller.
   * @throws {ApiError} with the message of the platform
   */
  get(accountId?: number, options?: RequestOptions): ApiPromise<Company[]> {
    return this.read('GetReseller', { accountId }, options);
  }

  /**
   * Lists the resellers directly below an account.
   * `POST /GetResellers`
   * First level only.
   * @throws {ApiError} with the message of the platform
   */
  list(parentAccountId?: number, options?: RequestOptions): ApiPromise<Company[]> {
    return this.read('GetResellers', { parentAccountId }, options);
  }

  /**
   * Finds resellers by tax id.
   * `POST /GetResellerByVatId`
   * Answers an empty list when there is none.
   * @throws {ApiError} with the message of the platform
   */
  findByVatId(vatId: string, options?: RequestOptions): ApiPromise<Company[]> {
    return this.read('GetResellerByVatId', { vatId }, options);
  }
}
