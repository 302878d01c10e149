import { Decimal } from 'decimal.js';
import { isoOf } from '../calendar.ts';
import type { Price } from '../prices/price-operations.ts';
import { isBelow, isSame } from '../prices/price-rule.ts';
import type { Amount } from '../subscriptions/subscription-operations.ts';
import type { Quote, QuoteFinding, QuoteLine } from './quote.ts';

/** What holds today: a price, or why there is none. */
export type CurrentPrice = Price | { readonly notSold: string };

/** Holds a quote against today's date. */
export function checkExpiry({ status, validUntil }: Quote, now: number): QuoteFinding[] {
  // Accepted in time is accepted: what is left of it may be ordered later.
  if (status === 'accepted' || status === 'ordered' || isoOf(now).slice(0, 10) <= validUntil) return [];
  return [{ kind: 'expired', message: `It could be accepted until ${validUntil}.` }];
}

/** Holds a line of a quote against what holds today. */
export function checkLine(quote: Quote, index: number, current: CurrentPrice): QuoteFinding[] {
  const line = quote.lines[index] as QuoteLine;
  const { purchase, sale } = line.unit;
  const findings: QuoteFinding[] = [];
  const find = (kind: QuoteFinding['kind'], message: string, amounts: Partial<QuoteFinding> = {}) =>
    findings.push({ kind, line: index + 1, product: line.product, message, ...amounts });
  if ('notSold' in current) {
    find('not-sold', `${line.name || line.product} is not sold any more: ${current.notSold}`);
    return findings;
  }
  const compared = { quoted: purchase, current: current.purchase };
  if (current.purchase.currency !== purchase.currency)
    find('currency-changed', `It is bought in ${current.purchase.currency} now.`, compared);
  else if (new Decimal(current.purchase.amount).gt(purchase.amount))
    find(
      'purchase-risen',
      `A unit costs ${told(current.purchase)}, and ${purchase.amount} was quoted from.`,
      compared,
    );
  else if (new Decimal(current.purchase.amount).lt(purchase.amount))
    find(
      'purchase-fallen',
      `A unit costs ${told(current.purchase)}, and ${purchase.amount} was quoted from.`,
      compared,
    );
  if (current.validUntil !== undefined && current.validUntil < quote.validUntil)
    find('price-ends', `Its prices hold until ${current.validUntil}: ${current.reason.message}`);
  if (isBelow(sale, current.purchase))
    find('below-purchase', `It is offered for less than the ${told(current.purchase)} that it costs.`, {
      quoted: sale,
      current: current.purchase,
    });
  if (current.sale !== undefined && !isSame(current.sale, sale))
    find(
      'sale-differs',
      `${quote.platform} would charge the customer ${told(current.sale)}, not ${told(sale)}.`,
      {
        quoted: sale,
        current: current.sale,
      },
    );
  return findings;
}

function told({ amount, currency }: Amount): string {
  return `${amount} ${currency}`;
}
