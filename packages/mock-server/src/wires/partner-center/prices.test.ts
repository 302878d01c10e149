import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { createPlatform } from '../../index.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });

function sheet(view: string, headers: Record<string, string> = {}, query = ''): Promise<Response> {
  const { accessToken } = platform.credentials().partnerCenter;
  const path = `/v1.0/sales/pricesheets(Market='PE',PricesheetView='${view}')/$value${query}`;
  return platform.fetch(`https://api.partner.microsoft.com${path}`, {
    headers: { authorization: `Bearer ${accessToken}`, ...headers },
  });
}

describe('a price sheet on the wire', () => {
  test('is a file with the documented headers and columns', async () => {
    const { status, headers, ...response } = await sheet('UpdatedLicenseBased').then(async (answer) => ({
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
    }));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-encoding')).toBeNull();
    expect(headers.get('cache-control')).toBe('private');
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const [columns = '', row = ''] = response.text.split('\r\n');
    expect(columns).toBe(
      '"ProductTitle","ProductId","SkuId","SkuTitle","Publisher","SkuDescription","UnitOfMeasure","TermDuration","BillingPlan","Market","Currency","UnitPrice","PricingTierRangeMin","PricingTierRangeMax","EffectiveStartDate","EffectiveEndDate","Tags","ERP Price"',
    );
    expect(row).toContain('"11/1/2026 12:00:00 AM","12/31/9999 11:59:59 PM"');
  });

  test('is a zip that holds the same when deflate is asked, from April 2020 on, and the same each time', async () => {
    const plain = await (await sheet('software')).text();
    const deflate = { 'accept-encoding': 'deflate' };
    const zip = new Uint8Array(await (await sheet('software', deflate)).arrayBuffer());
    expect(new TextDecoder().decode(unzipSync(zip)['sheets.csv'])).toBe(plain);
    expect(new Uint8Array(await (await sheet('software', deflate)).arrayBuffer())).toEqual(zip);
    const old = await sheet('software', deflate, '?timeline=History&month=202003');
    expect(await old.text()).toMatch(/^"ProductTitle"/);
  });

  test('differs by month: what an order is charged is the price of its month', async () => {
    const rowsOf = async (offer: string, query = '') => {
      const [productId, skuId] = offer.split(':');
      const text = await (await sheet('updatedlicensebased', {}, query)).text();
      return text
        .split('\r\n')
        .filter((row) => row.includes(`"${productId}","${skuId}"`))
        .map((row) => row.split('","')[11]);
    };
    const history = (month: string) => `?timeline=history&month=${month}`;
    expect(await rowsOf('CFQ7TTC0LGMG:0001')).toEqual(['14.4', '12', '144']);
    expect(await rowsOf('CFQ7TTC0LGMG:0001', history('202604'))).toEqual(['12.96', '10.8', '129.6']);
    expect(await rowsOf('CFQ7TTC0H6RP:0001', history('202604'))).toHaveLength(3);
    expect(await rowsOf('CFQ7TTC0H6RP:0001', history('202603'))).toEqual([]);
    expect((await sheet('updatedlicensebased', {}, '?timeline=future')).status).toBe(404);
    platform.advance('P15D');
    expect(await rowsOf('CFQ7TTC0LH2H:0001')).toEqual(['19.2', '16', '192']);
    const coming = await rowsOf('CFQ7TTC0LH2H:0001', '?timeline=future');
    expect(coming).toEqual(['20.16', '16.8', '201.6']);
    platform.advance('P30D');
    expect(await rowsOf('CFQ7TTC0LH2H:0001')).toEqual(coming);
  });
});
