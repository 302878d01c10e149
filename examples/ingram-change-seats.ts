// Ingram: change seats with the cost told first; the gateway loses the answer, and the order is placed once all the same.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller, TenantryError } from '@tenantry/sdk';
import { ingram } from '@tenantry/sdk/ingram';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const reseller = new Reseller(ingram({ ...platform.credentials().ingram, environment, fetch }));
const { client } = reseller.platform;

const running = [];
for await (const row of client.subscriptions.list({ status: 'active' })) running.push(row.id);
const held = await Promise.all(running.map((id) => reseller.subscriptions.get(id)));
const licence = held.find(({ product, term }) => product?.startsWith('CFQ7') && term === 'P1Y');
if (licence === undefined) throw new Error('The seed has no licence of a year.');
const { id, name, quantity } = licence;
console.log(`${name}: ${quantity} seats until ${licence.termEndsAt?.slice(0, 10)}`);

const more = await reseller.subscriptions.preview(id, { quantity: quantity + 4 });
console.log(
  `Four more cost you ${more.chargeNow?.amount} ${more.chargeNow?.currency} now; the customer pays ${more.customerPays?.amount}`,
);
console.log(`They can be taken back until ${more.undoableUntil?.slice(0, 10)}`);

platform.faults.add({
  match: { operationId: 'createOrder', times: 1 },
  effect: { kind: 'commit-then-fail', failure: 'html504' },
});
console.log(`    ✓ the gateway answers 504: ${(await more.apply()).quantity} seats`);
console.log(`    orders sent: ${platform.journal.find({ operationId: 'createOrder' }).length}`);

const { order } = await client.subscriptions.setQuantity(id, quantity + 6);
try {
  await reseller.subscriptions.setQuantity(id, quantity + 8);
} catch (error) {
  if (!(error instanceof TenantryError)) throw error;
  console.log(`While ${order?.orderNumber} is open: ${error.code}\n    ${error.solution}`);
}
if (order) await client.orders.wait(order.id, { onProgress: ({ status }) => console.log(`    … ${status}`) });
console.log(`    ✓ ${(await reseller.subscriptions.get(id)).quantity} seats`);

const planned = await reseller.subscriptions.preview(id, { atRenewal: { quantity } });
if (planned.allowed) await planned.apply();
console.log(`From ${planned.effectiveAt.slice(0, 10)} on it has ${quantity} again`);
