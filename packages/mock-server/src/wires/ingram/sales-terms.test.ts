import { describe, expect, test } from 'vitest';
import {
  basic,
  bought,
  clientOf,
  licensed,
  marketplaces,
  newCustomer,
  refusal,
  year,
} from '../../../../../test/ingram-world.ts';

const platform = marketplaces();
const ingram = clientOf(platform);

describe('an end that is aligned', () => {
  test.each([
    [{ alignmentType: 'MATCH_END_OF_CALENDAR_MONTH' as const }, '2027-11-01'],
    [{ alignmentType: 'CO_TERM_ON_SUBSCRIPTION' as const }, '2027-11-20'],
  ])('%o', async (alignment, expected) => {
    const { customerId, subscriptionId } = await licensed(ingram, `aligned${expected.slice(-2)}`);
    const end = (await ingram.subscriptions.get(subscriptionId)).expirationDate;
    const isOther = alignment.alignmentType === 'CO_TERM_ON_SUBSCRIPTION';
    const alignExpirationDate = { ...alignment, ...(isOther && { subscriptionId: Number(subscriptionId) }) };
    const order = await bought(
      ingram,
      customerId,
      [{ mpn: 'CFQ7TTC0LDPB:0001', subscriptionPeriod: year, billingPeriod: year, quantity: 2 }],
      { alignExpirationDate },
    );
    expect(order.alignExpirationDate).toEqual(alignExpirationDate);
    const { expirationDate } = await ingram.subscriptions.get(order.subscriptionId ?? '');
    expect(expirationDate).toBe(isOther ? end : `${end?.slice(0, 8)}01`);
  });

  test('is refused where a product ends by itself, and wanted where it must', async () => {
    const { customerId } = await licensed(ingram, 'notaligned');
    const order = { type: 'sales' as const, customerId };
    const monthEnd = { alignmentType: 'MATCH_END_OF_CALENDAR_MONTH' as const };
    const cases: [object, object | undefined][] = [
      [{ mpn: 'BKP-SETUP' }, monthEnd],
      [{ mpn: 'BKP-STD', vendor: 'Cumbre Data' }, undefined],
      [
        { mpn: 'BKP-STD', vendor: 'Cumbre Data' },
        { alignmentType: 'CO_TERM_ON_SUBSCRIPTION', subscriptionId: 1 },
      ],
      [basic, { alignmentType: 'CO_TERM_PARTIAL_UPGRADE' }],
      [basic, { alignmentType: 'CO_TERM_ON_SUBSCRIPTION' }],
    ];
    for (const [product, alignExpirationDate] of cases) {
      const call = ingram.orders.create({
        ...order,
        products: [product],
        ...(alignExpirationDate && { alignExpirationDate }),
      });
      expect((await refusal(call)).status).toBe(400);
    }
    const kept = await bought(ingram, customerId, [{ mpn: 'BKP-STD', vendor: 'Cumbre Data', quantity: 12 }], {
      alignExpirationDate: monthEnd,
    });
    expect(kept.status).toBe('completed');
  });
});

describe('what cannot be sold', () => {
  test.each([
    ['no products', { products: [] }],
    ['too few', { products: [{ ...basic, quantity: 0 }] }],
    ['parts', { products: [{ ...basic, quantity: '1.5' }] }],
    ['too many', { products: [{ ...basic, quantity: 301 }] }],
    ['agreements on prices', { products: [{ ...basic, deals: { freezePrices: true, agreements: [] } }] }],
    ['a price that is none', { products: [{ ...basic, specialPrice: { currency: 'USD', amount: 'much' } }] }],
    ['a type that is none', { type: 'unknown', products: [basic] }],
  ])('%s', async (_, wrong) => {
    const customerId = await newCustomer(ingram);
    const order = { type: 'sales', customerId, ...wrong } as Parameters<typeof ingram.orders.create>[0];
    expect((await refusal(ingram.orders.create(order))).status).toBe(400);
    expect((await ingram.orders.list({ customerId })).items).toEqual([]);
  });

  test('a special price is that of the order', async () => {
    const { customerId } = await licensed(ingram, 'specialprice');
    const order = await bought(ingram, customerId, [
      { ...basic, quantity: 4, specialPrice: { currency: 'USD', amount: '5.25' } },
    ]);
    expect(order.total?.amount).toBe('21.00');
    const { products } = await ingram.subscriptions.get(order.subscriptionId ?? '');
    expect(products?.[0]?.unitPrice?.amount).toBe('5.25');
  });
});
