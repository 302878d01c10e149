import { afterAll, describe, expect, test } from 'vitest';
import { insightsWorld, type NewInsightsReport, refusal } from './insights-world.ts';

const { platform, client, create } = await insightsWorld();
afterAll(() => platform.close());

async function runs(reportId: string, executionStatus = 'Pending;Running;Paused;Completed') {
  const found = await client().insights.listExecutions(reportId, {
    executionStatus,
    getLatestExecution: false,
  });
  return found.map((each) => each.executionStatus);
}

describe('a scheduled report', () => {
  test('is pending, runs at its times, and ends when it has run as often as wanted', async () => {
    const { reportId, reportStatus } = await create({ RecurrenceCount: 2 });
    expect(reportStatus).toBe('Active');
    expect(await runs(reportId)).toEqual(['Pending']);
    platform.advance('PT1H');
    expect(await runs(reportId)).toEqual(['Running']);
    platform.advance('PT30S');
    expect(await runs(reportId)).toEqual(['Pending', 'Completed']);
    platform.advance('P1D');
    expect(await runs(reportId)).toEqual(['Completed', 'Completed']);
    expect(await client().insights.getReport(reportId)).toMatchObject({ reportStatus: 'Inactive' });
    platform.advance('P5D');
    expect(await runs(reportId)).toHaveLength(2);
    const [latest] = await client().insights.listExecutions(reportId);
    const both = await client().insights.listExecutions(reportId, { getLatestExecution: false });
    expect(both[0]?.executionId).toBe(latest?.executionId);
    const gaps = both.map((each) => Date.parse(each.reportGeneratedTime ?? ''));
    expect((gaps[0] ?? 0) - (gaps[1] ?? 0)).toBe(86_400_000);
    const [first] = await client().insights.listExecutions(reportId, {
      executionId: both[1]?.executionId ?? '',
    });
    expect(first?.executionId).toBe(both[1]?.executionId);
    expect(await refusal(client().insights.resumeReport(reportId))).toMatchObject({ status: 400 });
  });

  test('does not run while it is paused, and makes up for nothing', async () => {
    const { reportId } = await create();
    expect((await client().insights.pauseReport(reportId)).reportStatus).toBe('Paused');
    platform.advance('P3D');
    expect(await runs(reportId)).toEqual(['Paused']);
    await client().insights.resumeReport(reportId);
    expect(await runs(reportId)).toEqual(['Pending']);
    platform.advance('P1D');
    expect(await runs(reportId)).toEqual(['Pending', 'Completed']);
    await client().insights.deleteReport(reportId);
    expect(await refusal(runs(reportId))).toMatchObject({ status: 404 });
    expect(platform.advance('P3D').fired.filter(({ kind }) => kind === 'insights-run')).toEqual([]);
  });

  test('is changed: its next run with it', async () => {
    const { reportId } = await create({ Format: 'TSV' });
    const StartTime = new Date(platform.world.clock.now() + 2 * 86_400_000).toISOString();
    const changed = await client().insights.updateReport(reportId, {
      ReportName: 'Otro',
      StartTime,
      Format: 'CSV',
    });
    expect(changed).toMatchObject({ reportName: 'Otro', format: 'csv', recurrenceInterval: 24 });
    expect(changed.modifiedTime).not.toBeNull();
    platform.advance('P1D');
    expect(await runs(reportId)).toEqual(['Pending']);
    platform.advance('PT25H');
    expect(await runs(reportId)).toEqual(['Pending', 'Completed']);
    await client().insights.deleteReport(reportId);
  });

  test('goes on after its query was deleted, and in a world that was restored', async () => {
    const Query = 'SELECT DISTINCT Product FROM CustomersAndTenants';
    const own = await client().insights.createQuery({ Name: 'Productos', Query });
    const { reportId } = await create({ QueryId: own.queryId });
    await client().insights.deleteQuery(own.queryId);
    const snapshot = platform.world.snapshot();
    platform.advance('P1D');
    expect(await runs(reportId)).toEqual(['Pending', 'Completed']);
    platform.world.restore(JSON.parse(JSON.stringify(snapshot)));
    expect(await runs(reportId)).toEqual(['Pending']);
    platform.advance('P1D');
    expect(await runs(reportId)).toEqual(['Pending', 'Completed']);
    await client().insights.deleteReport(reportId);
  });

  test.each([
    [{ RecurrenceInterval: 3 }, 'RecurrenceInterval must be >= 4'],
    [{ RecurrenceInterval: 2161 }, 'RecurrenceInterval must be <= 2160'],
    [{ RecurrenceInterval: 4 }, 'must be 24 hours or more for SeatsSubscriptionsAndRevenue'],
    [{ RecurrenceCount: 0 }, 'RecurrenceCount must be >= 1'],
    [{ StartTime: 'soon' }, 'StartTime "soon" must be'],
    [{ StartTime: undefined }, 'StartTime is missing'],
    [{ Format: 'XLSX' }, 'Format must be one of CSV, TSV'],
    [{ CallbackUrl: 'ftp://reseller.example' }, 'CallbackUrl must be an https URL'],
    [
      { QueryStartTime: '2026-01-01T00:00:00Z' },
      'QueryStartTime and QueryEndTime are for reports with ExecuteNow',
    ],
  ])('is refused with %o', async (change, message) => {
    expect(await refusal(create(change as Partial<NewInsightsReport>))).toMatchObject({
      status: 400,
      message: expect.stringContaining(message),
    });
  });
});
