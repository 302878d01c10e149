import { Decimal } from 'decimal.js';
import {
  daysFrom,
  type ExpectedCharge,
  expectedCharges,
  type PricedSale,
  reduced,
} from './expected-charges.ts';
import { findingOf, type InvoiceFinding, type InvoiceFindingKind } from './invoice-findings.ts';

/** A line of an invoice, as Partner Center and ICP bill it. Money as text or number; dates by their day. */
export interface BilledLine {
  readonly subscriptionId: string;
  /** Negative gives back. */
  readonly quantity: number;
  /** Of a whole cycle. */
  readonly unitPrice: string | number;
  readonly subtotal: string | number;
  readonly taxTotal: string | number;
  readonly totalForCustomer: string | number;
  readonly currency: string;
  readonly chargeStartDate: string;
  /** The last day of the charge. */
  readonly chargeEndDate: string;
}

/** What was agreed and held of one subscription in a cycle that the month bills; another for each further cycle. */
export interface Sale {
  readonly subscriptionId: string;
  readonly currency: string;
  /** Of the deal: one unit, one cycle, before a promotion. Where it is not known, the first line's counts, and is not checked. */
  readonly unitPrice?: string | undefined;
  /** From the first day to the day after the last; to `fullEnd` where the end of the term cuts it short. */
  readonly cycle: { readonly start: string; readonly end: string; readonly fullEnd?: string };
  /** Units held when the cycle began. */
  readonly quantity: number;
  /** Units that came, or, below zero, went in the cycle. */
  readonly changes?: readonly { readonly date: string; readonly quantity: number }[];
  /** The first day without it. */
  readonly cancelledOn?: string;
  /** Taken off charges that begin before its end. */
  readonly promotion?: { readonly percentOff: string; readonly endsOn: string };
  /** @default '0' */
  readonly taxPercent?: string;
}

/** What an invoice is held against. */
export interface InvoiceTruth {
  /** `2026-10`: charges that begin in it. */
  readonly month: string;
  readonly sales: readonly Sale[];
  /** What the invoice says it comes to. */
  readonly invoiceTotal?: string | number;
  /** Subscriptions of which nothing is known before a day: of their lines before it only the total is checked. */
  readonly knownFrom?: ReadonlyMap<string, string>;
}

/** What a line should have been, as far as that is known. */
export interface CheckedLine {
  readonly checked: 'whole' | 'without-price' | 'total-only';
  readonly expected?: ExpectedCharge;
  readonly finding?: InvoiceFinding;
}

/**
 * Holds each line of an invoice against what was sold: units × price × days, tax, totals; names what does not add up, and the first reason for it.
 * A month is right when nothing is found. Sends nothing.
 * @example
 * import { type BilledLine, explainInvoice, type Sale } from '@tenantry/sdk';
 * function check(lines: BilledLine[], sales: Sale[]) {
 *   for (const { kind, line, difference, remedy } of explainInvoice(lines, { month: '2026-10', sales }))
 *     console.log(kind, line, difference, remedy);
 * }
 */
export function explainInvoice(lines: readonly BilledLine[], truth: InvoiceTruth): InvoiceFinding[] {
  return checkInvoice(lines, truth).findings;
}

/** As `explainInvoice`, with what each line should have been. */
export function checkInvoice(
  lines: readonly BilledLine[],
  truth: InvoiceTruth,
): { readonly lines: readonly CheckedLine[]; readonly findings: InvoiceFinding[] } {
  const knownFrom = new Map([...(truth.knownFrom ?? [])].map(([id, date]) => [key(id), date]));
  const open = new Map<string, Open>();
  for (const sale of pricedSales(lines, truth.sales)) {
    const id = key(sale.subscriptionId);
    const known = open.get(id) ?? { sales: [], expected: [] };
    known.sales.push(sale);
    const from = knownFrom.get(id) ?? '';
    known.expected.push(...expectedCharges(sale, truth.month).filter(({ date }) => date >= from));
    open.set(id, known);
  }
  const taken = new Set<ExpectedCharge>();
  const checked = lines.map((line, index): CheckedLine => {
    const { finding, ...rest } = checkLine(line, truth.month, { open, knownFrom, taken });
    const { subscriptionId } = line;
    return { ...rest, ...(finding && { finding: { ...finding, line: index, subscriptionId } }) };
  });
  const missing = [...open.values()].flatMap(({ expected }) =>
    expected
      .filter((each) => each.sale.isPriced && !taken.has(each) && !each.subtotal.isZero())
      .map((each) => ({
        ...findingOf(missingKind(each), 0, each.subtotal),
        subscriptionId: each.sale.subscriptionId,
      })),
  );
  const { invoiceTotal } = truth;
  const sum = lines.reduce((all, line) => all.plus(line.totalForCustomer), new Decimal(0));
  const isOff = invoiceTotal !== undefined && !sum.eq(invoiceTotal);
  const total = isOff ? [findingOf('invoice-total-not-sum', invoiceTotal, sum)] : [];
  const found = checked.flatMap(({ finding }) => finding ?? []);
  return { lines: checked, findings: [...found, ...missing, ...total] };
}

interface Open {
  readonly sales: PricedSale[];
  readonly expected: ExpectedCharge[];
}

interface Waiting {
  readonly open: ReadonlyMap<string, Open>;
  readonly knownFrom: ReadonlyMap<string, string>;
  readonly taken: Set<ExpectedCharge>;
}

/** Holds one line against what waits for it; of two that fit, the second is a repetition. */
function checkLine(line: BilledLine, month: string, { open, knownFrom, taken }: Waiting): CheckedLine {
  const id = key(line.subscriptionId);
  const known = open.get(id);
  const start = line.chargeStartDate.slice(0, 10);
  const from = knownFrom.get(id) ?? '';
  if (start < from) return totalOnly(line);
  if (known === undefined) {
    if (isNothing(line)) return { checked: 'whole' };
    return { checked: 'whole', finding: findingOf('unknown-subscription', line.subtotal, 0) };
  }
  const fitting = known.expected.filter(
    (each) => each.date === start && each.quantity < 0 === line.quantity < 0,
  );
  const waiting = fitting.filter((each) => !taken.has(each));
  const expected = waiting.find((each) => each.quantity === line.quantity) ?? waiting[0];
  // Seats that come on the day the next cycle begins are charged for no day of the one before.
  if (isNothing(line) && expected?.subtotal.isZero() !== true) return { checked: 'whole' };
  if (expected === undefined) {
    // What was before is given back on that day.
    if (start === from && line.quantity < 0 && fitting.length === 0) return totalOnly(line);
    const stray =
      fitting.length > 0 ? 'duplicate-line' : strayOf(line, saleOn(known.sales, start), start, month);
    return { checked: 'whole', finding: findingOf(stray, line.subtotal, 0) };
  }
  taken.add(expected);
  const { subtotal, tax, sale } = expected;
  const checked = sale.isPriceKnown ? 'whole' : 'without-price';
  const kind = wrongOf(line, expected);
  if (kind === undefined) return { checked, expected };
  if (kind === 'wrong-tax') return { checked, expected, finding: findingOf(kind, line.taxTotal, tax) };
  const finding =
    kind === 'total-not-subtotal-plus-tax'
      ? findingOf(kind, line.totalForCustomer, subtotal.plus(tax))
      : findingOf(kind, line.subtotal, subtotal);
  return { checked, expected, finding };
}

function totalOnly(line: BilledLine): CheckedLine {
  const sum = new Decimal(line.subtotal).plus(line.taxTotal);
  if (sum.eq(line.totalForCustomer)) return { checked: 'total-only' };
  return {
    checked: 'total-only',
    finding: findingOf('total-not-subtotal-plus-tax', line.totalForCustomer, sum),
  };
}

function isNothing({ subtotal, taxTotal, totalForCustomer }: BilledLine): boolean {
  return [subtotal, taxTotal, totalForCustomer].every((each) => new Decimal(each).isZero());
}

/** With the price of the first line of the cycle where the deal's is not known. */
function pricedSales(lines: readonly BilledLine[], sales: readonly Sale[]): PricedSale[] {
  const billed = new Map<string, BilledLine[]>();
  for (const line of lines) {
    const id = key(line.subscriptionId);
    billed.set(id, [...(billed.get(id) ?? []), line]);
  }
  return sales.map((sale): PricedSale => {
    const { unitPrice, cycle } = sale;
    if (unitPrice !== undefined) return { ...sale, unitPrice, isPriceKnown: true, isPriced: true };
    const first = billed
      .get(key(sale.subscriptionId))
      ?.find(
        ({ chargeStartDate }) => chargeStartDate >= cycle.start && chargeStartDate.slice(0, 10) < cycle.end,
      );
    const price = String(first?.unitPrice ?? '0');
    return { ...sale, unitPrice: price, isPriceKnown: false, isPriced: first !== undefined };
  });
}

/** The sale whose cycle a day is in; of none, the last. */
function saleOn(sales: readonly PricedSale[], date: string): PricedSale {
  const found = sales.find(({ cycle }) => date >= cycle.start && date < cycle.end);
  return found ?? (sales.at(-1) as PricedSale);
}

function missingKind({ reason, quantity }: ExpectedCharge): InvoiceFindingKind {
  if (quantity > 0) return 'charge-missing';
  return reason === 'cancellation' ? 'missing-credit' : 'refund-missing';
}

function key(subscriptionId: string): string {
  return subscriptionId.toLowerCase();
}

/** Why a line is there that should not be. */
function strayOf(line: BilledLine, sale: Sale, start: string, month: string): InvoiceFindingKind {
  if (!start.startsWith(month)) return 'wrong-month';
  if (line.quantity < 0) return 'refund-too-large';
  const { cancelledOn, cycle } = sale;
  if (cancelledOn === undefined || start < cancelledOn) return 'charge-unexpected';
  return start === cycle.start ? 'cancelled-line-billed' : 'charge-after-cancellation';
}

/** The first reason for which a line is not what it should be; nothing when it is. */
function wrongOf(line: BilledLine, expected: ExpectedCharge): InvoiceFindingKind | undefined {
  const { sale } = expected;
  if (line.currency !== sale.currency) return 'wrong-currency';
  if (line.quantity !== expected.quantity) return quantityOf(line, expected);
  if (!new Decimal(line.unitPrice).eq(expected.price)) return priceOf(line, expected);
  if (daysFrom(line.chargeEndDate, sale.cycle.end) !== 1) return 'wrong-period';
  const subtotal = new Decimal(line.subtotal);
  if (!subtotal.eq(expected.subtotal)) {
    if (expected.quantity < 0)
      return subtotal.gt(expected.subtotal) ? 'refund-too-small' : 'refund-too-large';
    return expected.date > sale.cycle.start ? 'wrong-proration' : 'subtotal-not-units-times-price';
  }
  if (!new Decimal(line.taxTotal).eq(expected.tax)) return 'wrong-tax';
  return subtotal.plus(line.taxTotal).eq(line.totalForCustomer) ? undefined : 'total-not-subtotal-plus-tax';
}

function quantityOf({ quantity }: BilledLine, expected: ExpectedCharge): InvoiceFindingKind {
  const more = quantity - expected.quantity;
  if (expected.quantity < 0) return more > 0 ? 'refund-too-small' : 'refund-too-large';
  if (more < 0) return 'quantity-under-holding';
  const isCycle = expected.reason === 'cycle';
  const counted = isCycle && (expected.sale.changes ?? []).some((each) => each.quantity === more);
  return counted ? 'seat-counted-twice' : 'quantity-over-holding';
}

function priceOf({ unitPrice }: BilledLine, { sale, price }: ExpectedCharge): InvoiceFindingKind {
  const billed = new Decimal(unitPrice);
  const { promotion } = sale;
  if (billed.eq(price.times(12))) return 'term-price-on-monthly-cycle';
  if (promotion !== undefined) {
    if (billed.eq(sale.unitPrice)) return 'promotion-not-applied';
    if (billed.eq(reduced(sale.unitPrice, promotion.percentOff))) return 'promotion-expired';
  }
  return 'price-not-of-deal';
}
