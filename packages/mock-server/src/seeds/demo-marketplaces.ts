import { apiSubscriptions } from '../domain/accounts/api-access.ts';
import { createAccount } from '../domain/accounts/change-account.ts';
import type { Actor } from '../domain/actor.ts';
import { permissionsOf } from '../domain/companies/role.ts';
import { users } from '../domain/companies/user.ts';
import { placeSalesOrder } from '../domain/sales-orders/place-sales-order.ts';
import type { WantedLine } from '../domain/sales-orders/wanted-order.ts';
import type { World } from '../world.ts';

interface Customer {
  readonly marketplace: string;
  readonly name: string;
  readonly domain: string;
  readonly externalId: string;
  readonly address: {
    readonly streetAddress: string;
    readonly postalCode: string;
    readonly city: string;
    readonly state?: string;
    readonly countryCode: string;
  };
  readonly language: string;
  readonly lines: readonly WantedLine[];
}

const monthly = { type: 'month', duration: 1 };
const yearly = { type: 'year', duration: 1 };
const byMonth = { subscriptionPeriod: yearly, billingPeriod: monthly };
const basic = 'CFQ7TTC0LH18:0001';
const standard = 'CFQ7TTC0LDPB:0001';

/** Made-up customers of three marketplaces; each has a tenant, and something on it. */
const customers: readonly Customer[] = [
  {
    marketplace: 'us',
    name: 'Bluebird Bakery LLC',
    domain: 'bluebirdbakery',
    externalId: 'crm-1001',
    address: {
      streetAddress: '12 Elm Street',
      postalCode: '20170',
      city: 'Herndon',
      state: 'VA',
      countryCode: 'US',
    },
    language: 'en',
    lines: [{ mpn: basic, quantity: 12, ...byMonth }],
  },
  {
    marketplace: 'us',
    name: 'Tidewater Surveyors Inc.',
    domain: 'tidewatersurveyors',
    externalId: 'crm-1002',
    address: {
      streetAddress: '400 Bay Avenue',
      postalCode: '23510',
      city: 'Norfolk',
      state: 'VA',
      countryCode: 'US',
    },
    language: 'en',
    lines: [
      { mpn: standard, quantity: 20, subscriptionPeriod: yearly, billingPeriod: yearly },
      {
        mpn: 'BKP-STD',
        vendor: 'Andes Software',
        quantity: 30,
        subscriptionPeriod: monthly,
        parameters: [
          { name: 'AdministratorEmail', value: 'it@tidewatersurveyors.example' },
          { name: 'DataCentre', value: 'us-east' },
        ],
      },
    ],
  },
  {
    marketplace: 'mx',
    name: 'Ferreteria Morales S.A.',
    domain: 'ferreteriamorales',
    externalId: 'crm-2001',
    address: {
      streetAddress: 'Av. Juarez 55',
      postalCode: '06600',
      city: 'Ciudad de Mexico',
      state: 'CDMX',
      countryCode: 'MX',
    },
    language: 'es',
    lines: [{ mpn: basic, quantity: 8, subscriptionPeriod: monthly, billingPeriod: monthly }],
  },
  {
    marketplace: 'de',
    name: 'Tischlerei Brandt GmbH',
    domain: 'tischlereibrandt',
    externalId: 'crm-3001',
    address: { streetAddress: 'Gartenstr. 7', postalCode: '10115', city: 'Berlin', countryCode: 'DE' },
    language: 'de',
    lines: [{ mpn: standard, quantity: 5, ...byMonth }],
  },
];

/** What resellers of the marketplaces have sold, two days ago. */
export function addMarketplaceCustomers(world: World): void {
  for (const [index, customer] of customers.entries()) addCustomer(world, customer, index);
}

function addCustomer(
  world: World,
  { marketplace, domain, lines, ...account }: Customer,
  index: number,
): void {
  const actor = actorAt(world, marketplace);
  const { company } = createAccount(world, actor, 'company', actor.companyId ?? 0, {
    ...account,
    contacts: (['admin', 'billing', 'technical'] as const).map((type) => ({
      type,
      firstName: 'Robin',
      lastName: 'Keller',
      email: `robin@${domain}.example`,
      phoneNumber: `1#703#55501${index}0#`,
    })),
  });
  const [first, ...others] = lines;
  if (first === undefined) return;
  placeSalesOrder(world, actor, {
    type: 'sales',
    customerId: String(company.id),
    poNumber: `PO-${account.externalId}`,
    isMove: false,
    lines: [{ ...first, parameters: [{ name: 'domain', value: domain }] }, ...others],
  });
}

/** The reseller's API user. */
function actorAt(world: World, marketplace: string): Actor {
  const found = [...world.store.of(apiSubscriptions).all()].find((each) => each.marketplace === marketplace);
  const user = world.store.of(users).get(found?.userId ?? 0);
  if (found === undefined || user === undefined)
    throw new Error(`The seed has no marketplace ${marketplace}.`);
  const { id: userId, username } = user;
  return {
    wire: 'ingram',
    userId,
    username,
    companyId: found.companyId,
    permissions: permissionsOf(world, userId),
  };
}
