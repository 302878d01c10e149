import { inspect } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { signedToken } from '../packages/mock-server/src/domain/partners/access-token.ts';
import { partners } from '../packages/mock-server/src/domain/partners/partner.ts';
import { insightsWorld, type NewInsightsReport, refusal } from './insights-world.ts';

/** A query of the system. */
const seats = 'c9fc1c79-4408-49ff-97f9-e1aa3f155804';
const calls: { method: string; url: string; headers: Headers; body: string }[] = [];
let receiverStatus = 200;

const { platform, url, client, queryId, create } = await insightsWorld(async (request) => {
  const { method, headers } = request;
  calls.push({ method, url: request.url, headers, body: await request.text() });
  return new Response(null, { status: receiverStatus });
});
afterAll(() => platform.close());

describe('a report that runs now', () => {
  async function filed(change: Partial<NewInsightsReport> = {}) {
    const { reportId } = await create({ ExecuteNow: true, ...change });
    platform.advance('PT1M');
    const [execution] = await client().insights.listExecutions(reportId);
    if (execution === undefined) throw new Error('There is no run.');
    return execution;
  }

  test('says at once what trying its query says, in either format', async () => {
    const { insights } = client();
    const rows = await insights.testQuery({ queryId });
    expect(rows).toHaveLength(3);
    const lines = (separator: string) =>
      ['Month TotalSoldSeats', ...rows.map((row) => `${row.Month} ${row.TotalSoldSeats}`)]
        .map((line) => `${line.replace(' ', separator)}\r\n`)
        .join('');
    const csv = await client()
      .insights.download(await filed())
      .withResponse();
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await new Response(csv.data).text()).toBe(lines(','));
    const tsv = await client().insights.download(await filed({ Format: 'TSV' }));
    expect(await new Response(tsv).text()).toBe(lines('\t'));
  });

  test('takes its time from the call, when that says one', async () => {
    const times = { QueryStartTime: '2026-07-01T00:00:00Z', QueryEndTime: '2026-08-01T00:00:00Z' };
    const file = await client().insights.download(await filed(times));
    expect(await new Response(file).text()).toMatch(/^Month,TotalSoldSeats\r\n2026-07-01,\d+\r\n$/);
    const tried = await client().insights.testQuery({
      queryId,
      startTime: times.QueryStartTime,
      endTime: times.QueryEndTime,
    });
    expect(tried.map((row) => row.Month)).toEqual(['2026-07-01']);
  });

  test('has a link that needs no token, runs out, and is made for one file', async () => {
    const sent: Headers[] = [];
    const fetch = (input: string, init: RequestInit) => {
      sent.push(new Headers(init.headers));
      return globalThis.fetch(input, init);
    };
    const execution = await filed();
    await (await client({ fetch }).insights.download(execution)).cancel();
    expect(sent.map((headers) => headers.has('authorization'))).toEqual([false]);
    const link = new URL(execution.reportAccessSecureLink ?? '');
    const other = await filed();
    const status = async (address: URL) => (await globalThis.fetch(address)).status;
    expect(await status(link)).toBe(200);
    const wrong = new URL(link);
    wrong.pathname = new URL(other.reportAccessSecureLink ?? '').pathname;
    expect(await status(wrong)).toBe(403);
    const longer = new URL(link);
    longer.searchParams.set('se', '2099-01-01T00:00:00Z');
    expect(await status(longer)).toBe(403);
    platform.advance('PT61M');
    expect(await refusal(client().insights.download(execution))).toMatchObject({ name: 'PermissionError' });
    const [again] = await client().insights.listExecutions(execution.reportId);
    expect(again?.reportExpiryTime).not.toBe(execution.reportExpiryTime);
    expect(await status(new URL(again?.reportAccessSecureLink ?? ''))).toBe(200);
    await client().insights.deleteReport(execution.reportId);
    expect(await refusal(client().insights.download(again ?? execution))).toMatchObject({ status: 404 });
  });

  test('has no file before it is done, and the error of a broken download tells no link', async () => {
    const { insights } = client({
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    });
    const execution = await filed();
    const error = await insights.download(execution, { maxRetries: 0 }).catch((reason: unknown) => reason);
    expect(inspect(error, { depth: 9 })).not.toContain(
      new URL(execution.reportAccessSecureLink ?? '').search,
    );
    const pending = { ...execution, executionStatus: 'Pending', reportAccessSecureLink: null };
    expect(() => insights.download(pending)).toThrow('The run is Pending: there is no file yet.');
  });

  test.each([
    ['POST', undefined],
    ['GET', 'GET'],
  ] as const)('calls who waits for it, by %s, once', async (method, CallbackMethod) => {
    calls.length = 0;
    receiverStatus = 503;
    const CallbackUrl = 'https://reseller.example/done?key=1';
    const { reportId } = await filed({ CallbackUrl, ...(CallbackMethod && { CallbackMethod }) });
    await platform.webhooksSettled();
    const called =
      method === 'POST'
        ? `https://reseller.example/done/${reportId}?key=1`
        : `https://reseller.example/done?key=1&reportId=${reportId}`;
    expect(calls).toMatchObject([{ method, url: called, body: '' }]);
    expect(calls[0]?.headers.has('authorization')).toBe(false);
    platform.advance('P1D');
    await platform.webhooksSettled();
    expect(calls).toHaveLength(1);
  });
});

describe('what there is', () => {
  test('is each partner’s own; the system’s is everybody’s, and stays', async () => {
    const { insights } = client();
    expect(await refusal(insights.deleteQuery(seats))).toMatchObject({
      status: 400,
      message: expect.stringContaining('one of the system'),
    });
    const system = await insights.listQueries({ includeOnlySystemQueries: true });
    expect(new Set(system.map(({ type }) => type))).toEqual(new Set(['system']));
    const own = await insights.listQueries({ includeSystemQueries: false });
    expect(own.map(({ type }) => type)).toEqual(['userDefined']);
    expect((await insights.listQueries()).length).toBe(system.length + own.length);
    expect(await refusal(insights.pauseReport('none'))).toMatchObject({ status: 404 });
    expect(
      await refusal(insights.createReport({ ReportName: 'x', QueryId: 'none', ExecuteNow: true })),
    ).toMatchObject({
      status: 404,
    });
  });

  test('of the marketplace is found in both versions, and apart from the partner’s', async () => {
    const { accessToken } = platform.credentials(url).partnerCenter;
    const names = async (base: string) => {
      const response = await fetch(`${url}/insights/${base}/ScheduledDataset`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      const { value } = (await response.json()) as { value: { datasetName: string }[] };
      return value.map(({ datasetName }) => datasetName);
    };
    expect(await names('v1/cmp')).toEqual(['ISVCustomer', 'ISVOrder']);
    expect(await names('v1.1/cmp')).toEqual(await names('v1/cmp'));
    expect(await names('v1/mpn')).toHaveLength(6);
    const { marketplaceInsights } = client();
    const [query] = await marketplaceInsights.listQueries({ queryName: 'ISVOrder' });
    const { reportId } = await marketplaceInsights.createReport({
      ReportName: 'Pedidos',
      QueryId: query?.queryId ?? '',
      StartTime: '2020-01-01T00:00:00Z',
      RecurrenceInterval: 4,
    });
    platform.advance('PT5H');
    const [execution] = await client().marketplaceInsights.listExecutions(reportId);
    if (execution === undefined) throw new Error('There is no run.');
    expect(await new Response(await client().marketplaceInsights.download(execution)).text()).toMatch(
      /^[\w,]+\r\n$/,
    );
    expect(await client().insights.getReport(reportId)).toBeUndefined();
    await client().marketplaceInsights.deleteReport(reportId);
  });

  test('is refused in the shape of its answers, and to an application alone', async () => {
    const { accessToken } = platform.credentials(url).partnerCenter;
    const [provider] = platform.world.store.of(partners).find('kind', 'indirect-provider');
    if (provider === undefined) throw new Error('The seed has no provider.');
    const { token: applicationToken } = signedToken(platform.world, provider, {
      companyId: provider.companyId,
      username: 'Tenantry integration',
      signIn: 'application',
      multiFactor: false,
    });
    const get = async (path: string, token: string) => {
      const response = await fetch(`${url}/insights/v1/mpn/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return { status: response.status, body: await response.json() };
    };
    expect(await get('ScheduledQueries/testQueryResult?exportQuery=SELECT', accessToken)).toMatchObject({
      status: 400,
      body: { value: [], totalCount: 0, statusCode: 400, message: expect.stringContaining('ends where') },
    });
    expect(await get('ScheduledQueries/testQueryResult', accessToken)).toMatchObject({ status: 400 });
    expect(await get('ScheduledDataset', 'nonsense')).toMatchObject({
      status: 401,
      body: { statusCode: 401 },
    });
    expect(await get('ScheduledDataset', applicationToken)).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('sign in with a user too') },
    });
  });
});
