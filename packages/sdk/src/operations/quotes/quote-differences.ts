import type { Quote, QuoteDifference, QuoteLine } from './quote.ts';

type Field = QuoteDifference['field'];

/** What is compared of a line, as text. */
const ofLine: readonly (readonly [Field, (line: QuoteLine) => string | undefined])[] = [
  ['quantity', (line) => String(line.quantity)],
  ['purchase', ({ unit }) => `${unit.purchase.amount} ${unit.purchase.currency}`],
  ['list', ({ unit }) => unit.list && `${unit.list.amount} ${unit.list.currency}`],
  ['discount', ({ discount }) => (discount === undefined ? undefined : String(discount))],
  ['sale', ({ unit }) => `${unit.sale.amount} ${unit.sale.currency}`],
  ['total', ({ total }) => `${total.sale.amount} ${total.sale.currency}`],
];

const ofQuote = ['validUntil', 'title', 'notes', 'seller', 'buyer'] as const;

/** What differs between two quotes: the quote's own first, then line by line; lines go together by product, term and billing cycle. */
export function differencesOf(before: Quote, after: Quote): QuoteDifference[] {
  const left = [...after.lines];
  const taken = (line: QuoteLine): QuoteLine | undefined => {
    const index = left.findIndex((each) => keyOf(each) === keyOf(line));
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  return [
    ...ofQuote.flatMap((field) => difference({ field }, before[field], after[field])),
    ...before.lines.flatMap((line) => {
      const { product, term, billingCycle } = line;
      const counterpart = taken(line);
      if (counterpart === undefined)
        return difference({ product, term, billingCycle, field: 'line' }, wordsOf(line), undefined);
      return ofLine.flatMap(([field, read]) =>
        difference({ product, term, billingCycle, field }, read(line), read(counterpart)),
      );
    }),
    ...left.flatMap((line) => {
      const { product, term, billingCycle } = line;
      return difference({ product, term, billingCycle, field: 'line' }, undefined, wordsOf(line));
    }),
  ];
}

function keyOf({ product, term, billingCycle }: QuoteLine): string {
  return [product.toUpperCase(), term, billingCycle].join(' ');
}

function wordsOf({ quantity, name }: QuoteLine): string {
  return `${quantity} × ${name}`;
}

function difference(
  where: Omit<QuoteDifference, 'before' | 'after'>,
  before: string | undefined,
  after: string | undefined,
): QuoteDifference[] {
  if (before === after) return [];
  return [{ ...where, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}
