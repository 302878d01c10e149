// Who changed what: the audit of Partner Center, for one customer, with what stands in its JSON texts.
import { createPlatform } from '@tenantry/mock-server';
import { PartnerCenter } from '@tenantry/sdk/partner-center';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const partnerCenter = new PartnerCenter({ ...platform.credentials().partnerCenter, environment, fetch });
const { auditRecords, customers, subscriptions } = partnerCenter;

const [customer] = await customers.search('CompanyName', 'TEXTILES').toArray({ limit: 1 });
const customerId = customer?.id ?? '';
const [subscription] = await subscriptions.list(customerId);
const subscriptionId = subscription?.id ?? '';
await subscriptions.update(customerId, subscriptionId, { friendlyName: 'Contabilidad' });

// One filter is all that it takes; what else is wanted is picked from the records.
const filter = { Field: 'CustomerId', Value: customerId, Operator: 'equals' } as const;
const rows: Record<string, string>[] = [];
for await (const record of auditRecords.list({ filter })) {
  const { Name = '' } = JSON.parse(record.resourceNewValue ?? record.resourceOldValue ?? '{}');
  rows.push({
    when: record.operationDate ?? '',
    who: record.userPrincipalName ?? 'Microsoft',
    what: record.operationType ?? '',
    which: Name,
  });
}
console.log(`${customer?.companyProfile.companyName}, the last 30 days\n`);
console.log(table(rows));
