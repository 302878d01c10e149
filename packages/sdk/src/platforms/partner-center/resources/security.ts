import type {
  MfaAdoption,
  NonMfaCompliantPrincipal,
  PartnerRequest,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** How far the partner's calls and people use multi-factor authentication. */
export class Security extends Resource {
  /**
   * Tells by application how many calls carried MFA.
   * `GET /v1/applicationmfaadoptionstatus`
   * A bare array on the wire.
   * App+User only.
   * Source: Partner Center developer documentation: get-api-request-summary
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const applications = await partnerCenter.security.listMfaAdoption();
   */
  listMfaAdoption(
    params: { startDate?: string; endDate?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<MfaAdoption[]> {
    return this.items('ListMfaAdoption', path`GET /applicationmfaadoptionstatus`, { params }, options);
  }

  /**
   * Lists API calls with whether they carried MFA.
   * `GET /v1/partnerRequests`
   * App+User only.
   * Source: Partner Center developer documentation: get-api-request-details
   * @throws {ApiError} with the code of Partner Center
   */
  listRequests(options?: RequestOptions): ApiPromise<PartnerRequest[]> {
    return this.items('ListPartnerRequests', path`GET /partnerRequests`, {}, options);
  }

  /**
   * Lists users who signed in without MFA.
   * `GET /v1/nonMfaCompliantPartnerPrincipals`
   * App+User only.
   * Source: Partner Center developer documentation: get-portal-requests-without-mfa
   * @throws {ApiError} with the code of Partner Center
   */
  listNonMfaCompliantPrincipals(options?: RequestOptions): ApiPromise<NonMfaCompliantPrincipal[]> {
    return this.items(
      'ListNonMfaCompliantPrincipals',
      path`GET /nonMfaCompliantPartnerPrincipals`,
      {},
      options,
    );
  }
}
