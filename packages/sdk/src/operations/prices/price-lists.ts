import { ConflictError } from '../../http/errors/conflict-error.ts';
import { OperationGroup, type OperationGroupOptions } from '../operation-group.ts';
import type { Platform } from '../platform.ts';
import type { OperationOptions } from '../progress.ts';
import type {
  PriceChange,
  PriceComparison,
  PriceDifference,
  PriceList,
  PriceListAllocation,
  PriceListChange,
  PriceListItem,
  PriceListPreview,
} from './price-list-operations.ts';
import * as schemas from './price-schemas.ts';

export interface CreatePriceListOptions extends OperationOptions {
  /** What is sold from it. @default nothing yet */
  readonly products?: readonly string[];
}

type Differences = AsyncGenerator<PriceDifference, void, undefined>;

/** The caller's own price lists; ICP calls them marketplaces. Ids are the platform's own, as `list` gives them. */
export class PriceLists extends OperationGroup<'prices'> {
  constructor(platform: Platform, options: OperationGroupOptions = {}) {
    super('prices', platform, options);
  }

  /** Lists the price lists, with their priority and how many customers buy from each. */
  async list(options: OperationOptions = {}): Promise<PriceList[]> {
    return (await this.operations('lists.list')).lists.list(options);
  }

  /**
   * Creates a price list, and sells products from it: at the suggested prices until others are set. No customer buys from it before `allocate`.
   * @throws {ConflictError} when there is one of that name
   * @throws {ValidationError} when a product is unknown; no list is left behind then
   * @example
   * const list = await reseller.prices.lists.create('Retail 2027', { products: ['CFQ7TTC0LH18:0001', 'CFQ7TTC0LDPB:0001'] });
   * await reseller.prices.lists.set(list.id, { rule: { margin: '15', round: { ending: '0.99' } } });
   * await reseller.prices.lists.allocate(list.id, [435348]);
   */
  async create(name: string, { products = [], ...options }: CreatePriceListOptions = {}): Promise<PriceList> {
    const wanted = this.valid(schemas.listName, name);
    const sold = this.valid(schemas.products, products);
    return (await this.operations('lists.create')).lists.create(wanted, sold, options);
  }

  /** Lists the prices of a list, hidden ones too, which only those pay who have the product. */
  async prices(id: string | number, options: OperationOptions = {}): Promise<PriceListItem[]> {
    return (await this.operations('lists.prices')).lists.prices(String(id), options);
  }

  /**
   * Tells what a change of prices would do: each price before and after, the margin that is left, and what would be sold below its purchase price. Nothing is sent before `apply`.
   * Running terms keep their price until they renew.
   * @throws {ValidationError} with every line and price that does not fit the list
   * @example
   * const preview = await reseller.prices.lists.preview(101, { rule: { margin: '15', round: { to: '0.50' } } });
   * for (const { item, before, after, margin } of preview.changes)
   *   console.log(item.name, before.amount, after.amount, margin.after);
   * if (preview.warnings.length === 0) await preview.apply();
   */
  async preview(
    id: string | number,
    change: PriceChange,
    options: OperationOptions = {},
  ): Promise<PriceListPreview> {
    const wanted = this.#valid(change);
    const { lists } = await this.operations('lists.preview');
    const list = String(id);
    const items = await lists.prices(list, options);
    // Loaded when it is needed: the decimal arithmetic is the largest part of it.
    const { previewPrices } = await import('./price-list-preview.ts');
    const preview = await previewPrices(list, items, wanted);
    return { ...preview, apply: (applyOptions = options) => this.#apply(preview, applyOptions) };
  }

  /**
   * Sets prices of a list: some by name, those of a CSV, or all by a rule. Warnings of `preview` do not keep it from setting them.
   * Nothing is sent unless every line is good. Interrupted, call it again with the same change: what is set already is not sent again.
   * @throws {ValidationError} that names line, column, rule and remedy
   * @throws {ConflictError} when a price reads back otherwise than it was set
   * @example
   * const csv = `product,term,billingCycle,price
   * CFQ7TTC0LH18:0001,P1Y,monthly,21.50`;
   * await reseller.prices.lists.set(101, { csv });
   */
  async set(
    id: string | number,
    change: PriceChange,
    options: OperationOptions = {},
  ): Promise<PriceListItem[]> {
    await this.operations('lists.set');
    return (await this.preview(id, change, options)).apply(options);
  }

  /** Lets customers buy from a list, beside those they buy from already; all else of them stays. `outrankedBy` names lists that go before it. @throws {ApiError} when one of them is refused; what was done stays */
  async allocate(
    id: string | number,
    customers: readonly (string | number)[],
    options: OperationOptions = {},
  ): Promise<PriceListAllocation[]> {
    const wanted = this.valid(schemas.customers, customers).map(String);
    return (await this.operations('lists.allocate')).lists.allocate(String(id), wanted, options);
  }

  /**
   * Tells what differs: between two lists, between a list and its former prices, between a list and what was sold in a month, and on Partner Center between two months of a market, whose letters are the id then.
   * Two months are read side by side: what is new or gone is known at the end only.
   * @throws {ValidationError} when the platform cannot compare so
   * @example
   * for await (const { kind, name, before, after, percent } of reseller.prices.lists.diff('PE', { from: '2026-10', to: '2026-11' }))
   *   console.log(kind, name, before?.purchase?.amount, after?.purchase?.amount, percent?.purchase);
   */
  async *diff(id: string | number, other: PriceComparison, options: OperationOptions = {}): Differences {
    const { lists } = await this.operations('lists.diff');
    if (other !== 'former' && 'from' in other) {
      const months = this.valid(schemas.comparison.months, other);
      yield* lists.betweenMonths(String(id), months, options);
    } else if (other !== 'former' && 'sold' in other) {
      const { sold } = this.valid(schemas.comparison.sold, other);
      yield* lists.soldOtherwise(String(id), sold, options);
    } else {
      const { betweenLists, sinceFormer } = await import('./price-differences.ts');
      const items = await lists.prices(String(id), options);
      if (other === 'former') yield* sinceFormer(items);
      else {
        const { list } = this.valid(schemas.comparison.list, other);
        yield* betweenLists(items, await lists.prices(String(list), options));
      }
    }
  }

  #valid(change: PriceChange): PriceChange {
    if ('csv' in change && Object.keys(change).length === 1 && isReadable(change.csv)) return change;
    const schema = 'rule' in change ? schemas.ruled : schemas.newPrices;
    return defined(this.valid(schema as typeof schemas.newPrices, change));
  }

  async #apply(
    { list, changes }: Pick<PriceListPreview, 'list' | 'changes'>,
    options: OperationOptions,
  ): Promise<PriceListItem[]> {
    if (changes.length === 0) return [];
    const { lists } = await this.operations('lists.set');
    const { isSame } = await import('./price-rule.ts');
    const now = new Map((await lists.prices(list, options)).map((item) => [item.id, item]));
    const moved = changes.find(({ item }) => {
      const current = now.get(item.id);
      return (
        !isSame(current?.price, item.price) ||
        !isSame(current?.purchase, item.purchase) ||
        !isSame(current?.list, item.list)
      );
    });
    if (moved) throw this.#conflict(moved, 'has changed since the preview.', 'Preview it again.');
    await lists.write(list, changes, options);
    const set = new Map((await lists.prices(list, options)).map((item) => [item.id, item]));
    const other = changes.find(({ item, after }) => !isSame(set.get(item.id)?.sale, after));
    if (other)
      throw this.#conflict(
        other,
        `reads back as ${set.get(other.item.id)?.sale.amount ?? 'nothing'} after ${other.after.amount} was set.`,
        'See lists.prices; somebody else may set prices too, or the platform rounds them.',
      );
    return changes.flatMap(({ item }) => set.get(item.id) ?? []);
  }

  #conflict({ item }: PriceListChange, problem: string, solution: string): ConflictError {
    const { name } = this.platform;
    const what = `${item.name} ${item.term} ${item.billingCycle}`;
    return new ConflictError(`${name}: the price of ${what} ${problem}`, {
      platform: name,
      operation: 'prices.lists.set',
      code: 'price_list.changed',
      solution,
    });
  }
}

function isReadable(csv: unknown): boolean {
  return typeof csv === 'string' || (typeof csv === 'object' && csv !== null && Symbol.asyncIterator in csv);
}

/** Without the fields that are undefined: which field is there decides. */
function defined<Value>(value: unknown): Value {
  if (Array.isArray(value)) return value.map(defined) as Value;
  if (typeof value !== 'object' || value === null) return value as Value;
  const kept = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(kept.map(([name, each]) => [name, defined(each)])) as Value;
}
