// What a customer's Azure costs by day and by tag, a budget that tells in time, and why a plan cannot be suspended yet.
import { createPlatform } from '@tenantry/mock-server';
import { ConflictError, Reseller } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const reseller = new Reseller(partnerCenter({ ...platform.credentials().partnerCenter, environment, fetch }));
const { azurePlans } = reseller;
const [customer] = await reseller.platform.client.customers
  .search('CompanyName', 'CLINICA')
  .toArray({ limit: 1 });
const tenant = customer?.id ?? '';

// Giving back the plan that there is: a tenant has one.
const plan = await azurePlans.order({ tenant });
const question = { tenant, month: '2026-11' };
console.log(`${customer?.companyProfile.companyName}: ${plan.name}, ${plan.status}\n`);

const byDay = await azurePlans.cost({ ...question, by: 'day' });
const lastDays = byDay.rows.slice(-5);
console.log('The last rated days');
console.log(
  table(lastDays.map(({ label, cost }) => ({ day: label, cost: cost.amount, currency: cost.currency }))),
);

const byTag = await azurePlans.cost({ ...question, by: { tag: 'costCentre' } });
console.log('\nThe month by cost centre');
console.log(table(byTag.rows.map(({ label, cost }) => ({ costCentre: label, cost: cost.amount }))));
console.log(`  in all ${byTag.totals.map(({ amount, currency }) => `${amount} ${currency}`).join(', ')}`);

const budget = await azurePlans.setBudget(tenant, '250');
console.log(
  `\nBudget ${budget.amount?.amount} USD, spent so far ${budget.spent?.amount} USD. It stops nothing.`,
);

try {
  await azurePlans.suspend(plan.id);
} catch (error) {
  if (!(error instanceof ConflictError)) throw error;
  console.log(`\nNot suspended: ${error.message} ${error.solution}`);
}
