import type { Actor } from '../domain/actor.ts';
import {
  azurePlanName,
  azureSubscriptionName,
  reservationName,
} from '../domain/catalogue/microsoft-azure.ts';
import { billingTypes } from '../domain/catalogue/microsoft-licences.ts';
import { tenantProduct, tenantServiceName } from '../domain/catalogue/microsoft-tenant.ts';
import type { FieldValue } from '../domain/catalogue/product.ts';
import { createCompany } from '../domain/companies/change-company.ts';
import { companies } from '../domain/companies/company.ts';
import { setCreditLimit } from '../domain/orders/credit.ts';
import { acceptTerms, setCustomPrices } from '../domain/prices/marketplaces.ts';
import { setSpecialDeal } from '../domain/prices/special-deals.ts';
import { terminateSubscription, updateSubscription } from '../domain/subscriptions/change.ts';
import { orderSubscription } from '../domain/subscriptions/order.ts';
import { configureRenewal } from '../domain/subscriptions/renew.ts';
import type { Subscription } from '../domain/subscriptions/subscription.ts';
import { executeUpgrade } from '../domain/subscriptions/upgrade.ts';
import { tenants } from '../domain/tenants/tenant.ts';
import { addPeriod, isoOf, parseInstant } from '../kernel/calendar.ts';
import { defaultStart, type World } from '../world.ts';
import { basic, type Customer, copilot, customers, standard } from './demo-customers.ts';
import { addDirectCustomer } from './demo-direct.ts';
import { addAdminRelationships } from './demo-gdap.ts';
import { addMarketplaceCustomers } from './demo-marketplaces.ts';
import { layFoundation, listEverything, marketplaceId, resellerId } from './foundation.ts';
import { layMarketplaces } from './marketplaces.ts';

const historyStart = '2025-09-01T14:00:00Z';
const regionalMarketplaceId = 102;

/** The guide's reseller and customer, ten more customers in five countries, and fifteen months of what they bought and changed. */
export function seedDemo(world: World): void {
  const now = parseInstant(defaultStart);
  world.clock.restore(parseInstant(historyStart));
  const { actor } = layFoundation(world);
  addGuideCustomer(world);
  listEverything(world, regionalMarketplaceId, 'ABBIE BOX - Regional', 2);
  world.store
    .of(companies)
    .put({ ...mustGet(world, resellerId), marketplaceIds: [marketplaceId, regionalMarketplaceId] });
  acceptTerms(world, actor, regionalMarketplaceId, tenantServiceName);
  setCustomPrices(world, actor, regionalMarketplaceId, [{ priceableItemId: 3001, price: '21.90' }]);
  const bought = customers.map((customer) => addCustomer(world, actor, customer));
  addChanges(world, actor, bought);
  world.scheduler.advanceTo(now);
  addRecentChanges(world, actor, bought);
  addDirectCustomer(world);
  addAdminRelationships(world);
  // Last, so that nothing before gets other ids; two days ago, so that their orders are through.
  world.clock.restore(addPeriod(now, '-P2D'));
  layMarketplaces(world);
  addMarketplaceCustomers(world);
  world.scheduler.advanceTo(now);
}

/** ECOSITIO MARKET as the guide shows it; its people are made up. It has a tenant elsewhere that nobody may sell to yet. */
function addGuideCustomer(world: World): void {
  world.store.of(companies).put({
    id: 435_348,
    numericId: 784_923,
    kind: 'company',
    parentId: resellerId,
    resellerId,
    state: 'Active',
    name: 'ECOSITIO MARKET',
    domains: ['ecositio.pe'],
    email: 'administracion@ecositio.example',
    address: 'Ca. Los Negocios 448, Surquillo',
    city: 'Lima',
    region: 'Lima',
    zip: '15464',
    country: 'Peru',
    currency: 'PEN',
    language: 'English',
    phone: '+51 1 555 0100',
    contactPerson: 'Ana Ruiz',
    marketplaceIds: [marketplaceId],
    createdAt: world.clock.now(),
  });
  world.ids.reserve('account', 435_348);
  world.ids.reserve('numericId', 784_923);
  world.store.of(tenants).put({
    id: world.ids.uuid(),
    initialDomain: 'ecositiomarket.onmicrosoft.com',
    customDomains: ['ecositio.pe'],
    companyName: 'ECOSITIO MARKET',
    country: 'Peru',
    language: 'es',
    createdAt: parseInstant('2024-03-11T15:00:00Z'),
  });
}

interface Bought {
  readonly companyId: number;
  readonly licences: readonly Subscription[];
}

function addCustomer(world: World, actor: Actor, customer: Customer): Bought {
  const company = createCompany(world, actor, 'company', {
    parentId: resellerId,
    name: customer.name,
    domains: [`${customer.prefix}.example`],
    email: `administracion@${customer.prefix}.example`,
    address: 'Av. Central 100',
    city: customer.city,
    region: customer.city,
    zip: customer.zip,
    country: customer.country,
    vatId: customer.vatId,
    marketplaceIds: [regionalMarketplaceId],
  });
  const tenant = order(world, actor, company.id, tenantServiceName, tenantFieldsOf(world, customer));
  pass(world, 'PT1H');
  const licences = customer.licences.map(([product, quantity, billingType]) =>
    order(world, actor, company.id, product, { Quantity: quantity, BillingType: billingType }),
  );
  if (customer.azure === true) {
    const plan = order(world, actor, company.id, azurePlanName, {}, tenant.id);
    pass(world, 'PT1H');
    order(world, actor, company.id, azureSubscriptionName, { SubscriptionName: 'Production' }, plan.id);
    order(
      world,
      actor,
      company.id,
      reservationName,
      { BillingType: 'Monthly - P1Y', Quantity: 2, ReservedSku: 'Standard_D4s_v5', Region: 'eastus2' },
      plan.id,
    );
  }
  pass(world, 'P6DT5H');
  return { companyId: company.id, licences };
}

function tenantFieldsOf(world: World, customer: Customer): Record<string, FieldValue> {
  return {
    ExistingOffice365customer: false,
    Primarydomainname: customer.prefix,
    Language: customer.country === 'Brazil' ? 'pt' : 'es',
    Requirepasswordchange: true,
    DefaultGDAProles: true,
    MicrosoftpartnerID: '6395965',
    AcceptMCA: true,
    Primarycontactfirstname: 'Ana',
    Primarycontactlastname: 'Ruiz',
    PrimaryContactEmailAddress: `ana.ruiz@${customer.prefix}.example`,
    Phone: '+51 1 555 0100',
    DateofAcceptance: isoOf(world.clock.now()).slice(0, 10),
    State: customer.city,
  };
}

/** Seats that come and go, a cancellation in its window, an upgrade, prices and credit: something for every report. */
function addChanges(world: World, actor: Actor, bought: readonly Bought[]): void {
  const licence = (customer: number, index = 0) => bought[customer]?.licences[index]?.id ?? 0;
  updateSubscription(world, actor, licence(0), { fields: { Quantity: 30 } });
  pass(world, 'P2D');
  updateSubscription(world, actor, licence(0), { fields: { Quantity: 28 } });
  updateSubscription(world, actor, licence(3), { fields: { Quantity: 72 } });
  const mistaken = order(world, actor, bought[4]?.companyId ?? 0, copilot, {
    Quantity: 20,
    BillingType: billingTypes.yearlyByMonth,
  });
  pass(world, 'P3D');
  terminateSubscription(world, actor, mistaken.id, 'Ordered by mistake');
  pass(world, 'P1M');
  executeUpgrade(world, actor, { sourceId: licence(7, 1), targetProductName: basic, values: {} });
  setSpecialDeal(world, actor, bought[5]?.companyId ?? 0, {
    chargeStreamId: undefined,
    comments: 'Volume',
    isCustomCharge: false,
    lastMonth: undefined,
    items: [{ priceableItemId: 3063, discount: '8' }],
  });
  setCreditLimit(world, actor, { companyId: bought[8]?.companyId ?? 0, limit: 900, comment: 'New customer' });
  pass(world, 'P2M');
  createCompany(world, actor, 'department', {
    parentId: bought[1]?.companyId ?? 0,
    name: 'Laboratorio',
    email: 'laboratorio@clinicasanisidro.example',
    country: 'Peru',
  });
  updateSubscription(world, actor, licence(1), { fields: { Quantity: 41 } });
  configureRenewal(world, actor, licence(4), { Quantity: 15 });
  updateSubscription(world, actor, licence(6), { fields: {}, endOfTermAction: 'Terminate' });
}

/** What happened in the last days, so that windows are open and something waits. */
function addRecentChanges(world: World, actor: Actor, bought: readonly Bought[]): void {
  const licence = (customer: number, index = 0) => bought[customer]?.licences[index]?.id ?? 0;
  updateSubscription(world, actor, licence(3), { fields: { Quantity: 80 } });
  order(world, actor, bought[8]?.companyId ?? 0, standard, {
    Quantity: 25,
    BillingType: billingTypes.yearlyByMonth,
  });
  orderSubscription(world, actor, {
    parentId: bought[9]?.companyId ?? 0,
    productName: copilot,
    fields: { Quantity: 3, BillingType: billingTypes.yearlyByMonth },
    scheduledDate: '2026-12-01',
  });
}

function order(
  world: World,
  actor: Actor,
  parentId: number,
  productName: string,
  fields: Readonly<Record<string, FieldValue>>,
  dependencyId?: number,
): Subscription {
  const contract = productName === tenantProduct.name ? undefined : `C-${parentId}`;
  return orderSubscription(world, actor, {
    parentId,
    productName,
    fields,
    dependencyId,
    contractId: contract,
  });
}

function pass(world: World, period: string): void {
  world.scheduler.advanceTo(addPeriod(world.clock.now(), period));
}

function mustGet(world: World, id: number) {
  const company = world.store.of(companies).get(id);
  if (company === undefined) throw new Error(`The seed has no company ${id}.`);
  return company;
}
