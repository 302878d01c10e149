import { Decimal } from 'decimal.js';
import { priceableItem } from '../catalogue/catalogue.ts';
import type { Plan, Product } from '../catalogue/product.ts';
import { Refusal } from '../refusal.ts';
import { priceAt } from './price-change.ts';

/** Unit prices of what is bought from Microsoft itself: decimal strings. */
export interface MicrosoftPrice {
  /** What the partner pays, before a promotion. */
  readonly list: string;
  /** What the partner pays. */
  readonly unit: string;
  readonly suggestedRetail: string;
}

/** Hours that a savings plan's hourly commitment is billed for. evidence: modelled, a month of 730 hours */
const hours: Readonly<Record<string, number>> = { monthly: 730, annual: 8_760, triennial: 26_280 };

/** The price of a unit for one billing cycle, less a promotion's share. @throws Refusal when there is none in the currency */
export function microsoftPrice(
  product: Product,
  plan: Plan,
  currency: string,
  details: {
    /** When it is bought: prices change. */
    readonly at: number;
    readonly percentOff?: string | undefined;
    readonly commitment?: string | undefined;
  },
): MicrosoftPrice {
  const listed = priceableItem(plan.priceableItemId)?.prices[currency];
  if (listed === undefined) {
    throw new Refusal(
      'invalid',
      'catalogue.no_currency',
      `${product.displayName} is not priced in ${currency}; leave the currency out.`,
      'currencyCode',
    );
  }
  const times =
    details.commitment === undefined
      ? 1
      : new Decimal(details.commitment).times(hours[plan.billingCycle] ?? 1);
  const list = new Decimal(priceAt(product.offerId, listed.partner, details.at)).times(times);
  const share = new Decimal(100).minus(details.percentOff ?? 0).div(100);
  return {
    list: list.toString(),
    unit: list.times(share).toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toString(),
    suggestedRetail: new Decimal(priceAt(product.offerId, listed.suggestedRetail, details.at))
      .times(times)
      .toString(),
  };
}
