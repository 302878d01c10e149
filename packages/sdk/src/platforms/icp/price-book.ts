import { Decimal } from 'decimal.js';
import type { Company, Marketplace, SpecialDeal } from '../../generated/icp.gen.ts';
import { instantOf } from '../../operations/calendar.ts';
import type { PriceListItem } from '../../operations/prices/price-list-operations.ts';
import { isProduct } from '../../operations/prices/price-list-preview.ts';
import type {
  Price,
  PriceQuestion,
  PriceReason,
  UnitPrice,
} from '../../operations/prices/price-operations.ts';
import { amountOf } from '../../operations/prices/price-rule.ts';
import type { SpecialPriceQuestion } from '../../operations/prices/special-price-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import { prorate } from '../../operations/prorate.ts';
import type { Amount } from '../../operations/subscriptions/subscription-operations.ts';
import { accountId } from './account-id.ts';
import type { Icp } from './client.ts';
import { lastDayOf, lastMonthOf, toItems } from './price-fields.ts';
import { refusal } from './service-orders.ts';

export interface OwnList {
  readonly list: Marketplace;
  readonly items: readonly PriceListItem[];
}

/** An item of the list that decides about it. */
export interface Listed {
  readonly list: Marketplace;
  readonly item: PriceListItem;
  /** How many lists of the customer sell it. */
  readonly lists: number;
}

const wholeCycle = { billed: 1, inCycle: 1 };

/** Places that ICP rounds a discounted price to (modelled). */
const placesOfDiscounted = 2;

/** The prices of a list. */
export async function itemsOf(icp: Icp, id: number, options: OperationOptions): Promise<PriceListItem[]> {
  const [charges, products] = await Promise.all([
    icp.marketplaceServices.getCharges(id, {}, options),
    icp.marketplaceServices.list(id, {}, options),
  ]);
  return toItems(charges, products);
}

/** The prices of a customer: of its price lists the one with the highest priority decides (inferred: no public document says so), and a special deal goes before all of them. */
export class PriceBook {
  readonly company: Company;
  readonly lists: readonly OwnList[];
  readonly deals: readonly SpecialDeal[];

  constructor(company: Company, lists: readonly OwnList[], deals: readonly SpecialDeal[]) {
    this.company = company;
    this.lists = [...lists].sort((one, other) => (other.list.Priority ?? 0) - (one.list.Priority ?? 0));
    this.deals = [...deals].reverse().sort((one, other) => createdAt(other) - createdAt(one));
  }

  static async load(icp: Icp, customer: string | number, options: OperationOptions): Promise<PriceBook> {
    const id = accountId(customer);
    const [[company], own, deals] = await Promise.all([
      icp.companies.get(id, options),
      icp.marketplaces.list(options),
      icp.specialDeals.get(id, options),
    ]);
    if (company === undefined) throw refusal('icp.no_company', `${id} is no company.`, 'See companies.list.');
    const assigned = assignedTo(company);
    const strange = assigned.filter((each) => !own.some(({ Id }) => Id === each));
    if (strange.length > 0) {
      throw refusal(
        'icp.price_list_unreadable',
        `Account ${id} buys from price list ${strange.join(', ')}, which is not of the caller's account: its prices cannot be read.`,
        'Ask with the account that owns it.',
      );
    }
    const lists = await Promise.all(
      own
        .filter(({ Id }) => assigned.includes(Id))
        .map(async (list) => ({ list, items: await itemsOf(icp, list.Id, options) })),
    );
    return new PriceBook(company, lists, deals);
  }

  /** The item that is asked for, in the list that decides. @throws BadRequestError when the customer is not sold it */
  find({ product, term, billingCycle }: Omit<SpecialPriceQuestion, 'customer'>): Listed {
    const found = this.#decided(
      (item) => isProduct(item, product) && item.term === term && item.billingCycle === billingCycle,
    );
    if (found) return found;
    const id = this.company.AccountId;
    const sold = this.lists.flatMap(({ items }) => items.filter((item) => isProduct(item, product)));
    if (sold.length === 0) {
      throw refusal(
        'icp.service_not_sold',
        `Account ${id} is not sold ${product}.`,
        'See prices.list for what it is; sell more with marketplaceServices.add.',
      );
    }
    const ways = new Set(sold.map((item) => `${item.term || 'no term'} ${item.billingCycle}`));
    throw refusal(
      'icp.no_plan',
      `${product} is not sold for ${term} billed ${billingCycle}.`,
      `It is sold as: ${[...ways].join(', ')}.`,
    );
  }

  findItem(id: string): Listed | undefined {
    return this.#decided((item) => item.id === id);
  }

  /** Everything that is sold, each from the list that decides. */
  *sold(): Generator<Listed, void, undefined> {
    const seen = new Set<string>();
    for (const { items } of this.lists) {
      for (const { id, status } of items) {
        if (status !== 'active' || seen.has(id)) continue;
        seen.add(id);
        yield this.findItem(id) as Listed;
      }
    }
  }

  /** The newest deal for an item that counts in a month. Which of several counts is modelled. */
  dealFor(itemId: string, month: string): SpecialDeal | undefined {
    return this.dealsOn(itemId).find((deal) => month <= (lastMonthOf(deal) ?? month));
  }

  /** The newest first. */
  dealsOn(itemId: string): SpecialDeal[] {
    return this.deals.filter(({ DiscountItems = [] }) =>
      DiscountItems.some((each) => String(each.PriceableItemId) === itemId),
    );
  }

  /** What an item costs the customer on a day. */
  priceOf(listed: Listed, date: string): UnitPrice {
    const { item } = listed;
    const { product, name, term, billingCycle, purchase, list } = item;
    const price = { platform: 'icp', product, name, term, billingCycle, purchase, list };
    const billedIn = this.company.Currency ?? purchase.currency;
    if (billedIn !== purchase.currency) {
      const message = `${reasonOf(listed).message} Account ${this.company.AccountId} is billed in ${billedIn}, and ICP does not tell its price in it.`;
      return { ...price, reason: { ...reasonOf(listed), message } };
    }
    const month = date.slice(0, 7);
    const deal = this.dealFor(item.id, month);
    const over = this.dealsOn(item.id).filter((each) => (lastMonthOf(each) ?? month) < month);
    if (deal === undefined) return { ...price, sale: item.sale, reason: reasonOf(listed, over) };
    const until = lastMonthOf(deal);
    return {
      ...price,
      sale: dealPrice(deal, item.id, item.sale),
      reason: dealReason(deal, item),
      ...(until !== undefined && { validUntil: lastDayOf(until) }),
    };
  }

  /** What so many units cost the customer on a day. @throws BadRequestError when it is not sold them */
  price(question: PriceQuestion, date: string): Price {
    const { quantity = 1 } = question;
    const unit = this.priceOf(this.find(question), date);
    const total = (price: Amount) => prorate(price, quantity, wholeCycle);
    const { purchase, list, sale } = unit;
    return {
      ...unit,
      quantity,
      date,
      total: {
        purchase: total(purchase),
        ...(list && { list: total(list) }),
        ...(sale && { sale: total(sale) }),
      },
    };
  }

  /** A list that sells goes before one that hides: hidden is what only those pay who have it. */
  #decided(isWanted: (item: PriceListItem) => boolean): Listed | undefined {
    const found = this.lists.flatMap(({ list, items }) => {
      const item = items.find(isWanted);
      return item ? [{ list, item }] : [];
    });
    const chosen = found.find(({ item }) => item.status === 'active') ?? found[0];
    return chosen && { ...chosen, lists: found.length };
  }
}

/** Ids of the price lists that a company buys from. */
export function assignedTo({ Marketplaces, Marketplace: single }: Company): readonly number[] {
  return Marketplaces ?? (single === undefined ? [] : [single]);
}

/** The price under a deal: its own price, or the list's less the discount. */
export function dealPrice(deal: SpecialDeal, itemId: string, base: Amount): Amount {
  const { currency } = base;
  const { Discount, CustomCharge } =
    deal.DiscountItems?.find((each) => String(each.PriceableItemId) === itemId) ?? {};
  if (deal.IsCustomCharge) return amountOf(CustomCharge ?? base.amount, currency);
  const share = new Decimal(100).minus(Discount ?? 0).div(100);
  const price = new Decimal(base.amount).times(share);
  return { amount: price.toFixed(placesOfDiscounted, Decimal.ROUND_HALF_UP), currency };
}

function createdAt({ CreatedDate }: SpecialDeal): number {
  return instantOf(CreatedDate) ?? 0;
}

function dealReason(deal: SpecialDeal, { id, sale }: PriceListItem): PriceReason {
  const until = lastMonthOf(deal);
  const { Discount } = deal.DiscountItems?.find((each) => String(each.PriceableItemId) === id) ?? {};
  const what = deal.IsCustomCharge
    ? `a price of its own instead of ${sale.amount} ${sale.currency}`
    : `${Discount ?? 0} % off ${sale.amount} ${sale.currency}`;
  return {
    kind: 'special-deal',
    id: String(deal.ChargeStreamId),
    ...(deal.Comments && { name: deal.Comments }),
    message: `Special deal ${deal.ChargeStreamId}: ${what}, ${until === undefined ? 'without an end' : `until ${until}`}.`,
  };
}

function reasonOf({ list, item, lists }: Listed, over: readonly SpecialDeal[] = []): PriceReason {
  const own = item.price !== undefined;
  const parts = [
    `Price list ${list.Id}, ${list.Name}: ${own ? 'its own price' : 'it sets none, so the suggested retail price counts'}.`,
    ...(item.status === 'hidden' ? ['It is hidden there: no new sales.'] : []),
    ...(lists > 1
      ? [`Of ${lists} lists that have it, the one of the highest priority decides (inferred).`]
      : []),
    ...over.map((deal) => `Special deal ${deal.ChargeStreamId} ends with ${lastMonthOf(deal)}.`),
  ];
  return {
    kind: own ? 'price-list' : 'suggested-retail',
    id: String(list.Id),
    name: list.Name,
    message: parts.join(' '),
  };
}
