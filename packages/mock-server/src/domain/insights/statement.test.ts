import { expect, test } from 'vitest';
import { createPlatform } from '../../index.ts';
import { partners } from '../partners/partner.ts';
import type { InsightsArea, Row } from './dataset.ts';
import { monthRanges, monthsIn, spanOf } from './dataset.ts';
import { datasetsOf } from './datasets.ts';
import { parseStatement } from './parse-statement.ts';
import { systemQueries } from './query.ts';
import { reportFile } from './report-file.ts';
import { runStatement } from './run-statement.ts';

const { world } = createPlatform({ seed: 'demo-latam' });
const [provider] = world.store.of(partners).find('kind', 'indirect-provider');
const [reseller] = world.store.of(partners).find('kind', 'indirect-reseller');
if (provider === undefined || reseller === undefined) throw new Error('The seed has no partners.');

function run(text: string, by = provider): Row[] {
  if (by === undefined) return [];
  return runStatement(world, by, parseStatement(text, 'mpn'));
}

const all = run(
  'SELECT CustomerName, Product, Month, SubscriptionId, TotalSoldSeats FROM SeatsSubscriptionsAndRevenue',
);

test('columns are answered as they were asked for, keywords and names in any case', () => {
  const [row] = run('select month, CUSTOMERNAME from customersandtenants limit 1;');
  expect(Object.keys(row ?? {})).toEqual(['Month', 'CustomerName']);
  expect(all.length).toBeGreaterThan(20);
});

test('metrics are of each combination of the columns beside them', () => {
  const total = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + Number(row.TotalSoldSeats), 0);
  const months = run('SELECT Month, TotalSoldSeats, SubscriptionCount FROM SeatsSubscriptionsAndRevenue');
  expect(months).toHaveLength(6);
  for (const { Month, TotalSoldSeats, SubscriptionCount } of months) {
    const own = all.filter((row) => row.Month === Month);
    expect(TotalSoldSeats).toBe(total(own));
    expect(SubscriptionCount).toBe(own.length);
  }
  const [whole] = run('SELECT TotalSoldSeats, CustomerCount FROM SeatsSubscriptionsAndRevenue');
  expect(whole?.TotalSoldSeats).toBe(total(all));
  expect(whole?.CustomerCount).toBe(new Set(all.map((row) => row.CustomerName)).size);
  const large = run('SELECT CustomerName FROM SeatsSubscriptionsAndRevenue WHERE TotalSoldSeats > 100');
  expect(large.length).toBeLessThan(Number(whole?.CustomerCount));
});

test('DISTINCT leaves one of each', () => {
  const names = run('SELECT DISTINCT CustomerName FROM SeatsSubscriptionsAndRevenue');
  expect(names).toHaveLength(new Set(all.map((row) => row.CustomerName)).size);
});

test('the greatest comes first unless ASC says otherwise, and LIMIT cuts', () => {
  const seats = (order: string) =>
    run(
      `SELECT CustomerName, Month, AvailableSeats FROM CustomersAndTenants ORDER BY AvailableSeats${order}, Month LIMIT 5`,
    );
  const falling = seats('').map((row) => Number(row.AvailableSeats));
  expect(falling).toHaveLength(5);
  expect(falling).toEqual([...falling].sort((left, right) => right - left));
  const rising = seats(' ASC').map((row) => Number(row.AvailableSeats));
  expect(Math.max(...rising)).toBeLessThanOrEqual(Math.min(...falling));
});

test('conditions hold together', () => {
  const count = (where: string) =>
    run(`SELECT Month, CustomerMarket, AvailableSeats FROM CustomersAndTenants WHERE ${where}`).length;
  const whole = count('AvailableSeats >= 0');
  expect(count("CustomerMarket = 'pe'") + count("CustomerMarket != 'PE'")).toBe(whole);
  expect(count("CustomerMarket IN ('PE', 'CO')") + count("CustomerMarket NOT IN ('PE','CO')")).toBe(whole);
  expect(count("CustomerName LIKE '%S.A%'") + count("CustomerName NOT LIKE '%s.a%'")).toBe(whole);
  expect(count('AvailableSeats > 10') + count("AvailableSeats <= '10'")).toBe(whole);
  expect(count('AvailableSeats < 10 AND AvailableSeats >= 10')).toBe(0);
  expect(count("CustomerTpid != 'x'")).toBe(0);
});

test('time spans are whole months before the running one, six without one; LIFETIME has all', () => {
  const months = (span: string) =>
    run(`SELECT DISTINCT Month FROM CustomersAndTenants ORDER BY Month ASC${span}`).map((row) => row.Month);
  expect(months(' TIMESPAN LAST_MONTH')).toEqual(['2026-10-01']);
  expect(months(' TIMESPAN last_3_months')).toEqual(['2026-08-01', '2026-09-01', '2026-10-01']);
  expect(months('')).toEqual(months(' TIMESPAN LAST_6_MONTHS'));
  expect(months(' TIMESPAN LIFETIME').at(-1)).toBe('2026-11-01');
  const now = Date.parse('2026-03-31T10:00:00Z');
  expect(monthRanges.slice(0, 4).map((range) => monthsIn(spanOf(range, now), 0).length)).toEqual([
    1, 3, 6, 12,
  ]);
});

test('a reseller sees its own customers only, at what its provider was billed', () => {
  const own = run('SELECT DISTINCT CustomerName FROM CustomersAndTenants', reseller).map(
    (row) => row.CustomerName,
  );
  const provided = run('SELECT DISTINCT CustomerName FROM CustomersAndTenants').map(
    (row) => row.CustomerName,
  );
  expect(own.length).toBeGreaterThan(0);
  expect(own.length).toBeLessThan(provided.length);
  expect(provided).toEqual(expect.arrayContaining(own));
  const text = 'SELECT MpnId, BilledRevenueUSD FROM SeatsSubscriptionsAndRevenue TIMESPAN LAST_MONTH';
  const ofIt = run(text).find((row) => row.MpnId === reseller.mpnId);
  expect(run(text, reseller)).toEqual([ofIt]);
  expect(Number(ofIt?.BilledRevenueUSD)).toBeGreaterThan(0);
});

test.each(['mpn', 'cmp'] as const)('every query of the system runs: %s', (area: InsightsArea) => {
  expect(systemQueries(area).map(({ name }) => name)).toEqual(
    expect.arrayContaining(datasetsOf(area).map(({ name }) => name)),
  );
  for (const { text } of systemQueries(area)) {
    const rows = runStatement(world, provider, parseStatement(text, area));
    expect(rows.length > 0, text).toBe(area === 'mpn');
    const { selected } = parseStatement(text, area);
    for (const row of rows.slice(0, 3)) expect(Object.keys(row)).toEqual(selected);
  }
});

test.each([
  ['', 'has "" where SELECT belongs'],
  ['SELECT', 'ends where a column belongs'],
  ['SELECT * FROM Profile', 'cannot be read from "* FROM Profile" on'],
  ['SELECT MPNId FROM Nothing', '"Nothing", which is no dataset; there are CustomersAndTenants'],
  ['SELECT MPNId FROM ISVOrder', 'no dataset'],
  ['SELECT Colour FROM Profile', 'names Colour, which Profile has not'],
  ["SELECT MPNId FROM Profile WHERE City = 'Lima' OR City = 'Cusco'", 'goes on with "OR"'],
  ['SELECT MPNId FROM Profile WHERE City = Lima', '"Lima" where a number or a text in single quotes belongs'],
  ["SELECT MPNId FROM Profile WHERE City = 'Lima", 'quotes may be missing'],
  ["SELECT MPNId FROM Profile WHERE City NOT 'Lima'", 'compares City with'],
  ["SELECT MPNId FROM Profile WHERE City BETWEEN 'A'", 'compares City with "BETWEEN"'],
  ['SELECT MPNId FROM Profile LIMIT 0', 'LIMIT that is no whole number above zero'],
  ['SELECT MPNId FROM Profile LIMIT 5 ORDER BY MPNId', 'goes on with "ORDER"'],
  ['SELECT MPNId FROM Profile GROUP BY MPNId', 'goes on with "GROUP"'],
  ['SELECT MPNId FROM Profile TIMESPAN LAST_MONTH', 'Profile takes no time span'],
  ['SELECT Month FROM AzureUsage TIMESPAN LAST_7_DAYS', 'AzureUsage takes LAST_MONTH'],
  ['SELECT Month, TotalACR FROM AzureUsage ORDER BY CustomerName', 'has to be selected too'],
  ['SELECT DISTINCT Month FROM AzureUsage ORDER BY CustomerName', 'has to be selected too'],
])('%s is refused: %s', (text, problem) => {
  expect(() => parseStatement(text, 'mpn')).toThrow(problem);
});

test('files quote what would end a value too early', () => {
  const rows = [
    { a: 'x, "y"', b: null },
    { a: 'tab\there', b: 1.5 },
  ];
  expect(reportFile(['a', 'b'], rows, 'CSV')).toBe('a,b\r\n"x, ""y""",\r\ntab\there,1.5\r\n');
  expect(reportFile(['a', 'b'], rows, 'TSV')).toBe('a\tb\r\nx, "y"\t\r\ntab here\t1.5\r\n');
});
