import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { partners } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';
import { accessAssignments } from './access-assignment.ts';
import { adminRelationships } from './admin-relationship.ts';

/** Roles that may read a directory. evidence: modelled, of the roles that GDAP grants */
const readers: ReadonlySet<string> = new Set([
  '62e90394-69f5-4237-9190-012177145e10',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  '9360feb5-f418-4baa-8175-e2a00bac4301',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'f023fd81-a637-4b56-95fd-791ac0226033',
]);

/** Whether a partner's users may read a tenant now: a relationship that is active is not enough, a group must have a role of it. evidence: docs; modelled that every user is in the group */
function reaches(world: World, partnerId: number, tenantId: string): boolean {
  return world.store
    .of(adminRelationships)
    .find('tenant', tenantId)
    .some(
      (relationship) =>
        relationship.partnerId === partnerId &&
        relationship.status === 'active' &&
        world.store
          .of(accessAssignments)
          .find('relationship', relationship.id)
          .some(({ status, roleIds }) => status === 'active' && roleIds.some((id) => readers.has(id))),
    );
}

/** The customer's tenant that an actor's token is of; undefined for the partner's own. @throws Refusal when its user has no access there */
export function requireDirectory(world: World, actor: Actor): Tenant | undefined {
  const { tenantId, companyId } = actor;
  const tenant = tenantId === undefined ? undefined : world.store.of(tenants).get(tenantId);
  if (tenant === undefined) return undefined;
  const partner = companyId === undefined ? undefined : world.store.of(partners).get(companyId);
  const guest = actor.signIn === 'user' && partner !== undefined;
  if (!guest || reaches(world, partner.companyId, tenant.id)) return tenant;
  throw new Refusal(
    'forbidden',
    'gdap.no_access',
    `${partner.name} has no access to ${tenant.initialDomain}: no security group has a role of an active delegated admin relationship.`,
  );
}
