import { Decimal } from 'decimal.js';
import type { Product, ProductPrice } from '../../generated/ingram.gen.ts';
import type { PriceReason, UnitPrice } from '../../operations/prices/price-operations.ts';
import { decimalPlacesOf } from '../../operations/prorate.ts';
import type { Amount } from '../../operations/subscriptions/subscription-operations.ts';
import { cycleOf, termOf } from './periods.ts';

const reason: PriceReason = {
  kind: 'price-list',
  message: 'The catalogue of the marketplace: the same for every customer.',
};

/** What a product costs for a billing period, one row for each step of quantities. Nothing where it has no recurring price: it is rated by use. */
export function toUnitPrices(product: Product): UnitPrice[] {
  const costs = recurring(product.costs);
  const prices = recurring(product.prices);
  const steps = [...new Set([...costs, ...prices].map(({ lowerLimit = 0 }) => lowerLimit))].sort(
    (one, other) => one - other,
  );
  return steps.flatMap((from, index) => {
    const quantity = Math.max(1, from);
    const purchase = priceAt(costs, quantity);
    const sale = priceAt(prices, quantity);
    if (purchase === undefined) return [];
    const next = steps[index + 1];
    return {
      platform: 'ingram',
      product: product.mpn ?? product.id ?? '',
      name: product.name ?? product.mpn ?? '',
      term: termOf(product.subscriptionPeriod) ?? '',
      billingCycle: cycleOf(product.billingPeriod) ?? '',
      purchase,
      ...(sale && { sale }),
      reason,
      ...(steps.length > 1 && {
        quantities: { from: quantity, ...(next !== undefined && { to: next - 1 }) },
      }),
    };
  });
}

/** The price of a unit when so many are bought; of tiers that of the last unit. */
export function priceAt(prices: readonly ProductPrice[], quantity: number): Amount | undefined {
  const found = recurring(prices).findLast(({ lowerLimit = 0 }) => lowerLimit <= Math.max(1, quantity));
  return found && { amount: found.amount, currency: found.currency };
}

/** What so many units cost: each tier at its own price, any other model all at the price of the step. */
export function totalOf(prices: readonly ProductPrice[], quantity: number): Amount | undefined {
  const steps = recurring(prices);
  const last = priceAt(steps, quantity);
  if (last === undefined) return undefined;
  const exact = steps.some(({ model }) => model === 'TIERED')
    ? steps.reduce((sum, step, index) => {
        const from = Math.max(0, (step.lowerLimit ?? 0) - 1);
        const to = Math.max(0, (steps[index + 1]?.lowerLimit ?? Number.POSITIVE_INFINITY) - 1);
        const units = Math.max(0, Math.min(quantity, to) - from);
        return sum.plus(new Decimal(step.amount).times(units));
      }, new Decimal(0))
    : new Decimal(last.amount).times(quantity);
  const { currency } = last;
  return { amount: exact.toFixed(decimalPlacesOf(currency), Decimal.ROUND_HALF_UP), currency };
}

function recurring(prices: readonly ProductPrice[] = []): ProductPrice[] {
  return prices
    .filter(({ type = 'recurring' }) => type === 'recurring')
    .sort((one, other) => (one.lowerLimit ?? 0) - (other.lowerLimit ?? 0));
}
