// Partner Center: upgrade some seats of a licence, following the transition, and turn a trial into the paid product.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const reseller = new Reseller(partnerCenter({ ...platform.credentials().partnerCenter, environment, fetch }));
const { customers } = reseller.platform.client;

const [textiles] = await customers.search('CompanyName', 'TEXTILES').toArray({ limit: 1 });
const owned = await reseller.subscriptions.list(textiles?.id ?? '');
const basic = owned.find((each) => each.name === 'Microsoft 365 Business Basic');
if (!basic) throw new Error('The seed has no such licence.');
const targets = await reseller.subscriptions.upgradeTargets(basic.id);
console.log(`${basic.quantity} × ${basic.name} can become: ${targets.map((each) => each.name).join(', ')}.`);

const premium = targets.find((each) => each.name.endsWith('Premium'));
const upgrade = await reseller.subscriptions.preview(basic.id, {
  upgrade: { to: premium?.product ?? '', quantity: 10 },
});
for (const effect of upgrade.sideEffects) console.log(`  ${effect}`);
if (upgrade.allowed) {
  const better = await upgrade.apply();
  const left = await reseller.subscriptions.get(basic.id);
  console.log(
    `Now ${better.quantity} × ${better.name} until ${better.termEndsAt}, and ${left.quantity} × ${left.name}.`,
  );
}

const [museum] = await customers.search('CompanyName', 'MUSEO').toArray({ limit: 1 });
const trial = (await reseller.subscriptions.list(museum?.id ?? '')).find((each) => each.isTrial);
if (!trial) throw new Error('The seed has no trial.');
const seats = await reseller.subscriptions.preview(trial.id, { quantity: 30 });
console.log(`\nA trial takes no change: ${seats.rule?.message} ${seats.rule?.remedy}`);
const [paid] = await reseller.subscriptions.upgradeTargets(trial.id);
const converted = await reseller.subscriptions.upgrade(trial.id, { to: paid?.product ?? '' });
console.log(`It is ${converted.name} now, under the same id: ${converted.id === trial.id}.`);
