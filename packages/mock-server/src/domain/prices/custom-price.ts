import { Decimal } from 'decimal.js';
import type { World } from '../../world.ts';
import { rates } from '../catalogue/build.ts';
import { companies } from '../companies/company.ts';
import { fractionDigits } from '../money.ts';
import type { Marketplace } from './marketplace.ts';

/** The price that a list sets for an item, in a buyer's currency: lists are in that of their owner. evidence: modelled, at the rates of this world */
export function customPriceIn(
  world: World,
  marketplace: Marketplace,
  itemId: number,
  currency: string,
): string | undefined {
  const custom = marketplace.customPrices[itemId]?.price;
  const listed = world.store.of(companies).get(marketplace.ownerId)?.currency ?? 'USD';
  if (custom === undefined || currency === listed) return custom;
  return new Decimal(custom)
    .times(rates[currency] ?? 1)
    .div(rates[listed] ?? 1)
    .toFixed(fractionDigits(currency), Decimal.ROUND_HALF_UP);
}
