import { createPlatform } from '@tenantry/mock-server';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { afterAll, afterEach, describe, expect, test } from 'vitest';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { url } = await platform.listen();
const partnerCenter = new PartnerCenter({
  ...platform.credentials(url).partnerCenter,
  environment: platform.environment,
});
const sheet = { market: 'PE', view: 'updatedlicensebased' } as const;

afterEach(() => platform.faults.clear());
afterAll(() => platform.close());

async function count(rows: AsyncIterable<unknown>): Promise<number> {
  let found = 0;
  for await (const _ of rows) found += 1;
  return found;
}

describe('a price sheet over HTTP', () => {
  test('is asked for on the host that Microsoft has for it', async () => {
    const asked: string[] = [];
    const client = new PartnerCenter({
      accessToken: 'none',
      fetch: async (input, init) => {
        asked.push(`${input} ${new Headers(init.headers).get('accept-encoding')}`);
        return new Response('"A"\r\n"1"\r\n');
      },
    });
    expect(await count(client.priceSheets.rows(sheet))).toBe(1);
    expect(await count(client.priceSheets.fxRates(undefined, { zipped: false }))).toBe(1);
    const base = 'https://api.partner.microsoft.com/v1.0/sales';
    expect(asked).toEqual([
      `${base}/pricesheets(Market='PE',PricesheetView='updatedlicensebased')/$value deflate`,
      `${base}/fxrates(Month='')/$value identity`,
    ]);
  });

  test('is asked for again while nothing of it came, and not after', async () => {
    const rows = await count(partnerCenter.priceSheets.rows(sheet));
    platform.faults.add({
      match: { operationId: 'DownloadPriceSheet', times: 1 },
      effect: { kind: 'status', status: 503 },
    });
    expect(await count(partnerCenter.priceSheets.rows(sheet))).toBe(rows);
    platform.faults.clear();
    platform.faults.add({ match: { operationId: 'DownloadPriceSheet' }, effect: { kind: 'truncate' } });
    for (const zipped of [true, false])
      await expect(count(partnerCenter.priceSheets.rows(sheet, { zipped }))).rejects.toMatchObject({
        name: 'ConnectionError',
      });
  });

  test('tells its progress, and is aborted', async () => {
    const shares: (number | undefined)[] = [];
    await count(partnerCenter.priceSheets.rows(sheet, { onProgress: ({ share }) => shares.push(share) }));
    expect(shares.at(-1)).toBe(1);
    const controller = new AbortController();
    const { signal } = controller;
    const reading = count(
      partnerCenter.priceSheets.rows(sheet, { signal, onProgress: () => controller.abort() }),
    );
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a generated price sheet', () => {
  test('comes as long as it is wanted, zipped or not, and says that it is made up', async () => {
    const rows = 20_000;
    const large = createPlatform({ seed: 'demo-latam', strict: true, settings: { priceSheetRows: rows } });
    const { url } = await large.listen();
    const { environment } = large;
    const { priceSheets } = new PartnerCenter({ ...large.credentials(url).partnerCenter, environment });
    for (const zipped of [true, false]) {
      const skus = new Set<string>();
      for await (const { SkuId, SkuTitle, UnitPrice } of priceSheets.rows(sheet, { zipped })) {
        expect(SkuTitle).toContain(`(generated ${skus.size})`);
        expect(Number(UnitPrice)).toBeGreaterThanOrEqual(0);
        skus.add(SkuId);
      }
      expect(skus.size).toBe(rows);
    }
    for await (const _ of priceSheets.rows(sheet)) break;
    await large.close();
  });
});
