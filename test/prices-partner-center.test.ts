import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledger } from '../packages/mock-server/src/domain/billing/ledger-line.ts';
import type { Platform } from '../packages/mock-server/src/index.ts';
import { Reseller, UnsupportedOperationError, ValidationError } from '../packages/sdk/src/index.ts';
import { partnerCenter } from '../packages/sdk/src/platforms/partner-center/index.ts';
import { amount, basic, collected, onPartnerCenter, openWorld, refusalOf, tenantOf } from './prices-world.ts';

let platform: Platform;
beforeEach(async () => {
  platform = await openWorld();
});
afterEach(() => platform.close());

/** The newest line of the ledger. */
function charged() {
  return [...platform.world.store.of(ledger).all()].at(-1);
}

describe('prices on Partner Center', () => {
  test('are those of the price sheet of the country, and what an order is charged', async () => {
    const reseller = onPartnerCenter();
    const customer = await tenantOf('CLINICA');
    const price = await reseller.prices.get({ ...basic, customer, quantity: 10 });
    expect(price).toEqual({
      platform: 'partner-center',
      ...basic,
      name: 'Microsoft 365 Business Basic',
      purchase: amount('4.80', 'USD'),
      list: amount('6.00', 'USD'),
      quantity: 10,
      date: '2026-11-20',
      total: { purchase: amount('48.00', 'USD'), list: amount('60.00', 'USD') },
      reason: {
        kind: 'price-sheet',
        id: 'PE 2026-11',
        name: 'updatedlicensebased',
        message: 'Price sheet updatedlicensebased of PE, 2026-11.',
      },
    });
    await reseller.subscriptions.buy({ ...basic, tenant: customer, quantity: 10 });
    expect(charged()).toMatchObject({ unitCost: '4.8', cost: 4_800 });
  });

  test('of months that are over and of the next one are told; later ones are not known yet', async () => {
    const reseller = onPartnerCenter();
    const { prices } = reseller;
    const customer = await tenantOf('CLINICA');
    const automate = { ...basic, product: 'CFQ7TTC0LGMG:0001', customer } as const;
    expect((await prices.get(automate)).purchase).toEqual(amount('12.00', 'USD'));
    expect(await prices.get({ ...automate, date: '2026-04-30' })).toMatchObject({
      purchase: amount('10.80', 'USD'),
      reason: { id: 'PE 2026-04' },
    });
    const next = await prices.get({ ...automate, date: '2026-12-05' });
    expect(next.reason.message).toContain('The next month changes nothing.');
    const later = await refusalOf(prices.get({ ...automate, date: '2027-01-01' }));
    expect(later).toBeInstanceOf(ValidationError);
    expect(later.message).toContain('they end with 2026-12');
    platform.advance('P15D');
    const apps = { ...basic, product: 'CFQ7TTC0LH2H:0001' } as const;
    expect((await prices.get({ ...apps, customer })).purchase).toEqual(amount('16.00', 'USD'));
    expect(await prices.get({ ...apps, customer, date: '2027-01-01' })).toMatchObject({
      purchase: amount('16.80', 'USD'),
      reason: { id: 'PE 2027-01' },
    });
    platform.advance('P30D');
    await reseller.subscriptions.buy({ ...apps, tenant: customer, quantity: 1 });
    expect(charged()?.unitCost).toBe('16.8');
  });

  test('of software stand on a sheet of its own, and what is on none is refused', async () => {
    const { prices } = onPartnerCenter();
    const customer = await tenantOf('CLINICA');
    const server = { customer, product: 'DG7GMGF0D5RK:0004', term: 'P1Y', billingCycle: 'annual' } as const;
    expect(await prices.get(server)).toMatchObject({ reason: { name: 'software' } });
    expect(await refusalOf(prices.get({ ...server, product: 'DG7GMGF0XXXX:0004' }))).toMatchObject({
      code: 'partner_center.not_priced',
    });
    expect(await refusalOf(prices.get({ ...basic, customer, term: 'P3Y' }))).toMatchObject({
      code: 'partner_center.no_plan',
      solution: 'It is sold as: P1M monthly, P1Y monthly, P1Y annual.',
    });
  });

  test('that are asked for at once are found in one reading of a sheet', async () => {
    const { prices } = onPartnerCenter();
    const customer = await tenantOf('CLINICA');
    const products = ['CFQ7TTC0LH18:0001', 'CFQ7TTC0LDPB:0001', 'CFQ7TTC0LCHC:0002', 'CFQ7TTC0LFLX:0001'];
    const all = await Promise.all(products.map((product) => prices.get({ ...basic, customer, product })));
    expect(all.map(({ product }) => product)).toEqual(products);
    expect(platform.journal.find({ operationId: 'DownloadPriceSheet' })).toHaveLength(1);
  });

  test('of a market are listed row by row, and the download ends with the loop', async () => {
    const { prices } = onPartnerCenter();
    const all = await collected(prices.list({ market: 'mx' }));
    expect(all.length).toBeGreaterThan(100);
    expect(new Set(all.map(({ purchase }) => purchase.currency))).toEqual(new Set(['MXN']));
    for await (const price of prices.list({ customer: await tenantOf('CLINICA'), date: '2026-06-01' })) {
      expect(price.reason.id).toBe('PE 2026-06');
      break;
    }
  });

  test('of its own it keeps none, and says so beforehand', async () => {
    const reseller = onPartnerCenter();
    expect(reseller.supports('prices.lists.set')).toMatchObject({
      supported: false,
      reason: expect.stringContaining('price sheets'),
    });
    expect(reseller.supports('prices.lists.diff')).toEqual({ supported: true });
    for (const call of [
      reseller.prices.lists.list(),
      reseller.prices.lists.set('PE', { rule: { margin: '10' } }),
      reseller.prices.special.list('x'),
      collected(reseller.prices.lists.diff('PE', 'former')),
    ])
      expect(await refusalOf(call)).toBeInstanceOf(UnsupportedOperationError);
  });
});

describe('rows of a price sheet', () => {
  const columns = [
    'ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market',
    'Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Segment,Tags,ERP Price',
  ].join(',');
  const row = (price: string, tier: string, from: string, to: string, segment: string) =>
    `P,CFQ7TTC0LH18,0001,Basic,Microsoft,D,License,P1Y,Monthly,PE,USD,${price},${tier},${from} 12:00:00 AM,${to} 11:59:59 PM,${segment},,9.00`;
  const sheet = [
    columns,
    row('5.00', '1,9', '11/1/2026', '11/24/2026', 'Commercial'),
    row('5.50', '1,9', '11/25/2026', '12/31/9999', 'Commercial'),
    row('4.00', '10,', '11/1/2026', '12/31/9999', 'Commercial'),
    row('3.00', '1,9', '11/1/2026', '12/31/9999', 'Education'),
    '',
  ].join('\r\n');

  function selling(qualification: string) {
    const json = (value: unknown) =>
      new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });
    return new Reseller(
      partnerCenter({
        accessToken: 'none',
        environment: platform.environment,
        fetch: async (input) => {
          const url = String(input);
          if (url.includes('pricesheets')) return new Response(sheet);
          if (url.endsWith('/qualifications')) return json([{ qualification, vettingStatus: 'Approved' }]);
          return json({ id: 'x', companyProfile: {}, billingProfile: { defaultAddress: { country: 'PE' } } });
        },
      }),
    );
  }

  test('are chosen by quantity, day and segment of the customer', async () => {
    const unit = async (qualification: string, quantity: number, date?: string) => {
      const question = { ...basic, customer: 'x', quantity, date };
      return (await selling(qualification).prices.get(question)).purchase.amount;
    };
    expect(await unit('None', 9)).toBe('5.00');
    expect(await unit('None', 10)).toBe('4.00');
    expect(await unit('None', 1, '2026-11-25')).toBe('5.50');
    expect(await unit('Education', 1)).toBe('3.00');
    const { validUntil, quantities } = await selling('None').prices.get({ ...basic, customer: 'x' });
    expect({ validUntil, quantities }).toEqual({ validUntil: '2026-11-24', quantities: { from: 1, to: 9 } });
  });
});
