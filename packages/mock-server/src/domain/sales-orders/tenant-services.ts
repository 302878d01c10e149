import type { World } from '../../world.ts';
import { tenantServiceName } from '../catalogue/microsoft-tenant.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';

/** The Microsoft tenants that a customer has through its marketplace. */
export function tenantsOf(world: World, companyId: number): Tenant[] {
  return activeServices(world, companyId, tenantServiceName).flatMap(
    ({ tenantId }) => world.store.of(tenants).get(tenantId ?? '') ?? [],
  );
}

/** The services of a product that a customer has in use. */
export function activeServices(world: World, companyId: number, productName: string): Subscription[] {
  return world.store
    .of(subscriptions)
    .find('company', companyId)
    .filter((each) => each.productName === productName && each.state === 'active');
}
