import { licenceProducts } from '../domain/catalogue/microsoft-licences.ts';
import { tenantServiceName } from '../domain/catalogue/microsoft-tenant.ts';
import type { FieldValue } from '../domain/catalogue/product.ts';
import { companies } from '../domain/companies/company.ts';
import { nextAccountId, nextNumericId } from '../domain/companies/scope.ts';
import { type SeatBatch, subscriptions } from '../domain/subscriptions/subscription.ts';
import { relate } from '../domain/tenants/relationship.ts';
import { tenants } from '../domain/tenants/tenant.ts';
import { addPeriod, millisecondsPerDay } from '../kernel/calendar.ts';
import type { World } from '../world.ts';
import { layFoundation, marketplaceId, providerId, resellerId } from './foundation.ts';

const subscriptionsPerCustomer = 9;
const domainsOf: readonly string[] = ['large.example'];
const marketplaceIds: readonly number[] = [marketplaceId];

/** Customers with a tenant and nine licences each, written straight into the store: for measuring, without history. */
export function seedLarge(world: World, customers: number): void {
  layFoundation(world);
  const now = world.clock.now();
  const { random } = world.ids;
  const shared = sharing();
  for (let index = 0; index < customers; index += 1) {
    const companyId = nextAccountId(world);
    world.store.of(companies).put({
      id: companyId,
      numericId: nextNumericId(world),
      kind: 'company',
      parentId: resellerId,
      resellerId,
      state: 'Active',
      name: `CUSTOMER ${index + 1}`,
      domains: domainsOf,
      email: 'administracion@large.example',
      address: 'Av. Central 100',
      city: 'Lima',
      zip: '15001',
      country: 'Peru',
      currency: 'PEN',
      marketplaceIds,
      createdAt: now,
    });
    const tenantAccountId = nextAccountId(world);
    const tenantId = world.ids.uuid();
    const tenant = world.store.of(tenants).put({
      id: tenantId,
      initialDomain: `large${index + 1}.onmicrosoft.com`,
      customDomains: [],
      companyName: `CUSTOMER ${index + 1}`,
      country: 'Peru',
      createdAt: now,
      subscriptionId: tenantAccountId,
    });
    relate(world, tenant, providerId, resellerId);
    world.store.of(subscriptions).put({
      ...base(companyId, now),
      id: tenantAccountId,
      productName: tenantServiceName,
      displayName: 'Microsoft Organization tenant',
      kind: 'tenant',
      fields: { Primarydomainname: `large${index + 1}`, ExistingOffice365customer: false },
      tenantId,
      billingCycle: 'once',
      quantity: 1,
      batches: [],
      priceableItemId: 1000,
    });
    for (let count = 0; count < subscriptionsPerCustomer; count += 1) {
      const product = random.pick(licenceProducts);
      const plan = product.plans[1];
      const item = product.priceableItems[1];
      if (plan === undefined || item === undefined) continue;
      const quantity = random.integer(1, 50);
      const termStart = now - random.integer(8, 364) * millisecondsPerDay;
      const termEnd = shared.termEnd(termStart);
      const id = nextAccountId(world);
      world.store.of(subscriptions).put({
        ...base(companyId, termStart),
        id,
        productName: product.name,
        displayName: product.displayName,
        kind: 'licence',
        fields: shared.fields(quantity, plan.billingType),
        tenantId,
        vendorReferenceId: world.ids.uuid(),
        dependencyId: tenantAccountId,
        billingType: plan.billingType,
        billingCycle: plan.billingCycle,
        term: 'P1Y',
        quantity,
        batches: shared.batches(quantity, termStart),
        priceableItemId: item.id,
        unitPurchase: item.prices.PEN?.purchase ?? '0',
        unitSale: item.prices.PEN?.suggestedRetail ?? '0',
        termStart,
        termEnd,
      });
      world.scheduler.schedule({ key: `renewal:${id}`, kind: 'renewal', due: termEnd, subject: id });
    }
  }
}

function base(companyId: number, at: number) {
  return {
    parentId: companyId,
    companyId,
    resellerId,
    state: 'active' as const,
    provisioningAttempts: 1,
    currency: 'PEN',
    orderedAt: at,
    activatedAt: at,
    endOfTermAction: 'Renew' as const,
  };
}

/** Equal parts of subscriptions are one object: a hundred thousand of them fit in memory. */
function sharing() {
  const fields = new Map<string, Readonly<Record<string, FieldValue>>>();
  const batches = new Map<string, readonly SeatBatch[]>();
  const termEnds = new Map<number, number>();
  return {
    fields: (quantity: number, billingType: string) =>
      once(fields, `${quantity}:${billingType}`, () => ({ Quantity: quantity, BillingType: billingType })),
    batches: (quantity: number, addedAt: number) =>
      once(batches, `${quantity}:${addedAt}`, () => [
        { quantity, addedAt, windowEndsAt: addedAt + 7 * millisecondsPerDay },
      ]),
    termEnd: (termStart: number) => once(termEnds, termStart, () => addPeriod(termStart, 'P1Y')),
  };
}

function once<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
