import type { InvoiceAggregationLine } from '../../generated/icp.gen.ts';
import { differenceOf } from '../../operations/prices/price-differences.ts';
import type { PriceDifference, SoldOtherwise } from '../../operations/prices/price-list-operations.ts';
import { amountOf, isSame } from '../../operations/prices/price-rule.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { Amount } from '../../operations/subscriptions/subscription-operations.ts';
import type { Icp } from './client.ts';
import { assignedTo, dealPrice, type Listed, PriceBook } from './price-book.ts';

/** Lines of a month's invoices at other prices than a list sets; only where the list decides for the customer. One for each subscription, item and price. */
export async function* soldOtherwise(
  icp: Icp,
  listId: number,
  month: string,
  options: OperationOptions,
): AsyncGenerator<PriceDifference, void, undefined> {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const { InvoiceAggregation: lines } = await icp.invoices.getAggregation(year, number, {}, options);
  for (const [customer, own] of byCustomer(lines)) {
    const [company] = await icp.companies.get(customer, options);
    if (company === undefined || !assignedTo(company).includes(listId)) continue;
    const book = await PriceBook.load(icp, customer, options);
    const seen = new Set<string>();
    for (const line of own) {
      const listed = book.findItem(String(line.PriceableItemId));
      if (listed?.list.Id !== listId) continue;
      const price = amountOf(line.SalesPriceOfUnit ?? 0, line.Currency);
      const key = `${line.AccountId} ${listed.item.id} ${price.amount} ${price.currency}`;
      if (isSame(price, listed.item.sale) || seen.has(key)) continue;
      seen.add(key);
      yield otherwise(line, price, listed, book);
    }
  }
}

function byCustomer(lines: readonly InvoiceAggregationLine[]): Map<number, InvoiceAggregationLine[]> {
  const found = new Map<number, InvoiceAggregationLine[]>();
  for (const line of lines) {
    const customer = line.EndCustomerCompanyId ?? line.CompanyAccountId;
    if (customer == null || line.SalesPriceOfUnit == null || line.PriceableItemId == null) continue;
    const own = found.get(customer) ?? [];
    own.push(line);
    found.set(customer, own);
  }
  return found;
}

function otherwise(
  line: InvoiceAggregationLine,
  price: Amount,
  { item }: Listed,
  book: PriceBook,
): PriceDifference {
  const deals = book.dealsOn(item.id).filter((deal) => isSame(dealPrice(deal, item.id, item.sale), price));
  const because: SoldOtherwise['because'] =
    price.currency !== item.sale.currency
      ? 'other-currency'
      : deals.length > 0
        ? 'special-deal'
        : isSame(price, item.former) || isSame(price, item.list)
          ? 'former-price'
          : 'unknown';
  const difference = differenceOf(item, { sale: item.sale }, { sale: price });
  return {
    ...(difference as PriceDifference),
    kind: 'sold-otherwise',
    sold: {
      customer: String(book.company.AccountId),
      customerName: book.company.CompanyName,
      subscription: String(line.AccountId),
      because,
    },
  };
}
