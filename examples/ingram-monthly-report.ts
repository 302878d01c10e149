// Ingram: the month as a file of rated data, made, waited for and downloaded; and what customers hold and what ends, as rows.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { ingram } from '@tenantry/sdk/ingram';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const reseller = new Reseller(ingram({ ...platform.credentials().ingram, environment, fetch }));
const { reports } = reseller;

platform.advance({ to: '2026-12-01T06:00:00Z' });
const month = { from: '2026-11-01', to: '2026-11-30' };
const rated = await reports.run('ratedData', month, {
  onProgress: ({ message }) => console.log(`    … ${message}`),
});
console.log(`Columns of the file: ${rated.columns.map(({ name }) => name).join(', ')}`);
const lines = [];
for await (const { CustomerName, ProductName, Quantity, Cost, Price, Currency } of rated.rows)
  lines.push({ CustomerName, ProductName, Quantity, Cost, Price, Currency } as Record<string, string>);
console.log(table(lines));

console.log('\nSeats');
const seats = [];
for await (const { customerName, productName, seats: held } of reports.seats())
  seats.push({ customerName, productName, seats: held });
console.log(table(seats));

console.log('\nWhat ends within a year');
const due = [];
for await (const { at, customerName, name, quantity, outcome } of reports.renewalsDue({ within: 'P1Y' }))
  due.push({ at: at.slice(0, 10), customerName, name, quantity, outcome });
console.log(table(due));

const support = reseller.supports('reports.invoiceAggregation');
if (!support.supported) console.log(`\nNot here: ${support.reason}`);
