import type {
  Availability,
  InventoryCheckRequest,
  InventoryItem,
  Product,
  Sku,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** The catalogue: products, their SKUs and availabilities, for a country or for a customer. */
export class Products extends Resource {
  /**
   * Lists the products of a catalogue view.
   * `GET /v1/products`
   * Views: Azure, OnlineServices, Software, MarketplaceSaaS and more.
   * Source: Partner Center developer documentation: get-a-list-of-products
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const products = await partnerCenter.products.list({ country: 'PE', targetView: 'OnlineServices', targetSegment: 'commercial' });
   */
  list(
    params: { country?: string; targetView?: string; targetSegment?: string; reservationScope?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Product[]> {
    return this.items('ListProducts', path`GET /products`, { params }, options);
  }

  /**
   * Reads a product.
   * `GET /v1/products/{productId}`
   * 404 with 400013 when there is none.
   * Source: Partner Center developer documentation: get-a-product-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  get(productId: string, params: { country?: string } = {}, options?: RequestOptions): ApiPromise<Product> {
    return this.value('GetProduct', path`GET /products/${productId}`, { params }, options);
  }

  /**
   * Lists the SKUs of a product.
   * `GET /v1/products/{productId}/skus`
   * `dynamicAttributes` is free-form.
   * Source: Partner Center developer documentation: get-a-list-of-skus-for-a-product
   * @throws {ApiError} with the code of Partner Center
   */
  listSkus(
    productId: string,
    params: { country?: string; targetSegment?: string; reservationScope?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Sku[]> {
    return this.items('ListSkus', path`GET /products/${productId}/skus`, { params }, options);
  }

  /**
   * Reads a SKU.
   * `GET /v1/products/{productId}/skus/{skuId}`
   * 404 with 400018 when there is none.
   * Source: Partner Center developer documentation: get-a-sku-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  getSku(
    productId: string,
    skuId: string,
    params: { country?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Sku> {
    return this.value('GetSku', path`GET /products/${productId}/skus/${skuId}`, { params }, options);
  }

  /**
   * Lists how a SKU can be bought: segment, terms and billing cycles.
   * `GET /v1/products/{productId}/skus/{skuId}/availabilities`
   * `catalogItemId` is what carts take. Availability ids change over time: read them right before buying.
   * Source: Partner Center developer documentation: get-a-list-of-availabilities-for-a-sku
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const [availability] = await partnerCenter.products.listAvailabilities('CFQ7TTC0LH18', '0001', { country: 'PE' });
   * console.log(availability?.catalogItemId);
   */
  listAvailabilities(
    productId: string,
    skuId: string,
    params: { country?: string; targetSegment?: string; reservationScope?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Availability[]> {
    return this.items(
      'ListAvailabilities',
      path`GET /products/${productId}/skus/${skuId}/availabilities`,
      { params },
      options,
    );
  }

  /**
   * Reads an availability.
   * `GET /v1/products/{productId}/skus/{skuId}/availabilities/{availabilityId}`
   * 404 with 400019 when it has been replaced.
   * Source: Partner Center developer documentation: get-an-availability-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  getAvailability(
    productId: string,
    skuId: string,
    availabilityId: string,
    params: { country?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Availability> {
    return this.value(
      'GetAvailability',
      path`GET /products/${productId}/skus/${skuId}/availabilities/${availabilityId}`,
      { params },
      options,
    );
  }

  /**
   * Lists the products of a catalogue view.
   * `GET /v1/customers/{customerId}/products`
   * Views: Azure, OnlineServices, Software, MarketplaceSaaS and more. Only what the customer may buy, by its market and segment.
   * Source: Partner Center developer documentation: get-a-list-of-products-by-customer
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const products = await partnerCenter.products.listForCustomer(customerId, { targetView: 'OnlineServices' });
   */
  listForCustomer(
    customerId: string,
    params: { targetView?: string; targetSegment?: string; reservationScope?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Product[]> {
    return this.items(
      'ListProductsForCustomer',
      path`GET /customers/${customerId}/products`,
      { params },
      options,
    );
  }

  /**
   * Reads a product.
   * `GET /v1/customers/{customerId}/products/{productId}`
   * 404 with 400013 when there is none.
   * Source: Partner Center developer documentation: get-a-product-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  getForCustomer(customerId: string, productId: string, options?: RequestOptions): ApiPromise<Product> {
    return this.value(
      'GetProductForCustomer',
      path`GET /customers/${customerId}/products/${productId}`,
      {},
      options,
    );
  }

  /**
   * Lists the SKUs of a product.
   * `GET /v1/customers/{customerId}/products/{productId}/skus`
   * `dynamicAttributes` is free-form.
   * Source: Partner Center developer documentation: get-a-list-of-skus-for-a-product
   * @throws {ApiError} with the code of Partner Center
   */
  listSkusForCustomer(
    customerId: string,
    productId: string,
    params: { targetSegment?: string; reservationScope?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Sku[]> {
    return this.items(
      'ListSkusForCustomer',
      path`GET /customers/${customerId}/products/${productId}/skus`,
      { params },
      options,
    );
  }

  /**
   * Reads a SKU.
   * `GET /v1/customers/{customerId}/products/{productId}/skus/{skuId}`
   * 404 with 400018 when there is none.
   * Source: Partner Center developer documentation: get-a-sku-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  getSkuForCustomer(
    customerId: string,
    productId: string,
    skuId: string,
    options?: RequestOptions,
  ): ApiPromise<Sku> {
    return this.value(
      'GetSkuForCustomer',
      path`GET /customers/${customerId}/products/${productId}/skus/${skuId}`,
      {},
      options,
    );
  }

  /**
   * Lists how a SKU can be bought: segment, terms and billing cycles.
   * `GET /v1/customers/{customerId}/products/{productId}/skus/{skuId}/availabilities`
   * `catalogItemId` is what carts take. Availability ids change over time: read them right before buying.
   * Source: Partner Center developer documentation: get-a-list-of-availabilities-for-a-sku-by-customer
   * @throws {ApiError} with the code of Partner Center
   */
  listAvailabilitiesForCustomer(
    customerId: string,
    productId: string,
    skuId: string,
    params: { targetSegment?: string; reservationScope?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<Availability[]> {
    return this.items(
      'ListAvailabilitiesForCustomer',
      path`GET /customers/${customerId}/products/${productId}/skus/${skuId}/availabilities`,
      { params },
      options,
    );
  }

  /**
   * Reads an availability.
   * `GET /v1/customers/{customerId}/products/{productId}/skus/{skuId}/availabilities/{availabilityId}`
   * 404 with 400019 when it has been replaced.
   * Source: Partner Center developer documentation: get-an-availability-by-id
   * @throws {ApiError} with the code of Partner Center
   */
  getAvailabilityForCustomer(
    customerId: string,
    productId: string,
    skuId: string,
    availabilityId: string,
    options?: RequestOptions,
  ): ApiPromise<Availability> {
    return this.value(
      'GetAvailabilityForCustomer',
      path`GET /customers/${customerId}/products/${productId}/skus/${skuId}/availabilities/${availabilityId}`,
      {},
      options,
    );
  }

  /**
   * Asks whether items can be bought in a context.
   * `POST /v1/extensions/product/checkInventory`
   * Items that are not known are left out of the answer. A bare array on the wire.
   * Source: Partner Center developer documentation: check-inventory
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const items = await partnerCenter.products.checkInventory({ targetItems: [{ productId: 'DZH318Z0BQ3P' }] }, { country: 'PE' });
   */
  checkInventory(
    request: InventoryCheckRequest,
    params: { country?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<InventoryItem[]> {
    return this.items(
      'CheckInventory',
      path`POST /extensions/product/checkInventory`,
      { body: request, effect: 'read', params },
      options,
    );
  }
}
