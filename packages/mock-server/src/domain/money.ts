import { Decimal } from 'decimal.js';

/** Currencies whose minor unit is not a hundredth. evidence: ISO 4217 */
const minorUnitDigits: Readonly<Record<string, number>> = { CLP: 0, PYG: 0, JPY: 0 };

export function fractionDigits(currency: string): number {
  return minorUnitDigits[currency] ?? 2;
}

/** A decimal amount in integer minor units, rounded half away from zero: the only place that rounds. */
export function toMinor(amount: Decimal.Value, currency: string): number {
  return new Decimal(amount)
    .times(new Decimal(10).pow(fractionDigits(currency)))
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    .toNumber();
}

/** Minor units as a decimal string: 1050 USD is `10.50`. */
export function fromMinor(minor: number, currency: string): string {
  const digits = fractionDigits(currency);
  return new Decimal(minor).div(new Decimal(10).pow(digits)).toFixed(digits);
}

/** Units × price × days of the period, in minor units. */
export function prorated(
  unitPrice: string,
  quantity: number,
  days: number,
  daysInPeriod: number,
  currency: string,
): number {
  return toMinor(new Decimal(unitPrice).times(quantity).times(days).div(daysInPeriod), currency);
}
