import { Decimal } from 'decimal.js';
import { requireProduct } from '../../../domain/catalogue/catalogue.ts';
import { cotermingOf } from '../../../domain/service-plans/coterming.ts';
import type { PlanPrice } from '../../../domain/service-plans/plan-price.ts';
import { switchesOf } from '../../../domain/service-plans/plan-switch.ts';
import { tierPrices } from '../../../domain/service-plans/price-model.ts';
import {
  billingModelOf,
  firstWayToBuy,
  type PlanProduct,
  type ServicePlan,
} from '../../../domain/service-plans/service-plan.ts';
import type {
  Product,
  ProductPrice,
  ServicePlanDetailed,
  ServicePlan as WirePlan,
} from '../../../generated/ingram.gen.ts';

/** The keys of a product. */
export function productKeys({ id, mpn, product, subscriptionPeriod, billingPeriod }: PlanProduct) {
  return {
    mpn,
    vendor: product.vendor,
    id,
    ...(billingPeriod && { billingPeriod: { ...billingPeriod } }),
    ...(subscriptionPeriod && { subscriptionPeriod: { ...subscriptionPeriod } }),
  };
}

export function toProduct(planProduct: PlanProduct, price: PlanPrice): Product {
  const { product } = planProduct;
  const { minimum = 1, maximum = 1 } = product.seats ?? {};
  const needed =
    product.dependsOn === undefined ? undefined : firstWayToBuy(requireProduct(product.dependsOn));
  return {
    ...productKeys(planProduct),
    serviceName: serviceNameOf(planProduct),
    name: product.displayName,
    minimumQuantity: new Decimal(minimum).toFixed(1),
    maximumQuantity: new Decimal(maximum).toFixed(1),
    prices: pricesOf(planProduct, price, price.price),
    costs: pricesOf(planProduct, price, price.cost),
    billingModel: billingModelOf(planProduct),
    ...(needed && { dependsOn: [{ mpn: needed.mpn, id: needed.id }] }),
    coterming: cotermingOf(planProduct),
  };
}

/** What the service is called that a product belongs to. evidence: modelled */
export function serviceNameOf({ product }: PlanProduct): string {
  return [...new Set([product.vendor, product.categories.at(-1) ?? ''])].join(' ').trim();
}

function pricesOf({ plan }: PlanProduct, { currency, pricing }: PlanPrice, base: string): ProductPrice[] {
  const type =
    plan.billingCycle === 'once' ? 'setup' : plan.billingCycle === 'usage' ? 'overuse' : 'recurring';
  return tierPrices(pricing, base).map(({ from, amount }) => ({
    currency,
    amount,
    type,
    model: pricing.model,
    lowerLimit: from,
  }));
}

export function toPlan(plan: ServicePlan): WirePlan {
  const [first] = plan.products;
  const periods = new Map(
    plan.products.flatMap(({ subscriptionPeriod: period }) =>
      period ? [[JSON.stringify(period), period] as const] : [],
    ),
  );
  const billed = plan.products.find(({ billingPeriod }) => billingPeriod !== undefined);
  return {
    id: String(plan.id),
    name: plan.name,
    shortDescription: plan.description,
    longDescription: plan.description,
    published: true,
    subscriptionPeriods: [...periods.values()].map((period) => ({ ...period, trial: false, active: true })),
    ...(billed?.billingPeriod && { billingPeriod: { ...billed.billingPeriod } }),
    ...(first && { billingModel: billingModelOf(billed ?? first) }),
  };
}

export function toPlanDetailed(plan: ServicePlan): ServicePlanDetailed {
  return {
    ...toPlan(plan),
    planSwitches: switchesOf(plan).map(({ from, to, whenEffective, billingPolicy }) => ({
      planId: to.planId,
      billingPolicy,
      whenEffective,
      ...(to.subscriptionPeriod && { subscriptionPeriod: { ...to.subscriptionPeriod } }),
      ...(from.subscriptionPeriod && { sourceSubscriptionPeriod: { ...from.subscriptionPeriod } }),
    })),
  };
}
