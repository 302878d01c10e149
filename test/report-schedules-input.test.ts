import { createPlatform } from '@tenantry/mock-server';
import { Reseller, type ScheduledReport, type ScheduleReportInput, ValidationError } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { InProcessScheduleRunner, type ReportDelivery } from '@tenantry/sdk/schedules';
import { beforeEach, describe, expect, test } from 'vitest';
import { textOf } from './schedule-world.ts';

const seeded = createPlatform({ seed: 'demo-latam' });
let platform: ReturnType<typeof seeded.fork>;
beforeEach(() => {
  platform = seeded.fork();
});

function onIcp() {
  const { environment, fetch } = platform;
  const { icp: credentials } = platform.credentials();
  return new Reseller(icp({ ...credentials, account: credentials.resellerAccountId, environment, fetch }));
}

function onPartnerCenter() {
  const { environment, fetch } = platform;
  return new Reseller(partnerCenter({ ...platform.credentials().partnerCenter, environment, fetch }));
}

function hosting(reseller: Reseller) {
  const { reports } = reseller;
  const deliveries: (Pick<ReportDelivery, 'recipient' | 'fileName' | 'rows'> & { readonly text: string })[] =
    [];
  const runner = new InProcessScheduleRunner({
    reports,
    environment: platform.environment,
    deliver: async (delivery) => {
      const { recipient, fileName, rows } = delivery;
      deliveries.push({ recipient, fileName, rows, text: await textOf(delivery) });
    },
    onFailure: ({ error }) => {
      throw error;
    },
  });
  return { reports, runner, deliveries };
}

const weekly: ScheduleReportInput = {
  name: 'Seats, weekly',
  report: 'seats',
  every: { week: 'monday' },
  at: '07:30',
  recipients: ['ana@example.com'],
};

/** Path, message and remedy of what is refused, and that nothing was kept. */
async function refusals(change: object): Promise<string[]> {
  const { reports, runner } = hosting(onIcp());
  const failed = await reports
    .schedule({ ...weekly, ...change } as ScheduleReportInput, { runner })
    .then(() => undefined)
    .catch((error: unknown) => error);
  expect(await runner.list()).toEqual([]);
  if (!(failed instanceof ValidationError)) throw failed ?? new Error('It was kept.');
  expect(failed.issues.every(({ message, remedy }) => message !== '' && remedy !== '')).toBe(true);
  return failed.issues.map(({ path }) => path.join('.'));
}

describe('what is asked for', () => {
  test.each<[object, string[]]>([
    [{ name: '' }, ['name']],
    [{ name: 'two\nlines' }, ['name']],
    [{ name: 'x'.repeat(101) }, ['name']],
    [{ name: 7 }, ['name']],
    [{ name: undefined }, ['name']],
    [{ report: '' }, ['report']],
    [{ report: 'nothing of the kind' }, ['report']],
    [{ report: 'insights.OfficeUsage' }, ['report']],
    [{ parameters: [] }, ['parameters']],
    [{ parameters: { from: new Date(0) } }, ['parameters.from']],
    [{ parameters: { from: Number.NaN, rows: [() => 1] } }, ['parameters.from', 'parameters.rows']],
    [{ report: 'audit', parameters: { from: 'P-30H', to: 'P-1D' } }, ['parameters.from']],
    [{ report: 'audit', parameters: { from: 'P-1D' } }, ['parameters.to']],
    [{ parameters: { month: 'previous' } }, ['parameters.month']],
    [
      { report: 'invoiceAggregation', parameters: { month: 'next', by: 'x' } },
      ['parameters.month', 'parameters.by'],
    ],
    [{ report: 'Audit Log Object Company', parameters: { nobody: 1 } }, ['parameters.nobody']],
    [{ every: 'week' }, ['every']],
    [{ every: { week: 'lunes' } }, ['every']],
    [{ every: { month: 0 } }, ['every']],
    [{ every: { month: 32 } }, ['every']],
    [{ every: { month: 1.5 } }, ['every']],
    [{ every: { week: 'monday', month: 1 } }, ['every']],
    [{ every: null }, ['every']],
    [{ at: '7:30' }, ['at']],
    [{ at: '24:00' }, ['at']],
    [{ timeZone: 'America/Atlantis' }, ['timeZone']],
    [{ timeZone: '+05:00' }, ['timeZone']],
    [{ format: 'xlsx' }, ['format']],
    [{ recipients: [] }, ['recipients']],
    [{ recipients: 'ana@example.com' }, ['recipients']],
    [
      {
        recipients: [
          'ana@example.com',
          'ana',
          'ftp://example.com',
          'ana@example.com',
          'https://a:b@example.com',
        ],
      },
      ['recipients.1', 'recipients.2', 'recipients.3', 'recipients.4'],
    ],
    [{ recipients: ['https://example.com/\ud800'] }, ['recipients.0']],
    [{ hour: 7 }, ['hour']],
    [
      { name: '', at: '', every: '', recipients: [], timeZone: '' },
      ['name', 'every', 'at', 'timeZone', 'recipients'],
    ],
  ])('%j is refused before anything is kept, at %j', async (change, paths) => {
    expect((await refusals(change)).sort()).toEqual(paths.sort());
  });

  test('the password of a recipient is in no error', async () => {
    const { reports, runner } = hosting(onIcp());
    const recipients = ['https://ana:geheim@example.com'];
    const error: Error = await reports.schedule({ ...weekly, recipients }, { runner }).then(
      () => new Error('It was kept.'),
      (reason) => reason,
    );
    expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('geheim');
    expect(error.message).toContain('recipients.0');
  });

  test('without a runner, a report that only a runner makes is refused', async () => {
    const failed = await onIcp()
      .reports.schedule(weekly)
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ValidationError);
    expect((failed as ValidationError).issues[0]).toMatchObject({
      code: 'schedule.runner',
      path: ['runner'],
    });
  });
});

describe.each([
  ['ICP', onIcp],
  ['Partner Center', onPartnerCenter],
])('on %s', (_, connect) => {
  test('a schedule is kept with defaults, run at its time, and replaced under its name', async () => {
    const { reports, runner, deliveries } = hosting(connect());
    const { environment } = platform;
    const kept = await reports.schedule(weekly, { runner });
    expect(kept).toMatchObject({ parameters: {}, timeZone: 'UTC', format: 'csv', runsAt: 'runner' });
    expect(new Date(kept.nextRunAt).getUTCDay()).toBe(1);
    expect(kept.nextRunAt.slice(11)).toBe('07:30:00.000Z');

    const parameters = { from: 'P-30D', to: 'P-1D' };
    await reports.schedule({ ...weekly, report: 'audit', parameters, format: 'ndjson' }, { runner });
    await runner.runDue();
    expect(deliveries).toEqual([]);
    platform.world.scheduler.advanceTo(Date.parse(kept.nextRunAt));
    await runner.runDue();
    expect(deliveries.map(({ fileName }) => fileName)).toEqual([
      `seats-weekly-${new Date(environment.now()).toISOString().slice(0, 10)}.ndjson`,
    ]);
    const lines = (deliveries[0]?.text ?? '').split('\n').filter(Boolean);
    expect(lines.length).toBe(deliveries[0]?.rows);
    expect(lines.length).toBeGreaterThan(0);

    expect(await reports.unschedule('Seats, weekly', { runner })).toBe(true);
    expect(await reports.unschedule('Seats, weekly', { runner })).toBe(false);
  });
});

test("a report of ICP's own is scheduled with days that move", async () => {
  const { reports, runner, deliveries } = hosting(onIcp());
  const own = (await reports.catalogue()).find(({ title }) => title.includes('Audit Log Object Company'));
  const { nextRunAt } = await reports.schedule(
    {
      ...weekly,
      report: own?.id ?? '',
      parameters: { targetCompany: platform.credentials().icp.resellerAccountId, startDate: 'P-30D' },
    },
    { runner },
  );
  platform.world.scheduler.advanceTo(Date.parse(nextRunAt));
  await runner.runDue();
  expect(deliveries.length).toBe(1);
});

describe('insights, which Partner Center runs by itself', () => {
  const daily: ScheduleReportInput = {
    name: 'Office, daily',
    report: 'insights.OfficeUsage',
    every: 'day',
    at: '06:00',
    recipients: ['https://example.com/insights'],
  };

  function kept() {
    return onPartnerCenter().platform.client.insights.listReports();
  }

  test('are kept there, once by name, and taken back', async () => {
    const { reports, runner } = hosting(onPartnerCenter());
    await reports.schedule({ ...daily, report: 'seats' }, { runner });
    const scheduled: ScheduledReport = await reports.schedule(daily, { runner });
    expect(scheduled.runsAt).toBe('platform');
    expect(await runner.list()).toEqual([]);
    await onPartnerCenter().reports.schedule({
      ...daily,
      every: { week: 'monday' },
      timeZone: 'America/Lima',
    });
    const [report, ...others] = await kept();
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      reportName: 'Office, daily',
      recurrenceInterval: 168,
      format: expect.stringMatching(/^csv$/i),
      callbackUrl: 'https://example.com/insights',
    });
    expect(report?.startTime).toContain('11:00:00');
    platform.advance('P8D');
    const { insights } = onPartnerCenter().platform.client;
    expect((await insights.listExecutions(report?.reportId ?? '')).length).toBe(1);
    expect(await onPartnerCenter().reports.unschedule('Office, daily')).toBe(true);
    expect(await kept()).toEqual([]);
  });

  test('leave alone what was made by hand', async () => {
    const { insights } = onPartnerCenter().platform.client;
    const [query] = await insights.listQueries({ queryName: 'OfficeUsage' });
    await insights.createReport({
      ReportName: 'Office, daily',
      QueryId: query?.queryId ?? '',
      StartTime: '2030-01-01T00:00:00Z',
    });
    await onPartnerCenter().reports.schedule(daily);
    expect((await kept()).length).toBe(2);
    expect(await onPartnerCenter().reports.unschedule('Office, daily')).toBe(true);
    expect((await kept()).map(({ description }) => description ?? null)).toEqual([null]);
  });

  test('are refused where it cannot do what is wanted, and nothing is kept', async () => {
    const change = {
      every: { month: 1 },
      format: 'json',
      parameters: { month: 'previous' },
      recipients: ['ana@example.com', 'https://example.com'],
    } as const;
    const paths = (changed: object) =>
      onPartnerCenter()
        .reports.schedule({ ...daily, ...changed })
        .then(() => [])
        .catch((error: ValidationError) => error.issues.map(({ path }) => path.join('.')));
    expect(await paths(change)).toEqual(['every', 'format', 'parameters', 'recipients']);
    expect(await paths({ timeZone: 'Europe/Madrid' })).toEqual(['timeZone']);
    expect(await paths({ report: 'insights.Nothing' })).toEqual(['report']);
    expect(await kept()).toEqual([]);
  });
});
