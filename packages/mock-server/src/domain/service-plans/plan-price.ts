import type { World } from '../../world.ts';
import { resolvePrice } from '../prices/resolve-price.ts';
import { type Pricing, pricingOf, unitPrice } from './price-model.ts';
import type { PlanProduct } from './service-plan.ts';

/** What a product costs an account now, before its quantity counts: decimal strings. */
export interface PlanPrice {
  readonly currency: string;
  /** What the reseller pays. */
  readonly cost: string;
  /** What the customer pays. */
  readonly price: string;
  readonly pricing: Pricing;
  readonly priceableItemId: number;
}

/** The prices of a product for a company, a reseller's own standing for its customers'. */
export function planPrice(
  world: World,
  companyId: number,
  { product, plan }: PlanProduct,
  subscriptionId?: number,
): PlanPrice {
  const { currency, purchase, sale, priceableItemId } = resolvePrice(world, {
    companyId,
    productName: product.name,
    billingType: plan.billingType,
    ...(subscriptionId !== undefined && { subscriptionId }),
  });
  return { currency, cost: purchase, price: sale, pricing: pricingOf(product.name), priceableItemId };
}

/** What each of so many units costs. */
export function unitPricesFor({ cost, price, pricing }: PlanPrice, quantity: number) {
  return {
    unitPurchase: unitPrice(pricing, cost, quantity),
    unitSale: unitPrice(pricing, price, quantity),
  };
}
