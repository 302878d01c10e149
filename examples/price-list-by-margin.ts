// A new price list by margin and rounding, allocated to a customer; what the customer pays afterwards, and why.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { table } from './table.ts';

const customer = 435348;
const basic = { product: 'CFQ7TTC0LH18:0001', term: 'P1Y', billingCycle: 'monthly' } as const;

const platform = createPlatform({ seed: 'demo-latam' });
const { resellerAccountId, ...account } = platform.credentials().icp;
const { environment, fetch } = platform;
const { prices } = new Reseller(icp({ ...account, account: resellerAccountId, environment, fetch }));

const list = await prices.lists.create('Retail 2027', {
  products: [basic.product, 'CFQ7TTC0LDPB:0001', 'CFQ7TTC0LCHC:0002'],
});
const preview = await prices.lists.preview(list.id, {
  rule: { margin: '18', round: { ending: '0.90' } },
});
console.log(`${list.name}, 18 % of the sale price, rounded up to .90:`);
console.log(
  table(
    preview.changes.map(({ item, before, after, margin }) => ({
      Product: item.name,
      Sold: `${item.term} ${item.billingCycle}`,
      Purchase: item.purchase.amount,
      Before: before.amount,
      After: after.amount,
      'Margin %': Number(margin.after),
    })),
  ),
);
await preview.apply();
await prices.lists.allocate(list.id, [customer]);

async function tell(what: string): Promise<void> {
  const { total, reason } = await prices.get({ ...basic, customer, quantity: 25 });
  console.log(`\n${what}: 25 for ${total.sale?.amount} ${total.sale?.currency}. ${reason.message}`);
}

await tell('From the list');
await prices.special.set({ ...basic, customer, discount: '6', until: '2027-03', comment: 'Volume' });
await tell('With a special price');
const { findings } = await prices.special.validate({ ...basic, customer, expected: '22.47' });
for (const { kind, message, remedy } of findings) console.log(`  ${kind}: ${message} ${remedy}`);
