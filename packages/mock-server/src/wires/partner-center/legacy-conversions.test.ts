import { afterEach, describe, expect, test } from 'vitest';
import { call, e1, platform } from '../../../../../test/legacy-commerce.ts';
import { e3, held, now, paid, pathOf, trial } from '../../../../../test/legacy-world.ts';

afterEach(() => platform.reset());

describe('a trial', () => {
  test('offers its conversion, which keeps the id', async () => {
    const subscription = held(trial, { quantity: 25 });
    const path = `${pathOf(subscription)}/conversions`;
    const listed = await call('GET', path);
    expect(listed.body.items).toEqual([
      {
        offerId: trial,
        targetOfferId: paid,
        orderId: subscription.secondVendorReferenceId,
        quantity: 25,
        billingCycle: 'monthly',
        attributes: { objectType: 'Conversion' },
      },
    ]);
    const { status, body } = await call('POST', path, { ...listed.body.items[0], quantity: 30 });
    expect(status).toBe(200);
    expect(body).toEqual({
      subscriptionId: subscription.vendorReferenceId,
      offerId: trial,
      targetOfferId: paid,
      attributes: { objectType: 'ConversionResult' },
    });
    expect(now(subscription)).toMatchObject({ productName: paid, quantity: 30, endOfTermAction: 'Renew' });
    expect((await call('GET', path)).body.items).toEqual([]);
    platform.advance('P40D');
    expect(now(subscription).state).toBe('active');
  });

  test('ends by itself when it is not converted', () => {
    const subscription = held(trial);
    platform.advance('P31D');
    expect(now(subscription)).toMatchObject({ state: 'terminated', productName: trial });
  });

  test.each([
    ['another offer', { targetOfferId: e3 }, 'conversions_not_found'],
    ['too many seats', { targetOfferId: paid, quantity: 301 }, 'other'],
    ['another billing cycle', { targetOfferId: paid, billingCycle: 'triennial' }, 'other'],
    ['a wrong offer of its own', { offerId: e1, targetOfferId: paid }, 'other'],
  ])('cannot be converted to %s: the answer says so inside', async (_, wanted, code) => {
    const subscription = held(trial);
    const { status, body } = await call('POST', `${pathOf(subscription)}/conversions`, wanted);
    expect(status).toBe(200);
    expect(body.error).toEqual({ code, description: expect.any(String) });
    expect(now(subscription).productName).toBe(trial);
  });

  test('needs a user to be converted, and what is no trial has no conversion', async () => {
    const subscription = held(e1);
    const { applicationToken } = platform.credentials().partnerCenter as unknown as Record<string, string>;
    const path = `${pathOf(subscription)}/conversions`;
    expect((await call('GET', path)).body.items).toEqual([]);
    expect((await call('GET', path, undefined, applicationToken)).body.code).toBe(900329);
  });
});
