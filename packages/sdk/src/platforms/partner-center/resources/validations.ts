import type {
  Address,
  AddressValidationResponse,
  CountryInformation,
  ValidationCode,
  ValidationStatus,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Checks of addresses and accounts, and the rules of each country. */
export class Validations extends Resource {
  /**
   * Checks a postal address and suggests better ones.
   * `POST /v1/validations/address`
   * A bad address answers 200 too: look at `status`. States are only held against a list for US, CA, CN and MX.
   * Source: Partner Center developer documentation: validate-an-address
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { status, suggestedAddresses } = await partnerCenter.validations.address({ addressLine1: '1 Microsoft Way', city: 'Redmond', state: 'WA', postalCode: '98052', country: 'US' });
   */
  address(address: Address, options?: RequestOptions): ApiPromise<AddressValidationResponse> {
    return this.value(
      'ValidateAddress',
      path`POST /validations/address`,
      { body: address, effect: 'read' },
      options,
    );
  }

  /**
   * Gives the address and tax rules of a market.
   * `GET /v1/countryvalidationrules/{country}`
   * Source: Partner Center developer documentation: get-market-specific-validation-data
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const rules = await partnerCenter.validations.countryRules('PE');
   */
  countryRules(country: string, options?: RequestOptions): ApiPromise<CountryInformation> {
    return this.value('GetCountryValidationRules', path`GET /countryvalidationrules/${country}`, {}, options);
  }

  /**
   * Tells how far the vetting of a customer is.
   * `GET /v1/customers/{customerId}/validationStatus`
   * `UnderReview` and `NotAllowed` block every purchase.
   * App+User only.
   * Source: Partner Center developer documentation: retrieve-validation-status
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { status } = await partnerCenter.validations.status(customerId, { type: 'account' });
   */
  status(
    customerId: string,
    params: { type: string },
    options?: RequestOptions,
  ): ApiPromise<ValidationStatus> {
    return this.value(
      'GetValidationStatus',
      path`GET /customers/${customerId}/validationStatus`,
      { params },
      options,
    );
  }

  /**
   * Lists the codes that a government community customer needs.
   * `GET /v1/customers/all/validations`
   * A bare array on the wire.
   * Source: Partner Center developer documentation: get-a-partner-s-validation-codes
   * @throws {ApiError} with the code of Partner Center
   */
  codes(options?: RequestOptions): ApiPromise<ValidationCode[]> {
    return this.items('ListValidationCodes', path`GET /customers/all/validations`, {}, options);
  }
}
