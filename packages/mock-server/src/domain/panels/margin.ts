import { Decimal } from 'decimal.js';
import type { World } from '../../world.ts';
import { priceableItem } from '../catalogue/catalogue.ts';
import { permit } from '../companies/scope.ts';
import { fractionDigits } from '../money.ts';
import { type Marketplace, marketplaces } from '../prices/marketplace.ts';
import { setCustomPrices } from '../prices/marketplaces.ts';
import { attempt, Refusal } from '../refusal.ts';
import { planPrice } from '../service-plans/plan-price.ts';
import { type PlanProduct, planProducts } from '../service-plans/service-plan.ts';
import { ownCompany } from './balance.ts';
import { auditPanel } from './panel-log.ts';
import type { PanelActor } from './panel-role.ts';

/** What a product costs a reseller, and what its customers pay for it. Decimal strings. */
export interface SoldProduct {
  readonly planProduct: PlanProduct;
  readonly currency: string;
  readonly cost: string;
  readonly price: string;
  readonly suggestedPrice: string;
  /** Of the price. */
  readonly marginPercent: string;
  /** Whether the reseller set it, and not the platform. */
  readonly marginSet: boolean;
}

export interface PriceSearch {
  readonly name?: string | undefined;
  readonly mpn?: string | undefined;
}

/** Products by a part of the name, or a whole MPN; those without a price in a currency are left out. */
export function productsFound({ name, mpn }: PriceSearch): PlanProduct[] {
  return planProducts.filter(
    (each) =>
      (name === undefined || each.product.displayName.toLowerCase().includes(name.toLowerCase())) &&
      (mpn === undefined || each.mpn.toLowerCase() === mpn.toLowerCase()),
  );
}

/** @throws Refusal of kind `not-found` */
export function productNumbered(id: string): PlanProduct {
  const found = planProducts.find((each) => each.id === id);
  if (found !== undefined) return found;
  throw new Refusal('not-found', 'product.unknown', `There is no product ${id}.`, 'productId');
}

/** What the actor's account pays and takes for a product; nothing where it has no price in its currency. */
export function soldProduct(
  world: World,
  actor: PanelActor,
  planProduct: PlanProduct,
): SoldProduct | undefined {
  permit(actor, 'prices.read');
  const company = ownCompany(world, actor);
  const priced = attempt(() => planPrice(world, company.id, planProduct));
  if (priced instanceof Refusal) return undefined;
  const { cost, price, currency, priceableItemId } = priced;
  const suggestedPrice = priceableItem(priceableItemId)?.prices[currency]?.suggestedRetail ?? price;
  const list = priceListOf(world, actor);
  const marginSet = list?.customPrices[priceableItemId] !== undefined;
  return {
    planProduct,
    currency,
    cost,
    price,
    suggestedPrice,
    marginPercent: marginOf(cost, price),
    marginSet,
  };
}

/** What a customer pays for a product. */
export function offeredPrice(
  world: World,
  actor: PanelActor,
  planProduct: PlanProduct,
): { readonly currency: string; readonly price: string } | undefined {
  permit(actor, 'prices.read');
  const priced = attempt(() => planPrice(world, actor.companyId, planProduct));
  return priced instanceof Refusal ? undefined : priced;
}

/** Sets the price so that a part of it, in percent, is the reseller's. @throws Refusal when that is no percentage */
export function setMargin(
  world: World,
  actor: PanelActor,
  planProduct: PlanProduct,
  percent: string,
): SoldProduct {
  const sold = mustSell(world, actor, planProduct);
  if (!/^\d{1,2}(\.\d{1,2})?$/.test(percent)) {
    throw new Refusal(
      'invalid',
      'margin.percent',
      'percent must be a decimal number from 0 to below 100, with two places at most.',
      'percent',
    );
  }
  const digits = Math.max(fractionDigits(sold.currency), 2);
  const kept = new Decimal(100).minus(percent).div(100);
  const price = new Decimal(sold.cost).div(kept).toFixed(digits, Decimal.ROUND_HALF_UP);
  return priced(world, actor, planProduct, price, `${planProduct.product.displayName}: set`);
}

/** Back to the suggested price. */
export function removeMargin(world: World, actor: PanelActor, planProduct: PlanProduct): SoldProduct {
  mustSell(world, actor, planProduct);
  return priced(world, actor, planProduct, null, `${planProduct.product.displayName}: removed`);
}

function priced(
  world: World,
  actor: PanelActor,
  planProduct: PlanProduct,
  price: string | null,
  details: string,
): SoldProduct {
  const list = priceListOf(world, actor);
  if (list === undefined) {
    throw new Refusal(
      'conflict',
      'margin.no_price_list',
      'Your customers buy by the price list of your seller; ask there for another price.',
    );
  }
  const { priceableItemId } = planProduct.plan;
  setCustomPrices(world, actor, list.id, [{ priceableItemId, price }]);
  auditPanel(world, actor, 'MarginChanged', { details });
  return mustSell(world, actor, planProduct);
}

function mustSell(world: World, actor: PanelActor, planProduct: PlanProduct): SoldProduct {
  const sold = soldProduct(world, actor, planProduct);
  if (sold !== undefined) return sold;
  throw new Refusal(
    'conflict',
    'margin.no_price',
    `Product ${planProduct.id} is not sold in your currency.`,
    'productId',
  );
}

/** The price list that is the reseller's own. */
function priceListOf(world: World, actor: PanelActor): Marketplace | undefined {
  return ownCompany(world, actor)
    .marketplaceIds.map((id) => world.store.of(marketplaces).get(id))
    .find((list) => list?.ownerId === actor.companyId);
}

function marginOf(cost: string, price: string): string {
  const amount = new Decimal(price);
  if (amount.isZero()) return '0.00';
  return amount.minus(cost).div(amount).times(100).toFixed(2, Decimal.ROUND_HALF_UP);
}
