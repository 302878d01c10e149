import { day, isoOf } from '../calendar.ts';
import type { CreateQuoteInput, Quote, QuoteChanges } from './quote.ts';

const defaultValidDays = 30;

/** The last day of a quote that is made now. */
export function validUntilOf(
  { validUntil, validDays = defaultValidDays }: Pick<CreateQuoteInput, 'validUntil' | 'validDays'>,
  now: number,
): string {
  return validUntil ?? isoOf(now + validDays * day).slice(0, 10);
}

/** What the next version is made of: what is wanted otherwise, and what was before. */
export function revisedInput(quote: Quote, changes: QuoteChanges, now: number): CreateQuoteInput {
  const { validUntil, validDays } = changes;
  const hasEnd = validUntil !== undefined || validDays !== undefined;
  const isOver = quote.validUntil < isoOf(now).slice(0, 10);
  const isPriced = changes.margin ?? changes.markup ?? changes.discountOffList;
  const { margin, markup, discountOffList } = isPriced === undefined ? quote : changes;
  return {
    customer: quote.customer,
    lines: changes.lines ?? quote.lines,
    title: changes.title ?? quote.title,
    notes: changes.notes ?? quote.notes,
    seller: changes.seller ?? quote.seller,
    buyer: changes.buyer ?? quote.buyer,
    margin,
    markup,
    discountOffList,
    ...(hasEnd ? { validUntil, validDays } : !isOver && { validUntil: quote.validUntil }),
  };
}
