import * as z from 'zod/mini';
import { seats } from '../subscriptions/subscription-schemas.ts';

const id = z.union([z.string().check(z.minLength(1)), z.number()]);
const product = z.string().check(z.minLength(3));
const term = z.enum(['P1M', 'P1Y', 'P3Y']);
const billingCycle = z.enum(['monthly', 'annual', 'triennial']);

/** A text that fits a form, or an issue with its remedy. */
function text(code: string, fits: (value: string) => boolean, message: string, remedy: string) {
  return z.string().check((context) => {
    if (fits(context.value)) return;
    const issue = { code, path: [], message: `"${context.value}" ${message}`, remedy };
    context.issues.push({ code: 'custom', input: context.value, params: { issue }, path: [] });
  });
}

const date = text('price.date', isDay, 'is no day.', 'Write 2026-11-20.');

function isDay(value: string): boolean {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(value);
}

export function isMarket(value: string): boolean {
  return /^[A-Za-z]{2}$/.test(value);
}

export const marketRemedy = 'Write its two letters: PE.';

/** Money as text: fifteen digits are as many as every platform reads exactly. */
const amountForm = /^\d{1,9}(?:\.\d{1,6})?$/;

export function isAmount(value: string): boolean {
  return amountForm.test(value);
}

export const amountRemedy = 'Write digits and a point, zero or more: 21.50.';

export const amount = text('price.amount', isAmount, 'is no price.', amountRemedy);

const positive = text(
  'price.rounding',
  (value) => isAmount(value) && Number(value) > 0,
  'is nothing to round to.',
  'Write more than zero, e.g. 0.05.',
);

export function percentage(code: string, fits: (value: number) => boolean, limits: string) {
  return text(
    code,
    (value) => /^\d{1,4}(?:\.\d{1,4})?$/.test(value) && fits(Number(value)),
    'is no percentage for it.',
    `Write ${limits} as text, without a sign: 12.5.`,
  );
}

export const month = text(
  'price.month',
  (value) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value),
  'is no month.',
  'Write 2026-11.',
);

const market = text('price.market', isMarket, 'is no country.', marketRemedy).check(z.toUpperCase());

export const priceQuestion = z.strictObject({
  product,
  term,
  billingCycle,
  customer: id,
  quantity: z.optional(seats),
  date: z.optional(date),
});

export const pricesOfCustomer = z.strictObject({ customer: id, date: z.optional(date) });
export const pricesOfMarket = z.strictObject({ market, date: z.optional(date) });

export const listName = z.string().check(z.trim(), z.minLength(1), z.maxLength(128));
export const products = z.array(product);
export const customers = z.array(id).check(z.minLength(1));

export const newPrices = z.strictObject({
  prices: z
    .array(z.strictObject({ product, term: z.string(), billingCycle: z.string(), price: z.nullable(amount) }))
    .check(z.minLength(1)),
});

/** Exactly one of some fields. */
function oneOf<Shape extends object>(names: readonly (keyof Shape & string)[]) {
  return z.check<Shape>((context) => {
    const given = names.filter((name) => context.value[name] !== undefined);
    if (given.length === 1) return;
    const issue = {
      code: 'price.one_of',
      path: [],
      message: `has ${given.join(' and ') || `none of ${names.join(', ')}`}.`,
      remedy: 'Give one of them.',
    };
    context.issues.push({ code: 'custom', input: context.value, params: { issue }, path: [] });
  });
}

const round = z
  .strictObject({
    to: z.optional(positive),
    ending: z.optional(positive),
    direction: z.optional(z.enum(['up', 'down', 'nearest'])),
  })
  .check(oneOf(['to', 'ending']));

export const ruled = z.strictObject({
  rule: z
    .strictObject({
      margin: z.optional(percentage('price.margin', (value) => value < 100, '0 to below 100')),
      markup: z.optional(percentage('price.markup', () => true, 'zero or more')),
      discountOffList: z.optional(percentage('price.discount', (value) => value <= 100, '0 to 100')),
      round: z.optional(round),
      products: z.optional(products.check(z.minLength(1))),
    })
    .check(oneOf(['margin', 'markup', 'discountOffList'])),
});

export const comparison = {
  list: z.strictObject({ list: id }),
  sold: z.strictObject({ sold: month }),
  months: z.strictObject({ from: month, to: month }),
};

const question = { customer: id, product, term, billingCycle };

export const specialPriceQuestion = z.strictObject(question);

export const setSpecialPrice = z
  .strictObject({
    ...question,
    discount: z.optional(
      percentage('price.discount', (value) => value > 0 && value <= 100, 'more than 0, up to 100'),
    ),
    price: z.optional(amount),
    until: z.optional(month),
    comment: z.string().check(z.maxLength(512)),
  })
  .check(oneOf(['discount', 'price']));

export const validateSpecialPrice = z.strictObject({ ...question, expected: amount });
