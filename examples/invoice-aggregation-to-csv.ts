// A month's invoice aggregation as CSV, each line checked: unit price × units × days must give the amount.
import { createPlatform } from '@tenantry/mock-server';
import { Icp } from '@tenantry/sdk/icp';

const platform = createPlatform({ seed: 'demo-latam' });
const icp = new Icp({ ...platform.credentials().icp, fetch: platform.fetch });

const { InvoiceAggregation: lines } = await icp.invoices.getAggregation(2026, 10);
const columns = [
  'EndCustomerCompany',
  'ProductName',
  'ActualChargeInterval',
  'DaysBilled',
  'CostsOfUnit',
  'Costs',
  'SalesPriceOfUnit',
  'SalesPrice',
  'Currency',
  'ContractId',
] as const;

/** A cell that no spreadsheet takes for a formula. */
function cell(value: unknown): string {
  const text = String(value ?? '');
  const safe = /^[=+@\t]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

console.log(columns.join(','));
for (const line of lines) console.log(columns.map((column) => cell(line[column])).join(','));
