import { afterEach, describe, expect, test } from 'vitest';
import { call, e1, platform } from '../../../../../test/legacy-commerce.ts';
import { e3, exchange, paid, tenant, trial } from '../../../../../test/legacy-world.ts';
import { legacyOffers } from '../../domain/catalogue/legacy-offers.ts';

afterEach(() => platform.reset());

describe('legacy offers', () => {
  test('are listed for a market, those of other markets left out', async () => {
    const inPeru = await call('GET', '/offers?country=PE');
    const inUsa = await call('GET', '/offers');
    expect(inUsa.body.totalCount).toBe(legacyOffers.length);
    expect(inPeru.body.totalCount).toBe(legacyOffers.length - 1);
    expect(inPeru.body.items.find((each: { id: string }) => each.id === e1)).toMatchObject({
      name: 'Office 365 E1',
      country: 'PE',
      category: { id: 'Enterprise_Key', name: 'Enterprise', rank: 20 },
      isAddOn: false,
      hasAddOns: true,
      isTrial: false,
      isAvailableForPurchase: false,
      billing: 'license',
      supportedBillingCycles: ['monthly', 'annual'],
      upgradeTargetOffers: [e3],
      attributes: { objectType: 'Offer' },
    });
  });

  test('are listed by category, and in parts', async () => {
    const { body } = await call('GET', '/offers?offer_category_id=smallbusiness_key');
    expect(body.items.map((each: { id: string }) => each.id)).toEqual([paid, trial]);
    const part = await call('GET', '/offers?offset=1&size=2');
    expect(part.body.items.map((each: { id: string }) => each.id)).toEqual([e1, e3]);
  });

  test('are read by id in any case', async () => {
    const { body } = await call('GET', `/offers/${exchange.toLowerCase()}?country=us`);
    expect(body).toMatchObject({ id: exchange, country: 'US' });
  });

  test('have add-ons', async () => {
    const { body } = await call('GET', `/offers/${exchange}/addons?country=us`);
    expect(body.items.map((each: { name: string }) => each.name)).toEqual([
      'Exchange Online Archiving for Exchange Online',
      'Microsoft MyAnalytics',
    ]);
    expect(body.items[0]).toMatchObject({
      isAddOn: true,
      category: { id: '', name: '' },
      prerequisiteOffers: expect.arrayContaining([exchange]),
    });
  });

  test('have categories', async () => {
    const { body } = await call('GET', '/offercategories?country=US');
    expect(body.items.map((each: { id: string }) => each.id)).toEqual([
      'Enterprise_Key',
      'SmallBusiness_Key',
      'Government_Key',
      'Internal_Key',
    ]);
  });

  test('are listed for a customer, in its market', async () => {
    const offers = await call('GET', `/customers/${tenant().id}/offers`);
    expect(offers.body.items[0].country).toBe('PE');
    const categories = await call('GET', `/customers/${tenant().id}/offercategories`);
    expect(categories.body.items[0]).toMatchObject({ id: 'Enterprise_Key', country: 'PE' });
  });

  test('refuse ids of new commerce with 2100, and unknown ones', async () => {
    for (const id of ['CFQ7TTC0LF8Q:0001', 'CFQ7TTC0LF8Q:0001:CFQ7TTC0KJ4N', 'CFQ7TTC0ZZZZ:0001']) {
      expect(await call('GET', `/offers/${id}`)).toMatchObject({ status: 400, body: { code: 2100 } });
      expect((await call('GET', `/offers/${id}/addons`)).body.code).toBe(2100);
    }
    const unknown = await call('GET', '/offers/00000000-0000-4000-8000-000000000000');
    expect(unknown).toMatchObject({ status: 404, body: { code: 1000 } });
  });
});
