import { describe, expect, test } from 'vitest';
import {
  basicMpn,
  clientOf,
  marketplaces,
  month,
  newCustomer,
  refusal,
  year,
} from '../../../../../test/ingram-world.ts';
import { priceableItem } from '../../domain/catalogue/catalogue.ts';

const platform = marketplaces();
const ingram = clientOf(platform);

describe('products', () => {
  test('are what the world sells, at its prices, in the currency of the marketplace', async () => {
    const rows = await ingram.products.list({ mpn: basicMpn }).toArray({ limit: 10 });
    expect(rows.map((row) => [row.subscriptionPeriod, row.billingPeriod])).toEqual([
      [month, month],
      [year, month],
      [year, year],
    ]);
    const listed = priceableItem(3001)?.prices.USD;
    expect(rows[1]).toMatchObject({
      vendor: 'Microsoft',
      name: 'Microsoft 365 Business Basic',
      minimumQuantity: '1.0',
      maximumQuantity: '300.0',
      prices: [{ currency: 'USD', amount: listed?.suggestedRetail, type: 'recurring', model: 'FLAT' }],
      costs: [{ currency: 'USD', amount: listed?.purchase }],
      billingModel: 'chargeBeforeBillingPeriod',
      coterming: { required: 'ALLOWED', type: 'SUBSCRIPTION' },
      dependsOn: [{ id: expect.any(String) }],
    });
    const { items } = await clientOf(platform, 'ingramMx').products.list({ mpn: basicMpn, limit: 1 });
    expect(items[0]?.prices?.[0]?.currency).toBe('MXN');
  });

  test('have every price model, price type, billing model and coterming', async () => {
    const all = await ingram.products.list().toArray({ limit: 1_000 });
    const prices = all.flatMap((row) => row.prices ?? []);
    expect(new Set(prices.map(({ model }) => model))).toEqual(
      new Set(['FLAT', 'TIERED', 'VOLUME_SUBSCRIPTION', 'VOLUME_ORDER', 'VOLUME_RESOURCE_AGGREGATED']),
    );
    expect(new Set(prices.map(({ type }) => type))).toEqual(new Set(['recurring', 'setup', 'overuse']));
    expect(new Set(all.map((row) => row.billingModel))).toEqual(
      new Set([
        'chargeBeforeBillingPeriod',
        'chargeAfterBillingPeriod',
        'chargeBeforeSubscriptionPeriod',
        'chargeExternalRating',
      ]),
    );
    expect(new Set(all.map((row) => row.coterming?.required))).toEqual(
      new Set(['MANDATORY', 'ALLOWED', 'RESTRICTED']),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test('are found by name, service, part number and vendor', async () => {
    const backups = await ingram.products.list({ mpn: 'bkp-std' }).toArray({ limit: 10 });
    expect(new Set(backups.map(({ vendor }) => vendor))).toEqual(new Set(['Andes Software', 'Cumbre Data']));
    expect((await ingram.products.list({ vendor: 'Cumbre Data' })).items).toHaveLength(2);
    expect((await ingram.products.list({ serviceName: 'signatures' })).items).toHaveLength(1);
    expect((await ingram.products.list({ name: 'nothing at all' })).items).toEqual([]);
  });
});

describe('a part number that several share', () => {
  test.each([
    [{ mpn: 'BKP-STD' }, 'vendor, subscriptionPeriod, billingPeriod'],
    [{ mpn: 'BKP-STD', vendor: 'Andes Software' }, 'subscriptionPeriod, billingPeriod'],
    [{ mpn: basicMpn }, 'subscriptionPeriod, billingPeriod'],
    [{ mpn: basicMpn, subscriptionPeriod: year }, 'billingPeriod'],
  ])('%o is refused with the keys that are wanted beside it', async (key, wanted) => {
    const customerId = await newCustomer(ingram);
    const order = { type: 'sales' as const, customerId, products: [{ ...key, quantity: 1 }] };
    for (const call of [ingram.orders.create(order), ingram.orders.estimate(order)]) {
      expect(await refusal(call)).toMatchObject({
        status: 500,
        code: 'ingram.ambiguous_product',
        message: expect.stringContaining(`Send ${wanted} beside`),
      });
    }
  });

  test('is told by enough keys, by a year as twelve months, or by the number', async () => {
    const customerId = await newCustomer(ingram);
    const [first] = (await ingram.products.list({ mpn: basicMpn })).items;
    for (const key of [
      { mpn: 'BKP-STD', vendor: 'Cumbre Data' },
      { mpn: basicMpn, subscriptionPeriod: { type: 'month', duration: 12 }, billingPeriod: month } as const,
      { id: first?.id ?? '' },
    ]) {
      const order = { type: 'sales' as const, customerId, products: [{ ...key, quantity: 2 }] };
      const aligned = { alignExpirationDate: { alignmentType: 'MATCH_END_OF_CALENDAR_MONTH' as const } };
      const isMandatory = 'vendor' in key;
      const { products } = await ingram.orders.estimate({ ...order, ...(isMandatory && aligned) });
      expect(products?.at(-1)?.quantity).toBe(2);
    }
    const unknown = { type: 'sales' as const, customerId, products: [{ mpn: 'NOTHING' }] };
    expect(await refusal(ingram.orders.estimate(unknown))).toMatchObject({ status: 400 });
    expect(await refusal(ingram.orders.estimate({ ...unknown, products: [{ quantity: 1 }] }))).toMatchObject({
      status: 400,
    });
  });
});

describe('plans', () => {
  test('have periods, and the switches that they allow', async () => {
    const plan = await ingram.plans.get('503000');
    expect(plan).toMatchObject({
      name: 'Microsoft 365 Business Basic, billed monthly',
      published: true,
      billingPeriod: month,
      subscriptionPeriods: [
        { ...month, active: true },
        { ...year, active: true },
      ],
    });
    expect(plan.planSwitches).toContainEqual({
      planId: 503_000,
      sourceSubscriptionPeriod: month,
      subscriptionPeriod: year,
      whenEffective: 'immediately',
      billingPolicy: 'prorate_starting_new_subscription_period',
    });
    expect(plan.planSwitches?.some(({ planId }) => planId === 503_020)).toBe(true);
    expect(await refusal(ingram.plans.get('1'))).toMatchObject({ status: 404 });
    const plans = await ingram.plans.list().toArray({ limit: 1_000 });
    expect(new Set(plans.map(({ id }) => id)).size).toBe(plans.length);
  });
});
