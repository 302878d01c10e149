import type { FaultEffect } from '@tenantry/mock-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledger } from '../packages/mock-server/src/domain/billing/ledger-line.ts';
import { fromMinor } from '../packages/mock-server/src/domain/money.ts';
import { subscriptions } from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { ConflictError, type Quote, QuoteOrderError, ValidationError } from '../packages/sdk/src/index.ts';
import { type QuotesWorld, quotesOn } from './quotes-world.ts';

const basic = 'CFQ7TTC0LH18:0001';
const standard = 'CFQ7TTC0LDPB:0001';
const writes = { icp: 'CreateSubscription', 'partner-center': 'CheckoutCart' } as const;

const lines = [
  { product: basic, term: 'P1Y', billingCycle: 'monthly', quantity: 10, margin: '20' },
  { product: standard, term: 'P1Y', billingCycle: 'annual', quantity: 3, price: '150.00', discount: '10' },
] as const;

/** As a database gives it back. */
function kept(quote: Quote): Quote {
  return JSON.parse(JSON.stringify(quote));
}

describe.each(['icp', 'partner-center'] as const)('quotes on %s', (which) => {
  let given: QuotesWorld;
  let before: ReadonlySet<number>;
  beforeEach(async () => {
    given = await quotesOn(which);
    given.prices.purchase.set(basic, '10').set(standard, '110.40');
    before = new Set(owned().map(({ id }) => id));
  });
  afterEach(() => given.world.close());

  const create = (changes = {}) =>
    given.quotes.create({ customer: given.customer, lines, validDays: 14, title: 'Licences', ...changes });
  const owned = () => [...given.world.world.store.of(subscriptions).all()];
  /** How many units were bought, order by order. */
  const bought = () =>
    owned()
      .filter(({ id }) => !before.has(id))
      .map(({ quantity }) => quantity);

  test('are priced, and are plain data that nobody can change', async () => {
    const quote = await create();
    expect(quote).toMatchObject({
      version: 1,
      status: 'draft',
      platform: which,
      customer: given.customer,
      validUntil: '2026-12-04',
      title: 'Licences',
      taxesIncluded: false,
      lines: [
        {
          product: basic,
          quantity: 10,
          unit: { purchase: { amount: '10' }, sale: { amount: '12.50', currency: 'USD' } },
          total: { purchase: { amount: '100.00' }, sale: { amount: '125.00' } },
          reason: { kind: 'price-list' },
        },
        {
          unit: { undiscounted: { amount: '150.00' }, sale: { amount: '135.00' } },
          total: { sale: { amount: '405.00' } },
        },
      ],
      totals: {
        purchase: [{ currency: 'USD', monthly: '100.00', annual: '331.20', firstYear: '1531.20' }],
        sale: [{ currency: 'USD', monthly: '125.00', annual: '405.00', firstYear: '1905.00' }],
      },
    });
    expect(kept(quote)).toEqual(quote);
    expect(() => Object.assign(quote.lines[0]?.unit.sale ?? {}, { amount: '0' })).toThrow(TypeError);
  });

  test('say each line that nobody sets a price for', async () => {
    const refused = create({
      lines: lines.map(({ product, term, billingCycle }) => ({ product, term, billingCycle, quantity: 1 })),
    });
    await expect(refused).rejects.toThrow(ValidationError);
    await expect(refused).rejects.toMatchObject({
      issues: [
        { code: 'quote.price', path: ['lines', 0, 'price'] },
        { code: 'quote.price', path: ['lines', 1, 'price'] },
      ],
    });
    given.prices.sale.set(basic, '11.90');
    const [line] = lines;
    const { margin: _, ...unpriced } = line;
    expect((await create({ lines: [unpriced] })).lines[0]?.unit.sale.amount).toBe('11.90');
  });

  test.each([
    [{ lines: [] }, 'lines'],
    [{ lines: [{ ...lines[0], price: '1' }] }, 'has price and margin'],
    [{ lines: [{ ...lines[0], discuont: '5' }] }, 'discuont'],
    [{ lines: [{ ...lines[0], discount: '101' }] }, 'no percentage'],
    [{ margin: '5', markup: '5' }, 'has margin and markup'],
    [{ validUntil: '2026-12-01' }, 'has validUntil and validDays'],
    [{ validDays: undefined, validUntil: '2026-11-19' }, '2026-11-19 is over'],
  ])('refuse what is not valid: %j', async (changes, told) => {
    const refused = create(changes);
    await expect(refused).rejects.toThrow(ValidationError);
    await expect(refused).rejects.toThrow(told);
  });

  test('are revised into the next version, which says what is different', async () => {
    const first = given.quotes.send(await create());
    expect(first.status).toBe('sent');
    given.prices.purchase.set(basic, '12');
    const next = await given.quotes.revise(kept(first), {
      lines: first.lines.map((line, index) => (index === 0 ? { ...line, quantity: 12 } : line)),
      notes: 'Two more.',
    });
    expect(next).toMatchObject({
      id: first.id,
      version: 2,
      status: 'draft',
      title: 'Licences',
      validUntil: first.validUntil,
    });
    expect(given.quotes.differences(first, next)).toEqual([
      { field: 'notes', after: 'Two more.' },
      ...[
        { field: 'quantity', before: '10', after: '12' },
        { field: 'purchase', before: '10 USD', after: '12 USD' },
        { field: 'sale', before: '12.50 USD', after: '15.00 USD' },
        { field: 'total', before: '125.00 USD', after: '180.00 USD' },
      ].map((each) => ({ product: basic, term: 'P1Y', billingCycle: 'monthly', ...each })),
    ]);
    given.world.advance('P15D');
    expect((await given.quotes.revise(first)).validUntil).toBe('2027-01-04');
  });

  test('are checked against today', async () => {
    const quote = await create();
    expect(await given.quotes.check(quote)).toEqual([]);
    given.prices.purchase.set(basic, '12.51').set(standard, '100');
    given.prices.sale.set(basic, '13.00');
    given.prices.validUntil = '2026-11-30';
    expect(await given.quotes.check(kept(quote))).toMatchObject([
      {
        kind: 'purchase-risen',
        line: 1,
        product: basic,
        quoted: { amount: '10' },
        current: { amount: '12.51' },
      },
      { kind: 'price-ends', line: 1 },
      { kind: 'below-purchase', line: 1 },
      { kind: 'sale-differs', line: 1, quoted: { amount: '12.50' }, current: { amount: '13.00' } },
      { kind: 'purchase-fallen', line: 2 },
      { kind: 'price-ends', line: 2 },
    ]);
    given.prices.purchase.delete(standard);
    given.world.advance('P15D');
    const kinds = (await given.quotes.check(quote)).map(({ kind, line }) => `${kind} ${line ?? ''}`);
    expect(kinds).toEqual(expect.arrayContaining(['expired ', 'not-sold 2']));
  });

  test('are ordered line by line, and each step can be kept', async () => {
    const saved: Quote[] = [];
    const steps: string[] = [];
    const ordered = await given.quotes.accept(kept(await create()), {
      save: (quote) => {
        saved.push(quote);
      },
      onProgress: ({ step }) => steps.push(step),
    });
    expect(ordered).toMatchObject({ status: 'ordered', tenant: given.tenant });
    expect(saved.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'ordered']);
    expect(saved.at(-1)).toEqual(ordered);
    expect(steps.filter((step) => step === 'line-ordered').length).toBe(2);
    for (const line of ordered.lines) {
      const licence = await given.reseller.subscriptions.get(line.subscription ?? '');
      expect(licence).toMatchObject({
        product: line.product,
        quantity: line.quantity,
        billingCycle: line.billingCycle,
      });
    }
    const ids = owned().flatMap(({ quoteId }) => quoteId ?? []);
    expect(ids).toEqual(which === 'icp' ? [ordered.id, ordered.id] : []);
    const calls = given.world.journal.find({ limit: 1_000 }).length;
    expect(await given.quotes.accept(ordered)).toEqual(ordered);
    expect(given.world.journal.find({ limit: 1_000 }).length).toBe(calls);
    await expect(given.quotes.revise(ordered)).rejects.toThrow(ConflictError);
    expect(() => given.quotes.decline(ordered)).toThrow(ConflictError);
  });

  test('order nothing when they are over, dearer, not sold, declined, or somebody else’s', async () => {
    const quote = await create();
    const refused = async (code: string, each = quote, options = {}) => {
      await expect(given.quotes.accept(each, options)).rejects.toMatchObject({ code });
      expect(bought()).toEqual([]);
    };
    await refused('quote.status', given.quotes.decline(quote));
    given.prices.purchase.set(basic, '10.01');
    await refused('quote.purchase_risen');
    given.prices.purchase.delete(basic);
    await refused('quote.not_sold', quote, { acceptRisenPrices: true });
    given.prices.purchase.set(basic, '10');
    for (const wrong of [{ tenant: '1' }, { tenant: '00000000-0000-4000-8000-000000000001' }])
      await expect(given.quotes.accept(quote, wrong)).rejects.toThrow(ValidationError);
    const others = { ...quote, platform: 'another' };
    await expect(given.quotes.accept(others)).rejects.toThrow('It is a quote of another.');
    await expect(given.quotes.accept({ ...quote, id: 'mine' })).rejects.toThrow(ValidationError);
    given.world.advance('P15D');
    await refused('quote.expired');
  });

  test('are ordered at risen prices when the caller says so', async () => {
    const quote = await create();
    given.prices.purchase.set(basic, '10.01');
    expect((await given.quotes.accept(quote, { acceptRisenPrices: true })).status).toBe('ordered');
  });

  test('cost to the cent what they were made from, at the platform’s own prices', async () => {
    const { quotes } = given.reseller.prices;
    const [{ margin: _, ...unpriced }] = lines;
    const quote = await quotes.create({
      customer: given.customer,
      lines: [unpriced, { ...unpriced, product: standard, billingCycle: 'annual', quantity: 3 }],
      ...(which === 'partner-center' && { discountOffList: '0' }),
    });
    expect(await quotes.check(kept(quote))).toEqual([]);
    const ordered = await quotes.accept(kept(quote));
    const charges = [...given.world.world.store.of(ledger).all()].filter(
      (each) => !before.has(each.subscriptionId),
    );
    for (const { quantity, total } of ordered.lines) {
      const charge = charges.find((each) => each.quantity === quantity);
      expect(fromMinor(charge?.cost ?? 0, charge?.currency ?? '')).toBe(total.purchase.amount);
      if (which === 'partner-center') continue;
      expect(fromMinor(charge?.sale ?? 0, charge?.currency ?? '')).toBe(total.sale.amount);
    }
  });

  const failures: FaultEffect[] = [
    { kind: 'commit-then-fail', failure: 'reset' },
    { kind: 'commit-then-fail', failure: 'html504' },
    { kind: 'reset' },
    { kind: 'status', status: 400 },
  ];
  const cases = failures.flatMap((effect) => [1, 2].map((nth) => ({ effect, nth })));
  test.each(cases)('never order twice: $effect at write $nth', async ({ effect, nth }) => {
    const quote = await create();
    given.world.faults.add({ id: 'once', match: { operationId: writes[which], nth }, effect });
    const saved: Quote[] = [];
    const save = (each: Quote) => {
      saved.push(each);
    };
    const first = await given.quotes.accept(quote, { save }).catch((error: unknown) => error);
    if (first instanceof QuoteOrderError) {
      expect(first).toMatchObject({
        line: nth,
        platform: which,
        solution: expect.stringContaining('accept error.quote again'),
      });
      expect(first.quote.status).toBe('accepted');
      expect(first.quote.lines.filter((line) => line.subscription).length).toBe(nth - 1);
      expect(saved.at(-1)).toEqual(first.quote);
    }
    given.world.faults.remove('once');
    // From the quote as it got back, as it was kept last, and as it was at first: three crashes.
    const again = first instanceof QuoteOrderError ? first.quote : (first as Quote);
    const ordered = await given.quotes.accept(kept(again));
    expect(ordered.status).toBe('ordered');
    expect(await given.quotes.accept(kept(saved.at(-1) ?? quote))).toEqual(ordered);
    expect(await given.quotes.accept(kept(quote))).toEqual(ordered);
    expect(bought().sort()).toEqual([10, 3]);
  });

  test('go on after their last day once they were accepted in time', async () => {
    const saved: Quote[] = [];
    const failing = {
      save: (quote: Quote) => {
        saved.push(quote);
        if (saved.length === 2) throw new Error('The disk is full.');
      },
    };
    const stopped = await given.quotes.accept(await create(), failing).catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(QuoteOrderError);
    expect(stopped).toMatchObject({ line: 1, cause: { message: 'The disk is full.' } });
    given.world.advance('P15D');
    const ordered = await given.quotes.accept((stopped as QuoteOrderError).quote);
    expect(ordered.status).toBe('ordered');
    expect(bought().sort()).toEqual([10, 3]);
  });
});
