import { Decimal } from 'decimal.js';
import type { Price } from '../prices/price-operations.ts';
import { amountOf } from '../prices/price-rule.ts';
import { decimalPlacesOf } from '../prorate.ts';
import type { Amount, BillingCycle } from '../subscriptions/subscription-operations.ts';
import type { Quote, QuoteLine, QuoteLineInput, QuoteTotals, SalePricing } from './quote.ts';

/** No sum or product of what a quote can hold is longer. */
const Exact = Decimal.clone({ precision: 60 });

/** Invoices of the first twelve months. */
const cyclesInFirstYear: Readonly<Record<BillingCycle, number>> = { monthly: 12, annual: 1, triennial: 1 };

/** The line at a price; undefined where nobody says what the customer pays. */
export function priceLine(input: QuoteLineInput, defaults: SalePricing, price: Price): QuoteLine | undefined {
  const { product, term, billingCycle, quantity, margin, markup, discountOffList } = input;
  const asked = salePrice(input, defaults, price);
  if (asked === undefined) return undefined;
  const discount = new Exact(input.discount ?? 0).isZero() ? undefined : input.discount;
  const sale = discount === undefined ? asked : reduced(asked, discount);
  return {
    product,
    term,
    billingCycle,
    quantity,
    ...(input.price !== undefined && { price: input.price }),
    ...(margin !== undefined && { margin }),
    ...(markup !== undefined && { markup }),
    ...(discountOffList !== undefined && { discountOffList }),
    ...(discount !== undefined && { discount }),
    name: price.name,
    unit: {
      purchase: price.purchase,
      ...(price.list && { list: price.list }),
      ...(discount !== undefined && { undiscounted: asked }),
      sale,
    },
    total: { purchase: times(price.purchase, quantity), sale: times(sale, quantity) },
    reason: price.reason,
    ...(price.validUntil !== undefined && { priceValidUntil: price.validUntil }),
  };
}

function salePrice(input: QuoteLineInput, defaults: SalePricing, price: Price): Amount | undefined {
  if (input.price !== undefined) return amountOf(input.price, (price.sale ?? price.purchase).currency);
  const { margin, markup, discountOffList } = isPriced(input) ? input : defaults;
  const { purchase, list } = price;
  if (margin !== undefined) return rounded(purchase, 100, new Exact(100).minus(margin));
  if (markup !== undefined) return rounded(purchase, new Exact(100).plus(markup), 100);
  if (discountOffList !== undefined) return list && reduced(list, discountOffList);
  return price.sale;
}

function isPriced({ margin, markup, discountOffList }: SalePricing): boolean {
  return margin !== undefined || markup !== undefined || discountOffList !== undefined;
}

/** As fine as the price is written, so that a discount never raises one of less than a cent. */
function reduced({ amount, currency }: Amount, percentOff: string): Amount {
  const exact = new Exact(amount).times(new Exact(100).minus(percentOff)).div(100);
  const places = Math.max(decimalPlacesOf(currency), new Exact(amount).decimalPlaces());
  return { amount: exact.toFixed(places, Decimal.ROUND_HALF_UP), currency };
}

/** A price that is computed is one that can be written: on paper, units × price is the total. */
function rounded({ amount, currency }: Amount, factor: Decimal.Value, divisor: Decimal.Value): Amount {
  // Divided last: a quotient that was cut off could round to another cent.
  return { amount: written(new Exact(amount).times(factor).div(divisor), currency), currency };
}

function times(price: Amount, quantity: number): Amount {
  return {
    amount: written(new Exact(price.amount).times(quantity), price.currency),
    currency: price.currency,
  };
}

/** Rounded as invoices are. */
function written(exact: Decimal, currency: string): string {
  return exact.toFixed(decimalPlacesOf(currency), Decimal.ROUND_HALF_UP);
}

export function totalsOf(lines: readonly QuoteLine[]): Quote['totals'] {
  return { purchase: sums(lines, 'purchase'), sale: sums(lines, 'sale') };
}

function sums(lines: readonly QuoteLine[], side: 'purchase' | 'sale'): QuoteTotals[] {
  const currencies = new Set(lines.map((line) => line.total[side].currency));
  return [...currencies].map((currency) => {
    const inIt = lines.filter((line) => line.total[side].currency === currency);
    const sum = (all: readonly QuoteLine[], cycles: (line: QuoteLine) => number) => {
      const exact = all.reduce(
        (total, line) => total.plus(new Exact(line.total[side].amount).times(cycles(line))),
        new Exact(0),
      );
      return written(exact, currency);
    };
    const perCycle = (cycle: BillingCycle) => {
      const billed = inIt.filter((line) => line.billingCycle === cycle);
      return billed.length > 0 ? { [cycle]: sum(billed, () => 1) } : {};
    };
    return {
      currency,
      ...perCycle('monthly'),
      ...perCycle('annual'),
      ...perCycle('triennial'),
      firstYear: sum(inIt, (line) => cyclesInFirstYear[line.billingCycle]),
    };
  });
}
