// Partner Center: buy a licence that ends on the same day as another one (co-termination), and see what the short first term costs.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { table } from './table.ts';

const platform = createPlatform({ seed: 'demo-latam' });
const reseller = new Reseller(
  partnerCenter({
    ...platform.credentials().partnerCenter,
    fetch: platform.fetch,
    environment: platform.environment,
  }),
);
const { client } = reseller.platform;

const customers = await client.customers.search('CompanyName', 'CLINICA').toArray({ limit: 10 });
const [customer] = customers;
if (!customer) throw new Error('The seed has no such customer.');
const owned = await reseller.subscriptions.list(customer.id);
const anchor = owned.find((each) => each.status === 'active' && each.term === 'P1Y');
console.log(`${customer.companyProfile.companyName} has ${anchor?.name}, which ends ${anchor?.termEndsAt}.`);

const days = await client.subscriptions.listCustomTermEndDates(customer.id, { term_duration: 'P1Y' });
console.log(
  table(
    days.slice(0, 12).map((day) => ({
      'last day': day.allowedCustomTermEndDate.slice(0, 10),
      'ends with': day.cotermSubscriptionIds?.length
        ? `${day.cotermSubscriptionIds.length} subscription of the customer`
        : 'the month',
    })),
  ),
);
const shared = days.find((day) => day.cotermSubscriptionIds?.includes(anchor?.microsoftSubscriptionId ?? ''));
const alignTo = (shared ?? days[0])?.allowedCustomTermEndDate.slice(0, 10);

const licence = await reseller.subscriptions.buy({
  tenant: customer.id,
  product: 'CFQ7TTC0MM8R:0002',
  quantity: 5,
  term: 'P1Y',
  billingCycle: 'annual',
  ...(alignTo !== undefined && { alignTo }),
});
const order = await client.orders.get(customer.id, licence.orderId ?? '', { include_price: true });
const pricing = order.lineItems[0]?.pricing;
console.log(`\n${licence.quantity} × ${licence.name}: the first term ends ${licence.termEndsAt}.`);
console.log(
  `A whole year would be ${pricing?.price} a seat; charged now: ${pricing?.extendedPrice} ${order.currencyCode} in all.`,
);
