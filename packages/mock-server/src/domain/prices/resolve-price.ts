import { Decimal } from 'decimal.js';
import { monthOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { planFor, priceableItem, requireProduct } from '../catalogue/catalogue.ts';
import { companies } from '../companies/company.ts';
import { fractionDigits } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { customPriceIn } from './custom-price.ts';
import { pricedThrough } from './marketplaces.ts';
import type { ResolvedPrice } from './resolved-price.ts';
import { type SpecialDeal, specialDeals } from './special-deal.ts';

export interface PriceQuestion {
  readonly companyId: number;
  readonly productName: string;
  readonly billingType: string | undefined;
  /** A service of the company that may have a deal of its own. */
  readonly subscriptionId?: number;
}

/** The price of a unit now: a special deal, else the price list's own price, else the suggested retail price. */
export function resolvePrice(world: World, question: PriceQuestion): ResolvedPrice {
  const company = world.store.of(companies).get(question.companyId);
  if (company === undefined)
    throw new Refusal('not-found', 'account.not_found', `${question.companyId} is no company.`);
  const product = requireProduct(question.productName);
  const plan = planFor(product, question.billingType);
  const item = priceableItem(plan.priceableItemId);
  const listed = item?.prices[company.currency];
  if (item === undefined || listed === undefined) {
    throw new Refusal(
      'invalid',
      'price.no_currency',
      `${product.displayName} has no price in ${company.currency}.`,
    );
  }
  const marketplace = pricedThrough(world, company, product.name);
  const custom = marketplace && customPriceIn(world, marketplace, item.id, company.currency);
  const base = custom ?? listed.suggestedRetail;
  const deal = dealFor(world, question, item.id);
  return {
    productName: product.name,
    priceableItemId: item.id,
    billingType: plan.billingType,
    currency: company.currency,
    purchase: listed.purchase,
    suggestedRetail: listed.suggestedRetail,
    sale: deal ? dealPrice(deal, item.id, base, company.currency) : base,
    marketplaceId: marketplace?.id,
    chargeStreamId: deal?.chargeStreamId,
  };
}

/** A deal of the service goes before one of the company; of several, the newest counts. evidence: modelled */
function dealFor(world: World, question: PriceQuestion, itemId: number): SpecialDeal | undefined {
  const month = monthOf(world.clock.now());
  for (const accountId of [question.subscriptionId, question.companyId]) {
    if (accountId === undefined) continue;
    const deal = world.store
      .of(specialDeals)
      .find('account', accountId)
      .filter(
        (each) =>
          (each.lastMonth === undefined || month <= each.lastMonth) &&
          each.items.some((item) => item.priceableItemId === itemId),
      )
      .at(-1);
    if (deal !== undefined) return deal;
  }
  return undefined;
}

/** The price under a deal. evidence: docs, a custom charge replaces the price, otherwise the discount counts */
export function dealPrice(deal: SpecialDeal, itemId: number, base: string, currency: string): string {
  const item = deal.items.find((each) => each.priceableItemId === itemId);
  if (item === undefined) return base;
  if (deal.isCustomCharge) return item.customCharge ?? base;
  const share = new Decimal(100).minus(item.discount ?? 0).div(100);
  return new Decimal(base).times(share).toFixed(Math.max(fractionDigits(currency), 2), Decimal.ROUND_HALF_UP);
}
