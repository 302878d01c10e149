import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BilledLine, explainInvoice, type Sale } from './explain-invoice.ts';
import type { InvoiceFindingKind } from './invoice-findings.ts';

const month = '2026-10';
const dayOf = (number: number) => new Date(Date.UTC(2026, 9, number)).toISOString().slice(0, 10);

/** Half away from zero, in whole numbers: computed otherwise than what is tested. */
function divided(dividend: bigint, divisor: bigint): bigint {
  const size = dividend < 0n ? -dividend : dividend;
  const rounded = (size * 2n + divisor) / (divisor * 2n);
  return dividend < 0n ? -rounded : rounded;
}

function text(cents: bigint): string {
  const size = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}

const cents = (amount: string | number) => BigInt(String(amount).replace('.', ''));

interface Month {
  readonly sales: Sale[];
  readonly lines: BilledLine[];
}

const wantedSale = fc.record({
  start: fc.integer({ min: 1, max: 20 }),
  price: fc.integer({ min: 100, max: 90_000 }),
  quantity: fc.integer({ min: 30, max: 300 }),
  moves: fc.uniqueArray(
    fc.record({ after: fc.integer({ min: 1, max: 11 }), by: fc.integer({ min: -9, max: 9 }) }),
    {
      maxLength: 3,
      selector: ({ after }) => after,
    },
  ),
  cancelled: fc.option(fc.integer({ min: 0, max: 11 }), { freq: 3 }),
  promotion: fc.option(fc.integer({ min: -5, max: 40 }), { freq: 3 }),
  tax: fc.constantFrom(0, 7, 18, 19),
});
type Wanted = typeof wantedSale extends fc.Arbitrary<infer Each> ? Each : never;

/** A month as it should be billed: on paper, day by day, in cents. */
function monthOf(wanted: readonly Wanted[]): Month {
  const sales: Sale[] = [];
  const lines: BilledLine[] = [];
  wanted.forEach(({ start, price, quantity, moves, cancelled, promotion, tax }, index) => {
    // Of 31 days, from October to November.
    const subscriptionId = `subscription-${index}`;
    const cancelDay = cancelled === null ? undefined : start + cancelled;
    const promotionEnd = promotion === null ? undefined : start + promotion;
    const bill = (day: number, units: number) => {
      if (units === 0) return;
      // A tenth off, in tenths of cents.
      const unit = BigInt(price) * (promotionEnd !== undefined && day < promotionEnd ? 9n : 10n);
      const subtotal = divided(unit * BigInt(units) * BigInt(start + 31 - day), 310n);
      const taxed = divided(subtotal * BigInt(tax), 100n);
      lines.push({
        subscriptionId,
        quantity: units,
        unitPrice: `${unit / 1_000n}.${String(unit % 1_000n).padStart(3, '0')}`,
        subtotal: text(subtotal),
        taxTotal: text(taxed),
        totalForCustomer: text(subtotal + taxed),
        currency: 'USD',
        chargeStartDate: `${dayOf(day)}T00:00:00Z`,
        chargeEndDate: `${dayOf(start + 30)}T00:00:00Z`,
      });
    };
    let held = 0;
    for (let day = start; day <= 31; day += 1) {
      if (day === cancelDay) {
        bill(day, -held);
        break;
      }
      const by = day === start ? quantity : (moves.find(({ after }) => start + after === day)?.by ?? 0);
      held += by;
      bill(day, by);
    }
    sales.push({
      subscriptionId,
      currency: 'USD',
      unitPrice: text(BigInt(price)),
      cycle: { start: dayOf(start), end: dayOf(start + 31) },
      quantity,
      changes: moves.map(({ after, by }) => ({ date: dayOf(start + after), quantity: by })),
      ...(cancelDay !== undefined && { cancelledOn: dayOf(cancelDay) }),
      ...(promotionEnd !== undefined && { promotion: { percentOff: '10', endsOn: dayOf(promotionEnd) } }),
      taxPercent: String(tax),
    });
  });
  return { sales, lines };
}

const sumOf = (lines: readonly BilledLine[]) =>
  text(lines.reduce((sum, { totalForCustomer }) => sum + cents(totalForCustomer), 0n));

const explain = ({ sales, lines }: Month, invoiceTotal = sumOf(lines)) =>
  explainInvoice(lines, { month, sales, invoiceTotal });

test('nothing is found in 10,000 right months', () => {
  let billed = 0;
  fc.assert(
    fc.property(fc.array(wantedSale, { minLength: 1, maxLength: 4 }), (wanted) => {
      const right = monthOf(wanted);
      billed += right.lines.length;
      expect(explain(right)).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
  expect(billed).toBeGreaterThan(30_000);
}, 120_000);

/** Forty seats from the third, five more on the tenth, two fewer on the twelfth, cancelled on the fourteenth. */
const plain: Wanted = {
  start: 3,
  price: 2_200,
  quantity: 40,
  moves: [
    { after: 7, by: 5 },
    { after: 9, by: -2 },
  ],
  cancelled: 11,
  promotion: null,
  tax: 18,
};
const right = monthOf([plain]);
const [whole, added, removed, credit] = right.lines as [BilledLine, BilledLine, BilledLine, BilledLine];

function billing(line: BilledLine, changed: Partial<BilledLine>, of: Month = right): Month {
  const made = { ...line, ...changed };
  const total = changed.totalForCustomer ?? text(cents(made.subtotal) + cents(made.taxTotal));
  const lines = of.lines.map((each) => (each === line ? { ...made, totalForCustomer: total } : each));
  return { ...of, lines };
}

const without = (line: BilledLine): Month => ({
  ...right,
  lines: right.lines.filter((each) => each !== line),
});
const withMore = (more: BilledLine, of: Month = right): Month => ({ ...of, lines: [...of.lines, more] });

const promoted = monthOf([{ ...plain, promotion: 30 }]);
const expired = monthOf([{ ...plain, promotion: 0 }]);
const neverBegan = monthOf([{ ...plain, moves: [], cancelled: 0 }]);
const first = ({ lines }: Month) => lines[0] as BilledLine;

const errors: readonly (readonly [InvoiceFindingKind, string, Month])[] = [
  [
    'wrong-proration',
    'a whole cycle for added seats',
    billing(added, { subtotal: '110.00', taxTotal: '19.80' }),
  ],
  [
    'price-not-of-deal',
    'another price',
    billing(whole, { unitPrice: '23.00', subtotal: '920.00', taxTotal: '165.60' }),
  ],
  [
    'seat-counted-twice',
    'added seats in the cycle too',
    billing(whole, { quantity: 45, subtotal: '990.00', taxTotal: '178.20' }),
  ],
  [
    'quantity-over-holding',
    'more than is held',
    billing(whole, { quantity: 43, subtotal: '946.00', taxTotal: '170.28' }),
  ],
  [
    'quantity-under-holding',
    'less than is held',
    billing(whole, { quantity: 39, subtotal: '858.00', taxTotal: '154.44' }),
  ],
  ['cancelled-line-billed', 'what was cancelled before', withMore(whole, neverBegan)],
  ['charge-after-cancellation', 'seats after the end', withMore({ ...added, chargeStartDate: dayOf(20) })],
  ['charge-unexpected', 'seats that nobody bought', withMore({ ...added, chargeStartDate: dayOf(5) })],
  ['wrong-month', 'a charge of September', withMore({ ...whole, chargeStartDate: '2026-09-03' })],
  ['wrong-currency', 'another currency', billing(whole, { currency: 'EUR' })],
  ['duplicate-line', 'a line twice', withMore(added)],
  ['missing-credit', 'no credit for the cancellation', without(credit)],
  ['refund-missing', 'no refund for seats that went', without(removed)],
  ['charge-missing', 'no charge for added seats', without(added)],
  ['refund-too-small', 'half a refund', billing(removed, { subtotal: '-15.00', taxTotal: '-2.70' })],
  ['refund-too-small', 'a refund for fewer seats', billing(removed, { quantity: -1 })],
  ['refund-too-large', 'more than was paid', billing(removed, { subtotal: '-44.00', taxTotal: '-7.92' })],
  ['wrong-tax', 'tax of the price before the days', billing(added, { taxTotal: '19.80' })],
  [
    'term-price-on-monthly-cycle',
    'a year for a month',
    billing(whole, { unitPrice: '264.00', subtotal: '10560.00', taxTotal: '1900.80' }),
  ],
  [
    'promotion-not-applied',
    'the full price',
    billing(first(promoted), { unitPrice: '22.00', subtotal: '880.00', taxTotal: '158.40' }, promoted),
  ],
  [
    'promotion-expired',
    'a price that ended',
    billing(first(expired), { unitPrice: '19.80', subtotal: '792.00', taxTotal: '142.56' }, expired),
  ],
  ['wrong-period', 'days after the cycle', billing(whole, { chargeEndDate: dayOf(40) })],
  [
    'subtotal-not-units-times-price',
    'a cent more',
    billing(whole, { subtotal: '880.01', taxTotal: '158.40' }),
  ],
  ['total-not-subtotal-plus-tax', 'tax twice', billing(whole, { totalForCustomer: '1196.80' })],
  ['unknown-subscription', 'what was never sold', withMore({ ...whole, subscriptionId: 'other' })],
];

describe('one error in a month that is right otherwise is found, alone:', () => {
  test.each(errors)('%s: %s', (kind, _, wrong) => {
    expect(explain(wrong).map((each) => each.kind)).toEqual([kind]);
  });

  test('invoice-total-not-sum: a total that the lines do not come to', () => {
    expect(explain(right, '1.00')).toMatchObject([{ kind: 'invoice-total-not-sum', billed: '1' }]);
  });

  const anyLine: readonly (readonly [InvoiceFindingKind, (line: BilledLine, of: Month) => Month])[] = [
    ['duplicate-line', withMore],
    ['wrong-month', (line, of) => withMore({ ...line, chargeStartDate: '2026-09-03' }, of)],
    ['unknown-subscription', (line, of) => withMore({ ...line, subscriptionId: 'other' }, of)],
    ['wrong-currency', (line, of) => billing(line, { currency: 'EUR' }, of)],
    ['wrong-tax', (line, of) => billing(line, { taxTotal: text(cents(line.taxTotal) + 100n) }, of)],
    // More than twelve months of any price.
    ['price-not-of-deal', (line, of) => billing(line, { unitPrice: '20000' }, of)],
    ['wrong-period', (line, of) => billing(line, { chargeEndDate: '2026-12-31' }, of)],
    [
      'total-not-subtotal-plus-tax',
      (line, of) => billing(line, { totalForCustomer: text(cents(line.totalForCustomer) + 1n) }, of),
    ],
  ];

  test.each(anyLine)('%s, on any line of random months', (kind, seeded) => {
    const months = fc.array(wantedSale, { minLength: 1, maxLength: 4 }).map(monthOf);
    const billed = months.filter(({ lines }) => lines.length > 0);
    fc.assert(
      fc.property(billed, fc.nat(), (correct, nth) => {
        const line = correct.lines[nth % correct.lines.length] as BilledLine;
        expect(explain(seeded(line, correct)).map((each) => each.kind)).toEqual([kind]);
      }),
      { numRuns: 300 },
    );
  });

  test('with what was billed, what was to be, and what to do', () => {
    const [found] = explain(billing(added, { subtotal: '110.00', taxTotal: '19.80' }));
    // 5 × 22 × 24 of 31 days
    expect(found).toMatchObject({ line: 1, billed: '110', expected: '85.16', difference: '24.84' });
    expect(found?.remedy).toContain('correction');
  });
});
