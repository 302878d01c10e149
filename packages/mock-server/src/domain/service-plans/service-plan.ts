import { allProducts, requireProduct } from '../catalogue/catalogue.ts';
import { marketplaceProducts } from '../catalogue/marketplace-products.ts';
import { azurePlanName, azureSubscriptionName } from '../catalogue/microsoft-azure.ts';
import type { Plan, Product } from '../catalogue/product.ts';
import { type Period, periodOfCycle, periodOfTerm } from './period.ts';

export type BillingModel =
  | 'chargeBeforeBillingPeriod'
  | 'chargeAfterBillingPeriod'
  | 'chargeBeforeSubscriptionPeriod'
  | 'chargeExternalRating';

/** A product in one way to buy it: what a marketplace calls a resource rate. */
export interface PlanProduct {
  readonly id: string;
  /** Shared by all ways to buy a product, and at times by products of two vendors. */
  readonly mpn: string;
  readonly product: Product;
  readonly plan: Plan;
  readonly planId: number;
  readonly subscriptionPeriod: Period | undefined;
  readonly billingPeriod: Period | undefined;
}

/** An offer, whose products land in one subscription. */
export interface ServicePlan {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly products: readonly PlanProduct[];
}

/** Numbers that differ from one another and from accounts'. */
const firstPlanId = 500_000;
const firstProductId = 600_000;

/** Products that are one offer, with its name; others are an offer for each billing cycle. evidence: modelled */
const suites: readonly (readonly [name: string, isOf: (product: Product) => boolean])[] = [
  ['Microsoft Azure', ({ name }) => name === azurePlanName || name === azureSubscriptionName],
  ['Andes Backup', ({ vendor }) => vendor === 'Andes Software'],
];

const cycleWords: Readonly<Record<string, string>> = {
  monthly: 'billed monthly',
  annual: 'billed yearly',
  triennial: 'billed every three years',
  once: 'paid once',
  usage: 'by use',
};

/** The catalogue of the marketplaces: what the distributors of this world sell, as plans; numbers follow from prices' ids. */
export const servicePlans: readonly ServicePlan[] = plansOf([...allProducts, ...marketplaceProducts]);

export const planProducts: readonly PlanProduct[] = servicePlans.flatMap(({ products }) => products);

const plansById: ReadonlyMap<number, ServicePlan> = new Map(servicePlans.map((plan) => [plan.id, plan]));
const byItem: ReadonlyMap<number, PlanProduct> = new Map(
  planProducts.map((each) => [each.plan.priceableItemId, each]),
);

export function servicePlanWith(id: number): ServicePlan | undefined {
  return plansById.get(id);
}

/** Whether an offer has several products, rather than one in several periods. */
export function isSuite({ products }: ServicePlan): boolean {
  return new Set(products.map(({ product }) => product.name)).size > 1;
}

/** The product that is priced by an item. */
export function planProductOfItem(priceableItemId: number | undefined): PlanProduct | undefined {
  return priceableItemId === undefined ? undefined : byItem.get(priceableItemId);
}

/** The products that one needs to stand on, nearest first. */
export function dependenciesOf({ product }: PlanProduct): Product[] {
  const needed: Product[] = [];
  for (let name = product.dependsOn; name !== undefined; name = needed.at(-1)?.dependsOn)
    needed.push(requireProduct(name));
  return needed;
}

/** The only way, or the first, to buy what something else needs. */
export function firstWayToBuy(product: Product): PlanProduct | undefined {
  return planProducts.find((each) => each.product.name === product.name);
}

/** When a product is charged. evidence: docs for the words, modelled which product has which */
export function billingModelOf({ product, plan }: Pick<PlanProduct, 'product' | 'plan'>): BillingModel {
  if (plan.billingCycle === 'usage')
    return product.vendor === 'Microsoft' ? 'chargeExternalRating' : 'chargeAfterBillingPeriod';
  const whole = plan.billingCycle === 'once' || plan.term === termOfCycle[plan.billingCycle];
  return whole && plan.term !== 'P1M' ? 'chargeBeforeSubscriptionPeriod' : 'chargeBeforeBillingPeriod';
}

const termOfCycle: Readonly<Record<string, string>> = { monthly: 'P1M', annual: 'P1Y', triennial: 'P3Y' };

function plansOf(products: readonly Product[]): ServicePlan[] {
  const grouped = new Map<string, { readonly name: string; readonly ways: [Product, Plan][] }>();
  for (const product of products) {
    for (const plan of product.plans) {
      const suite = suites.find(([, isOf]) => isOf(product))?.[0];
      const name =
        suite ??
        (product.plans.length > 1
          ? `${product.displayName}, ${cycleWords[plan.billingCycle]}`
          : product.displayName);
      const key = suite ?? `${product.name} ${plan.billingCycle}`;
      const known = grouped.get(key) ?? { name, ways: [] };
      known.ways.push([product, plan]);
      grouped.set(key, known);
    }
  }
  return [...grouped.values()].map(({ name, ways }) => {
    const id = firstPlanId + Math.min(...ways.map(([, plan]) => plan.priceableItemId));
    return {
      id,
      name,
      description: ways[0]?.[0].description ?? '',
      products: ways.map(([product, plan]) => planProduct(product, plan, id)),
    };
  });
}

function planProduct(product: Product, plan: Plan, planId: number): PlanProduct {
  const item = product.priceableItems.find(({ id }) => id === plan.priceableItemId);
  return {
    id: String(firstProductId + plan.priceableItemId),
    mpn: item?.productNumber ?? '',
    product,
    plan,
    planId,
    subscriptionPeriod: periodOfTerm(plan.term),
    billingPeriod: periodOfCycle(plan.billingCycle),
  };
}
