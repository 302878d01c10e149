import type { SpecialDeal, SpecialDealInput, SpecialDealItem } from '../../generated/icp.gen.ts';
import { TenantryError } from '../../http/errors/tenantry-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import { decimalText } from '../../operations/azure-plans/azure-cost.ts';
import { instantOf, isoOf } from '../../operations/calendar.ts';
import { amountOf } from '../../operations/prices/price-rule.ts';
import type {
  SetSpecialPriceInput,
  SpecialPrice,
  SpecialPriceFacts,
  SpecialPriceOperations,
  SpecialPriceQuestion,
} from '../../operations/prices/special-price-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { Icp } from './client.ts';
import { dealPrice, PriceBook } from './price-book.ts';
import { lastMonthOf } from './price-fields.ts';
import { refusal } from './service-orders.ts';

/** Special prices on ICP: items of its special deals. */
export class IcpSpecialPrices implements SpecialPriceOperations {
  readonly #icp: Icp;

  constructor(icp: Icp) {
    this.#icp = icp;
  }

  async list(customer: string, options: OperationOptions): Promise<SpecialPrice[]> {
    const book = await PriceBook.load(this.#icp, customer, options);
    return book.deals.flatMap((deal) =>
      (deal.DiscountItems ?? []).map((item) => this.#toSpecial(book, deal, item)),
    );
  }

  async get(question: SpecialPriceQuestion, options: OperationOptions): Promise<SpecialPrice | undefined> {
    const book = await PriceBook.load(this.#icp, question.customer, options);
    return this.#specialsOn(book, itemIdOf(book, question)).find((each) => each.inForce);
  }

  /** A deal for the product alone is replaced; from one for several the product is taken out, once the new one is there. */
  async set(input: SetSpecialPriceInput, options: OperationOptions): Promise<SpecialPrice> {
    const { until } = input;
    if (until !== undefined && until < this.#month()) {
      throw new ValidationError([
        {
          code: 'price.until',
          path: ['until'],
          message: `${until} is over.`,
          remedy: 'Name this month or a later one.',
        },
      ]);
    }
    const book = await PriceBook.load(this.#icp, input.customer, options);
    const { item } = book.find(input);
    const wanted = dealOf(input, Number(item.id));
    const there = book.dealsOn(item.id);
    const as = there.find((deal) => isAs(deal, wanted));
    const own = there.find((deal) => deal.DiscountItems?.length === 1);
    if (as === undefined)
      await this.#send(book, { ...wanted, ChargeStreamId: own?.ChargeStreamId ?? 0 }, options);
    for (const deal of there) if (deal !== (as ?? own)) await this.#take(book, deal, item.id, options);
    const now = await this.get(input, options);
    if (now) return now;
    throw refusal('icp.special_price_lost', 'The special price was set, and is not there.', 'Set it again.');
  }

  async end(question: SpecialPriceQuestion, options: OperationOptions): Promise<void> {
    const book = await PriceBook.load(this.#icp, question.customer, options);
    const id = itemIdOf(book, question);
    for (const deal of book.dealsOn(id)) await this.#take(book, deal, id, options);
  }

  async facts(question: SpecialPriceQuestion, options: OperationOptions): Promise<SpecialPriceFacts> {
    const book = await PriceBook.load(this.#icp, question.customer, options);
    const listed = book.find(question);
    const invoices = await this.#icp.invoices.getLatest({}, options);
    const charges = invoices
      .filter(({ CompanyAccountId }) => CompanyAccountId === book.company.AccountId)
      .flatMap(({ Charges = [] }) => Charges)
      .filter(({ PriceableItemId }) => String(PriceableItemId) === listed.item.id);
    const now = isoOf(this.#icp.client.environment.now());
    return {
      price: book.price(question, now.slice(0, 10)),
      specials: this.#specialsOn(book, listed.item.id),
      billed: {
        month: monthBefore(now),
        lines: charges.map((charge) => ({
          subscription: String(charge.AccountId),
          price: amountOf(charge.SalesPriceOfUnit ?? 0, charge.Currency ?? ''),
          interval: charge.ActualChargeInterval ?? '',
        })),
      },
    };
  }

  #specialsOn(book: PriceBook, id: string): SpecialPrice[] {
    return book.dealsOn(id).flatMap((deal) => {
      const priced = deal.DiscountItems?.find((each) => String(each.PriceableItemId) === id);
      return priced ? [this.#toSpecial(book, deal, priced)] : [];
    });
  }

  #toSpecial(book: PriceBook, deal: SpecialDeal, priced: SpecialDealItem): SpecialPrice {
    const id = String(priced.PriceableItemId);
    const listed = book.findItem(id)?.item;
    const currency = priced.Currency ?? listed?.sale.currency ?? '';
    const base = amountOf(priced.BasePrice ?? listed?.sale.amount ?? 0, currency);
    const until = lastMonthOf(deal);
    const created = instantOf(deal.CreatedDate);
    return {
      id: String(deal.ChargeStreamId),
      platform: 'icp',
      customer: String(book.company.AccountId),
      product: listed?.product ?? id,
      name: listed?.name ?? `Item ${id}`,
      term: listed?.term ?? '',
      billingCycle: listed?.billingCycle ?? '',
      ...(deal.IsCustomCharge
        ? { price: amountOf(priced.CustomCharge ?? 0, currency) }
        : { discount: decimalText(priced.Discount ?? 0) }),
      base,
      sale: dealPrice(deal, id, base),
      ...(until !== undefined && { until }),
      inForce: book.dealFor(id, this.#month()) === deal,
      comment: deal.Comments ?? '',
      ...(deal.Author !== undefined && { author: deal.Author }),
      ...(created !== undefined && { createdAt: isoOf(created) }),
    };
  }

  /** Sets a deal once: an answer that got lost is looked for. */
  async #send(book: PriceBook, deal: SpecialDealInput, options: OperationOptions): Promise<void> {
    const { AccountId } = book.company;
    try {
      await this.#icp.specialDeals.set(AccountId, deal, options);
    } catch (error) {
      if (!(error instanceof TenantryError) || !error.mayHaveApplied) throw error;
      const now = await this.#icp.specialDeals.get(AccountId, options);
      if (!now.some((each) => isAs(each, deal))) throw error;
    }
  }

  /** Takes an item out of a deal; a deal without items is ended. */
  async #take(book: PriceBook, deal: SpecialDeal, itemId: string, options: OperationOptions): Promise<void> {
    const rest = (deal.DiscountItems ?? []).filter((each) => String(each.PriceableItemId) !== itemId);
    const { AccountId } = book.company;
    if (rest.length === 0) return this.#icp.specialDeals.delete(AccountId, deal.ChargeStreamId, options);
    const until = lastMonthOf(deal);
    await this.#send(
      book,
      {
        ChargeStreamId: deal.ChargeStreamId,
        IsCustomCharge: deal.IsCustomCharge === true,
        ...(deal.Comments !== undefined && { Comments: deal.Comments }),
        ...(until !== undefined && { ValidUntil: validUntil(until) }),
        DiscountItems: rest.map(({ PriceableItemId = 0, Discount, CustomCharge }) => ({
          PriceableItemId,
          ...(Discount != null && { Discount }),
          ...(CustomCharge != null && { CustomCharge }),
        })),
      },
      options,
    );
  }

  #month(): string {
    return isoOf(this.#icp.client.environment.now()).slice(0, 7);
  }
}

/** What is priced; a product that is not sold any more is named as the list of special prices names it. */
function itemIdOf(book: PriceBook, question: SpecialPriceQuestion): string {
  const { product } = question;
  return book.dealsOn(product).length > 0 ? product : book.find(question).item.id;
}

function dealOf(input: SetSpecialPriceInput, PriceableItemId: number): SpecialDealInput {
  return {
    ChargeStreamId: 0,
    Comments: input.comment,
    IsCustomCharge: 'price' in input,
    ...(input.until !== undefined && { ValidUntil: validUntil(input.until) }),
    DiscountItems: [
      {
        PriceableItemId,
        ...('price' in input ? { CustomCharge: Number(input.price) } : { Discount: Number(input.discount) }),
      },
    ],
  };
}

/** Whether a deal says what was wished, whichever its id. */
function isAs(deal: SpecialDeal, wanted: SpecialDealInput): boolean {
  const items = (wanted.DiscountItems ?? []).map((each) => {
    const other = deal.DiscountItems?.find((item) => item.PriceableItemId === each.PriceableItemId);
    const counts = wanted.IsCustomCharge ? 'CustomCharge' : 'Discount';
    return other !== undefined && other[counts] === each[counts];
  });
  return (
    items.length === deal.DiscountItems?.length &&
    items.every(Boolean) &&
    (deal.IsCustomCharge === true) === (wanted.IsCustomCharge === true) &&
    (deal.Comments ?? '') === (wanted.Comments ?? '') &&
    lastMonthOf(deal) === lastMonthOf(wanted as SpecialDeal)
  );
}

function validUntil(month: string): string {
  return `${month.slice(5)}-${month.slice(0, 4)}`;
}

function monthBefore(now: string): string {
  const [year, month] = now.split('-').map(Number) as [number, number];
  return isoOf(Date.UTC(year, month - 2, 1)).slice(0, 7);
}
