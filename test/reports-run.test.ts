import { toCsv, toNdjson } from '@tenantry/sdk/streaming';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  NotFoundError,
  type OwnReportId,
  PartialReportError,
  type ReportFailure,
  ValidationError,
} from '../packages/sdk/src/index.ts';
import { all, demo, type ReportsWorld, resellerOn, sides } from './reports-world.ts';

let world: ReportsWorld;
beforeAll(async () => {
  world = await demo();
});
beforeEach(() => world.platform.reset());
afterAll(() => world.platform.close());

/** A server that fails for some requests. */
function failingFor(isBad: (url: string, body: string) => boolean): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = await request.clone().text();
    if (isBad(request.url, body)) return Response.json({ code: '3000', description: 'No.' }, { status: 403 });
    return fetch(request);
  };
}

describe.each(sides)('running reports on %s', (which) => {
  const reports = (send?: typeof fetch) => resellerOn(which, world, send).reports;

  test('name customers that fail, and give the rows of the others', async () => {
    const [first] = await all(reports().seats());
    const bad = first?.customer ?? '';
    const send = failingFor((url, body) =>
      which === 'icp'
        ? url.endsWith('/GetSubscriptions') && body.includes(bad)
        : url.includes(`/customers/${bad}/subscriptions`),
    );
    const everything = await all(reports().seats());
    const others = everything.filter(({ customer }) => customer !== bad);
    const byCustomer = (rows: typeof others) =>
      [...rows].sort((left, right) => (left.customer < right.customer ? -1 : 1));
    const failures: ReportFailure[] = [];
    const rows = await all(reports(send).seats({}, { onFailure: (failure) => failures.push(failure) }));
    expect(byCustomer(rows)).toEqual(byCustomer(others));
    expect(failures.map(({ customer }) => customer.id)).toEqual([bad]);
    const got: unknown[] = [];
    const read = async () => {
      for await (const row of reports(send).seats({}, { concurrency: 1 })) got.push(row);
    };
    const refused = await read().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PartialReportError);
    expect((refused as PartialReportError).failures[0]?.customer.id).toBe(bad);
    expect(got).toHaveLength(others.length);
    const explained = await reports(send).explain({ month: '2026-10' });
    expect(explained.failures.map(({ customer }) => customer.id)).toEqual([bad]);
    expect(explained.findings).toEqual([]);
    const theirs = explained.lines.filter(({ customer }) => customer === bad);
    expect(new Set(theirs.map(({ checked }) => checked))).toEqual(
      new Set(theirs.length > 0 ? ['total-only'] : []),
    );
  });

  test('are listed with parameters and columns, and run by their ids', async () => {
    const entries = await reports().catalogue();
    const own = entries.filter(({ from }) => from === 'tenantry');
    expect(own.map(({ id }) => id)).toContain('renewalsDue');
    expect(entries.some(({ from }) => from === which)).toBe(true);
    for (const { parameters, columns, title } of own) {
      expect(title).not.toBe('');
      expect(columns?.length).toBeGreaterThan(3);
      for (const each of parameters)
        expect(each).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    }
    const { columns, rows } = await reports().run('seats', {});
    const text = Buffer.concat(await all(toCsv(rows))).toString();
    expect(text.split('\r\n')[0]).toBe(columns.map(({ name }) => name).join(','));
    expect(text.split('\r\n').length - 2).toBe((await all(reports().seats())).length);
    const invoices = await reports().run('explain', { month: '2026-10' });
    const [line] = await all(invoices.rows);
    expect(Object.keys(line ?? {})).toEqual(invoices.columns.map(({ name }) => name));
    expect(line?.finding).toBeNull();
    const json = await reports().run('renewalsDue', { within: 'P400D' });
    const bytes = Buffer.concat(await all(toNdjson(json.rows))).toString();
    expect(JSON.parse(bytes.split('\n')[0] ?? '')).toHaveProperty('lastDayToChange');
  });

  test('refuse wrong parameters before anything is sent', async () => {
    let sent = 0;
    const send: typeof fetch = (input, init) => {
      sent += 1;
      return fetch(input, init);
    };
    const own = reports(send);
    const wrong: readonly (readonly [OwnReportId, unknown, RegExp])[] = [
      ['renewalsDue', { within: '30 days' }, /within: must be a period.* Write P30D/],
      ['renewalsDue', { within: 'P30D', from: '2026-11-01' }, /within: stands alone.*from and to/],
      ['renewalsDue', {}, /within/],
      ['seatsOverTime', { from: '2026-11-31', to: '2026-12-01', interval: 'day' }, /from: must be a day/],
      ['seatsOverTime', { from: '2026-11-20', to: '2026-11-01', interval: 'day' }, /to: lies before from/],
      [
        'seatsOverTime',
        { from: '2026-11-01', to: '2026-11-20', interval: 'year' },
        /interval: is not one of/,
      ],
      ['invoiceAggregation', { month: '2026-13', by: 'customer' }, /month: must be a month/],
      ['invoiceAggregation', { month: '2026-10' }, /by/],
      ['azureCost', { month: '2026-10', by: 'colour' }, /by/],
      ['licenceUse', {}, /tenant: is missing/],
      ['seats', { custmer: 1 }, /custmer: is not a known field/],
      [
        'salesAgainstInvoice',
        { month: '2026-10', sales: [{ customer: 1, product: 'x', quantity: 1, amount: 1.5 }] },
        /sales.0.amount/,
      ],
      ['audit', { from: '2026-11-20T10:00:00Z', to: '2026-11-20' }, /from: must be a day/],
    ];
    for (const [id, parameters, message] of wrong) {
      const refused = await own.run(id, parameters as never).catch((error: unknown) => error);
      expect(refused, `${id} ${JSON.stringify(parameters)}`).toBeInstanceOf(ValidationError);
      expect(String(refused)).toMatch(message);
    }
    expect(sent).toBe(0);
    await expect(reports().run('nothing')).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('reports of the platforms themselves', () => {
  test('run on ICP with values by the types of their columns', async () => {
    const { reports } = resellerOn('icp', world);
    const { columns, rows } = await reports.run('MSCSPSeatChanges', {
      startdate: '2026-01-01',
      enddate: '2026-11-20',
    });
    expect(columns).toContainEqual({ name: 'EffectiveDate', type: 'instant' });
    const [first] = await all(rows);
    expect(first).toMatchObject({
      AccountId: expect.any(Number),
      EffectiveDate: expect.stringMatching(/Z$/),
    });
    const azure = await reports
      .run('Azure Usage', { targetCompany: 281001, startDate: '2026-10-01', endDate: '2026-10-02' })
      .catch((error) => error);
    if (!(azure instanceof Error))
      for (const row of await all(azure.rows as AsyncIterable<{ Cost: unknown }>))
        expect(row.Cost).toMatch(/^\d+(\.\d+)?$/);
    const wrong = reports.run('MSCSPSeatChanges', { startDate: '2026-01-01' });
    await expect(wrong).rejects.toThrow(/startDate: is not a known field/);
    const untyped = reports.run('MSCSPSeatChanges', { startdate: 'May', enddate: '2026-11-20' });
    await expect(untyped).rejects.toThrow(/startdate: must be a date/);
    expect(reports).toBeDefined();
  });

  test('run on Partner Center, whole and grouped', async () => {
    const { reports } = resellerOn('partner-center', world);
    const { columns, rows } = await reports.run('analytics.subscriptions', { filter: "status eq 'ACTIVE'" });
    const [first] = await all(rows);
    expect(Object.keys(first ?? {})).toEqual(columns.map(({ name }) => name));
    expect(first).toMatchObject({
      status: 'ACTIVE',
      creationDate: expect.stringMatching(/Z$/),
      licenseCount: expect.any(Number),
    });
    const grouped = await reports.run('analytics.subscriptions', { groupby: 'customerMarket' });
    const markets = await all(grouped.rows);
    expect(Object.keys(markets[0] ?? {})).toEqual(['customerMarket', 'subscriptionCount', 'licenseCount']);
    expect(markets.every(({ licenseCount }) => Number.isInteger(licenseCount))).toBe(true);
    await expect(reports.run('analytics.subscriptions', { groupby: 'colour' })).rejects.toBeInstanceOf(
      ValidationError,
    );
    await expect(reports.run('analytics.subscriptions', { aggregationLevel: 'year' })).rejects.toBeInstanceOf(
      ValidationError,
    );
  });
});
