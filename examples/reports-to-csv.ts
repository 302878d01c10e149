// Every report of a platform by its name, and some of them as files: seats now and over time, Azure, margins.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { toCsv } from '@tenantry/sdk/streaming';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const { resellerAccountId: account, ...credentials } = platform.credentials().icp;
const { reports } = new Reseller(icp({ ...credentials, account, environment, fetch }));

for (const { id, from, parameters } of await reports.catalogue())
  console.log(`${from.padEnd(9)} ${id}(${parameters.map(({ name }) => name).join(', ')})`);

const folder = await mkdtemp(join(tmpdir(), 'reports-'));
const question = { from: '2026-09-01', to: '2026-11-20', interval: 'month' } as const;
const files = {
  'seats.csv': await reports.run('seats', {}),
  'seats-over-time.csv': await reports.run('seatsOverTime', question),
  'azure.csv': await reports.run('azureCost', { month: '2026-10', by: { tag: 'costCentre' } }),
  'margins.csv': await reports.run('invoiceAggregation', { month: '2026-10', by: 'product' }),
  'seat-changes.csv': await reports.run('MSCSPSeatChanges', {
    startdate: '2026-10-01',
    enddate: '2026-11-20',
  }),
};
for (const [name, { rows }] of Object.entries(files)) {
  await writeFile(
    join(folder, name),
    toCsv(rows as AsyncIterable<object>, undefined, { forSpreadsheets: true }),
  );
  const [columns, ...lines] = (await readFile(join(folder, name), 'utf8')).split('\r\n');
  console.log(`\n${name}, ${lines.length - 1} rows\n${[columns, ...lines.slice(0, 3)].join('\n')}`);
}
