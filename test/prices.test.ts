import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledger } from '../packages/mock-server/src/domain/billing/ledger-line.ts';
import { subscriptions } from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import type { Platform } from '../packages/mock-server/src/index.ts';
import { ValidationError } from '../packages/sdk/src/index.ts';
import { amount, basic, collected, company, onIcp, openWorld, refusalOf } from './prices-world.ts';

let platform: Platform;
beforeEach(async () => {
  platform = await openWorld();
});
afterEach(() => platform.close());

/** The newest line of the ledger. */
function charged() {
  return [...platform.world.store.of(ledger).all()].at(-1);
}

describe('prices on ICP', () => {
  test('say what is paid, taken and suggested, and which list decides', async () => {
    const customer = company('RIMAC');
    const price = await onIcp().prices.get({ ...basic, customer, quantity: 10 });
    expect(price).toEqual({
      platform: 'icp',
      ...basic,
      name: 'Microsoft 365 Business Basic',
      purchase: amount('19.13'),
      list: amount('22.50'),
      sale: amount('21.90'),
      quantity: 10,
      date: '2026-11-20',
      total: { purchase: amount('191.30'), list: amount('225.00'), sale: amount('219.00') },
      reason: {
        kind: 'price-list',
        id: '102',
        name: 'ABBIE BOX - Regional',
        message: 'Price list 102, ABBIE BOX - Regional: its own price.',
      },
    });
    const guide = await onIcp().prices.get({ ...basic, customer: 435_348 });
    expect(guide).toMatchObject({
      sale: amount('22.50'),
      reason: { kind: 'suggested-retail', id: '101', message: expect.stringContaining('sets none') },
    });
  });

  test('are those that an order is charged, by name of the service too', async () => {
    const customer = company('RIMAC');
    const reseller = onIcp();
    await reseller.prices.special.set({ ...basic, customer, discount: '7.5', comment: 'Volume' });
    const price = await reseller.prices.get({ ...basic, customer, quantity: 7 });
    const tenant = [...platform.world.store.of(subscriptions).all()].find(
      (each) => each.kind === 'tenant' && each.companyId === customer,
    );
    await reseller.subscriptions.buy({ ...basic, tenant: tenant?.id ?? 0, quantity: 7 });
    expect(charged()).toMatchObject({ unitSale: '20.26', unitCost: '19.13' });
    expect(charged()?.sale).toBe(Math.round(Number(price.total.sale?.amount) * 100));
    expect(charged()?.cost).toBe(Math.round(Number(price.total.purchase.amount) * 100));
    const named = { ...basic, product: '1429492_NCEMicros365BusinessBasic_12901', customer, quantity: 7 };
    expect(await reseller.prices.get(named)).toEqual(price);
  });

  test('of several lists the one with the highest priority decides, hidden ones last', async () => {
    const { client } = onIcp().platform;
    const { prices } = onIcp();
    const customer = company('RIMAC');
    const [allocated] = await prices.lists.allocate(101, [customer]);
    expect(allocated).toMatchObject({ lists: ['102', '101'], outrankedBy: ['102'] });
    expect(await prices.get({ ...basic, customer })).toMatchObject({
      sale: amount('21.90'),
      reason: { id: '102', message: expect.stringMatching(/Of 2 lists .* \(inferred\)/) },
    });
    await client.marketplaceServices.delete(102, ['1429492_NCEMicros365BusinessBasic_12901']);
    expect(await prices.get({ ...basic, customer })).toMatchObject({
      sale: amount('22.50'),
      reason: { id: '101' },
    });
    await client.marketplaceServices.delete(101, ['1429492_NCEMicros365BusinessBasic_12901']);
    expect((await prices.get({ ...basic, customer })).reason.message).toContain('no new sales');
  });

  test('of a later day leave out deals that end before; a past day is refused', async () => {
    const { prices } = onIcp();
    const customer = company('RIMAC');
    await prices.special.set({ ...basic, customer, price: '20.05', until: '2027-02', comment: 'Launch' });
    expect(await prices.get({ ...basic, customer, date: '2027-02-28' })).toMatchObject({
      sale: amount('20.05'),
      validUntil: '2027-02-28',
      reason: { kind: 'special-deal', name: 'Launch' },
    });
    expect(await prices.get({ ...basic, customer, date: '2027-03-01' })).toMatchObject({
      sale: amount('21.90'),
      reason: { kind: 'price-list', message: expect.stringContaining('ends with 2027-02') },
    });
    const refused = await refusalOf(prices.get({ ...basic, customer, date: '2026-11-19' }));
    expect(refused).toBeInstanceOf(ValidationError);
    expect(refused.message).toMatch(/^date: 2026-11-19 is over.*now only\. .*getAggregation/);
  });

  test('in another currency than the customer is billed in are not passed off as what it pays', async () => {
    const customer = company('CAFE DEL EJE');
    const price = await onIcp().prices.get({ ...basic, customer });
    expect(price).toMatchObject({ purchase: amount('19.13'), reason: { id: '102' } });
    expect(price.sale).toBeUndefined();
    expect(price.reason.message).toContain('billed in COP');
  });

  test('what is not sold, or not so, is named with what is', async () => {
    const { prices } = onIcp();
    const customer = company('RIMAC');
    const unknown = await refusalOf(prices.get({ ...basic, customer, product: 'CFQ7TTC0XXXX:0001' }));
    expect(unknown).toMatchObject({ code: 'icp.service_not_sold' });
    const triennial = { ...basic, customer, term: 'P3Y', billingCycle: 'triennial' } as const;
    expect(await refusalOf(prices.get(triennial))).toMatchObject({
      code: 'icp.no_plan',
      solution: 'It is sold as: P1M monthly, P1Y monthly, P1Y annual.',
    });
    expect(await refusalOf(prices.get({ ...basic, customer: 'RIMAC' }))).toBeInstanceOf(ValidationError);
    expect(await refusalOf(collected(prices.list({ market: 'PE' })))).toBeInstanceOf(ValidationError);
  });

  test('are all listed, each once', async () => {
    const customer = company('RIMAC');
    const all = await collected(onIcp().prices.list({ customer }));
    const ids = all.map(({ product, term, billingCycle }) => `${product} ${term} ${billingCycle}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(all.find(({ product, term }) => product === basic.product && term === 'P1Y')).toMatchObject({
      billingCycle: 'monthly',
      sale: amount('21.90'),
    });
    expect(new Set(all.map(({ billingCycle }) => billingCycle))).toEqual(
      new Set(['monthly', 'annual', 'triennial', 'once', 'usage']),
    );
  });

  test('that are asked for at once read the lists of a customer once', async () => {
    const { prices } = onIcp();
    const customer = company('RIMAC');
    const annual = { ...basic, billingCycle: 'annual', customer } as const;
    await Promise.all([prices.get({ ...basic, customer }), prices.get(annual), prices.get(annual)]);
    expect(platform.journal.find({ operationId: 'GetMarketplaceServiceCharges' })).toHaveLength(1);
  });
});
