import {
  createProductUpgrade,
  type ProductUpgrade,
  productUpgradeEligibility,
  productUpgradeInScope,
} from '../../../domain/product-upgrades/product-upgrade.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { ProductUpgradesRequest, ProductUpgradesStatus } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { codeOf } from '../refuse.ts';
import { accepted } from '../respond.ts';
import { attributes, instant } from '../shapes/resource.ts';

const family = 'azure';

function toStatus(upgrade: ProductUpgrade): ProductUpgradesStatus & { attributes: object } {
  const { id, status, lines, failure } = upgrade;
  return {
    id,
    productFamily: family,
    status,
    lineItems: lines.map((line) => ({
      sourceProduct: line.source,
      targetProduct: line.target,
      upgradedDate: instant(line.upgradedAt),
      status,
    })),
    ...(failure && {
      errorDetails: {
        code: String(codeOf(new Refusal('invalid', failure.code, failure.message))[1]),
        description: failure.message,
      },
    }),
    attributes: attributes('ProductUpgradesStatus'),
  };
}

export const productUpgradeOperations = {
  CheckProductUpgradeEligibility: ({ world, actor, body }: Call<ProductUpgradesRequest>) => {
    const { tenant, problem, upgrade } = productUpgradeEligibility(world, actor, body);
    return {
      customerId: tenant.id,
      productFamily: family,
      isEligible: problem === undefined,
      ...(upgrade && { upgradeId: upgrade.id }),
      ...(problem && { reason: problem.message }),
      attributes: attributes('ProductUpgradesEligibility'),
    };
  },
  CreateProductUpgrade: ({ world, actor, body }: Call<ProductUpgradesRequest>) =>
    // No slash before it. evidence: sample
    accepted(`productUpgrades/${createProductUpgrade(world, actor, body).id}`),
  GetProductUpgradeStatus: ({ world, actor, body, parameters }: Call<ProductUpgradesRequest>) =>
    toStatus(productUpgradeInScope(world, actor, parameters.upgradeId ?? '', body)),
} satisfies Record<string, OperationHandler>;
