import type { Marketplace } from '../../../generated/icp.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Price lists. Source of all operations: openapi/icp.yaml. */
export class Marketplaces extends Resource {
  /**
   * Lists the price lists.
   * `POST /GetMarketplaces`
   * Those of the own account.
   * @throws {ApiError} with the message of the platform
   */
  list(options?: RequestOptions): ApiPromise<Marketplace[]> {
    return this.read('GetMarketplaces', {}, options);
  }

  /**
   * Creates a price list.
   * `POST /CreateMarketplace`
   * Empty at first: add services to it.
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  create(marketplaceName: string, options?: RequestOptions): ApiPromise<Marketplace> {
    return this.write('CreateMarketplace', { marketplaceName }, options);
  }

  /**
   * Deletes a price list.
   * `POST /DeleteMarketplace`
   * Refused while companies buy from it (modelled).
   * Never repeated by itself: an error with `mayHaveApplied` asks to look first.
   * @throws {ApiError} with the message of the platform
   */
  delete(marketplaceOfferId: number, options?: RequestOptions): ApiPromise<void> {
    return this.write('DeleteMarketplace', { marketplaceOfferId }, options);
  }
}
