// ICP: a month's invoices as CSV, each line beside what units × price × days of what was sold come to.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { toCsv } from '@tenantry/sdk/streaming';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const { resellerAccountId: account, ...credentials } = platform.credentials().icp;
const { reports } = new Reseller(icp({ ...credentials, account, environment, fetch }));

const { rows } = await reports.run('explain', { month: '2026-10' });
const csv = toCsv(
  rows,
  [
    'customerName',
    'productName',
    'from',
    'to',
    'quantity',
    'unitPrice',
    'daysBilled',
    'daysInCycle',
    'subtotal',
    'expected',
    'currency',
    'finding',
  ],
  { forSpreadsheets: true },
);
for await (const bytes of csv) process.stdout.write(bytes);
