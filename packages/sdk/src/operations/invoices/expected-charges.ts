import { Decimal } from 'decimal.js';
import { daysBetween } from '../calendar.ts';
import { prorate } from '../prorate.ts';
import type { Sale } from './explain-invoice.ts';

/** A sale whose price is known, or taken of its first line. */
export interface PricedSale extends Sale {
  readonly unitPrice: string;
  readonly isPriceKnown: boolean;
  /** False where nothing tells a price: what is missing cannot be said then. */
  readonly isPriced: boolean;
}

/** A line that a month should have. */
export interface ExpectedCharge {
  readonly sale: PricedSale;
  readonly date: string;
  readonly quantity: number;
  readonly reason: 'cycle' | 'change' | 'cancellation';
  readonly price: Decimal;
  readonly days: { readonly billed: number; readonly inCycle: number };
  readonly subtotal: Decimal;
  readonly tax: Decimal;
}

type Move = Pick<ExpectedCharge, 'date' | 'quantity' | 'reason'>;

/** The lines that a month should have of a sale. At one price a refund gives back no more than the cycle was charged so far, though each line is rounded alone. */
export function expectedCharges(sale: PricedSale, month: string): ExpectedCharge[] {
  const { cycle, currency, taxPercent = '0' } = sale;
  const inCycle = daysFrom(cycle.start, cycle.fullEnd ?? cycle.end);
  let paid = new Decimal(0);
  const charges = movesOf(sale).map((move): ExpectedCharge => {
    const price = priceOn(sale, move.date);
    const days = { billed: daysFrom(move.date, cycle.end), inCycle };
    const { amount } = prorate({ amount: price.toFixed(), currency }, move.quantity, days);
    const isClipped = move.quantity < 0 && sale.promotion === undefined;
    const subtotal = isClipped ? Decimal.max(amount, paid.neg()) : new Decimal(amount);
    paid = paid.plus(subtotal);
    const taxed = subtotal.times(taxPercent).div(100).toFixed();
    const tax = prorate({ amount: taxed, currency }, 1, { billed: 1, inCycle: 1 });
    return { ...move, sale, price, days, subtotal, tax: new Decimal(tax.amount) };
  });
  return charges.filter(({ date, quantity }) => date.startsWith(month) && quantity !== 0);
}

function movesOf({ cycle, quantity, changes = [], cancelledOn }: Sale): Move[] {
  const lives = (date: string) => cancelledOn === undefined || date < cancelledOn;
  const moves: Move[] = [
    ...(lives(cycle.start) ? [{ date: cycle.start, quantity, reason: 'cycle' as const }] : []),
    ...changes
      .filter(({ date }) => date >= cycle.start && date < cycle.end && lives(date))
      .map((change) => ({ ...change, reason: 'change' as const })),
  ];
  if (cancelledOn !== undefined && cancelledOn > cycle.start && cancelledOn < cycle.end) {
    const held = moves.reduce((sum, each) => sum + each.quantity, 0);
    moves.push({ date: cancelledOn, quantity: -held, reason: 'cancellation' });
  }
  return moves.sort((left, right) => left.date.localeCompare(right.date));
}

function priceOn({ unitPrice, promotion }: PricedSale, date: string): Decimal {
  return promotion !== undefined && date < promotion.endsOn
    ? reduced(unitPrice, promotion.percentOff)
    : new Decimal(unitPrice);
}

export function reduced(price: string, percentOff: string): Decimal {
  return new Decimal(price).times(new Decimal(100).minus(percentOff)).div(100);
}

export function daysFrom(start: string, end: string): number {
  return daysBetween(Date.parse(start.slice(0, 10)), Date.parse(end.slice(0, 10)));
}
