// Partner Center: a new customer from nothing to its first licence, with its reseller on record.
import { createPlatform } from '@tenantry/mock-server';
import { Reseller } from '@tenantry/sdk';
import { partnerCenter } from '@tenantry/sdk/partner-center';

const platform = createPlatform({ seed: 'demo-latam' });
const reseller = new Reseller(
  partnerCenter({
    ...platform.credentials().partnerCenter,
    fetch: platform.fetch,
    environment: platform.environment,
  }),
);
const onProgress = ({ message }: { message: string }) => console.log(`  … ${message}`);

const wanted = 'panaderialaestrella';
const { domain, available } = await reseller.tenants.checkDomain('', wanted);
console.log(`${domain} is ${available ? 'free' : 'taken'}.`);

const tenant = await reseller.tenants.provision(
  {
    kind: 'new',
    domainPrefix: wanted,
    language: 'es',
    state: 'Lima',
    mpnId: '6395965',
    acceptTerms: true,
    company: {
      name: 'Panaderia La Estrella',
      email: 'administracion@laestrella.example',
      street: 'Jr. Los Hornos 45',
      city: 'Lima',
      postalCode: '15082',
      country: 'PE',
    },
    agreement: {
      firstName: 'Julia',
      lastName: 'Mendoza',
      email: 'julia.mendoza@laestrella.example',
      phone: '+51 1 555 0199',
      acceptedOn: '2026-11-20',
    },
  },
  { idempotencyKey: 'crm-5001', onProgress },
);
console.log(`Tenant ${tenant.id}, reseller of record ${tenant.mpnId}`);

const licence = await reseller.subscriptions.buy(
  {
    tenant: tenant.id,
    product: 'CFQ7TTC0LH18:0001',
    quantity: 12,
    term: 'P1Y',
    billingCycle: 'monthly',
    reseller: '6395965',
  },
  { idempotencyKey: 'crm-5002', onProgress },
);
console.log(`${licence.quantity} × ${licence.name}, until ${licence.termEndsAt}`);

// Again with the same keys, as after a crash: nothing is made twice.
const again = await reseller.subscriptions.buy(
  { tenant: tenant.id, product: 'CFQ7TTC0LH18:0001', quantity: 12, term: 'P1Y', billingCycle: 'monthly' },
  { idempotencyKey: 'crm-5002' },
);
console.log(
  `Bought again with its key: ${again.id === licence.id ? 'the same subscription' : 'ANOTHER ONE'}`,
);
