// The main job, end to end: a reseller of ICP provisions tenants for a customer, sells it licences, and sees them renewed.
// Everything runs against a simulated ICP on this machine; waiting moves its clock, so that a year takes a moment.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller, TenantryError } from '@tenantry/sdk';
import { icp, reportRows } from '@tenantry/sdk/icp';
import { table } from './table.ts';

const ecositio = 435348;
const licenceService = '1429492_NCEMicros365BusinessBasic_12901';
const yearly = 'Monthly (with 1-year commitment) - P1Y';

const platform = createPlatform({ seed: 'demo-latam' });
const { url, adminUrl } = await platform.listen();
const { username, password, resellerAccountId } = platform.credentials().icp;

const reseller = new Reseller(
  icp({ baseUrl: url, username, password, account: resellerAccountId, environment: platform.environment }),
);
const { client } = reseller.platform;
const started = new Date(platform.environment.now());
const onProgress = ({ message }: { message: string }) => console.log(`    … ${message}`);

function heading(text: string): void {
  const day = new Date(platform.environment.now()).toISOString().slice(0, 10);
  console.log(`\n${day}  ${text}`);
}

console.log(`A simulated ICP answers at ${url}`);

heading('ECOSITIO MARKET has a tenant: take it over');
const existing = {
  customer: ecositio,
  kind: 'existing',
  domainPrefix: 'ecositiomarket',
  state: 'Lima',
  mpnId: '6395965',
  acceptTerms: true,
} as const;
try {
  await reseller.tenants.provision(existing, { idempotencyKey: 'crm-4710', onProgress });
} catch (error) {
  if (!(error instanceof TenantryError)) throw error;
  console.log(`    ✗ ${error.code}\n      ${error.solution}`);
}
console.log('    The customer opens the relationship link and accepts.');
const accepted = await fetch(`${adminUrl}/world/relationships/accept`, {
  method: 'POST',
  body: JSON.stringify({ tenantDomain: 'ecositiomarket' }),
});
if (!accepted.ok) throw new Error(await accepted.text());
const takenOver = await reseller.tenants.provision(existing, { idempotencyKey: 'crm-4710', onProgress });
console.log(`    ✓ ${takenOver.domain}, Microsoft tenant ${takenOver.microsoftTenantId}`);

heading('Its new brand has none: make one');
const check = await reseller.tenants.checkDomain(ecositio, 'ecositio');
console.log(`    ${check.domain} is ${check.available ? 'free' : 'taken'}.`);
const tenant = await reseller.tenants.provision(
  {
    customer: ecositio,
    kind: 'new',
    domainPrefix: 'ecositio',
    language: 'es',
    state: 'Lima',
    requirePasswordChange: true,
    defaultAdminRoles: true,
    mpnId: '6395965',
    agreement: {
      firstName: 'Ana',
      lastName: 'Ruiz',
      email: 'ana.ruiz@ecositio.example',
      phone: '+51 1 555 0100',
      acceptedOn: '2026-11-20',
    },
    acceptTerms: true,
  },
  { idempotencyKey: 'crm-4711', onProgress },
);
console.log(`    ✓ ${tenant.domain}, Microsoft tenant ${tenant.microsoftTenantId}`);

heading('Buy ten Microsoft 365 Business Basic for it');
const licence = await client.subscriptions.create({
  ParentAccountId: ecositio,
  ServiceName: licenceService,
  DependencyAccountId: Number(tenant.id),
  Fields: { Quantity: 10, BillingType: yearly },
});
platform.advance('PT1M');
const bought = await client.subscriptions.get(licence.AccountId);
const price = bought.PriceableItems?.[0];
console.log(
  `    ✓ account ${bought.AccountId}: ${bought.Status}, ${price?.SalesPrice} ${price?.Currency} a seat and month, until ${bought.ContractEndDate?.slice(0, 10)}`,
);

heading('Say what happens at the end of the term: renew, with eight seats');
await client.subscriptions.update({
  AccountId: bought.AccountId,
  ServiceName: licenceService,
  Fields: [],
  AdvancePeriodEndAction: 'Renew',
});
await client.renewals.configure(bought.AccountId, { Quantity: 8 });
console.log('    ✓ stored; it counts from the renewal');

const { counts } = platform.advance({ to: `${bought.ContractEndDate}Z` });
heading(
  `A year later. What fell due in the whole world: ${Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ')}`,
);
const renewed = await client.subscriptions.get(bought.AccountId);
const seats = renewed.Fields.find((field) => field.Name === 'Quantity')?.Value;
console.log(
  `    ✓ account ${renewed.AccountId} has ${String(seats)} seats until ${renewed.ContractEndDate?.slice(0, 10)}`,
);

heading('What it cost');
console.log(table(await costs(started, new Date(platform.environment.now()))));

heading('Who did what');
const audit = await client.reports.execute('Audit Log Object Company', {
  targetCompany: ecositio,
  startDate: started.toISOString().slice(0, 10),
});
console.log(
  table(
    reportRows(audit).map((row) => ({
      Date: String(row.Date).slice(0, 16).replace('T', ' '),
      Event: String(row.EventType),
      By: String(row.UserUsername),
      Account: String(row.TargetAccountId),
      What: String(row.TargetDisplayName),
    })),
  ),
);

await platform.close();

/** What ECOSITIO was charged in each closed month, purchase beside sale. */
async function costs(from: Date, to: Date) {
  const rows = [];
  for (
    let month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1));
    month < new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth(), 1));
    month.setUTCMonth(month.getUTCMonth() + 1)
  ) {
    const { InvoiceAggregation: lines } = await client.invoices.getAggregation(
      month.getUTCFullYear(),
      month.getUTCMonth() + 1,
    );
    for (const line of lines.filter((each) => each.EndCustomerCompanyId === ecositio)) {
      rows.push({
        Month: month.toISOString().slice(0, 7),
        Service: line.ProductName ?? '',
        Interval: line.ActualChargeInterval ?? '',
        Days: line.DaysBilled ?? 0,
        Purchase: line.Costs.toFixed(2),
        Sale: line.SalesPrice.toFixed(2),
        Currency: line.Currency,
      });
    }
  }
  return rows;
}
