import type { Product } from '../../../generated/ingram.gen.ts';
import type { PagePromise } from '../../../http/paging.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { type PageParams, Resource } from '../resource.ts';

/** What the catalogue can be asked for. */
export interface ProductParams extends PageParams {
  readonly name?: string;
  readonly serviceName?: string;
  readonly mpn?: string;
  readonly vendor?: string;
}

/** The catalogue. */
export class Products extends Resource {
  /**
   * Lists products with their prices and costs, page by page.
   * `GET /products`
   * Several may share an MPN: vendor and periods tell them apart. Amounts and least and greatest quantities are strings. No operation reads one product alone.
   * Source: public contract and guides of the API, sample 04
   * @throws {ApiError} with the message of the platform
   * @example
   * for await (const { mpn, name, prices = [] } of ingram.products.list({ vendor: 'Microsoft' })) console.log(mpn, name, prices[0]?.amount);
   */
  list(params: ProductParams = {}, options?: RequestOptions): PagePromise<Product> {
    return this.pages('getCatalog', 'GET /products', params, options);
  }
}
