import { Decimal } from 'decimal.js';
import { derivedId } from '../../kernel/derived-id.ts';
import { meters } from '../azure/meters.ts';
import { rates } from '../catalogue/build.ts';
import { Refusal } from '../refusal.ts';

export interface RatedMeter {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly subcategory: string;
  readonly unit: string;
  /** Of one unit in the card's currency, a decimal string. */
  readonly rate: string;
}

/** What legacy Azure costs by meter. evidence: modelled, the meters and prices are those of the plan @throws Refusal when there is no rate for a currency */
export function ratedMeters(currency: string): RatedMeter[] {
  const rate = rates[currency];
  if (rate === undefined)
    throw new Refusal(
      'invalid',
      'rate_card.currency',
      `There is no rate card in ${currency}; take one of ${Object.keys(rates).join(', ')}.`,
      'currency',
    );
  return Object.values(meters).map(({ id, name, category, subcategory, unit, price }) => ({
    id: derivedId(`meter ${id}`),
    name,
    category,
    subcategory,
    unit,
    rate: new Decimal(price).times(rate).toString(),
  }));
}
