// Who changed what, for one customer: the same lines run on Partner Center and on ICP.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const reseller = new Reseller(partnerCenter({ ...platform.credentials().partnerCenter, environment, fetch }));
const { customers } = reseller.platform.client;

const [customer] = await customers.search('CompanyName', 'TEXTILES').toArray({ limit: 1 });
const customerId = customer?.id ?? '';
const [licence] = await reseller.subscriptions.list(customerId);
await reseller.subscriptions.setQuantity(licence?.id ?? '', (licence?.quantity ?? 0) + 2);

const rows: Record<string, string>[] = [];
const days = { from: '2026-08-25', to: '2026-11-20' };
for await (const { at, who = 'Microsoft', what, thingName = '', after = '{}' } of reseller.reports.audit({
  ...days,
  customer: customerId,
}))
  rows.push({ at, who, what, which: thingName, seats: String(JSON.parse(after).Quantity ?? '') });
console.log(`${customer?.companyProfile.companyName}, ${days.from} to ${days.to}\n`);
console.log(table(rows));
