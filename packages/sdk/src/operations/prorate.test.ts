import { expect, test } from 'vitest';
import { prorate } from './prorate.ts';

test.each([
  ['USD', '10.05'],
  ['PEN', '10.05'],
  ['CLP', '10'],
  ['KRW', '10'],
  ['VND', '10'],
])('%s is rounded to its smallest unit', (currency, expected) => {
  const days = { billed: 201, inCycle: 200 };
  expect(prorate({ amount: '10.00', currency }, 1, days)).toEqual({ amount: expected, currency });
});
