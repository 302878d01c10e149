import { rates } from '../catalogue/build.ts';
import { Refusal } from '../refusal.ts';

/** @throws Refusal for a currency that nothing is priced in */
export function checkCurrency(currency: string): void {
  if (Object.hasOwn(rates, currency)) return;
  throw new Refusal(
    'invalid',
    'account.currency',
    `currency ${currency} is none that is sold in; choose one of ${Object.keys(rates).join(', ')}.`,
    'currency',
  );
}
