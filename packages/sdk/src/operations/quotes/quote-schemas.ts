import * as z from 'zod/mini';
import { quantity } from '../../validation/schemas.ts';
import { amount, percentage } from '../prices/price-schemas.ts';
import { seats } from '../subscriptions/subscription-schemas.ts';

const text = z.string().check(z.minLength(1));
const id = z.union([text, z.number()]);
const term = z.enum(['P1M', 'P1Y', 'P3Y']);
const billingCycle = z.enum(['monthly', 'annual', 'triennial']);
const title = z.optional(z.string().check(z.maxLength(256)));
const notes = z.optional(z.string().check(z.maxLength(10_000)));
const below100 = percentage('quote.margin', (value) => value < 100, '0 to below 100');
const upTo100 = percentage('quote.discount', (value) => value <= 100, '0 to 100');

/** One of several fields, or none. */
function atMostOneOf<Shape extends object>(names: readonly (keyof Shape & string)[]) {
  return z.check<Shape>((context) => {
    const given = names.filter((name) => context.value[name] !== undefined);
    if (given.length < 2) return;
    const issue = {
      code: 'quote.one_of',
      path: [],
      message: `has ${given.join(' and ')}.`,
      remedy: 'Give one of them.',
    };
    context.issues.push({ code: 'custom', input: context.value, params: { issue }, path: [] });
  });
}

const pricing = {
  margin: z.optional(below100),
  markup: z.optional(percentage('quote.markup', () => true, 'zero or more')),
  discountOffList: z.optional(upTo100),
};
const pricingNames = ['margin', 'markup', 'discountOffList'] as const;

const anything = z.optional(z.unknown());

/** What pricing adds to a line: a line of a quote can be given as it is, and is priced again. */
const priced = {
  name: anything,
  unit: anything,
  total: anything,
  reason: anything,
  priceValidUntil: anything,
};

const line = z
  .strictObject({
    product: z.string().check(z.minLength(3)),
    term,
    billingCycle,
    quantity: seats,
    price: z.optional(amount),
    ...pricing,
    discount: z.optional(upTo100),
    ...priced,
  })
  .check(atMostOneOf(['price', ...pricingNames]));

const fields = {
  lines: z.array(line).check(z.minLength(1), z.maxLength(1_000)),
  validUntil: z.optional(z.iso.date()),
  validDays: z.optional(quantity(1, 366)),
  title,
  notes,
  seller: title,
  buyer: title,
  ...pricing,
};

const ends = ['validUntil', 'validDays'] as const;

export const createQuote = z
  .strictObject({ customer: id, ...fields })
  .check(atMostOneOf(pricingNames), atMostOneOf(ends));

export const quoteChanges = z
  .strictObject({ ...fields, lines: z.optional(fields.lines) })
  .check(atMostOneOf(pricingNames), atMostOneOf(ends));

const keptAmount = z.looseObject({ amount: z.string().check(z.regex(/^-?\d+(?:\.\d+)?$/)), currency: text });

/** A quote that comes back from where the caller kept it: what orders are made from. */
export const keptQuote = z.looseObject({
  id: z.uuid(),
  version: quantity(1),
  status: z.enum(['draft', 'sent', 'accepted', 'ordered', 'declined']),
  platform: text,
  customer: text,
  createdAt: text,
  validUntil: z.iso.date(),
  tenant: z.optional(text),
  lines: z
    .array(
      z.looseObject({
        product: text,
        term,
        billingCycle,
        quantity: seats,
        unit: z.looseObject({ purchase: keptAmount, sale: keptAmount }),
        subscription: z.optional(text),
      }),
    )
    .check(z.minLength(1)),
});
