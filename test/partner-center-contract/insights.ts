import { expect, test } from 'vitest';
import { commercialRelationships } from '../../packages/mock-server/src/domain/tenants/tenant.ts';
import { basic, newBuyer, partnerCenter, platform, refusal, subscribe } from '../partner-center-world.ts';

const { insights, marketplaceInsights, delegatedAdmin } = partnerCenter;

test('a query becomes a report, its runs files', async () => {
  await subscribe(await newBuyer('perspicaz'), basic, { quantity: 7, termDuration: 'P1Y' });
  const datasets = await insights.listDatasets();
  expect(datasets.map(({ datasetName }) => datasetName)).toContain('OfficeUsage');
  const Query =
    "SELECT CustomerName, TotalSoldSeats FROM SeatsSubscriptionsAndRevenue WHERE CustomerName LIKE '%perspicaz%' TIMESPAN LIFETIME";
  const expected = [{ CustomerName: 'Cliente perspicaz', TotalSoldSeats: 7 }];
  expect(await insights.testQuery({ exportQuery: Query })).toEqual(expected);
  const query = await insights.createQuery({ Name: 'Asientos', Query });
  expect(await insights.listQueries({ queryName: 'asientos' })).toEqual([query]);
  const report = await insights.createReport({ ReportName: 'Ya', QueryId: query.queryId, ExecuteNow: true });
  expect(await insights.getReport(report.reportId)).toEqual(report);
  expect((await refusal(insights.listExecutions(report.reportId))).status).toBe(404);
  platform.advance('PT1M');
  const [execution] = await insights.listExecutions(report.reportId);
  if (execution === undefined) throw new Error('The report has not run.');
  expect(await new Response(await insights.download(execution)).text()).toBe(
    'CustomerName,TotalSoldSeats\r\nCliente perspicaz,7\r\n',
  );
  expect((await insights.listReports({ queryId: query.queryId })).map((each) => each.reportStatus)).toEqual([
    'Inactive',
  ]);
  await insights.deleteReport(report.reportId);
  await insights.deleteQuery(query.queryId);
});

test('a report is changed, paused and resumed', async () => {
  const [query] = await insights.listQueries({ queryName: 'Profile', includeOnlySystemQueries: true });
  const { reportId } = await insights.createReport({
    ReportName: 'A diario',
    QueryId: query?.queryId ?? '',
    StartTime: '2027-06-01T06:00:00Z',
    RecurrenceInterval: 24,
  });
  const changed = await insights.updateReport(reportId, {
    ReportName: 'Cada dos días',
    StartTime: '2027-06-02T06:00:00Z',
    RecurrenceInterval: 48,
  });
  expect(changed).toMatchObject({ reportName: 'Cada dos días', recurrenceInterval: 48 });
  expect((await insights.pauseReport(reportId)).reportStatus).toBe('Paused');
  expect((await insights.resumeReport(reportId)).reportStatus).toBe('Active');
  await insights.deleteReport(reportId);
  expect(await insights.getReport(reportId)).toBeUndefined();
});

test('the marketplace has datasets of its own', async () => {
  const names = (await marketplaceInsights.listDatasets()).map(({ datasetName }) => datasetName);
  expect(names).toEqual(['ISVCustomer', 'ISVOrder']);
});

test('what is left of delegated admin privileges is counted and listed', async () => {
  const customer = await newBuyer('delegada');
  const relationships = platform.world.store.of(commercialRelationships);
  const [relationship] = relationships.find('tenant', customer);
  if (relationship !== undefined) relationships.put({ ...relationship, delegatedAccess: true as const });
  expect(await delegatedAdmin.getStatistics()).toMatchObject({
    totalDapCustomerCount: 1,
    establishedDapCount: [{ count: 1 }],
    inactiveDapCount: [],
  });
  const filter = 'dapEnabled eq true';
  expect(await delegatedAdmin.listCustomers({ filter, orderBy: 'startDateTime desc', top: 5 })).toMatchObject(
    [{ customerTenantId: customer, organizationDisplayName: 'Cliente delegada' }],
  );
});
