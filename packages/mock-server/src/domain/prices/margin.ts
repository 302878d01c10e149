import { Decimal } from 'decimal.js';
import { derivedId } from '../../kernel/derived-id.ts';
import { isMicrosoft, type MicrosoftProduct } from '../catalogue/availability.ts';
import { microsoftProducts } from '../catalogue/catalogue.ts';
import type { Partner } from '../partners/partner.ts';
import { microsoftPrice } from './microsoft-price.ts';

/** What a publisher leaves to one partner of its price: a share of it, or a price of its own. */
export type Margin = {
  readonly id: string;
  readonly product: MicrosoftProduct;
  readonly startsAt: number;
  readonly endsAt: number;
} & ({ readonly percentage: string } | { readonly prices: readonly CustomPrice[] });

/** In US dollars, for one term. */
export interface CustomPrice {
  readonly term: string;
  readonly amount: string;
}

const startsAt = Date.UTC(2024, 0, 1);
const endsAt = Date.UTC(2024, 11, 31, 23, 59, 59);
const percentages = ['10', '10'];

/** The margins of a partner, all of them over: what is bought now costs what the price sheet says. evidence: sample for the two kinds, modelled for the rest */
export function marginsOf(partner: Partner): Margin[] {
  return microsoftProducts
    .filter(isMicrosoft)
    .filter(({ microsoft }) => microsoft.family === 'marketplace')
    .slice(0, percentages.length + 1)
    .map((product, index): Margin => {
      const id = derivedId(`margin ${partner.tenantId} ${product.offerId}`);
      const percentage = percentages[index];
      const common = { id: `${id.slice(-12)}_${id}`, product, startsAt, endsAt };
      return percentage === undefined
        ? { ...common, prices: customPrices(product) }
        : { ...common, percentage };
    });
}

/** A tenth below the price sheet. */
function customPrices(product: MicrosoftProduct): CustomPrice[] {
  return product.plans.map((plan) => {
    const { list } = microsoftPrice(product, plan, 'USD', { at: startsAt });
    return { term: plan.term ?? 'P1M', amount: new Decimal(list).times('0.9').toDecimalPlaces(2).toString() };
  });
}
