import { accessAssignments } from '../domain/gdap/access-assignment.ts';
import { type AdminRelationship, adminRelationships } from '../domain/gdap/admin-relationship.ts';
import { planRelationship } from '../domain/gdap/lifecycle.ts';
import { securityGroups } from '../domain/gdap/security-group.ts';
import { partners } from '../domain/partners/partner.ts';
import { globalAdministrator } from '../domain/tenants/directory-roles.ts';
import { tenants } from '../domain/tenants/tenant.ts';
import { millisecondsPerDay } from '../kernel/calendar.ts';
import { derivedId } from '../kernel/derived-id.ts';
import type { World } from '../world.ts';
import { providerId, resellerId } from './foundation.ts';

const roles = {
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  helpdesk: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  licences: '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  users: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  exchange: '29232cdf-9323-42fd-ade2-1d097af3e4de',
};

interface Seeded {
  /** Position of the customer among the tenants with a partner. */
  readonly customer: number;
  readonly name: string;
  readonly roleIds: readonly string[];
  readonly days: number;
  /** Days since its activation, or since it got the status it has. */
  readonly age: number;
  readonly status: 'created' | 'approvalPending' | 'active' | 'terminated';
  readonly extends?: true;
  readonly group?: string;
  /** Asked for by the provider in the reseller's name. */
  readonly forReseller?: true;
}

/** Something for every column of an analysis: ends near and far, roles low and high, waiting, ended. */
const seeded: readonly Seeded[] = [
  {
    customer: 0,
    name: 'Support',
    roleIds: [roles.globalReader, roles.helpdesk],
    days: 365,
    age: 345,
    status: 'active',
    group: 'HelpdeskAgents',
  },
  {
    customer: 1,
    name: 'Licences',
    roleIds: [roles.licences, roles.directoryReaders],
    days: 180,
    age: 175,
    status: 'active',
    extends: true,
    group: 'AdminAgents',
  },
  {
    customer: 2,
    name: 'Full administration',
    roleIds: [globalAdministrator],
    days: 90,
    age: 30,
    status: 'active',
    group: 'AdminAgents',
  },
  {
    customer: 3,
    name: 'Support',
    roleIds: [roles.globalReader, roles.users],
    days: 730,
    age: 100,
    status: 'active',
    group: 'GDAP Tier 1 Support',
  },
  { customer: 4, name: 'Exchange migration', roleIds: [roles.exchange], days: 30, age: 29, status: 'active' },
  {
    customer: 5,
    name: 'Support',
    roleIds: [roles.globalReader],
    days: 365,
    age: 12,
    status: 'approvalPending',
  },
  {
    customer: 6,
    name: 'Support',
    roleIds: [roles.globalReader],
    days: 365,
    age: 2,
    status: 'approvalPending',
  },
  { customer: 7, name: 'Draft', roleIds: [roles.users], days: 365, age: 1, status: 'created' },
  {
    customer: 8,
    name: 'Old support',
    roleIds: [roles.globalReader],
    days: 365,
    age: 60,
    status: 'terminated',
  },
  {
    customer: 1,
    name: 'On behalf',
    roleIds: [roles.helpdesk],
    days: 365,
    age: 3,
    status: 'approvalPending',
    forReseller: true,
  },
];

/** GDAP relationships of mixed ages; every id is derived, so that no other one shifts. */
export function addAdminRelationships(world: World): void {
  const customers = [...world.store.of(tenants).all()].filter(
    (tenant) => tenant.subscriptionId !== undefined,
  );
  const now = world.clock.now();
  for (const each of seeded) {
    const tenant = customers[each.customer];
    if (tenant === undefined) continue;
    const displayName = `${each.name} ${tenant.initialDomain.split('.')[0]}`;
    const since = now - each.age * millisecondsPerDay;
    const active = each.status === 'active';
    const activated = active || each.status === 'terminated';
    const relationship: AdminRelationship = world.store.of(adminRelationships).put({
      id: `${derivedId(`gdap:${displayName}`)}-${derivedId(`gdap:${tenant.id}`)}`,
      partnerId: each.forReseller ? resellerId : providerId,
      ...(each.forReseller && { indirectProviderId: providerId, consentPending: true }),
      tenantId: tenant.id,
      displayName,
      roleIds: each.roleIds,
      duration: `P${each.days}D`,
      durationDays: each.days,
      autoExtendDays: each.extends ? 180 : 0,
      status: each.status,
      statusSince: since,
      createdAt: since - millisecondsPerDay,
      modifiedAt: since,
      ...(activated && { activatedAt: since, endsAt: since + each.days * millisecondsPerDay }),
      version: 1,
    });
    planRelationship(world, relationship);
    if (each.group !== undefined) assign(world, relationship, each.group);
  }
}

function assign(world: World, { id, roleIds, statusSince }: AdminRelationship, groupName: string): void {
  const tenantId = world.store.of(partners).get(providerId)?.tenantId ?? '';
  const group = world.store
    .of(securityGroups)
    .find('tenant', tenantId)
    .find(({ displayName }) => displayName === groupName);
  world.store.of(accessAssignments).put({
    id: derivedId(`gdap-assignment:${id}`),
    relationshipId: id,
    groupId: group?.id ?? '',
    roleIds,
    status: 'active',
    createdAt: statusSince,
    modifiedAt: statusSince,
    version: 1,
  });
}
