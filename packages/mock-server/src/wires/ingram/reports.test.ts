import { describe, expect, test } from 'vitest';
import { bought, clientOf, licensed, marketplaces, refusal } from '../../../../../test/ingram-world.ts';
import { ledger } from '../../domain/billing/ledger-line.ts';

const platform = marketplaces();
const ingram = clientOf(platform);
const mexican = clientOf(platform, 'ingramMx');
const november = { name: 'November & more', startDate: '2026-11-01T00:00:00Z' };
const { customerId, subscriptionId } = await licensed(ingram, 'reported');
await bought(ingram, customerId, [{ subscriptionId, quantity: 12 }], { type: 'change' });

describe('a report', () => {
  test.each(['csv', 'json', 'xml'] as const)(
    'of the ledger is made in the background, as %s',
    async (format) => {
      const asked = await ingram.reports.create({ ...november, format });
      expect(asked).toMatchObject({ status: 'submitted', type: 'onetime', format });
      expect(asked).not.toHaveProperty('downloadUrl');
      expect(await refusal(ingram.reports.download(asked.id ?? ''))).toMatchObject({
        code: 'ingram.no_file',
      });
      const states: unknown[] = [];
      const made = await ingram.reports.wait(asked.id ?? '', {
        onProgress: ({ status }) => states.push(status),
      });
      expect(states).toContain('processing');
      const file = await ingram.reports.download(made.id ?? '');
      const text = await file.text();
      const lines = platform.world.store.of(ledger).find('companyMonth', `${customerId}:2026-11`);
      expect(lines).toHaveLength(2);
      if (format === 'json') {
        expect(JSON.parse(text)).toMatchObject([
          {
            Id: lines[0]?.id,
            ChargeType: 'purchase',
            OrderNumber: expect.stringMatching(/^SO/),
            CustomerId: Number(customerId),
            SubscriptionId: Number(subscriptionId),
            Quantity: 10,
            Cost: '51.00',
            Price: '60.00',
            Currency: 'USD',
          },
          { ChargeType: 'seats-added', Quantity: 2, Price: '12.00' },
        ]);
      } else expect(text.match(/seats-added/g)).toHaveLength(1);
      expect(file.type).toContain(format);
    },
  );

  test('has a link that is signed and runs out', async () => {
    const { id = '' } = await ingram.reports.create(november);
    const { downloadUrl = '' } = await ingram.reports.wait(id);
    expect(new URL(downloadUrl).pathname).toMatch(/^\/rdecontainer\/November-more\.[0-9a-f-]{36}\.csv$/);
    expect((await platform.fetch(downloadUrl)).status).toBe(200);
    const forged = await platform.fetch(downloadUrl.replace(/sig=.{4}/, 'sig=xxxx'));
    expect([forged.status, await forged.text()]).toEqual([403, expect.stringContaining('<Error>')]);
    const longer = downloadUrl.replace(/se=2026/, 'se=2027');
    expect((await platform.fetch(longer)).status).toBe(403);
    platform.advance('PT60M');
    expect((await platform.fetch(downloadUrl)).status).toBe(403);
    const { downloadUrl: renewed = '' } = await ingram.reports.get(id);
    expect((await platform.fetch(renewed)).status).toBe(200);
    const kept = JSON.stringify(platform.journal.find({}));
    expect(kept).not.toContain(new URL(renewed).searchParams.get('sig'));
  });

  test('is listed with all others at once, formats in capitals, and by what is asked', async () => {
    const all = await ingram.reports.list({ limit: 1 });
    expect(all.items.length).toBeGreaterThan(3);
    expect(new Set(all.items.map(({ format }) => format))).toEqual(new Set(['CSV', 'JSON', 'XML']));
    expect((await ingram.reports.list({ format: 'xml' })).items).toHaveLength(1);
    expect((await ingram.reports.list({ status: 'error' })).items).toEqual([]);
    expect((await ingram.reports.list({ type: 'onetime', name: november.name })).items).toHaveLength(4);
    expect((await ingram.reports.list({ from: '2026-11-21' })).items).toEqual([]);
    expect((await ingram.reports.list({ from: '2026-11-20', to: '2026-11-20' })).items).toHaveLength(4);
    expect((await mexican.reports.list()).items).toEqual([]);
    expect((await refusal(mexican.reports.get(all.items[0]?.id ?? ''))).status).toBe(404);
  });

  test.each([
    ['as a spreadsheet', { format: 'xlsx' }],
    ['in a format that is none', { format: 'unknown' }],
    ['without a name', { name: ' ' }],
    ['whose end is before its beginning', { endDate: '2026-10-01T00:00:00Z' }],
    ['of a day that is none', { startDate: 'yesterday' }],
  ])('%s is refused', async (_, wrong) => {
    expect((await refusal(ingram.reports.create({ ...november, ...wrong }))).status).toBe(400);
  });
});
