import { describe, expect, test } from 'vitest';
import {
  backup,
  basic,
  bought,
  clientOf,
  licensed,
  marketplaces,
  newCustomer,
  refusal,
} from '../../../../../test/ingram-world.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';

const platform = marketplaces();
const ingram = clientOf(platform);
const mexican = clientOf(platform, 'ingramMx');
const usd = (amount: string) => ({ currency: 'USD', amount });

describe('subscriptions', () => {
  test('are listed by customer, day and status, and read with products and answers', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'subscriptions');
    const rows = (await ingram.subscriptions.list({ customerId, status: 'active' })).items;
    expect(rows).toMatchObject([
      {
        id: subscriptionId,
        customerId,
        status: 'active',
        renewalStatus: true,
        creationDate: '2026-11-20',
        renewalDate: '2027-11-20',
        lastModifiedDate: '2026-11-20',
      },
      { name: 'Microsoft Organization tenant', renewalStatus: false },
    ]);
    expect(rows[0]).not.toHaveProperty('products');
    const day = { creationDateFrom: '2026-11-20', creationDateTo: '2026-11-20' };
    expect((await ingram.subscriptions.list({ customerId, ...day })).items).toHaveLength(2);
    expect((await ingram.subscriptions.list({ customerId, creationDateFrom: '2026-11-21' })).items).toEqual(
      [],
    );
    const whole = await ingram.subscriptions.get(subscriptionId);
    expect(whole).toMatchObject({
      planId: 503_000,
      totalPrice: usd('60.00'),
      totalSubscriptionPrice: usd('720.00'),
      totalSubscriptionCost: usd('612.00'),
      products: [
        {
          mpn: basic.mpn,
          vendor: 'Microsoft',
          quantity: 10,
          unitPrice: usd('6.00'),
          unitCost: usd('5.10'),
          extendedPrice: usd('60.00'),
          vendorSubscriptionId: expect.any(String),
        },
      ],
      orderParameters: [{ name: 'domain', value: 'subscriptions' }],
    });
    for (const call of [
      mexican.subscriptions.get(subscriptionId),
      mexican.subscriptions.update(subscriptionId, { renewalStatus: false }),
      mexican.subscriptions.setSpecialPricing(subscriptionId, { products: [] }),
      ingram.subscriptions.get('1'),
    ])
      expect((await refusal(call)).status).toBe(404);
  });

  test('renew or not, and keep what is noted of them', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'noted');
    const changed = await ingram.subscriptions.update(subscriptionId, {
      renewalStatus: false,
      attributes: { costCentre: '42' },
    });
    expect(changed).toMatchObject({ renewalStatus: false, attributes: { costCentre: '42' } });
    const [, tenant] = (await ingram.subscriptions.list({ customerId })).items;
    expect(
      await refusal(ingram.subscriptions.update(tenant?.id ?? '', { renewalStatus: true })),
    ).toMatchObject({ status: 400 });
    const other = await bought(ingram, customerId, [{ ...backup, quantity: 2 }]);
    await ingram.subscriptions.update(other.subscriptionId ?? '', { renewalStatus: false });
    platform.advance('P1M');
    expect((await ingram.subscriptions.get(other.subscriptionId ?? '')).products).toHaveLength(1);
    platform.advance('P1Y');
    expect((await ingram.subscriptions.get(subscriptionId)).status).toBe('terminated');
    platform.advance('P1Y');
    expect((await ingram.subscriptions.get(subscriptionId)).status).toBe('removed');
  });

  test('have prices of their own: for the term, or through renewals until they are reset', async () => {
    const { subscriptionId } = await licensed(ingram, 'priced');
    const unit = async () =>
      (await ingram.subscriptions.get(subscriptionId)).products?.[0]?.unitPrice?.amount;
    const product = { mpn: basic.mpn };
    await ingram.subscriptions.update(subscriptionId, { products: [{ ...product, unitPrice: usd('5.50') }] });
    platform.advance('P1M');
    const lines = platform.world.store.of(ledger).find('subscription', Number(subscriptionId));
    expect(lines.map(({ sale }) => sale)).toEqual([6_000, 5_500]);
    platform.advance('P1Y');
    expect(await unit()).toBe('6.00');
    await ingram.subscriptions.setSpecialPricing(subscriptionId, {
      products: [{ ...product, unitPrice: usd('4.00') }],
    });
    platform.advance('P1Y');
    expect(await unit()).toBe('4.00');
    await ingram.subscriptions.setSpecialPricing(subscriptionId, { products: [] });
    expect(await unit()).toBe('6.00');
    for (const wrong of [
      { ...product, unitPrice: { currency: 'EUR', amount: '4' } },
      { ...product, unitPrice: usd('much') },
      { ...product, unitCost: usd('1') },
      { ...product },
      { mpn: 'BKP-SETUP', unitPrice: usd('1') },
    ])
      expect((await refusal(ingram.subscriptions.update(subscriptionId, { products: [wrong] }))).status).toBe(
        400,
      );
  });
});

test('a customer of a reseller below is reached by both', async () => {
  const customerId = await newCustomer(ingram);
  await bought(ingram, customerId, [{ mpn: 'BKP-SETUP' }]);
  expect((await ingram.resellers.listOrders('320001', { customerId })).items).toHaveLength(1);
  expect((await refusal(mexican.resellers.listOrders('320001'))).status).toBe(404);
});
