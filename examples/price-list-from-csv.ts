// A price list from a CSV file: a bad line is refused with what is wrong, a good file is previewed, then set and read back.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller, ValidationError } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { table } from './table.ts';

const csv = `product,term,billing cycle,price
CFQ7TTC0LH18:0001,P1Y,monthly,21.50
CFQ7TTC0LCHC:0002,P1Y,monthly,79.90
CFQ7TTC0LFLX:0001,P1Y,annual,1590.00`;

const platform = createPlatform({ seed: 'demo-latam' });
const { resellerAccountId, ...account } = platform.credentials().icp;
const { environment, fetch } = platform;
const { prices } = new Reseller(icp({ ...account, account: resellerAccountId, environment, fetch }));

const [list] = await prices.lists.list();
if (list === undefined) throw new Error('The reseller has no price list.');

try {
  await prices.lists.set(list.id, { csv: csv.replace('79.90', '79,90').replace('P1Y,annual', 'P2Y,annual') });
} catch (error) {
  if (!(error instanceof ValidationError)) throw error;
  console.log(`Refused, and nothing was sent:\n  ${error.message.replaceAll('\n', '\n  ')}\n`);
}

const preview = await prices.lists.preview(list.id, { csv });
for (const { kind, message } of preview.warnings) console.log(`${kind}: ${message}`);
const set = await preview.apply();
console.log(`\n${list.name}:`);
console.log(
  table(
    set.map(({ name, term, billingCycle, purchase, list: suggested, sale }) => ({
      Product: name,
      Term: term,
      Billed: billingCycle,
      Purchase: purchase.amount,
      Suggested: suggested.amount,
      Price: `${sale.amount} ${sale.currency}`,
    })),
  ),
);
