import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';
import { adminRelationships, type RelationshipStatus, relationshipsInScope } from './admin-relationship.ts';

/** A tenant is listed as a customer from its approval to the end. evidence: docs that the system makes and removes them, modelled when */
const standing: ReadonlySet<RelationshipStatus> = new Set([
  'approved',
  'activating',
  'active',
  'terminationRequested',
  'terminating',
  'expiring',
]);

/** The tenants that the actor's partner administers, by name. */
export function adminCustomers(world: World, actor: Actor): Tenant[] {
  const ids = new Set(
    relationshipsInScope(world, actor).flatMap(({ tenantId, status }) =>
      tenantId !== undefined && standing.has(status) ? [tenantId] : [],
    ),
  );
  return [...ids]
    .flatMap((id) => world.store.of(tenants).get(id) ?? [])
    .sort((left, right) => left.companyName.localeCompare(right.companyName));
}

/** A tenant that the actor's partner administers. @throws Refusal when it does not */
export function requireAdminCustomer(world: World, actor: Actor, id: string): Tenant {
  const tenantId = id.toLowerCase();
  const tenant = world.store.of(tenants).get(tenantId);
  const { companyId } = partnerOf(world, actor);
  const related = world.store
    .of(adminRelationships)
    .find('tenant', tenantId)
    .some(({ partnerId, status }) => partnerId === companyId && standing.has(status));
  if (tenant !== undefined && related) return tenant;
  throw new Refusal(
    'not-found',
    'gdap.unknown_customer',
    `The partner has no delegated admin relationship with tenant ${id}.`,
    'delegatedAdminCustomerId',
  );
}

export interface ManagementService {
  readonly id: string;
  readonly serviceName: string;
  readonly serviceManagementUrl: string;
}

/** Where the services of a customer are managed. evidence: docs for the shape, modelled list */
export function managementServicesOf(tenant: Tenant): ManagementService[] {
  const { initialDomain } = tenant;
  return [
    [
      'Exchange',
      `https://outlook.office365.com/ecp/?realm=${initialDomain}&exsvurl=1&delegatedOrg=${initialDomain}`,
    ],
    [
      'Microsoft 365',
      `https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${tenant.id}&CSDEST=o365admincenter`,
    ],
    ['Microsoft Entra ID', `https://entra.microsoft.com/${initialDomain}`],
    ['Intune', `https://intune.microsoft.com/${initialDomain}`],
    ['Azure', `https://portal.azure.com/${initialDomain}`],
  ].map(([serviceName = '', serviceManagementUrl = '']) => ({
    id: serviceName.replaceAll(' ', ''),
    serviceName,
    serviceManagementUrl,
  }));
}
