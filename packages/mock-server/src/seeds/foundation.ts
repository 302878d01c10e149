import type { Actor } from '../domain/actor.ts';
import { systemActor } from '../domain/actor.ts';
import { allProducts } from '../domain/catalogue/catalogue.ts';
import { type Company, companies } from '../domain/companies/company.ts';
import { templateRoles } from '../domain/companies/default-roles.ts';
import { setPassword } from '../domain/companies/password.ts';
import { type Permission, type Role, roles } from '../domain/companies/role.ts';
import { nextAccountId } from '../domain/companies/scope.ts';
import { type User, users } from '../domain/companies/user.ts';
import { credentials } from '../domain/credentials.ts';
import { addSecurityGroups } from '../domain/gdap/security-group.ts';
import { type Partner, partners } from '../domain/partners/partner.ts';
import { type Marketplace, marketplaces } from '../domain/prices/marketplace.ts';
import { simulatedPassword } from '../domain/simulated-secrets.ts';
import type { World } from '../world.ts';
import { addIdentity } from './foundation-identity.ts';

export const providerId = 100_001;
export const resellerId = 281_001;
export const marketplaceId = 101;

const everyPermission: ReadonlySet<Permission> = new Set([
  'accounts.read',
  'accounts.write',
  'users.write',
  'roles.write',
  'services.read',
  'services.write',
  'prices.read',
  'prices.write',
  'invoices.read',
  'reports.run',
  'credit.read',
  'credit.write',
]);

export interface Foundation {
  readonly provider: Company;
  readonly reseller: Company;
  /** The reseller's API user, whose credentials the admin API tells. */
  readonly actor: Actor;
}

/** What every seed begins with: the distributor, the guide's reseller with its users and roles, and a price list. */
export function layFoundation(world: World): Foundation {
  const createdAt = world.clock.now();
  const provider = world.store.of(companies).put({
    id: providerId,
    numericId: 700_000,
    kind: 'provider',
    parentId: undefined,
    resellerId: providerId,
    state: 'Active',
    name: 'Latam Cloud Distribution',
    domains: ['latamcloud.example'],
    email: 'cloud@latamcloud.example',
    address: 'Av. Principal 100',
    city: 'Miami',
    zip: '33126',
    country: 'United States',
    currency: 'USD',
    marketplaceIds: [],
    createdAt,
  });
  const reseller = world.store.of(companies).put({
    id: resellerId,
    numericId: 734_772,
    kind: 'reseller',
    parentId: providerId,
    resellerId,
    state: 'Active',
    name: 'ABBIE BOX S.A.C.',
    domains: ['abbiebox.example'],
    email: 'cloud@abbiebox.example',
    address: 'Av. Republica 220',
    city: 'Lima',
    zip: '15036',
    country: 'Peru',
    currency: 'PEN',
    language: 'English',
    mpnId: '6395965',
    marketplaceIds: [marketplaceId],
    createdAt,
  });
  world.ids.reserve('numericId', 734_772);
  listEverything(world, marketplaceId, 'ABBIE BOX - Marketplace', 1);
  const owned = templateRoles(world, reseller).map((role) => world.store.of(roles).put(role));
  const api = addUser(
    world,
    'api@abbiebox.example',
    'Integration',
    'Account',
    roleNamed(owned, 'Reseller Admin'),
  );
  addUser(
    world,
    'operations@abbiebox.example',
    'Lucia',
    'Paredes',
    roleNamed(owned, 'Reseller Admin (Limited)'),
  );
  addUser(world, 'billing@abbiebox.example', 'Mario', 'Quispe', roleNamed(owned, 'Billing (Read Only)'));
  const guarded = addUser(
    world,
    'mfa@abbiebox.example',
    'Rosa',
    'Huaman',
    roleNamed(owned, 'Reseller Admin'),
  );
  world.store.of(users).put({ ...guarded, mfa: true });
  addPartners(world, provider, reseller);
  world.store.of(credentials).put({
    platform: 'icp',
    values: { username: api.username, resellerAccountId: reseller.id },
  });
  return {
    provider,
    reseller,
    actor: {
      wire: 'icp',
      userId: api.id,
      username: api.username,
      companyId: reseller.id,
      permissions: everyPermission,
    },
  };
}

/** The distributor and the reseller as Microsoft knows them, with their users and applications. */
function addPartners(world: World, provider: Company, reseller: Company): void {
  const distributor = addPartner(world, provider, {
    mpnId: '4847383',
    kind: 'indirect-provider',
    country: 'US',
  });
  const sold = addPartner(world, reseller, {
    mpnId: reseller.mpnId ?? '',
    kind: 'indirect-reseller',
    country: 'PE',
  });
  addIdentity(world, distributor);
  addIdentity(world, sold);
  const { tenantId } = distributor;
  world.store.of(credentials).put({ platform: 'partnerCenter', values: { tenantId } });
  world.store.of(credentials).put({ platform: 'graph', values: { tenantId } });
  world.store.of(credentials).put({ platform: 'identity', values: { tenantId } });
}

/** A company of the distributor's tree as a Microsoft partner. */
export function addPartner(
  world: World,
  company: Company,
  known: Pick<Partner, 'mpnId' | 'kind' | 'country'>,
): Partner {
  const [domain = `company${company.id}.example`] = company.domains;
  const partner = world.store.of(partners).put({
    ...known,
    companyId: company.id,
    tenantId: world.ids.uuid(),
    name: company.name,
    domain,
    agreementSigned: true,
    address: {
      addressLine1: company.address,
      city: company.city,
      postalCode: company.zip,
      country: known.country,
      phoneNumber: '+1 305 555 0100',
    },
    primaryContact: {
      firstName: 'Clara',
      lastName: 'Vidal',
      email: company.email,
      phoneNumber: '+1 305 555 0100',
    },
    language: known.country === 'US' ? 'en' : 'es',
    culture: known.country === 'US' ? 'en-US' : 'es-PE',
    support: { email: company.email, telephone: '+1 305 555 0101', website: `https://${domain}/support` },
  });
  addSecurityGroups(world, partner);
  return partner;
}

/** A price list with every product in it; no terms are accepted yet. */
export function listEverything(world: World, id: number, name: string, priority: number): Marketplace {
  world.ids.reserve('marketplace', id);
  return world.store.of(marketplaces).put({
    id,
    name,
    ownerId: resellerId,
    priority,
    pricingMode: 'dynamic',
    services: Object.fromEntries(
      allProducts.map((product) => [product.name, { status: 'Active' as const, termsAccepted: false }]),
    ),
    customPrices: {},
  });
}

function addUser(
  world: World,
  email: string,
  firstName: string,
  lastName: string,
  role: Role | undefined,
): User {
  const user = world.store.of(users).put({
    id: nextAccountId(world),
    parentId: resellerId,
    state: 'Active',
    username: email,
    email,
    firstName,
    lastName,
    mfa: false,
    passwordHistory: [],
  });
  const current = role && world.store.of(roles).get(role.id);
  if (current) world.store.of(roles).put({ ...current, userIds: [...current.userIds, user.id] });
  return setPassword(world, systemActor, user, simulatedPassword);
}

function roleNamed(owned: readonly Role[], name: string): Role | undefined {
  return owned.find((role) => role.name === name);
}
