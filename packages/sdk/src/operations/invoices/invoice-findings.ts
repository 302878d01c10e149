import { Decimal } from 'decimal.js';

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

export function findingOf(
  kind: InvoiceFindingKind,
  billed: Decimal.Value,
  expected: Decimal.Value,
): InvoiceFinding {
  return {
    kind,
    billed: new Decimal(billed).toFixed(),
    expected: new Decimal(expected).toFixed(),
    difference: new Decimal(billed).minus(expected).toFixed(),
    remedy: remedies[kind],
  };
}
