import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Price } from '../prices/price-operations.ts';
import type { QuoteLine, QuoteLineInput, SalePricing } from './quote.ts';
import { differencesOf } from './quote-differences.ts';
import { priceLine, totalsOf } from './quote-pricing.ts';

const cycles = ['monthly', 'annual', 'triennial'] as const;

function priceOf(purchase: string, currency = 'USD', sale?: string): Price {
  const money = { amount: purchase, currency };
  return {
    platform: 'icp',
    product: 'P:1',
    name: 'Basic',
    term: 'P1Y',
    billingCycle: 'monthly',
    purchase: money,
    list: { amount: '14', currency },
    ...(sale !== undefined && { sale: { amount: sale, currency } }),
    reason: { kind: 'price-list', message: 'Price list 101.' },
    quantity: 1,
    date: '2026-11-20',
    total: { purchase: money },
  };
}

const basic: QuoteLineInput = { product: 'P:1', term: 'P1Y', billingCycle: 'monthly', quantity: 10 };

function priced(input: Partial<QuoteLineInput>, price: Price, defaults: SalePricing = {}): QuoteLine {
  const line = priceLine({ ...basic, ...input }, defaults, price);
  if (line === undefined) throw new Error('It has no sale price.');
  return line;
}

describe('a line of a quote', () => {
  test.each([
    [{ price: '12.35' }, '12.35', '123.50'],
    [{ price: '12.345' }, '12.345', '123.45'],
    [{ price: '12' }, '12.00', '120.00'],
    [{ margin: '20' }, '12.50', '125.00'],
    [{ markup: '20' }, '12.00', '120.00'],
    [{ discountOffList: '0' }, '14.00', '140.00'],
    [{ discountOffList: '15' }, '11.90', '119.00'],
    [{ discount: '10' }, '10.35', '103.50'],
    [{ price: '12.35', discount: '33.3333' }, '8.23', '82.30'],
    [{ price: '0.0049', discount: '1' }, '0.0049', '0.05'],
    [{ margin: '20', discount: '100' }, '0.00', '0.00'],
  ])('is sold as asked: %j', (input, unit, total) => {
    const line = priced(input, priceOf('10', 'USD', '11.50'));
    expect([line.unit.sale.amount, line.total.sale.amount]).toEqual([unit, total]);
  });

  test('is priced by itself first, then by the quote, then by the platform; and by nobody not at all', () => {
    const platform = priceOf('10', 'USD', '11.50');
    expect(priced({ price: '13.00' }, platform, { margin: '50' }).unit.sale.amount).toBe('13.00');
    expect(priced({ markup: '0' }, platform, { margin: '50' }).unit.sale.amount).toBe('10.00');
    expect(priced({}, platform, { margin: '50' }).unit.sale.amount).toBe('20.00');
    expect(priced({}, platform).unit.sale.amount).toBe('11.50');
    expect(priceLine(basic, {}, priceOf('10'))).toBeUndefined();
    const { list: _, ...unlisted } = platform;
    expect(priceLine(basic, { discountOffList: '5' }, unlisted)).toBeUndefined();
  });

  test('is in whole units of a currency that has no cents', () => {
    const line = priced({ margin: '17.5' }, priceOf('4990', 'CLP'));
    expect([line.unit.sale.amount, line.total.sale.amount]).toEqual(['6048', '60480']);
    const half = priced({ price: '5.6', discount: '1' }, priceOf('1', 'CLP'));
    expect([half.unit.sale.amount, half.total.sale.amount]).toEqual(['5.5', '55']);
  });
});

const money = fc
  .tuple(fc.bigInt({ min: 0n, max: 99_999_999n }), fc.integer({ min: 0, max: 9_999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(4, '0')}`);
const percent = fc.integer({ min: 0, max: 9_999 }).map((hundredths) => `${hundredths / 100}`);
const anyLine = fc
  .record({
    quantity: fc.integer({ min: 1, max: 1_000_000 }),
    billingCycle: fc.constantFrom(...cycles),
    currency: fc.constantFrom('USD', 'PEN', 'CLP'),
    purchase: money,
    sale: fc.oneof(
      fc.record({ price: money }),
      fc.record({ margin: percent }),
      fc.record({ markup: percent }),
    ),
    discount: fc.option(percent, { nil: undefined }),
  })
  .map(({ quantity, billingCycle, currency, purchase, sale, discount }) =>
    priced({ quantity, billingCycle, discount, ...sale }, priceOf(purchase, currency)),
  );

/** Minor units as whole numbers, by other means than the product's. */
function minor(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  expect(fraction.length).toBeLessThan(3);
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
}

describe('totals', () => {
  test('are the sums of the lines to the last cent, in each currency and cycle', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 40 }), (lines) => {
        const totals = totalsOf(lines);
        for (const side of ['purchase', 'sale'] as const) {
          for (const found of totals[side]) {
            const inIt = lines.filter((line) => line.total[side].currency === found.currency);
            const sum = (of: readonly QuoteLine[]) =>
              of.reduce((all, line) => all + minor(line.total[side].amount), 0n);
            for (const cycle of cycles) {
              const billed = inIt.filter((line) => line.billingCycle === cycle);
              expect(found[cycle] === undefined).toBe(billed.length === 0);
              if (found[cycle] !== undefined) expect(minor(found[cycle])).toBe(sum(billed));
            }
            const monthly = inIt.filter((line) => line.billingCycle === 'monthly');
            expect(minor(found.firstYear)).toBe(sum(inIt) + 11n * sum(monthly));
          }
          expect(new Set(totals[side].map(({ currency }) => currency))).toEqual(
            new Set(lines.map((line) => line.total[side].currency)),
          );
        }
      }),
    );
  });

  test('on paper, units × price is the total of the line', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        if (line.price !== undefined) return;
        expect(minor(line.total.sale.amount)).toBe(minor(line.unit.sale.amount) * BigInt(line.quantity));
      }),
    );
  });

  test('a discount never raises a price, and a margin is what it says to a cent', () => {
    fc.assert(
      fc.property(anyLine, ({ unit, margin }) => {
        if (unit.undiscounted)
          expect(Number(unit.sale.amount)).toBeLessThanOrEqual(Number(unit.undiscounted.amount));
        const asked = unit.undiscounted ?? unit.sale;
        if (margin === undefined || unit.sale.currency === 'CLP') return;
        const exact = Number(unit.purchase.amount) / (1 - Number(margin) / 100);
        expect(Math.abs(Number(asked.amount) - exact)).toBeLessThanOrEqual(0.005 + exact * 1e-9);
      }),
    );
  });
});

test('differences say what is new, gone and changed', () => {
  const now = priced({ price: '12.00' }, priceOf('10'));
  const quote = (lines: readonly QuoteLine[], validUntil = '2026-12-20') => ({
    id: '00000000-0000-4000-8000-000000000000',
    version: 1,
    status: 'draft' as const,
    platform: 'icp',
    customer: '1',
    createdAt: '2026-11-20T00:00:00.000Z',
    validUntil,
    lines,
    totals: totalsOf(lines),
    taxesIncluded: false as const,
  });
  const gone = { ...now, product: 'P:2', name: 'Gone' };
  const fresh = { ...now, product: 'P:3', name: 'New' };
  const more = priced({ price: '12.00', quantity: 12 }, priceOf('11'));
  expect(differencesOf(quote([now, gone]), quote([more, fresh], '2027-01-01'))).toMatchObject([
    { field: 'validUntil', before: '2026-12-20', after: '2027-01-01' },
    { product: 'P:1', field: 'quantity', before: '10', after: '12' },
    { product: 'P:1', field: 'purchase', before: '10 USD', after: '11 USD' },
    { product: 'P:1', field: 'total', before: '120.00 USD', after: '144.00 USD' },
    { product: 'P:2', field: 'line', before: '10 × Gone' },
    { product: 'P:3', field: 'line', after: '10 × New' },
  ]);
  expect(differencesOf(quote([now, now]), quote([now, now]))).toEqual([]);
});
