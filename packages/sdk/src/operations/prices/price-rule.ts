import { Decimal } from 'decimal.js';
import { decimalPlacesOf } from '../prorate.ts';
import type { Amount } from '../subscriptions/subscription-operations.ts';
import type { PriceRounding, PriceRule } from './price-list-operations.ts';

const directions = { up: Decimal.ROUND_UP, down: Decimal.ROUND_DOWN, nearest: Decimal.ROUND_HALF_UP };

/** What a rule makes of a purchase price or a suggested one: a decimal text. Undefined where there is nothing to compute from. */
export function priceByRule(
  rule: PriceRule,
  { purchase, list }: { readonly purchase: Amount; readonly list: Amount },
): string | undefined {
  const basis = new Decimal('discountOffList' in rule ? list.amount : purchase.amount);
  if (!basis.isPositive() || basis.isZero()) return undefined;
  const [times, dividedBy] = factorOf(rule);
  // Divided last: a quotient that is cut off would be rounded up by a whole step.
  return rounded(basis.times(times).div(dividedBy), rule.round, purchase.currency);
}

function factorOf(rule: PriceRule): readonly [times: Decimal, dividedBy: Decimal] {
  const whole = new Decimal(100);
  if ('margin' in rule) return [whole, whole.minus(rule.margin)];
  if ('markup' in rule) return [whole.plus(rule.markup), whole];
  return [whole.minus(rule.discountOffList), whole];
}

/** A price where the rounding wants it, never nothing; without one, at the currency's smallest unit. */
function rounded(exact: Decimal, rounding: PriceRounding | undefined, currency: string): string {
  const places = decimalPlacesOf(currency);
  if (rounding === undefined) return exact.toFixed(places, Decimal.ROUND_HALF_UP);
  if (exact.isZero()) return exact.toFixed(places);
  const direction = directions[rounding.direction ?? 'up'];
  const [step, offset] = 'to' in rounding ? [new Decimal(rounding.to), 0] : stepOf(rounding.ending);
  const steps = exact.minus(offset).div(step).toDecimalPlaces(0, direction);
  const least = 'to' in rounding ? 1 : 0;
  const price = Decimal.max(steps, least).times(step).plus(offset);
  return price.toFixed(Math.max(places, price.decimalPlaces()));
}

/** Prices that end alike lie a power of ten apart: `0.99` every 1, `9.90` every 10, `990` every 1000. */
function stepOf(ending: string): readonly [step: Decimal, offset: Decimal] {
  const offset = new Decimal(ending);
  const whole = offset.trunc().toFixed();
  return [new Decimal(10).pow(whole === '0' ? 0 : whole.length), offset];
}

/** The smallest places that a rounding leaves behind. */
export function placesOf(rounding: PriceRounding): number {
  return new Decimal('to' in rounding ? rounding.to : rounding.ending).decimalPlaces();
}

/** What is left of a sale price, in percent of it, to two places; undefined where nothing is paid, or in another currency. */
export function marginOf(sale: Amount, purchase: Amount): string | undefined {
  if (sale.currency !== purchase.currency || new Decimal(sale.amount).isZero()) return undefined;
  return new Decimal(sale.amount).minus(purchase.amount).div(sale.amount).times(100).toFixed(2);
}

/** How much a price rose, in percent of the former one, to two places; undefined where it was nothing, or in another currency. */
export function percentOfChange(before: Amount, after: Amount): string | undefined {
  if (before.currency !== after.currency || new Decimal(before.amount).isZero()) return undefined;
  return new Decimal(after.amount).minus(before.amount).div(before.amount).times(100).toFixed(2);
}

/** Money of a wire, with the places of the currency's smallest unit at least: `22.50`. */
export function amountOf(value: string | number, currency: string): Amount {
  const exact = new Decimal(value);
  return { amount: exact.toFixed(Math.max(decimalPlacesOf(currency), exact.decimalPlaces())), currency };
}

/** Whether two amounts are the same money, however they are written. */
export function isSame(one: Amount | undefined, other: Amount | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.currency === other.currency && new Decimal(one.amount).equals(other.amount);
}

export function isBelow(one: Amount, other: Amount): boolean {
  return one.currency === other.currency && new Decimal(one.amount).lessThan(other.amount);
}
