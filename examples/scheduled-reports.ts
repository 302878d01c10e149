// Reports on a schedule: each Monday the renewals that are due, each month the invoice by customer, in this process.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { InProcessScheduleRunner } from '@tenantry/sdk/schedules';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const { resellerAccountId, ...credentials } = platform.credentials().icp;
const { reports } = new Reseller(icp({ ...credentials, account: resellerAccountId, environment, fetch }));

const deliveries: Record<string, string>[] = [];
const runner = new InProcessScheduleRunner({
  reports,
  environment,
  // With a store of @tenantry/sdk/schedules/node, schedules and what is pending outlive this process.
  deliver: async ({ recipient, fileName, rows, bytes, attempt }) => {
    // The first mail of all meets a server that is restarting.
    if (deliveries.length === 0 && attempt === 1) throw new Error('421 Try again later.');
    deliveries.push({ recipient, file: fileName, rows: String(rows), bytes: String(bytes) });
  },
  onFailure: ({ schedule, recipient, error, willRetry }) =>
    console.log(`${schedule} to ${recipient}: ${error}${willRetry ? ' It is tried again.' : ''}\n`),
});

await reports.schedule(
  {
    name: 'Renewals',
    report: 'renewalsDue',
    parameters: { within: 'P90D' },
    every: { week: 'monday' },
    at: '07:30',
    timeZone: 'America/Lima',
    recipients: ['ventas@example.com'],
  },
  { runner },
);
await reports.schedule(
  {
    name: 'Invoice by customer',
    report: 'invoiceAggregation',
    parameters: { month: 'previous', by: 'customer' },
    every: { month: 'last' },
    at: '18:00',
    timeZone: 'America/Santiago',
    recipients: ['finanzas@example.com', 'https://example.com/reports'],
  },
  { runner },
);
for (const { name, nextRunAt } of await runner.list()) console.log(`${name}: next at ${nextRunAt}`);
console.log();

// A service awaits runner.run(); on a clock that is moved by hand, each day is looked at.
for (let day = 0; day < 35; day += 1) {
  platform.advance('P1D');
  await runner.runDue();
}
console.log(table(deliveries));
await runner.close();
