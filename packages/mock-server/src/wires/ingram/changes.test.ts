import { describe, expect, test } from 'vitest';
import {
  backup,
  basic,
  bought,
  clientOf,
  licensed,
  marketplaces,
  month,
  newCustomer,
  premium,
  refusal,
  year,
} from '../../../../../test/ingram-world.ts';

const platform = marketplaces();
const ingram = clientOf(platform);
const seats = async (id: string) => (await ingram.subscriptions.get(id)).products?.[0]?.quantity;
const change = (customerId: string, line: object, more: object = {}) =>
  ingram.orders.create({ type: 'change', customerId, products: [line], ...more });

describe('a change', () => {
  test('sets totals: up at any time, down within the window, one open at a time', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'changes');
    const open = await change(customerId, { subscriptionId, quantity: 12 });
    expect(open).toMatchObject({
      orderNumber: expect.stringMatching(/^CH/),
      total: { amount: '12.00' },
      products: [{ type: 'UPGRADE', quantity: 12, subscriptionId }],
    });
    expect(await refusal(change(customerId, { subscriptionId, quantity: 13 }))).toMatchObject({
      status: 500,
      code: 'ingram.open_change_order',
      message: expect.stringContaining(`#${open.orderNumber}`),
    });
    expect(await seats(subscriptionId)).toBe(10);
    await ingram.orders.wait(open.id);
    expect(await seats(subscriptionId)).toBe(12);
    const down = await bought(ingram, customerId, [{ subscriptionId, quantity: 9 }], { type: 'change' });
    expect(down.details?.[0]).toMatchObject({ type: 'recurringRefund', quantity: -3 });
    expect(await seats(subscriptionId)).toBe(9);
    platform.advance('P8D');
    expect(await refusal(change(customerId, { subscriptionId, quantity: 5 }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('scheduledOn renewal'),
    });
    for (const wrong of [
      { subscriptionId, quantity: 0 },
      { subscriptionId: '1', quantity: 2 },
      { quantity: 2 },
      { subscriptionId, mpn: 'BKP-SETUP', quantity: 1 },
    ])
      expect((await refusal(change(customerId, wrong))).status).toBeLessThan(500);
  });

  test('is put off until the renewal, and forgotten when cancelled', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'putoff');
    const scheduled = { scheduledOn: 'renewal' };
    const first = await change(customerId, { subscriptionId, quantity: 4 }, scheduled);
    expect(first).toMatchObject({
      status: 'submitted',
      statusCode: 'SC',
      details: [{ type: 'renew', quantity: 4, extendedPrice: { amount: '24.00' } }],
    });
    expect(await ingram.orders.update(first.id, { statusCode: 'CL' })).toMatchObject({ status: 'cancelled' });
    const second = await change(customerId, { subscriptionId, quantity: 6 }, scheduled);
    platform.advance('P1Y');
    expect(await ingram.orders.get(second.id)).toMatchObject({ status: 'completed' });
    expect(await seats(subscriptionId)).toBe(6);
    await ingram.subscriptions.update(subscriptionId, { renewalStatus: false });
    expect(await refusal(change(customerId, { subscriptionId, quantity: 4 }, scheduled))).toMatchObject({
      status: 500,
    });
  });

  test('switches to a better plan, whole or in part, and to a longer period', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'switches');
    const line = { subscriptionId, mpn: basic.mpn, newMPN: premium.mpn };
    expect(await refusal(change(customerId, { ...line, quantity: 4 }))).toMatchObject({ status: 400 });
    expect(
      await refusal(change(customerId, line, { upgradeStartType: 'FROM_DATE_OF_UPGRADE' })),
    ).toMatchObject({ status: 400 });
    const part = await bought(ingram, customerId, [{ ...line, quantity: 4 }], {
      type: 'change',
      placementType: 'MOVE',
      upgradeStartType: 'from_old_start_date',
    });
    expect(part).toMatchObject({ placementType: 'MOVE', products: [{ newSubscription: { type: 'NEW' } }] });
    const made = String(part.products?.[0]?.newSubscription?.id);
    expect([await seats(subscriptionId), await seats(made)]).toEqual([6, 4]);
    await bought(ingram, customerId, [{ ...line, quantity: 2, targetSubscriptionId: made }], {
      type: 'change',
      placementType: 'MOVE',
    });
    expect([await seats(subscriptionId), await seats(made)]).toEqual([4, 6]);
    const longer = await bought(
      ingram,
      customerId,
      [{ subscriptionId: made, mpn: premium.mpn, newMPN: 'CFQ7TTC0LFLX:0001' }],
      { type: 'change' },
    );
    expect(longer.products?.[0]?.newSubscription).toMatchObject({ type: 'NEW' });
    expect((await ingram.subscriptions.get(made)).status).toBe('terminated');
    expect(await refusal(change(customerId, { ...line, newMPN: 'BKP-SETUP' }))).toMatchObject({
      status: 400,
    });
  });

  test('of the period begins a longer one at once, and a shorter one with the renewal', async () => {
    const customerId = await newCustomer(ingram);
    const monthly = { mpn: basic.mpn, subscriptionPeriod: month, billingPeriod: month };
    const { subscriptionId = '' } = await bought(ingram, customerId, [
      { ...monthly, quantity: 3, parameters: [{ name: 'domain', value: 'periods' }] },
    ]);
    const longer = { subscriptionPeriod: year };
    await bought(ingram, customerId, [{ subscriptionId }], { type: 'change', ...longer });
    expect(await ingram.subscriptions.get(subscriptionId)).toMatchObject({
      subscriptionPeriod: year,
      expirationDate: expect.stringMatching(/^20(27|28)-/),
    });
    const shorter = { subscriptionPeriod: month };
    expect(await refusal(change(customerId, { subscriptionId }, shorter))).toMatchObject({ status: 400 });
    const later = await change(customerId, { subscriptionId }, { ...shorter, scheduledOn: 'renewal' });
    platform.advance('P1Y');
    expect(await ingram.orders.get(later.id)).toMatchObject({ status: 'completed' });
    expect((await ingram.subscriptions.get(subscriptionId)).subscriptionPeriod).toEqual(month);
  });

  test('of what is priced by volume has the price of the new total', async () => {
    const customerId = await newCustomer(ingram);
    const { subscriptionId = '' } = await bought(ingram, customerId, [
      { ...backup, quantity: 5 },
      { mpn: 'BKP-100GB', quantity: 40 },
    ]);
    await bought(ingram, customerId, [{ subscriptionId, mpn: 'BKP-100GB', quantity: 60 }], {
      type: 'change',
    });
    const { products = [] } = await ingram.subscriptions.get(subscriptionId);
    expect(products.find(({ mpn }) => mpn === 'BKP-100GB')).toMatchObject({
      quantity: 60,
      unitPrice: { amount: '2.55', priceTiers: [{ lowerLimit: '0' }, { lowerLimit: '50' }] },
    });
  });
});
