import { beforeEach, describe, expect, test } from 'vitest';
import { customer, icp, licence, renewWorld } from './icp-rules-world.ts';

beforeEach(renewWorld);

describe('reports and invoices', () => {
  test('a date means its whole day, an instant itself', async () => {
    await licence(1);
    const rows = async (endDate: string) =>
      (
        await icp.reports.execute('Audit Log Object Company', {
          targetCompany: customer,
          startDate: '2026-11-20',
          endDate,
        })
      ).Rows.length;
    expect(await rows('2026-11-20')).toBeGreaterThan(2);
    expect(await rows('2026-11-20T09:59:59Z')).toBe(0);
  });

  test('usage is billed by the days of its interval', async () => {
    const { InvoiceAggregation: lines } = await icp.invoices.getAggregation(2026, 10);
    const usage = lines.filter((line) => line.UdrcValue !== null);
    expect(usage.length).toBeGreaterThan(0);
    for (const line of usage) {
      const [from = '', to = ''] = (line.ActualChargeInterval ?? '')
        .split(' - ')
        .map((day) => day.split('.').reverse().join('-'));
      expect(line.DaysBilled).toBe((Date.parse(to) - Date.parse(from)) / 86_400_000);
      // Rounded to the currency's minor unit: the peso of Chile has none.
      expect(Math.abs(line.Costs - (line.UdrcValue ?? 0) * (line.CostsOfUnit ?? 0))).toBeLessThanOrEqual(0.5);
    }
  });
});
