// Partner Center: the last invoice, held line by line against what was sold, added up by customer, and its PDF.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const reseller = new Reseller(partnerCenter({ ...platform.credentials().partnerCenter, environment, fetch }));
const { invoices } = reseller.platform.client;
const { reports } = reseller;

const [latest] = (await invoices.list({ size: 1 })).items;
if (latest === undefined) throw new Error('There is no invoice yet.');
const { month, lines, findings } = await reports.explain({ invoice: latest.id });
const explained = lines.filter(({ expected }) => expected !== undefined);
console.log(
  table(
    explained.map(({ customerName = '', productName = '', quantity = 0, unitPrice = '', ...line }) => ({
      customer: customerName,
      product: productName,
      'units × price × days': `${quantity} × ${unitPrice} × ${line.daysBilled}/${line.daysInCycle}`,
      billed: line.subtotal ?? '',
      expected: line.expected ?? '',
    })),
  ),
);
console.log(
  `\nInvoice ${latest.id}: ${lines.length} lines, ${explained.length} explained, ${findings.length} wrong.`,
);

const customers: { customer: string; lines: number; purchase: string; currency: string }[] = [];
for await (const row of reports.invoiceAggregation({ month, by: 'customer' }))
  customers.push({ customer: row.label, lines: row.lines, purchase: row.purchase, currency: row.currency });
console.log(`\nAll of ${month}`);
console.log(table(customers));

const file = await invoices.statement(latest.id);
console.log(`\nThe PDF of ${latest.id} has ${file.size} bytes.`);
