import type {
  BillingProfile,
  LegalBusinessProfile,
  MpnProfile,
  OrganizationProfile,
  SupportProfile,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** The partner's own profiles. */
export class Profiles extends Resource {
  /**
   * Reads the partner profile of an MPN id, or the own one.
   * `GET /v1/profiles/mpn`
   * 404 when the id is not valid.
   * Source: Partner Center developer documentation: get-partner-network-profile
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { partnerName } = await partnerCenter.profiles.getMpn({ mpnId: '6395965' });
   */
  getMpn(params: { mpnId?: string } = {}, options?: RequestOptions): ApiPromise<MpnProfile> {
    return this.value('GetMpnProfile', path`GET /profiles/mpn`, { params }, options);
  }

  /**
   * Reads the legal profile of the partner.
   * `GET /v1/profiles/legalbusiness`
   * Source: Partner Center developer documentation: get-legal-business-profile
   * @throws {ApiError} with the code of Partner Center
   */
  getLegalBusiness(
    params: { vettingVersion?: string } = {},
    options?: RequestOptions,
  ): ApiPromise<LegalBusinessProfile> {
    return this.value('GetLegalBusinessProfile', path`GET /profiles/legalbusiness`, { params }, options);
  }

  /**
   * Replaces the legal profile of the partner.
   * `PUT /v1/profiles/legalbusiness`
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-legal-business-profile
   * @throws {ApiError} with the code of Partner Center
   */
  updateLegalBusiness(
    legalBusinessProfile: LegalBusinessProfile,
    options?: RequestOptions,
  ): ApiPromise<LegalBusinessProfile> {
    return this.value(
      'UpdateLegalBusinessProfile',
      path`PUT /profiles/legalbusiness`,
      { body: legalBusinessProfile },
      options,
    );
  }

  /**
   * Reads the organization profile of the partner.
   * `GET /v1/profiles/organization`
   * App+User only.
   * Source: Partner Center developer documentation: get-an-organization-profile
   * @throws {ApiError} with the code of Partner Center
   */
  getOrganization(options?: RequestOptions): ApiPromise<OrganizationProfile> {
    return this.value('GetOrganizationProfile', path`GET /profiles/organization`, {}, options);
  }

  /**
   * Replaces the organization profile of the partner.
   * `PUT /v1/profiles/organization`
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-an-organization-profile
   * @throws {ApiError} with the code of Partner Center
   */
  updateOrganization(
    organizationProfile: OrganizationProfile,
    options?: RequestOptions,
  ): ApiPromise<OrganizationProfile> {
    return this.value(
      'UpdateOrganizationProfile',
      path`PUT /profiles/organization`,
      { body: organizationProfile },
      options,
    );
  }

  /**
   * Reads the billing profile of the partner.
   * `GET /v1/profiles/billing`
   * App+User only.
   * Source: Partner Center developer documentation: get-partner-billing-profile
   * @throws {ApiError} with the code of Partner Center
   */
  getBilling(options?: RequestOptions): ApiPromise<BillingProfile> {
    return this.value('GetBillingProfile', path`GET /profiles/billing`, {}, options);
  }

  /**
   * Replaces the billing profile of the partner.
   * `PUT /v1/profiles/billing`
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-partner-billing-profile
   * @throws {ApiError} with the code of Partner Center
   */
  updateBilling(billingProfile: BillingProfile, options?: RequestOptions): ApiPromise<BillingProfile> {
    return this.value('UpdateBillingProfile', path`PUT /profiles/billing`, { body: billingProfile }, options);
  }

  /**
   * Reads the support profile of the partner.
   * `GET /v1/profiles/support`
   * App+User only.
   * Source: Partner Center developer documentation: get-support-profile
   * @throws {ApiError} with the code of Partner Center
   */
  getSupport(options?: RequestOptions): ApiPromise<SupportProfile> {
    return this.value('GetSupportProfile', path`GET /profiles/support`, {}, options);
  }

  /**
   * Replaces the support profile of the partner.
   * `PUT /v1/profiles/support`
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: update-support-profile
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const profile = await partnerCenter.profiles.getSupport();
   * await partnerCenter.profiles.updateSupport({ ...profile, email: 'support@example.com' });
   */
  updateSupport(supportProfile: SupportProfile, options?: RequestOptions): ApiPromise<SupportProfile> {
    return this.value('UpdateSupportProfile', path`PUT /profiles/support`, { body: supportProfile }, options);
  }
}
