import type { SubscribedSku } from '../../../generated/graph.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Licences of the tenant that the token is for. */
export class SubscribedSkus extends Resource {
  /**
   * Lists the licences that the tenant owns, and how many are used.
   * `GET /v1.0/subscribedSkus`
   * Source: Microsoft Graph reference: subscribedsku-list
   * @throws {ApiError} with the code of Graph
   * @example
   * for (const { skuPartNumber, consumedUnits, prepaidUnits } of await graph.subscribedSkus.list())
   *   console.log(skuPartNumber, prepaidUnits.enabled - consumedUnits, 'unused');
   */
  list(options?: RequestOptions): ApiPromise<SubscribedSku[]> {
    return this.items('ListSubscribedSkus', path`GET /subscribedSkus`, options);
  }
}
