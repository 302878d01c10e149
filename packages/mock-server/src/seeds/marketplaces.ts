import { type AccountContact, accountProfiles } from '../domain/accounts/account-profile.ts';
import { apiSubscriptions } from '../domain/accounts/api-access.ts';
import { marketplaceSites } from '../domain/accounts/marketplace-site.ts';
import { systemActor } from '../domain/actor.ts';
import { type Company, companies } from '../domain/companies/company.ts';
import { currencyOf, isoOfCountry } from '../domain/companies/country.ts';
import { templateRoles } from '../domain/companies/default-roles.ts';
import { setPassword } from '../domain/companies/password.ts';
import { type Role, roles } from '../domain/companies/role.ts';
import { users } from '../domain/companies/user.ts';
import { type Credential, credentials } from '../domain/credentials.ts';
import { hashOf } from '../domain/identity/hash.ts';
import { marketplaces } from '../domain/prices/marketplace.ts';
import { servicePlans } from '../domain/service-plans/service-plan.ts';
import { realmSecretOf, simulatedPassword, subscriptionKeyOf } from '../domain/simulated-secrets.ts';
import type { World } from '../world.ts';
import { addPartner } from './foundation.ts';
import { addIdentity } from './foundation-identity.ts';
import { layPanelPeople } from './panel-people.ts';

/** A marketplace and its one reseller that signs in. Numbers are fixed, so that those of nothing else move. */
interface Seeded {
  readonly code: string;
  readonly region: string;
  readonly platform: Credential['platform'];
  readonly providerId: number;
  readonly providerMpnId: string;
  readonly providerName: string;
  readonly resellerId: number;
  readonly resellerMpnId: string;
  readonly resellerName: string;
  readonly domain: string;
  readonly userId: number;
  readonly country: string;
  readonly city: string;
  readonly state?: string;
  readonly zip: string;
  readonly language: string;
  readonly phoneNumber: string;
}

const seeded: readonly Seeded[] = [
  {
    code: 'us',
    region: 'na',
    platform: 'ingram',
    providerId: 120_001,
    providerMpnId: '4901001',
    providerName: 'Marketplace distribution, United States',
    resellerId: 320_001,
    resellerMpnId: '6401001',
    resellerName: 'Harbor Cloud Partners',
    domain: 'harborcloud.example',
    userId: 330_001,
    country: 'United States',
    city: 'Herndon',
    state: 'VA',
    zip: '20170',
    language: 'en',
    phoneNumber: '1#703#5550100#',
  },
  {
    code: 'mx',
    region: 'na',
    platform: 'ingramMx',
    providerId: 120_002,
    providerMpnId: '4901002',
    providerName: 'Marketplace distribution, Mexico',
    resellerId: 320_002,
    resellerMpnId: '6401002',
    resellerName: 'Nube del Valle S.A. de C.V.',
    domain: 'nubedelvalle.example',
    userId: 330_002,
    country: 'Mexico',
    city: 'Ciudad de Mexico',
    state: 'CDMX',
    zip: '06600',
    language: 'es',
    phoneNumber: '52#55#55550100#',
  },
  {
    code: 'de',
    region: 'eu',
    platform: 'ingramEu',
    providerId: 120_003,
    providerMpnId: '4901003',
    providerName: 'Marketplace distribution, Germany',
    resellerId: 320_003,
    resellerMpnId: '6401003',
    resellerName: 'Wolkenhaus GmbH',
    domain: 'wolkenhaus.example',
    userId: 330_003,
    country: 'Germany',
    city: 'Berlin',
    zip: '10115',
    language: 'de',
    phoneNumber: '49#30#5550100#',
  },
];

/** Above those that price lists of other distributors are numbered by. */
const firstPriceListId = 900_001;

/** Three marketplaces of another distributor, in two regions, each a Microsoft provider of its own; all of it is made up. */
export function layMarketplaces(world: World): void {
  for (const [index, site] of seeded.entries()) layMarketplace(world, site, index);
  layPanelPeople(world);
}

function layMarketplace(world: World, site: Seeded, index: number): void {
  const { code, region, providerId, resellerId, domain } = site;
  const provider = addCompany(world, site, {
    id: providerId,
    numericId: 600_001 + index * 2,
    kind: 'provider',
    parentId: undefined,
    resellerId: providerId,
    name: site.providerName,
    domains: [`${code}.marketplace.example`],
    email: `cloud@${code}.marketplace.example`,
    marketplaceIds: [],
  });
  const listId = firstPriceListId + index;
  const reseller = addCompany(world, site, {
    id: resellerId,
    numericId: 600_002 + index * 2,
    kind: 'reseller',
    parentId: providerId,
    resellerId,
    name: site.resellerName,
    domains: [domain],
    email: `cloud@${domain}`,
    mpnId: site.resellerMpnId,
    marketplaceIds: [listId],
  });
  const country = isoOfCountry(site.country);
  addIdentity(
    world,
    addPartner(world, provider, { mpnId: site.providerMpnId, kind: 'indirect-provider', country }),
  );
  addIdentity(
    world,
    addPartner(world, reseller, { mpnId: site.resellerMpnId, kind: 'indirect-reseller', country }),
  );
  const realm = `marketplace-${code}`;
  world.store.of(marketplaceSites).put({
    code,
    region,
    name: site.providerName,
    providerId,
    currency: reseller.currency,
    realm: { name: realm, clientId: `api-${code}`, clientSecretHash: hashOf(realmSecretOf(code)) },
  });
  world.store.of(marketplaces).put({
    id: listId,
    name: `${site.resellerName}, customers`,
    ownerId: resellerId,
    priority: 1,
    pricingMode: 'dynamic',
    services: Object.fromEntries(
      servicePlans
        .flatMap(({ products }) => products)
        .map(({ product }) => [product.name, { status: 'Active' as const, termsAccepted: true }]),
    ),
    customPrices: {},
  });
  world.store.of(accountProfiles).put({
    companyId: resellerId,
    marketplace: code,
    status: 'active',
    attributes: {},
    contacts: contactsOf(site, `cloud@${domain}`),
    language: site.language,
  });
  addApiUser(world, site, reseller);
}

function addCompany(
  world: World,
  { country, city, state, zip, language, phoneNumber }: Seeded,
  known: Pick<
    Company,
    | 'id'
    | 'numericId'
    | 'kind'
    | 'parentId'
    | 'resellerId'
    | 'name'
    | 'domains'
    | 'email'
    | 'marketplaceIds'
    | 'mpnId'
  >,
): Company {
  return world.store.of(companies).put({
    ...known,
    state: 'Active',
    address: '100 Market Street',
    city,
    zip,
    country,
    currency: currencyOf(country),
    ...(state !== undefined && { region: state }),
    language,
    phone: phoneNumber,
    createdAt: world.clock.now(),
  });
}

function contactsOf({ phoneNumber }: Seeded, email: string): AccountContact[] {
  return (['admin', 'billing', 'technical'] as const).map((type) => ({
    type,
    firstName: 'Dana',
    lastName: 'Reyes',
    email,
    phoneNumber,
  }));
}

/** The one user of the reseller's API subscription, who administers its account. */
function addApiUser(
  world: World,
  { code, region, platform, domain, userId }: Seeded,
  reseller: Company,
): void {
  const username = `api@${domain}`;
  const user = world.store.of(users).put({
    id: userId,
    parentId: reseller.id,
    state: 'Active',
    username,
    email: username,
    firstName: 'Marketplace',
    lastName: 'API',
    mfa: false,
    passwordHistory: [],
  });
  const [administrator, ...others]: readonly Role[] = templateRoles(world, reseller);
  for (const role of others) world.store.of(roles).put(role);
  if (administrator !== undefined) world.store.of(roles).put({ ...administrator, userIds: [userId] });
  setPassword(world, systemActor, user, simulatedPassword);
  world.store.of(apiSubscriptions).put({
    keyHash: hashOf(subscriptionKeyOf(code)),
    userId,
    companyId: reseller.id,
    marketplace: code,
  });
  world.store.of(credentials).put({
    platform,
    values: {
      region,
      marketplace: code,
      username,
      resellerId: String(reseller.id),
      realmName: `marketplace-${code}`,
      realmClientId: `api-${code}`,
    },
  });
}
