// Ingram control panels (modelled, no public API): a customer whose credentials the reseller keeps, and its people who use services without ordering or seeing money.
import { createPlatform } from '@tenantry/mock-server';
import { IngramPanels, PermissionError } from '@tenantry/sdk/ingram/panels';

const platform = createPlatform({ seed: 'empty' });
const { url, adminUrl } = await platform.listen();
const { username, password } = platform.credentials().ingramPanels;
const common = { baseUrl: url, environment: platform.environment };
const reseller = new IngramPanels({ ...common, username, password });
console.log(`Evidence of all that follows: ${reseller.evidence}.`);

const address = {
  streetAddress: '7 Harbor Street',
  postalCode: '20170',
  city: 'Herndon',
  state: 'VA',
  countryCode: 'US',
};
const phoneNumber = '1#703#5550123#';
const customer = await reseller.customers.signUp({
  name: 'Puerto Verde',
  customId: 'crm-4711',
  language: 'en',
  address,
  contact: { firstName: 'Ana', lastName: 'Ruiz', email: 'ana@puertoverde.example', phoneNumber },
  credentialsTo: 'reseller',
});
console.log(`Signed up ${customer.name}; its credentials are with the ${customer.credentialsWith}.`);

// The reseller opens the customer's panel with a one-time token, orders there, and adds Ana as a limited administrator.
const theirs = await reseller.customers.open(customer.id, { reason: 'First order' });
const { items: offers } = await theirs.shop.offers({ name: 'Andes Backup workload' });
const [offer] = offers;
if (offer === undefined) throw new Error('Nothing is offered.');
const order = await theirs.shop.order({
  productId: offer.productId,
  quantity: 5,
  parameters: { AdministratorEmail: 'ana@puertoverde.example', DataCentre: 'us-east' },
});
platform.advance('PT1M');
const { amount } = await theirs.shop.getOrder(order.id);
console.log(`Ordered 5 × ${offer.name} for ${amount?.amount} ${amount?.currency}.`);
const ana = await theirs.users.create({
  firstName: 'Ana',
  lastName: 'Ruiz',
  email: 'ana@puertoverde.example',
  role: 'limitedAdministrator',
  phoneNumber,
  address,
});

// Her invitation is in the outbox; she chooses her password with its token.
const mail = (await (await fetch(`${adminUrl}/outbox?to=${ana.email}&limit=1`)).json()) as {
  messages: { body: string }[];
};
const activationToken = /Activation: (\S+)/.exec(mail.messages[0]?.body ?? '')?.[1] ?? '';
await new IngramPanels(common).session.activate({ activationToken, password: 'Harbor!2027' });
const limited = new IngramPanels({ ...common, username: ana.username, password: 'Harbor!2027' });

for await (const service of limited.services.list()) {
  const assigned = await limited.services.assign(service.id, ana.id);
  console.log(`Ana uses ${service.name}: ${assigned.users.length} of ${assigned.seats} places.`);
}

const forbidden: readonly (readonly [what: string, call: () => PromiseLike<unknown>])[] = [
  ['order', () => limited.shop.order({ productId: offer.productId, quantity: 1 })],
  ['see prices', () => limited.shop.offers()],
  ['see the balance', () => limited.finances.balance()],
  ['see invoices', () => limited.finances.documents()],
  ['add users', () => limited.users.create({ ...ana, role: 'customerAdministrator' })],
];
for (const [what, call] of forbidden) {
  const refusal = await call().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(refusal instanceof PermissionError)) throw new Error(`Ana could ${what}.`);
  console.log(`Ana cannot ${what}: ${refusal.code}`);
}

console.log('\nWhat the customer reads in its log of the reseller:');
for await (const { at, username: who, event, details = '' } of limited.ownLog.read())
  if (who === username) console.log(`  ${at.slice(0, 16)} ${event} ${details}`);
await platform.close();
