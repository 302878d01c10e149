import { fromMinor } from '../../../domain/money.ts';
import type { Money } from '../../../generated/ingram-panels.gen.ts';

/** Minor units as the panels write money. */
export function toMoney(minor: number, currency: string): Money {
  return { currency, amount: fromMinor(minor, currency) };
}
