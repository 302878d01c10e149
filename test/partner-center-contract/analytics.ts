import { expect, test } from 'vitest';
import {
  azurePlan,
  basic,
  newBuyer,
  partnerCenter,
  platform,
  refusal,
  subscribe,
} from '../partner-center-world.ts';

const { analytics } = partnerCenter;

test('the reports tell use, subscriptions, resellers and licences', async () => {
  const customer = await newBuyer('informada');
  const plan = await subscribe(customer, azurePlan);
  await subscribe(customer, basic);
  platform.advance('P4D');
  const filter = `customerTenantId eq '${customer.toUpperCase()}'`;
  const used = await analytics.listAzureUsage({ filter, top: 3 }).toArray({ limit: 1_000 });
  expect(used.length).toBeGreaterThan(3);
  const days = await analytics.listAzureUsage({ filter, groupby: 'usageDate', orderby: 'usageDate desc' });
  expect(days.items.map((row) => row.usageDate)).toEqual(
    [...new Set(used.map((row) => row.usageDate))].sort().reverse(),
  );
  const held = await analytics.listSubscriptions({ filter }).toArray({ limit: 10 });
  expect(held).toHaveLength(2);
  expect(held.find((row) => row.subscriptionType === 'Azure')?.id).toBe(plan.toUpperCase());
  const counted = await analytics.listSubscriptions({ filter, groupby: 'status' });
  expect(counted.items).toMatchObject([{ status: 'ACTIVE', subscriptionCount: '2' }]);
  expect((await analytics.listIndirectResellers()).items).toMatchObject([{ name: 'ABBIE BOX S.A.C.' }]);
  const deployed = await analytics.listLicenseDeployment({ filter });
  expect(deployed.items).toMatchObject([{ licensesDeployed: 0, serviceCode: 'o365' }]);
  const active = await analytics.listLicenseUsage({ filter });
  expect(active.items.find((row) => row.workloadCode === 'EXO')).toMatchObject({ licensesActive: 0 });
  expect((await analytics.listReferrals()).items).toEqual([]);
  expect((await analytics.listSearches()).items).toEqual([]);
  expect((await refusal(analytics.listSubscriptions({ filter: "customerName eq 'x'" }))).status).toBe(400);
});

test('the superseded insights tell the same licences in percent', async () => {
  const customer = await newBuyer('antigua');
  await subscribe(customer, basic);
  expect(await analytics.listCustomerLicensesDeployment(customer)).toMatchObject([
    { customerId: customer, licensesDeployed: 0, deploymentPercent: 0 },
  ]);
  const workloads = await analytics.listCustomerLicensesUsage(customer);
  expect(workloads.map((row) => row.workloadName)).toContain('Exchange');
  const [service] = await analytics.listPartnerLicensesDeployment();
  expect(service?.licensesSold).toBeGreaterThan(0);
  const all = await analytics.listPartnerLicensesUsage();
  expect(all.map((row) => row.workloadName)).toContain('SharePoint');
});
