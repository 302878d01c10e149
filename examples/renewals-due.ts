// Partner Center: everything that ends in the next 30 days, and what each will do by itself.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const reseller = new Reseller(partnerCenter({ ...platform.credentials().partnerCenter, environment, fetch }));

const rows: { until: string; customer: string; subscription: string; outcome: string; seats: number }[] = [];
for await (const due of reseller.reports.renewalsDue({ within: 'P30D' })) {
  rows.push({
    until: due.lastDayToChange,
    customer: due.customerName,
    subscription: due.name,
    outcome: due.outcome,
    seats: due.nextQuantity ?? 0,
  });
}
console.log('Until the day named each can be changed; seats are those after it.\n');
console.log(table(rows));
