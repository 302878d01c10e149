import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PriceRounding, PriceRule } from './price-list-operations.ts';
import { marginOf, percentOfChange, priceByRule } from './price-rule.ts';

const pen = (amount: string, currency = 'PEN') => ({ amount, currency });
const prices = (purchase: string, list = purchase, currency = 'PEN') => ({
  purchase: pen(purchase, currency),
  list: pen(list, currency),
});
const money = fc
  .integer({ min: 1, max: 1_000_000_000 })
  .map((cents) => new Decimal(cents).div(100).toFixed());
const percent = fc.integer({ min: 0, max: 9_900 }).map((share) => new Decimal(share).div(100).toFixed());
const direction = fc.constantFrom('up', 'down', 'nearest');

test.each<[PriceRule, string, string]>([
  [{ margin: '15' }, '85.00', '100.00'],
  [{ margin: '15' }, '19.13', '22.51'],
  [{ markup: '15' }, '85.00', '97.75'],
  [{ discountOffList: '5' }, '22.50', '21.38'],
  [{ markup: '0', round: { to: '0.05' } }, '19.13', '19.15'],
  [{ markup: '0', round: { to: '0.05', direction: 'down' } }, '19.13', '19.10'],
  [{ markup: '0', round: { to: '0.05', direction: 'nearest' } }, '19.13', '19.15'],
  [{ markup: '0', round: { ending: '0.99' } }, '12.40', '12.99'],
  [{ markup: '0', round: { ending: '0.99', direction: 'down' } }, '12.40', '11.99'],
  [{ markup: '0', round: { ending: '0.99', direction: 'down' } }, '0.40', '0.99'],
  [{ markup: '0', round: { to: '1', direction: 'down' } }, '0.40', '1.00'],
  [{ markup: '0', round: { ending: '9.90' } }, '12.40', '19.90'],
  [{ markup: '0', round: { ending: '990' } }, '12400', '12990.00'],
  // A quotient that does not end would be a step too high.
  [{ margin: '15', round: { to: '0.05' } }, '18.70', '22.00'],
])('%j of %s is %s', (rule, purchase, expected) => {
  expect(priceByRule(rule, prices(purchase))).toBe(expected);
});

test('prices of a currency without cents have none', () => {
  expect(priceByRule({ margin: '15' }, prices('4800', '6000', 'CLP'))).toBe('5647');
});

test('nothing is computed from nothing', () => {
  expect(priceByRule({ margin: '15' }, prices('0', '10'))).toBeUndefined();
  expect(priceByRule({ discountOffList: '15' }, prices('10', '0'))).toBeUndefined();
  expect(marginOf(pen('0'), pen('1'))).toBeUndefined();
  expect(percentOfChange(pen('1'), pen('1', 'USD'))).toBeUndefined();
});

describe('a rounded price', () => {
  const stepped = fc.constantFrom('0.01', '0.05', '0.50', '1', '5', '100');

  test('is a multiple, less than a step away, on the side that was asked for', () => {
    fc.assert(
      fc.property(money, percent, stepped, direction, (purchase, margin, to, towards) => {
        const exact = new Decimal(purchase).times(100).div(new Decimal(100).minus(margin));
        const round: PriceRounding = { to, direction: towards };
        const price = new Decimal(priceByRule({ margin, round }, prices(purchase)) ?? '');
        expect(price.mod(to).isZero()).toBe(true);
        expect(price.isPositive() && !price.isZero()).toBe(true);
        if (price.equals(to)) return;
        const distance = price.minus(exact);
        if (towards === 'up') expect(distance.gte(0) && distance.lt(to)).toBe(true);
        if (towards === 'down') expect(distance.lte(0) && distance.neg().lt(to)).toBe(true);
        if (towards === 'nearest') expect(distance.abs().lte(new Decimal(to).div(2))).toBe(true);
      }),
    );
  });

  test('ends as it should, and rounded up keeps the margin', () => {
    fc.assert(
      fc.property(
        money,
        percent,
        fc.constantFrom('0.99', '0.50', '9.90', '990'),
        (purchase, margin, ending) => {
          const round: PriceRounding = { ending };
          const price = priceByRule({ margin, round }, prices(purchase)) ?? '';
          expect(price.endsWith(new Decimal(ending).toFixed(2).replace(/^0/, ''))).toBe(true);
          const kept = new Decimal(price).minus(purchase).div(price).times(100);
          expect(kept.gte(new Decimal(margin).minus('1e-9'))).toBe(true);
        },
      ),
    );
  });

  test('of a markup or a discount is never below nothing, and grows with its basis', () => {
    fc.assert(
      fc.property(money, money, percent, (one, other, discountOffList) => {
        const price = (basis: string) =>
          new Decimal(priceByRule({ discountOffList }, prices('1', basis)) ?? '');
        const [less, more] = new Decimal(one).lte(other) ? [one, other] : [other, one];
        expect(price(less).gte(0) && price(less).lte(price(more))).toBe(true);
        expect(price(more).lte(more)).toBe(true);
      }),
    );
  });
});
