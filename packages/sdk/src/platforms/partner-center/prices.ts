import type { Customer } from '../../generated/partner-center.gen.ts';
import { BadRequestError } from '../../http/errors/bad-request-error.ts';
import { NotFoundError } from '../../http/errors/not-found-error.ts';
import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import { InFlight } from '../../operations/prices/in-flight.ts';
import type { PriceListOperations } from '../../operations/prices/price-list-operations.ts';
import type {
  Price,
  PriceOperations,
  PriceQuestion,
  PricesQuestion,
  UnitPrice,
} from '../../operations/prices/price-operations.ts';
import { isMarket, marketRemedy } from '../../operations/prices/price-schemas.ts';
import type { SpecialPriceOperations } from '../../operations/prices/special-price-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { PartnerCenter } from './client.ts';
import { betweenMonths } from './price-months.ts';
import { cycleOf, isEffective, isFor, type PricedView, toPrice, toUnitPrice } from './price-rows.ts';
import { type FoundRow, PriceSheetReader } from './price-sheet-reader.ts';

const views: readonly PricedView[] = ['updatedlicensebased', 'software'];
/** How qualifications are called on price sheets (modelled: no public document says so). */
const segments: Readonly<Record<string, string>> = {
  education: 'education',
  governmentcommunitycloud: 'government',
  nonprofit: 'charity',
};
const commercial = 'commercial';

/** Prices on Partner Center: its price sheets. It keeps no prices of the partner's own. */
export class PartnerCenterPrices implements PriceOperations {
  readonly lists: PriceListOperations;
  readonly special: SpecialPriceOperations;
  readonly #partnerCenter: PartnerCenter;
  readonly #reader: PriceSheetReader;
  /** Quotes ask for many prices of a customer at once. */
  readonly #customers = new InFlight<Customer>();

  constructor(partnerCenter: PartnerCenter) {
    const reader = new PriceSheetReader(partnerCenter);
    this.#partnerCenter = partnerCenter;
    this.#reader = reader;
    this.lists = {
      list: cannot,
      create: cannot,
      prices: cannot,
      write: cannot,
      allocate: cannot,
      soldOtherwise: cannot,
      async *betweenMonths(id, months, options) {
        const market = marketNamed(id);
        reader.check(months.from, 'from');
        reader.check(months.to, 'to');
        for (const view of views) yield* betweenMonths(reader, market, view, months, options);
      },
    };
    this.special = { list: cannot, get: cannot, set: cannot, end: cannot, facts: cannot };
  }

  async get(question: PriceQuestion, options: OperationOptions): Promise<Price> {
    const date = question.date ?? this.#reader.today();
    const customer = String(question.customer);
    const market = await this.#marketOf(customer, options);
    const month = date.slice(0, 7);
    let listed: readonly FoundRow[] = [];
    for (const view of views) {
      listed = await this.#reader
        .find({ market, view, month }, question.product, options)
        .catch(nothing(view));
      if (listed.length > 0) break;
    }
    const sold = listed.filter(
      ({ row }) => row.TermDuration === question.term && cycleOf(row) === question.billingCycle,
    );
    const rows = sold.filter(({ row }) => isFor(row, question.quantity ?? 1) && isEffective(row, date));
    const [found] = (await this.#ofSegment(rows, customer, options)).sort((one, other) =>
      one.row.EffectiveStartDate < other.row.EffectiveStartDate ? 1 : -1,
    );
    if (found) return toPrice(found.row, found.sheet, question, date);
    throw notPriced(question, `${market}, ${month}`, listed, sold);
  }

  async *list(
    question: PricesQuestion,
    options: OperationOptions,
  ): AsyncGenerator<UnitPrice, void, undefined> {
    const month = (question.date ?? this.#reader.today()).slice(0, 7);
    this.#reader.check(month);
    const market =
      'market' in question ? question.market : await this.#marketOf(String(question.customer), options);
    for (const view of views) {
      try {
        for await (const { row, sheet } of this.#reader.rows({ market, view, month }, options))
          yield toUnitPrice(row, sheet);
      } catch (error) {
        nothing(view)(error);
      }
    }
  }

  async #marketOf(customerId: string, options: OperationOptions): Promise<string> {
    const { billingProfile, companyProfile } = await this.#customers.share(customerId, options, async () =>
      this.#partnerCenter.customers.get(customerId, options),
    );
    const country = billingProfile?.defaultAddress?.country || companyProfile.address?.country;
    if (country) return country.toUpperCase();
    throw new BadRequestError(`partner-center: customer ${customerId} has no country.`, {
      platform: 'partner-center',
      code: 'partner_center.no_country',
      solution: 'Give its billing profile an address.',
    });
  }

  /** Those of the customer's segment, where sheets tell several. */
  async #ofSegment(
    rows: readonly FoundRow[],
    customerId: string,
    options: OperationOptions,
  ): Promise<FoundRow[]> {
    const segmentOf = ({ row }: FoundRow) => row.Segment?.toLowerCase() ?? '';
    if (new Set(rows.map(segmentOf)).size <= 1) return [...rows];
    const held = await this.#partnerCenter.customers.listQualifications(customerId, options);
    const wanted = held
      .filter(({ vettingStatus = 'Approved' }) => vettingStatus === 'Approved')
      .map(({ qualification = '' }) => segments[qualification.toLowerCase()])
      .find((segment) => rows.some((each) => segmentOf(each) === segment));
    return rows.filter((each) => segmentOf(each) === (wanted ?? commercial));
  }
}

/** Software has no sheet for some months and markets; licences have one always. */
function nothing(view: PricedView): (error: unknown) => FoundRow[] {
  return (error) => {
    if (view !== 'software' || !(error instanceof NotFoundError)) throw error;
    return [];
  };
}

function notPriced(
  { product, term, billingCycle, quantity = 1 }: PriceQuestion,
  sheet: string,
  listed: readonly FoundRow[],
  sold: readonly FoundRow[],
): BadRequestError {
  const ways = new Set(listed.map(({ row }) => `${row.TermDuration || 'no term'} ${cycleOf(row)}`));
  const message =
    listed.length === 0
      ? `${product} is not on the price sheets of ${sheet}.`
      : sold.length === 0
        ? `${product} is not sold for ${term} billed ${billingCycle}.`
        : `${product} has no price for ${quantity} units on that day.`;
  return new BadRequestError(`partner-center: ${message}`, {
    platform: 'partner-center',
    code: listed.length === 0 ? 'partner_center.not_priced' : 'partner_center.no_plan',
    solution:
      listed.length === 0
        ? 'See prices.list for what is; Azure is on sheets of its own.'
        : `It is sold as: ${[...ways].join(', ')}.`,
  });
}

/** The letters of a country. @throws ValidationError when they are none */
function marketNamed(id: string): string {
  if (isMarket(id)) return id.toUpperCase();
  const message = `"${id}" is no country: price sheets are of markets.`;
  const issue = { code: 'price.market', path: ['id'], message, remedy: marketRemedy };
  throw new ValidationError([issue], { platform: 'partner-center' });
}

function cannot(): never {
  throw new UnsupportedOperationError('partner-center keeps no prices of its partners.', {
    platform: 'partner-center',
  });
}
