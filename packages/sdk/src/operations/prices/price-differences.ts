import type { ComparedPrices, PriceDifference, PriceListItem } from './price-list-operations.ts';
import { isSame, percentOfChange } from './price-rule.ts';

type What = Pick<PriceDifference, 'product' | 'name' | 'term' | 'billingCycle' | 'quantities'>;

const sides = ['purchase', 'list', 'sale'] as const;

/** What has become of a price; undefined where it is the same. */
export function differenceOf(
  what: What,
  before: ComparedPrices | undefined,
  after: ComparedPrices | undefined,
): PriceDifference | undefined {
  if (before === undefined) return after && { kind: 'new', ...named(what), after };
  if (after === undefined) return { kind: 'gone', ...named(what), before };
  if (sides.every((side) => isSame(before[side], after[side]))) return undefined;
  const percent: Partial<Record<(typeof sides)[number], string>> = {};
  for (const side of sides) {
    const [one, other] = [before[side], after[side]];
    const change = one && other && percentOfChange(one, other);
    if (change !== undefined) percent[side] = change;
  }
  return { kind: 'changed', ...named(what), before, after, percent };
}

/** What differs between two lists, by what they price. */
export function* betweenLists(
  before: readonly PriceListItem[],
  after: readonly PriceListItem[],
): Generator<PriceDifference, void, undefined> {
  const others = new Map(after.map((item) => [item.id, item]));
  for (const item of before) {
    const other = others.get(item.id);
    others.delete(item.id);
    const difference = differenceOf(item, compared(item), other && compared(other));
    if (difference) yield difference;
  }
  for (const item of others.values()) {
    const difference = differenceOf(item, undefined, compared(item));
    if (difference) yield difference;
  }
}

/** What differs between the prices of a list and those that were set before; one that was set for the first time is none. */
export function* sinceFormer(items: readonly PriceListItem[]): Generator<PriceDifference, void, undefined> {
  for (const item of items) {
    const { former, price } = item;
    if (former === undefined || price === undefined) continue;
    const difference = differenceOf(item, { sale: former }, { sale: price });
    if (difference) yield difference;
  }
}

function compared({ purchase, list, sale }: PriceListItem): ComparedPrices {
  return { purchase, list, sale };
}

function named({ product, name, term, billingCycle, quantities }: What): What {
  return { product, name, term, billingCycle, ...(quantities && { quantities }) };
}
