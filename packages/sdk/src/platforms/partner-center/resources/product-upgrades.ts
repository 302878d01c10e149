import type {
  ProductUpgradesEligibility,
  ProductUpgradesRequest,
  ProductUpgradesStatus,
} from '../../../generated/partner-center.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

/** Upgrades from Azure to the Azure plan. */
export class ProductUpgrades extends Resource {
  /**
   * Asks whether a customer can move from Azure to the Azure plan.
   * `POST /v1/productUpgrades/eligibility`
   * App+User only.
   * Source: Partner Center developer documentation: get-eligibility-for-product-upgrade
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   * @example
   * const { isEligible } = await partnerCenter.productUpgrades.checkEligibility({ customerId, productFamily: 'azure' });
   */
  checkEligibility(
    productUpgrades: ProductUpgradesRequest,
    options?: RequestOptions,
  ): ApiPromise<ProductUpgradesEligibility> {
    return this.value(
      'CheckProductUpgradeEligibility',
      path`POST /productUpgrades/eligibility`,
      { body: productUpgrades, effect: 'read' },
      options,
    );
  }

  /**
   * Starts the move from Azure to the Azure plan.
   * `POST /v1/productupgrades`
   * The location of the answer names it.
   * App+User only.
   * Safe to repeat: all tries carry one MS-RequestId, and Partner Center does it once.
   * Source: Partner Center developer documentation: create-product-upgrade-entity
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  create(productUpgrades: ProductUpgradesRequest, options?: RequestOptions): ApiPromise<string> {
    return this.location(
      'CreateProductUpgrade',
      path`POST /productupgrades`,
      { body: productUpgrades },
      options,
    );
  }

  /**
   * Tells how far a move is.
   * `POST /v1/productUpgrades/{upgradeId}/status`
   * A POST that only reads.
   * App+User only.
   * Source: Partner Center developer documentation: get-product-upgrade-status
   * @deprecated Of legacy commerce, or withdrawn by Microsoft.
   * @throws {ApiError} with the code of Partner Center
   */
  getStatus(
    upgradeId: string,
    productUpgrades: ProductUpgradesRequest,
    options?: RequestOptions,
  ): ApiPromise<ProductUpgradesStatus> {
    return this.value(
      'GetProductUpgradeStatus',
      path`POST /productUpgrades/${upgradeId}/status`,
      { body: productUpgrades, effect: 'read' },
      options,
    );
  }
}
