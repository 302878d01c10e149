import { Decimal } from 'decimal.js';
import { daysBetween } from './calendar.ts';
import { prorate } from './prorate.ts';

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

/** What was agreed and held of one subscription in the cycle that the month bills. */
export interface Sale {
  readonly subscriptionId: string;
  readonly currency: string;
  /** Of the deal: one unit, one cycle, before a promotion. */
  readonly unitPrice: string;
  /** From the first day to the day after the last. */
  readonly cycle: { readonly start: string; readonly end: string };
  /** Units held when the cycle began. */
  readonly quantity: number;
  /** Units that came, or, below zero, went in the cycle; no two on a day. */
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
}

const remedies = {
  'unknown-subscription': 'Ask what was sold; dispute the line unless a sale is found.',
  'wrong-currency': 'Ask for the line in the currency of the deal.',
  'wrong-month': 'Look for the charge on the invoice of its own month; dispute it here.',
  'duplicate-line': 'Ask for a credit of the repeated line.',
  'cancelled-line-billed': 'Send the cancellation; ask for a credit of the whole line.',
  'charge-after-cancellation': 'Send the cancellation; ask for a credit of the line.',
  'charge-unexpected': 'Ask for the order behind the line; nothing was sold on that day.',
  'seat-counted-twice': 'Ask for a credit of the seats that have a line of their own.',
  'quantity-over-holding': 'Compare with the seats held; ask for a credit of the rest.',
  'quantity-under-holding': 'Expect the rest on a later invoice.',
  'refund-too-small': 'Ask for the rest of the refund.',
  'refund-too-large': 'Expect the difference to be taken back.',
  'refund-missing': 'Ask for the refund of the seats that went.',
  'missing-credit': 'Ask for the credit of the cancelled subscription.',
  'charge-missing': 'Expect the charge on a later invoice.',
  'promotion-not-applied': 'Send the promotion; ask for a credit of its share.',
  'promotion-expired': 'Expect the share of the promotion that ended to be charged.',
  'term-price-on-monthly-cycle': 'Ask for a credit: a year was charged for a month.',
  'price-not-of-deal': 'Send the price of the deal; ask for a correction.',
  'wrong-period': 'Ask for the charge of the days of the cycle.',
  'wrong-proration': 'Ask for a correction: only the days that are left are paid.',
  'subtotal-not-units-times-price': 'Ask for a correction of the line.',
  'wrong-tax': 'Ask for a correction: tax is of the subtotal.',
  'total-not-subtotal-plus-tax': 'Ask for a correction of the total of the line.',
  'invoice-total-not-sum': 'Ask for a correction: the lines do not come to the total.',
} as const;

export type InvoiceFindingKind = keyof typeof remedies;

/** Something on an invoice that does not add up. Amounts are decimal texts. */
export interface InvoiceFinding {
  readonly kind: InvoiceFindingKind;
  /** Where the line is in the list; absent where the invoice as a whole is wrong, or the line is missing. */
  readonly line?: number;
  readonly subscriptionId?: string;
  readonly billed: string;
  readonly expected: string;
  /** Billed less expected. */
  readonly difference: string;
  readonly remedy: string;
}

interface Expected {
  readonly date: string;
  readonly quantity: number;
  readonly reason: 'cycle' | 'change' | 'cancellation';
  readonly price: Decimal;
  readonly subtotal: Decimal;
  readonly tax: Decimal;
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
  const sales = new Map(truth.sales.map((sale) => [key(sale.subscriptionId), sale]));
  const open = new Map([...sales].map(([id, sale]) => [id, expectedOf(sale, truth.month)]));
  const taken = new Set<Expected>();
  const findings = lines.flatMap((line, index) => {
    const found = checkLine(line, truth.month, sales, open, taken);
    return found === undefined ? [] : [{ ...found, line: index, subscriptionId: line.subscriptionId }];
  });
  const missing = [...open].flatMap(([id, expected]) => {
    const subscriptionId = sales.get(id)?.subscriptionId ?? id;
    return expected
      .filter((each) => !taken.has(each) && !each.subtotal.isZero())
      .map((each) => ({ ...finding(missingKind(each), 0, each.subtotal), subscriptionId }));
  });
  const { invoiceTotal } = truth;
  const sum = lines.reduce((all, line) => all.plus(line.totalForCustomer), new Decimal(0));
  const isOff = invoiceTotal !== undefined && !sum.eq(invoiceTotal);
  const total = isOff ? [finding('invoice-total-not-sum', invoiceTotal, sum)] : [];
  return [...findings, ...missing, ...total];
}

/** Holds one line against what waits for it; of two that fit, the second is a repetition. */
function checkLine(
  line: BilledLine,
  month: string,
  sales: ReadonlyMap<string, Sale>,
  open: ReadonlyMap<string, readonly Expected[]>,
  taken: Set<Expected>,
): InvoiceFinding | undefined {
  const id = key(line.subscriptionId);
  const sale = sales.get(id);
  if (sale === undefined) return finding('unknown-subscription', line.subtotal, 0);
  const start = line.chargeStartDate.slice(0, 10);
  const expected = open
    .get(id)
    ?.find((each) => each.date === start && each.quantity < 0 === line.quantity < 0);
  if (expected === undefined) return finding(strayOf(line, sale, start, month), line.subtotal, 0);
  if (taken.has(expected)) return finding('duplicate-line', line.subtotal, 0);
  taken.add(expected);
  const { subtotal, tax } = expected;
  const kind = wrongOf(line, sale, expected);
  if (kind === 'wrong-tax') return finding(kind, line.taxTotal, tax);
  if (kind === 'total-not-subtotal-plus-tax') return finding(kind, line.totalForCustomer, subtotal.plus(tax));
  return kind && finding(kind, line.subtotal, subtotal);
}

function missingKind({ reason, quantity }: Expected): InvoiceFindingKind {
  if (quantity > 0) return 'charge-missing';
  return reason === 'cancellation' ? 'missing-credit' : 'refund-missing';
}

function key(subscriptionId: string): string {
  return subscriptionId.toLowerCase();
}

function finding(kind: InvoiceFindingKind, billed: Decimal.Value, expected: Decimal.Value): InvoiceFinding {
  return {
    kind,
    billed: new Decimal(billed).toFixed(),
    expected: new Decimal(expected).toFixed(),
    difference: new Decimal(billed).minus(expected).toFixed(),
    remedy: remedies[kind],
  };
}

/** The lines that a month should have of a sale. */
function expectedOf(sale: Sale, month: string): Expected[] {
  const { cycle, quantity, changes = [], cancelledOn, taxPercent = '0' } = sale;
  const lives = (date: string) => cancelledOn === undefined || date < cancelledOn;
  const inCycle = changes.filter(({ date }) => date >= cycle.start && date < cycle.end && lives(date));
  const moves: Pick<Expected, 'date' | 'quantity' | 'reason'>[] = [
    ...(lives(cycle.start) ? [{ date: cycle.start, quantity, reason: 'cycle' as const }] : []),
    ...inCycle.map((change) => ({ ...change, reason: 'change' as const })),
  ];
  if (cancelledOn !== undefined && cancelledOn > cycle.start && cancelledOn < cycle.end) {
    const held = moves.reduce((sum, each) => sum + each.quantity, 0);
    moves.push({ date: cancelledOn, quantity: -held, reason: 'cancellation' });
  }
  return moves
    .filter(({ date, quantity: moved }) => date.startsWith(month) && moved !== 0)
    .map((move) => {
      const { currency } = sale;
      const price = priceOn(sale, move.date);
      const days = { billed: daysFrom(move.date, cycle.end), inCycle: daysFrom(cycle.start, cycle.end) };
      const { amount } = prorate({ amount: price.toFixed(), currency }, move.quantity, days);
      const taxed = new Decimal(amount).times(taxPercent).div(100).toFixed();
      const tax = prorate({ amount: taxed, currency }, 1, { billed: 1, inCycle: 1 });
      return { ...move, price, subtotal: new Decimal(amount), tax: new Decimal(tax.amount) };
    });
}

function priceOn({ unitPrice, promotion }: Sale, date: string): Decimal {
  return promotion !== undefined && date < promotion.endsOn
    ? reduced(unitPrice, promotion.percentOff)
    : new Decimal(unitPrice);
}

function reduced(price: string, percentOff: string): Decimal {
  return new Decimal(price).times(new Decimal(100).minus(percentOff)).div(100);
}

function daysFrom(start: string, end: string): number {
  return daysBetween(Date.parse(start.slice(0, 10)), Date.parse(end.slice(0, 10)));
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
function wrongOf(line: BilledLine, sale: Sale, expected: Expected): InvoiceFindingKind | undefined {
  if (line.currency !== sale.currency) return 'wrong-currency';
  if (line.quantity !== expected.quantity) return quantityOf(line, sale, expected);
  if (!new Decimal(line.unitPrice).eq(expected.price)) return priceOf(line, sale, expected);
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

function quantityOf(
  { quantity }: BilledLine,
  { changes = [] }: Sale,
  expected: Expected,
): InvoiceFindingKind {
  const more = quantity - expected.quantity;
  if (expected.quantity < 0) return more > 0 ? 'refund-too-small' : 'refund-too-large';
  if (more < 0) return 'quantity-under-holding';
  const isCycle = expected.reason === 'cycle';
  const counted = isCycle && changes.some((each) => each.quantity === more);
  return counted ? 'seat-counted-twice' : 'quantity-over-holding';
}

function priceOf({ unitPrice }: BilledLine, sale: Sale, expected: Expected): InvoiceFindingKind {
  const billed = new Decimal(unitPrice);
  const { promotion } = sale;
  if (billed.eq(expected.price.times(12))) return 'term-price-on-monthly-cycle';
  if (promotion !== undefined) {
    if (billed.eq(sale.unitPrice)) return 'promotion-not-applied';
    if (billed.eq(reduced(sale.unitPrice, promotion.percentOff))) return 'promotion-expired';
  }
  return 'price-not-of-deal';
}
