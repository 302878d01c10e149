import {
  productNumbered,
  productsFound,
  removeMargin,
  type SoldProduct,
  setMargin,
  soldProduct,
} from '../../../domain/panels/margin.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Period } from '../../../domain/service-plans/period.ts';
import type { PlanProduct } from '../../../domain/service-plans/service-plan.ts';
import type { MarginChange, PlanPrice } from '../../../generated/ingram-panels.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { asked, pageOf, panelActor } from '../panel-call.ts';

/** What tells ways to buy a product apart. */
export function toProductFacts({ id, mpn, product, billingPeriod, subscriptionPeriod }: PlanProduct) {
  return {
    productId: id,
    mpn,
    name: product.displayName,
    vendor: product.vendor,
    ...(billingPeriod && { billingPeriod: inWords(billingPeriod) }),
    ...(subscriptionPeriod && { subscriptionPeriod: inWords(subscriptionPeriod) }),
  };
}

function inWords({ type, duration }: Period): string {
  return `${duration} ${type}${duration === 1 ? '' : 's'}`;
}

function toPlanPrice(sold: SoldProduct): PlanPrice {
  const { currency, cost, price, suggestedPrice, marginPercent, marginSet } = sold;
  return {
    ...toProductFacts(sold.planProduct),
    cost: { currency, amount: cost },
    price: { currency, amount: price },
    suggestedPrice: { currency, amount: suggestedPrice },
    marginPercent,
    marginSet,
  };
}

function named({ parameters }: Call): PlanProduct {
  return productNumbered(parameters.productId ?? '');
}

export const priceOperations = {
  listPrices: (call: Call) => {
    const actor = panelActor(call);
    const found = productsFound({ name: asked(call, 'name'), mpn: asked(call, 'mpn') });
    const sold = found.flatMap((each) => soldProduct(call.world, actor, each) ?? []);
    return pageOf(call, sold, toPlanPrice);
  },
  getPrice: (call: Call) => {
    const sold = soldProduct(call.world, panelActor(call), named(call));
    if (sold !== undefined) return toPlanPrice(sold);
    throw new Refusal(
      'not-found',
      'product.unknown',
      `Product ${named(call).id} is not sold in your currency.`,
      'productId',
    );
  },
  setMargin: (call: Call<MarginChange>) =>
    toPlanPrice(setMargin(call.world, panelActor(call), named(call), call.body.percent)),
  removeMargin: (call: Call) => toPlanPrice(removeMargin(call.world, panelActor(call), named(call))),
} satisfies Record<string, OperationHandler>;
