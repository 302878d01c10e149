import { Decimal } from 'decimal.js';
import type { Amount } from './subscriptions/subscription-operations.ts';

/** Currencies without cents, by ISO 4217. */
const wholeUnits: ReadonlySet<string> = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '),
);

/** Decimal places of a currency's smallest unit. */
export function decimalPlacesOf(currency: string): number {
  return wholeUnits.has(currency) ? 0 : 2;
}

/** Units × price, for so many days of the cycle; rounded half away from zero to the currency's smallest unit, as invoices are. */
export function prorate(
  unitPrice: Amount,
  quantity: number,
  days: { readonly billed: number; readonly inCycle: number },
): Amount {
  const { amount, currency } = unitPrice;
  const exact = new Decimal(amount).times(quantity).times(days.billed).div(days.inCycle);
  return { amount: exact.toFixed(decimalPlacesOf(currency), Decimal.ROUND_HALF_UP), currency };
}
