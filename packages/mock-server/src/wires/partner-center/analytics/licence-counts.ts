import { subscriptionsInScope } from '../../../domain/partners/customer.ts';
import { type LicenceCount, licenceCountsOf } from '../../../domain/tenants/licence-counts.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type { Call } from '../../../http/wire.ts';

/** Licences that a customer has from the caller's partner. */
export function licencesOf({ world, actor }: Call, tenant: Tenant): LicenceCount[] {
  return licenceCountsOf(world, tenant, subscriptionsInScope(world, actor, tenant.id));
}
