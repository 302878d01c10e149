import { describe, expect, test } from 'vitest';
import { createPlatform } from '../../index.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { baseUrl, accessToken } = platform.credentials().partnerCenter;

async function report(name: string, query: Record<string, string> = {}) {
  const url = `${baseUrl}/partner/v1/analytics/${name}?${new URLSearchParams(query)}`;
  const response = await platform.fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
  return { status: response.status, body: await response.json() };
}

async function count(filter: string, name = 'subscriptions'): Promise<number> {
  const { status, body } = await report(name, { filter });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.TotalCount;
}

describe('the query of a report', () => {
  test('filters by words, dates and truth, with and, or and parentheses', async () => {
    const all = (await report('subscriptions')).body.Value;
    const on = all.filter((row: { autoRenewEnabled: boolean }) => row.autoRenewEnabled).length;
    expect(await count('autoRenewEnabled eq true')).toBe(on);
    expect(await count('autoRenewEnabled ne true')).toBe(all.length - on);
    expect(await count("status eq 'active' or status ne 'ACTIVE'")).toBe(all.length);
    expect(await count("(status eq 'ACTIVE' or status ne 'ACTIVE') and subscriptionType eq 'azure'")).toBe(0);
    expect(await count("subscriptionType eq 'Azure'")).toBeGreaterThan(0);
    expect(await count("contains(customerName,'rimac')")).toBeGreaterThan(0);
    const date = "cast('2026-06-01',Edm.DateTimeOffset)";
    const before = await count(`creationDate lt ${date}`);
    expect(before + (await count(`creationDate ge ${date}`))).toBe(all.length);
    expect(await count('deprovisionedDate eq null')).toBe(
      all.filter((row: { deprovisionedDate: null }) => row.deprovisionedDate === null).length,
    );
  });

  test.each([
    "status gt 'ACTIVE'",
    "customerName eq 'x'",
    "contains(status,'A')",
    "nothing eq 'x'",
    "status eq 'ACTIVE' and",
    "status eq 'ACTIVE' status",
    "(status eq 'ACTIVE'",
    "status eq 'ACTIVE",
    'creationDate gt soon',
    'autoRenewEnabled eq maybe',
  ])('refuses the filter %s', async (filter) => {
    expect((await report('subscriptions', { filter })).status).toBe(400);
  });

  test('groups by fields and adds up, dates by day, week or month', async () => {
    const rows = (await report('usage/azure')).body.Value;
    const total = rows.reduce((sum: number, row: { quantity: number }) => sum + row.quantity, 0);
    for (const aggregationLevel of ['day', 'week', 'month']) {
      const { body } = await report('usage/azure', { groupby: 'usageDate', aggregationLevel });
      const sum = body.Value.reduce((all: number, row: { quantity: number }) => all + row.quantity, 0);
      expect(sum).toBeCloseTo(total, 3);
      expect(Object.keys(body.Value[0]).sort()).toEqual(['quantity', 'usageDate']);
    }
    expect((await report('usage/azure', { aggregationLevel: 'day' })).status).toBe(400);
    expect((await report('usage/azure', { groupby: 'quantity' })).status).toBe(400);
    expect((await report('usage/azure', { groupby: 'usageDate', aggregationLevel: 'year' })).status).toBe(
      400,
    );
  });

  test('orders, and gives pages whose link keeps the rest of the query', async () => {
    const query = { orderby: 'usageDate desc,meterCategory', top: '2' };
    const { body } = await report('usage/azure', query);
    expect(body.Value).toHaveLength(2);
    expect(body.TotalCount).toBeGreaterThan(2);
    const next = new URL(body['@nextLink']).searchParams;
    expect(Object.fromEntries(next)).toEqual({ ...query, skip: '2' });
    const whole = (await report('usage/azure', { orderby: query.orderby })).body;
    expect(whole['@nextLink']).toBeNull();
    expect((await report('usage/azure', Object.fromEntries(next))).body.Value).toEqual(
      whole.Value.slice(2, 4),
    );
    for (const wrong of [{ orderby: 'usageDate up' }, { orderby: 'x' }, { top: '0' }, { skip: '-1' }]) {
      expect((await report('usage/azure', wrong as Record<string, string>)).status).toBe(400);
    }
  });

  test('is taken of empty reports too', async () => {
    for (const name of ['referrals', 'search']) {
      expect((await report(name, { top: '5' })).body).toEqual({
        Value: [],
        '@nextLink': null,
        TotalCount: 0,
      });
    }
  });
});
