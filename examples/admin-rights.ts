// Admin rights (GDAP): which lapse, a successor for the first, and the least that a task needs.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const credentials = platform.credentials();
const reseller = new Reseller(
  partnerCenter({ ...credentials.partnerCenter, graph: credentials.graph, environment, fetch }),
);
const { gdap } = reseller;

const { byStatus, lapsing, withoutAccess } = await gdap.analytics();
console.log(
  `Relationships: ${Object.entries(byStatus)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ')}`,
);
console.log(`Customers without any: ${withoutAccess.length}\n\nLapsing, the first to end first`);
console.log(
  table(
    lapsing.map(({ name, tenant, endsAt }) => ({
      ends: endsAt?.slice(0, 10) ?? '',
      relationship: name,
      customer: tenant?.name ?? '',
    })),
  ),
);

const [first] = lapsing;
if (first === undefined) throw new Error('Nothing lapses in this seed.');
const successor = await gdap.renew(first.id, { waitForApproval: false });
console.log(`\n"${successor.name}" is ${successor.status}; the customer approves it at`);
console.log(`  ${successor.approvalLink}`);

console.log('\nLeast roles');
const needs = await gdap.leastPrivilege();
console.log(
  table(
    needs.slice(0, 6).map(({ task, roles }) => ({ task, roles: roles.map(({ name }) => name).join(', ') })),
  ),
);
