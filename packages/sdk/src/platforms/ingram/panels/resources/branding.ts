import type { Branding, BrandingChange, BrandingImage } from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import { PanelResource } from '../panel-resource.ts';

/** How the panel of the customers looks. Modelled: no public API. */
export class BrandingSettings extends PanelResource {
  /**
   * Reads how the panel of the customers looks.
   * `GET /reseller/branding`
   * Defaults are told as they are.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  get(options?: RequestOptions): ApiPromise<Branding> {
    return this.value('getBranding', 'GET /reseller/branding', {}, options);
  }

  /**
   * Changes how the panel of the customers looks.
   * `PUT /reseller/branding`
   * What is left out stays. A domain that is no host name or another reseller's, a bad suffix and an unknown skin are refused.
   * Modelled: no public API.
   * @throws {BadRequestError} with the field that is bad
   * @throws {ConflictError} when the domain is another's
   * @example
   * await panels.branding.set({ name: 'Ecositio Cloud', domain: 'cloud.example.com', skin: 'dark' });
   */
  set(brandingChange: BrandingChange, options?: RequestOptions): ApiPromise<Branding> {
    return this.value('setBranding', 'PUT /reseller/branding', { body: brandingChange }, options);
  }

  /**
   * Uploads a logo or favicon.
   * `PUT /reseller/branding/images/{kind}`
   * The bytes must be of the type that is named; pictures that can carry scripts are refused.
   * Modelled: no public API.
   * @throws {BadRequestError} when the bytes are not what is named
   */
  setImage(kind: string, brandingImage: BrandingImage, options?: RequestOptions): ApiPromise<Branding> {
    return this.value(
      'setBrandingImage',
      path`PUT /reseller/branding/images/${kind}`,
      { body: brandingImage },
      options,
    );
  }

  /**
   * Downloads the logo or favicon.
   * `GET /reseller/branding/images/{kind}`
   * As it was uploaded.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  image(kind: string, options?: RequestOptions): ApiPromise<Blob> {
    return this.download('getBrandingImage', path`GET /reseller/branding/images/${kind}`, options);
  }

  /**
   * Removes the logo or favicon.
   * `DELETE /reseller/branding/images/{kind}`
   * The platform's own is shown again.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  removeImage(kind: string, options?: RequestOptions): ApiPromise<Branding> {
    return this.value('removeBrandingImage', path`DELETE /reseller/branding/images/${kind}`, {}, options);
  }
}
