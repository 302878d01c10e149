import type { CollectionDefinition } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { configurationPolicies, deviceBatches, devices } from '../devices/device.ts';
import { deviceJobs } from '../devices/device-job.ts';
import { adminRelationships } from '../gdap/admin-relationship.ts';
import { removeRelationship } from '../gdap/lifecycle.ts';
import { carts } from '../orders/cart.ts';
import { orders } from '../orders/order.ts';
import { overages } from '../subscriptions/overage.ts';
import { directoryUsers } from '../tenants/directory-user.ts';
import { commercialRelationships, tenants } from '../tenants/tenant.ts';
import { applicationConsents } from './application-consent.ts';
import { customerAgreements } from './customer-agreement.ts';

/** What is a tenant's alone, and goes with it. Subscriptions stay: the ledger names them. */
const ofTenants = [
  applicationConsents,
  carts,
  commercialRelationships,
  configurationPolicies,
  customerAgreements,
  deviceBatches,
  deviceJobs,
  devices,
  directoryUsers,
  orders,
  overages,
] as unknown as readonly CollectionDefinition<object, 'tenant'>[];

/** Deletes a tenant with what is its alone. */
export function forgetTenant(world: World, tenantId: string): void {
  for (const relationship of world.store.of(adminRelationships).find('tenant', tenantId))
    removeRelationship(world, relationship);
  for (const definition of ofTenants) {
    const collection = world.store.of(definition);
    for (const entity of collection.find('tenant', tenantId)) collection.delete(definition.key(entity));
  }
  world.store.of(tenants).delete(tenantId);
}
