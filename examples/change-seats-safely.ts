// Seats up and down without surprises: a preview tells cost, deadline and the rule that forbids; the same lines run on ICP and on Partner Center.
import { createPlatform } from '@tenantry/mock-server';
import { type ChangePreview, Reseller } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { partnerCenter } from '@tenantry/sdk/partner-center';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const { resellerAccountId, ...account } = platform.credentials().icp;
const onIcp = new Reseller(icp({ ...account, account: resellerAccountId, environment, fetch }));
const onPartnerCenter = new Reseller(
  partnerCenter({ ...platform.credentials().partnerCenter, environment, fetch }),
);

function tell(what: string, preview: ChangePreview): void {
  const { allowed, chargeNow, undoableUntil, rule, sideEffects } = preview;
  console.log(`  ${what}: ${allowed === true ? 'allowed' : allowed}`);
  if (chargeNow) console.log(`    now ${chargeNow.amount} ${chargeNow.currency}, without tax`);
  if (undoableUntil) console.log(`    can be undone until ${undoableUntil}`);
  if (rule) console.log(`    ${rule.message} ${rule.remedy}`);
  for (const effect of sideEffects) console.log(`    ${effect}`);
}

async function changeSeats(reseller: Reseller, tenant: string): Promise<void> {
  console.log(`\n${reseller.platform.name}`);
  const { subscriptions } = reseller;
  const { id, quantity } = await subscriptions.buy({
    tenant,
    product: 'CFQ7TTC0LDPB:0001',
    quantity: 20,
    term: 'P1Y',
    billingCycle: 'monthly',
  });
  const more = await subscriptions.preview(id, { quantity: quantity + 5 });
  tell('five seats more', more);
  await more.apply();
  platform.advance('P5D');
  tell('three of them back, five days later', await subscriptions.preview(id, { quantity: quantity + 2 }));
  platform.advance('P3D');
  const late = await subscriptions.preview(id, { quantity: quantity + 2 });
  tell('three of them back, eight days later', late);
  await subscriptions.scheduleChange(id, { quantity: quantity + 2 });
  console.log(
    `  scheduled instead: ${(await subscriptions.get(id)).atRenewal?.quantity} seats from the renewal on`,
  );
}

const [customer] = await onPartnerCenter.platform.client.customers
  .search('CompanyName', 'TEXTILES')
  .toArray({ limit: 1 });
const companies = await onIcp.platform.client.companies.list(resellerAccountId);
const company = companies.find((each) => each.CompanyName === 'TEXTILES RIMAC S.A.');
const [tenant] = await onIcp.tenants.list(company?.AccountId ?? 0);
await changeSeats(onPartnerCenter, customer?.id ?? '');
await changeSeats(onIcp, tenant?.id ?? '');
