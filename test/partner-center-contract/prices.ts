import type { PriceSheetView } from '@tenantry/sdk/partner-center';
import { describe, expect, test } from 'vitest';
import { markets } from '../../packages/mock-server/src/domain/companies/country.ts';
import {
  basic,
  newBuyer,
  partnerCenter,
  platform,
  refusal,
  subscribe,
  url,
} from '../partner-center-world.ts';

const { margins, priceSheets, rateCards } = partnerCenter;

const views: readonly PriceSheetView[] = [
  'updatedlicensebased',
  'azure_consumption',
  'azure_reservations',
  'azure_savings_plan',
  'software',
  'marketplace',
];

function runningMonth(): string {
  return new Date(platform.environment.now()).toISOString().slice(0, 7);
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('price sheets', () => {
  test('have rows of every view in every market, the same zipped and not', async () => {
    const month = runningMonth();
    for (const market of markets) {
      for (const view of views) {
        const rows = await all(priceSheets.rows({ market, view }));
        expect(rows.length, `${market} ${view}`).toBeGreaterThan(0);
        expect(rows[0]).toMatchObject({ Market: market, EffectiveStartDate: `${month}-01T00:00:00Z` });
        for (const { UnitPrice, SkuId } of rows) expect([UnitPrice, SkuId].join()).toMatch(/^\d+(\.\d+)?,\w/);
      }
      const plain = await all(priceSheets.rows({ market, view: 'software' }, { zipped: false }));
      expect(plain).toEqual(await all(priceSheets.rows({ market, view: 'software' })));
    }
  });

  test('name the price that an order is charged', async () => {
    const id = await newBuyer('tarifas');
    const subscription = await subscribe(id, basic);
    const [order] = await partnerCenter.orders.list(id, { include_price: true });
    const line = order?.lineItems[0];
    const held = await partnerCenter.subscriptions.get(id, subscription);
    const rows = await all(priceSheets.rows({ market: 'PE', view: 'updatedlicensebased' }));
    const row = rows.find(
      (each) =>
        each.ProductId === basic[0] &&
        each.SkuId === basic[1] &&
        each.TermDuration === held.termDuration &&
        each.BillingPlan.toLowerCase() === held.billingCycle?.toLowerCase(),
    );
    expect(Number(row?.UnitPrice)).toBe(line?.pricing?.listPrice);
    expect(Number(row?.UnitPrice)).toBe(line?.pricing?.price);
    expect(row?.Currency).toBe(order?.currencyCode);
  });

  test('come as zip, CSV, of past months, and not of months to come', async () => {
    const sheet = { market: 'us', view: 'azure_consumption' } as const;
    const { data, headers } = await priceSheets.download(sheet, { zipped: false }).withResponse();
    const text = await new Response(data).text();
    expect(text).toMatch(/^"ProductTitle","ProductId",/);
    expect(headers.get('content-disposition')).toBe('attachment; filename=sheets.csv');
    const zip = new Uint8Array(await new Response(await priceSheets.download(sheet)).arrayBuffer());
    expect(String.fromCharCode(...zip.slice(0, 2))).toBe('PK');
    const [past] = await all(priceSheets.rows({ ...sheet, timeline: 'history', month: '201909' }));
    expect(past).toMatchObject({ Currency: 'USD', EffectiveStartDate: '2019-09-01T00:00:00Z' });
    const refused = (change: object) => refusal(priceSheets.download({ ...sheet, ...change }));
    expect((await refused({ timeline: 'future' })).status).toBe(404);
    expect((await refused({ timeline: 'history', month: '209901' })).status).toBe(404);
    expect((await refused({ timeline: 'history' })).status).toBe(400);
    expect((await refused({ timeline: 'history', month: '2026-1' })).status).toBe(400);
    expect((await refused({ timeline: 'soon' })).status).toBe(400);
    expect((await refused({ market: 'ZZ' })).status).toBe(400);
    expect((await refused({ view: 'licences' })).status).toBe(400);
  });

  test('are not for applications alone', async () => {
    const { applicationToken } = platform.credentials().partnerCenter as { applicationToken: string };
    const path = "/v1.0/sales/pricesheets(Market='US',PricesheetView='software')/$value";
    const authorization = `Bearer ${applicationToken}`;
    expect((await fetch(`${url}${path}`, { headers: { authorization } })).status).toBe(403);
  });

  test('have exchange rates and the offer matrix beside them', async () => {
    const rates = await all(priceSheets.fxRates());
    expect(rates).toContainEqual({
      CurrencyCode: 'USD',
      USDPerUnit: '1',
      Month: runningMonth().replace('-', ''),
    });
    expect(await all(priceSheets.fxRates('202610'))).toHaveLength(rates.length);
    const matrix = await all(priceSheets.offerMatrix('202610'));
    const found = matrix.find((row) => row.ProductId === basic[0] && row.SkuId === basic[1]);
    expect(found).toMatchObject({ MinLicenses: '1', MaxLicenses: '300' });
    expect(await all(priceSheets.offerMatrix())).toEqual(matrix);
    const zip = await priceSheets.downloadOfferMatrix('202610', { zipped: true });
    await zip.cancel();
    await (await priceSheets.downloadExchangeRates()).cancel();
  });
});

describe('rate cards and margins', () => {
  test('are read', async () => {
    const card = await rateCards.azure();
    expect(card).toMatchObject({ currency: 'USD', isTaxIncluded: false });
    expect(card.meters[0]?.rates).toHaveProperty('0');
    expect((await rateCards.azureShared({ currency: 'eur' })).currency).toBe('EUR');
    expect((await refusal(rateCards.azure({ currency: 'XYZ' }))).status).toBe(400);
    const found = await margins.list();
    expect(found[0]).toMatchObject({ type: 'Percentage', marginPercentage: 10, productType: 'SaaS' });
    expect(found.find(({ type }) => type === 'CustomPrice')?.priceConfiguration?.purchase?.[0]).toMatchObject(
      {
        marketSetPrices: [{ currency: 'USD', customPrice: expect.any(Number) }],
      },
    );
    const csv = await (await margins.download({ country: 'US' })).text();
    expect(csv.split('\r\n')).toHaveLength(found.length + 1);
    expect(csv).toContain(`"${found[0]?.id}","US","Percentage"`);
    expect((await refusal(margins.download({ country: '' }))).status).toBe(400);
  });
});
