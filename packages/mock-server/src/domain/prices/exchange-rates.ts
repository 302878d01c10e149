import { Decimal } from 'decimal.js';
import { monthOf } from '../../kernel/calendar.ts';
import { rates } from '../catalogue/build.ts';

/** The rates of a month, its header first: the same that the catalogue's prices are made with. */
export function* exchangeRates(month: number): Generator<readonly string[]> {
  yield ['CurrencyCode', 'USDPerUnit', 'Month'];
  for (const [currency, rate] of Object.entries(rates))
    yield [
      currency,
      new Decimal(1).div(rate).toSignificantDigits(10).toFixed(),
      monthOf(month).replace('-', ''),
    ];
}
