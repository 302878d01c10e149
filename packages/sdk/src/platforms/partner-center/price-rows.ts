import { monthsOf } from '../../operations/calendar.ts';
import type { Price, PriceQuestion, UnitPrice } from '../../operations/prices/price-operations.ts';
import { amountOf } from '../../operations/prices/price-rule.ts';
import { prorate } from '../../operations/prorate.ts';
import type { LicencePriceRow } from './resources/price-sheet-rows.ts';

/** The sheets that tell what the partner pays. */
export type PricedView = 'updatedlicensebased' | 'software';

/** Which sheet a row is of, for people. */
export interface SheetLabel {
  readonly market: string;
  readonly view: PricedView;
  /** `yyyy-mm` */
  readonly month: string;
  /** What else is to be known of it. */
  readonly note?: string;
}

const wholeCycle = { billed: 1, inCycle: 1 };
const cycles: Readonly<Record<number, string>> = { 12: 'annual', 36: 'triennial' };
/** What sheets write where a price has no end. */
const noEnd = '9999';

/** A row as a price of a unit. */
export function toUnitPrice(row: LicencePriceRow, { market, view, month, note }: SheetLabel): UnitPrice {
  const until = dayOf(row.EffectiveEndDate);
  const quantities = quantitiesOf(row);
  const list = row['ERP Price'];
  const message = `Price sheet ${view} of ${market}, ${month}${row.Segment ? `, ${row.Segment}` : ''}.`;
  return {
    platform: 'partner-center',
    product: productOf(row),
    name: row.SkuTitle,
    term: row.TermDuration,
    billingCycle: cycleOf(row),
    purchase: amountOf(row.UnitPrice, row.Currency),
    ...(list !== '' && { list: amountOf(list, row.Currency) }),
    reason: {
      kind: 'price-sheet',
      id: `${market} ${month}`,
      name: view,
      message: note === undefined ? message : `${message} ${note}`,
    },
    ...(until !== '' && !until.startsWith(noEnd) && { validUntil: until }),
    ...(quantities && { quantities }),
  };
}

/** A row as the price of so many units. */
export function toPrice(
  row: LicencePriceRow,
  label: SheetLabel,
  question: PriceQuestion,
  date: string,
): Price {
  const { quantity = 1 } = question;
  const unit = toUnitPrice(row, label);
  return {
    ...unit,
    quantity,
    date,
    total: {
      purchase: prorate(unit.purchase, quantity, wholeCycle),
      ...(unit.list && { list: prorate(unit.list, quantity, wholeCycle) }),
    },
  };
}

export function productOf({ ProductId, SkuId }: LicencePriceRow): string {
  return `${ProductId}:${SkuId}`.toUpperCase();
}

/** The billing cycle; software that is paid at once says none, and is billed once a term. */
export function cycleOf({ BillingPlan, TermDuration, 'ERP Price': retail }: LicencePriceRow): string {
  const plan = BillingPlan.toLowerCase();
  if (plan !== 'none' && plan !== '') return plan;
  // A trial costs nothing, and is billed never.
  return (Number(retail) > 0 && cycles[monthsOf(TermDuration) ?? 0]) || 'none';
}

/** Whether a row is for a quantity. */
export function isFor(row: LicencePriceRow, quantity: number): boolean {
  const { from, to } = quantitiesOf(row) ?? { from: 1 };
  return quantity >= from && (to === undefined || quantity <= to);
}

/** Whether a row counts on a day. */
export function isEffective(row: LicencePriceRow, date: string): boolean {
  const [start, end] = [dayOf(row.EffectiveStartDate), dayOf(row.EffectiveEndDate)];
  return (start === '' || start <= date) && (end === '' || date <= end);
}

/** The units that a price is for; undefined where it is for any number. */
export function quantitiesOf(row: LicencePriceRow): UnitPrice['quantities'] {
  const from = Number(row.PricingTierRangeMin || 1);
  const to = row.PricingTierRangeMax === '' ? undefined : Number(row.PricingTierRangeMax);
  if (to === undefined) return from > 1 ? { from } : undefined;
  return { from, to };
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
