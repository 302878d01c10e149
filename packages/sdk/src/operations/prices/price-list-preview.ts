import { ValidationError } from '../../http/errors/validation-error.ts';
import type { Issue } from '../../validation/issue.ts';
import { decimalPlacesOf } from '../prorate.ts';
import { issueAt, pricesOfCsv } from './price-csv.ts';
import type {
  NewPrice,
  PriceChange,
  PriceListChange,
  PriceListItem,
  PriceListPreview,
  PriceRule,
  PriceWarning,
} from './price-list-operations.ts';
import { amountOf, isBelow, isSame, marginOf, placesOf, priceByRule } from './price-rule.ts';

/** A wish with where it was written, for its issues. */
interface Wish extends NewPrice {
  readonly currency?: string;
  readonly issue: (column: string, code: string, message: string, remedy: string) => Issue;
}

interface Wished {
  readonly item: PriceListItem;
  readonly price: string | null;
}

type Preview = Omit<PriceListPreview, 'apply'>;

/** What a change does to the prices of a list; nothing is asked or sent. @throws {ValidationError} with everything that does not fit the list */
export async function previewPrices(
  list: string,
  items: readonly PriceListItem[],
  change: PriceChange,
): Promise<Preview> {
  if ('rule' in change) return previewRule(list, items, change.rule);
  const wishes = 'csv' in change ? await wishesOfCsv(change.csv) : change.prices.map(wishOf);
  return previewOf(list, matched(items, wishes), []);
}

/** Whether a text names the product of an item: as Microsoft's catalogue does, or as the platform. */
export function isProduct({ product, service }: PriceListItem, named: string): boolean {
  return product.toUpperCase() === named.toUpperCase() || service === named;
}

async function wishesOfCsv(csv: string | AsyncIterable<string | Uint8Array>): Promise<Wish[]> {
  return (await pricesOfCsv(csv)).map(({ line, ...price }) => ({
    ...price,
    issue: (column, code, message, remedy) => issueAt(line, column, code, message, remedy),
  }));
}

function wishOf(price: NewPrice, index: number): Wish {
  return {
    ...price,
    issue: (column, code, message, remedy) => ({ code, path: ['prices', index, column], message, remedy }),
  };
}

function matched(items: readonly PriceListItem[], wishes: readonly Wish[]): Wished[] {
  const issues: Issue[] = [];
  const found = new Map<string, Wished>();
  for (const wish of wishes) {
    const item = itemOf(items, wish);
    if ('issue' in item) issues.push(item.issue);
    else if (found.has(item.id))
      issues.push(
        wish.issue(
          'product',
          'price.twice',
          `${nameOf(item)} is priced above already.`,
          'Leave one of them.',
        ),
      );
    else if (wish.currency !== undefined && wish.currency !== item.purchase.currency)
      issues.push(
        wish.issue(
          'currency',
          'price.currency',
          `the list is in ${item.purchase.currency}, not ${wish.currency}.`,
          'Give prices in the currency of the list.',
        ),
      );
    else found.set(item.id, { item, price: wish.price });
  }
  if (issues.length > 0) throw new ValidationError(issues);
  return [...found.values()];
}

function itemOf(items: readonly PriceListItem[], wish: Wish): PriceListItem | { readonly issue: Issue } {
  const sold = items.filter((item) => isProduct(item, wish.product));
  const item = sold.find((each) => each.term === wish.term && each.billingCycle === wish.billingCycle);
  if (item !== undefined) return item;
  if (sold.length === 0) {
    const remedy = 'See lists.prices for what is; the name counts as it is written there.';
    return {
      issue: wish.issue('product', 'price.product', `"${wish.product}" is not in the list.`, remedy),
    };
  }
  const ways = sold.map((each) => `${each.term || 'no term'} ${each.billingCycle}`).join(', ');
  return {
    issue: wish.issue(
      'term',
      'price.plan',
      `"${wish.term}" billed "${wish.billingCycle}" is not sold.`,
      `It is sold as: ${ways}.`,
    ),
  };
}

function previewRule(list: string, items: readonly PriceListItem[], rule: PriceRule): Preview {
  const { products } = rule;
  const unknown = (products ?? []).filter((name) => !items.some((item) => isProduct(item, name)));
  const issues = unknown.map(
    (name): Issue => ({
      code: 'price.product',
      path: ['rule', 'products'],
      message: `"${name}" is not in the list.`,
      remedy: 'See lists.prices for what is.',
    }),
  );
  const wanted = items.filter((item) =>
    products === undefined ? item.status === 'active' : products.some((name) => isProduct(item, name)),
  );
  const coarse = wanted.find(
    ({ purchase }) => rule.round && placesOf(rule.round) > decimalPlacesOf(purchase.currency),
  );
  if (coarse)
    issues.push({
      code: 'price.rounding',
      path: ['rule', 'round'],
      message: `is finer than ${coarse.purchase.currency} has.`,
      remedy: 'Round to its smallest unit or more.',
    });
  if (issues.length > 0) throw new ValidationError(issues);
  const wished: Wished[] = [];
  const warnings: PriceWarning[] = [];
  for (const item of wanted) {
    const price = priceByRule(rule, item);
    if (price !== undefined) wished.push({ item, price });
    else
      warnings.push({
        kind: 'not-priced',
        item,
        message: `${nameOf(item)} costs nothing: the rule leaves it as it is.`,
      });
  }
  return previewOf(list, wished, warnings);
}

function previewOf(list: string, wished: readonly Wished[], before: readonly PriceWarning[]): Preview {
  const changes: PriceListChange[] = [];
  const warnings = [...before];
  for (const { item, price } of wished) {
    const after = price === null ? item.list : amountOf(price, item.purchase.currency);
    if (isBelow(after, item.purchase))
      warnings.push({
        kind: 'below-purchase',
        item,
        message: `${nameOf(item)} would be sold at ${after.amount} and costs ${item.purchase.amount} ${after.currency}.`,
      });
    const own = price === null ? undefined : after;
    if (isSame(own, item.price)) continue;
    if (item.status === 'hidden')
      warnings.push({
        kind: 'hidden',
        item,
        message: `${nameOf(item)} is hidden: only those who have it pay the price.`,
      });
    const margins = { before: marginOf(item.sale, item.purchase), after: marginOf(after, item.purchase) };
    changes.push({
      item,
      before: item.sale,
      after,
      price,
      margin: {
        ...(margins.before !== undefined && { before: margins.before }),
        ...(margins.after !== undefined && { after: margins.after }),
      },
    });
  }
  return { list, changes, unchanged: wished.length - changes.length, warnings };
}

function nameOf({ name, term, billingCycle }: PriceListItem): string {
  return [name, term, billingCycle].filter((part) => part !== '').join(' ');
}
