import * as z from 'zod/mini';
import { quantity } from '../validation/schemas.ts';

const text = z.string().check(z.minLength(1));
const id = z.union([text, z.number()]);
const term = z.enum(['P1M', 'P1Y', 'P3Y']);
const billingCycle = z.enum(['monthly', 'annual', 'triennial']);
const title = z.optional(z.string().check(z.maxLength(256)));
const notes = z.optional(z.string().check(z.maxLength(10_000)));

/** Money as text. */
const money = z
  .string()
  .check(z.regex(/^\d{1,12}(?:\.\d{1,6})?$/, 'must be a decimal text, e.g. 12.50.'));

/** A percentage; kept as text, so that no digit of it is lost. */
function percent(isAllowed: (value: number) => boolean, range: string) {
  return z.pipe(
    z.union([z.string(), z.number()]),
    z.pipe(
      z.transform((value: string | number) => String(value)),
      z
        .string()
        .check(
          z.refine((value) => /^\d{1,3}(?:\.\d{1,4})?$/.test(value) && isAllowed(Number(value)), {
            error: `must be a percentage ${range}.`,
          }),
        ),
    ),
  );
}

const pricing = {
  margin: z.optional(percent((value) => value < 100, 'from 0 to less than 100')),
  markup: z.optional(percent(() => true, 'from 0 to 999')),
};

/** What pricing adds to a line: dropped when the line is priced again. */
const priced = { name: z.any(), unit: z.any(), total: z.any(), reason: z.any(), priceValidUntil: z.any(), subscription: z.any() };

const line = z
  .strictObject({
    product: z.string().check(z.minLength(3)),
    term,
    billingCycle,
    quantity: quantity(1, 1_000_000),
    price: z.optional(money),
    ...pricing,
    discount: z.optional(percent((value) => value <= 100, 'from 0 to 100')),
    ...z.partial(z.object(priced)).shape,
  })
  .check(
    z.refine(({ price, margin, markup }) => [price, margin, markup].filter((each) => each !== undefined).length < 2, {
      error: 'has more than one of price, margin and markup. Give one of them.',
    }),
  );

const onePricing = z.refine<{ margin?: unknown; markup?: unknown }>(
  ({ margin, markup }) => margin === undefined || markup === undefined,
  { error: 'has both margin and markup. Give one of them.' },
);

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

const oneEnd = z.refine<{ validUntil?: unknown; validDays?: unknown }>(
  ({ validUntil, validDays }) => validUntil === undefined || validDays === undefined,
  { error: 'has both validUntil and validDays. Give one of them.' },
);

export const createQuote = z.strictObject({ customer: id, ...fields }).check(onePricing, oneEnd);

export const quoteChanges = z
  .strictObject({ ...fields, lines: z.optional(fields.lines) })
  .check(onePricing, oneEnd);

const amount = z.looseObject({ amount: money, currency: text });

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
        quantity: quantity(1, 1_000_000),
        unit: z.looseObject({ purchase: amount, sale: amount }),
        subscription: z.optional(text),
      }),
    )
    .check(z.minLength(1)),
});
