import type { ApiPromise } from '../../../http/api-client.ts';
import { NotFoundError } from '../../../http/errors/not-found-error.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Names of tenants: whether they can still be had. */
export class Domains extends Resource {
  /**
   * Asks whether a domain can be had.
   * `HEAD /v1/domains/{domain}`
   * Inverted on the wire: 200 means taken, 404 means free; the SDK answers true when it is free.
   * Source: Partner Center developer documentation: verify-domain-availability
   * @throws {ApiError} with the code of Partner Center
   * @example
   * if (await partnerCenter.domains.isAvailable('abbiebox.onmicrosoft.com')) console.log('free');
   */
  async isAvailable(domain: string, options?: RequestOptions): Promise<boolean> {
    try {
      await this.value('CheckDomain', path`HEAD /domains/${domain}`, {}, options);
      return false;
    } catch (error) {
      if (error instanceof NotFoundError) return true;
      throw error;
    }
  }

  /**
   * Asks whether `<prefix>.onmicrosoft.com` can be had.
   * `GET /v1/validations/checkdomainavailability/{domainPrefix}`
   * Source: Partner Center: Swagger of the customer service
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const free = await partnerCenter.domains.isPrefixAvailable('abbiebox');
   */
  isPrefixAvailable(domainPrefix: string, options?: RequestOptions): ApiPromise<boolean> {
    return this.value(
      'CheckDomainPrefix',
      path`GET /validations/checkdomainavailability/${domainPrefix}`,
      {},
      options,
    );
  }
}
