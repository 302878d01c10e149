import { adminRelationships } from '../packages/mock-server/src/domain/gdap/admin-relationship.ts';
import { planRelationship } from '../packages/mock-server/src/domain/gdap/lifecycle.ts';
import { partners } from '../packages/mock-server/src/domain/partners/partner.ts';
import { relate } from '../packages/mock-server/src/domain/tenants/relationship.ts';
import { tenants } from '../packages/mock-server/src/domain/tenants/tenant.ts';
import { derivedId } from '../packages/mock-server/src/kernel/derived-id.ts';
import type { World } from '../packages/mock-server/src/world.ts';
import { roles } from './graph-world.ts';

const day = 86_400_000;
const someRoles: readonly (readonly string[])[] = [
  [roles.globalReader],
  [roles.directoryReaders, roles.helpdesk],
  [roles.globalReader, roles.userAdministrator],
  [roles.globalAdministrator],
];

/** Customers of the provider, each with an active relationship of its own age; every fifth is extended by itself. */
export function addCustomers(world: World, count: number): void {
  const [provider] = world.store.of(partners).find('kind', 'indirect-provider');
  if (provider === undefined) throw new Error('The world has no provider.');
  const now = world.clock.now();
  for (let index = 0; index < count; index += 1) {
    const tenant = world.store.of(tenants).put({
      id: derivedId(`gdap-customer:${index}`),
      initialDomain: `cliente${index}.onmicrosoft.com`,
      customDomains: [],
      companyName: `Cliente ${index}`,
      country: 'Peru',
      createdAt: now,
    });
    relate(world, tenant, provider.companyId);
    const days = [90, 180, 365, 730][index % 4] ?? 90;
    const activatedAt = now - ((index * 7) % days) * day;
    const roleIds = someRoles[index % someRoles.length] ?? [];
    const extended = index % 5 === 0 && !roleIds.includes(roles.globalAdministrator);
    planRelationship(
      world,
      world.store.of(adminRelationships).put({
        id: `${derivedId(`gdap:${index}`)}-${tenant.id}`,
        partnerId: provider.companyId,
        tenantId: tenant.id,
        displayName: `Soporte ${index}`,
        roleIds,
        duration: `P${days}D`,
        durationDays: days,
        autoExtendDays: extended ? 180 : 0,
        status: 'active',
        statusSince: activatedAt,
        createdAt: activatedAt,
        modifiedAt: activatedAt,
        activatedAt,
        endsAt: activatedAt + days * day,
        version: 1,
      }),
    );
  }
}
