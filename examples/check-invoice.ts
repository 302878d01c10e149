// Partner Center: the last invoice, added up from its lines and by customer, and its PDF.
import { createPlatform } from '@tenantry/mock-server';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const { invoices } = new PartnerCenter({ ...platform.credentials().partnerCenter, environment, fetch });

const [latest] = (await invoices.list({ size: 1 })).items;
if (latest === undefined) throw new Error('There is no invoice yet.');

interface Charged {
  lines: number;
  cents: number;
}
const customers = new Map<string, Charged>();
const which = { provider: 'onetime', invoiceLineItemType: 'billinglineitems' } as const;
for await (const line of invoices.lineItems(latest.id, which)) {
  const name = line.customerName ?? '';
  const { lines, cents } = customers.get(name) ?? { lines: 0, cents: 0 };
  // Floats and texts come for money: whole cents add up, floats do not.
  customers.set(name, { lines: lines + 1, cents: cents + Math.round(Number(line.subtotal) * 100) });
}

const rows = [...customers].map(([customer, { lines, cents }]) => ({
  customer,
  lines: String(lines),
  amount: `${(cents / 100).toFixed(2)} ${latest.currencyCode}`,
}));
console.log(table(rows));

const total = [...customers.values()].reduce((sum, { cents }) => sum + cents, 0);
const billed = Math.round(latest.totalCharges * 100);
const verdict = total === billed ? 'adds up' : `is off by ${((billed - total) / 100).toFixed(2)}`;
console.log(`\nInvoice ${latest.id} of ${latest.totalCharges} ${latest.currencyCode} ${verdict}.`);

const file = await invoices.statement(latest.id);
console.log(`Its PDF has ${file.size} bytes.`);
