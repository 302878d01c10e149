// Ingram: sign up a customer, give it its Microsoft tenant, and sell it licences: priced first, ordered once.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller, ValidationError } from '@tenantry/sdk';
import { ingram } from '@tenantry/sdk/ingram';

const platform = createPlatform({ seed: 'demo-latam' });
const { environment, fetch } = platform;
const reseller = new Reseller(ingram({ ...platform.credentials().ingram, environment, fetch }));
const { client } = reseller.platform;
const onProgress = ({ message }: { message: string }) => console.log(`    … ${message}`);

const contact = {
  firstName: 'Ana',
  lastName: 'Ruiz',
  email: 'ana.ruiz@ecositio.example',
  phoneNumber: '51##15550100#',
};
const customer = await client.customers.create({
  externalId: 'crm-4710',
  name: 'Ecositio Norte',
  language: 'es',
  address: { streetAddress: 'Av. Ejemplo 1', postalCode: '13001', city: 'Trujillo', countryCode: 'PE' },
  contactPersons: [
    { type: 'admin', ...contact },
    { type: 'billing', ...contact },
    { type: 'technical', ...contact },
  ],
});
console.log(`${customer.name} is customer ${customer.id}`);

const wish = {
  customer: customer.id,
  kind: 'new',
  domainPrefix: 'textilesrimac',
  language: 'es',
  state: 'La Libertad',
  agreement: {
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: contact.email,
    phone: '+51 1 555 0100',
    acceptedOn: '2026-11-20',
  },
  acceptTerms: true,
} as const;
try {
  await reseller.tenants.provision(wish, { idempotencyKey: 'crm-4710-tenant', onProgress });
} catch (error) {
  if (!(error instanceof ValidationError)) throw error;
  for (const { path, message } of error.issues) console.log(`    ✗ ${path.join('.')}: ${message}`);
}
const tenant = await reseller.tenants.provision(
  { ...wish, domainPrefix: 'ecositionorte' },
  { idempotencyKey: 'crm-4710-tenant', onProgress },
);
console.log(`    ✓ ${tenant.domain}, Microsoft tenant ${tenant.microsoftTenantId}`);

const licence = { product: 'CFQ7TTC0LH18:0001', quantity: 10, term: 'P1Y', billingCycle: 'monthly' } as const;
const { purchase, sale } = (await reseller.prices.get({ customer: customer.id, ...licence })).total;
console.log(`Ten seats cost ${purchase.amount} a month and sell for ${sale?.amount} ${sale?.currency}`);
const bought = await reseller.subscriptions.buy(
  { tenant: tenant.id, ...licence },
  { idempotencyKey: 'crm-4710-basic', onProgress },
);
console.log(
  `    ✓ subscription ${bought.id}: ${bought.name}, ${bought.quantity} seats until ${bought.termEndsAt}`,
);
console.log(`    Microsoft calls it ${bought.microsoftSubscriptionId}`);

const again = await reseller.subscriptions.buy(
  { tenant: tenant.id, ...licence },
  { idempotencyKey: 'crm-4710-basic' },
);
console.log(`Asked for again with its key, it is the same one: ${again.id === bought.id}`);
