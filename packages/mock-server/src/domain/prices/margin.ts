import { derivedId } from '../../kernel/derived-id.ts';
import { isMicrosoft, type MicrosoftProduct } from '../catalogue/availability.ts';
import { microsoftProducts } from '../catalogue/catalogue.ts';
import type { Partner } from '../partners/partner.ts';

/** What a publisher leaves to one partner of its price. */
export interface Margin {
  readonly id: string;
  readonly product: MicrosoftProduct;
  readonly percentage: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

const startsAt = Date.UTC(2024, 0, 1);
const endsAt = Date.UTC(2024, 11, 31, 23, 59, 59);

/** The margins of a partner, all of them over: what is bought now costs what the price sheet says. evidence: modelled */
export function marginsOf(partner: Partner): Margin[] {
  return microsoftProducts
    .filter(isMicrosoft)
    .filter(({ microsoft }) => microsoft.family === 'marketplace')
    .slice(0, 2)
    .map((product) => {
      const id = derivedId(`margin ${partner.tenantId} ${product.offerId}`);
      return { id: `${id.slice(-12)}_${id}`, product, percentage: '10', startsAt, endsAt };
    });
}
