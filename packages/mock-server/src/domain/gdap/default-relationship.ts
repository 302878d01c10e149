import { millisecondsPerDay } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { systemActor } from '../actor.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { type AdminRelationship, adminRelationships } from './admin-relationship.ts';
import { planRelationship } from './lifecycle.ts';
import { auditRelationship, mailAbout } from './relationship-mail.ts';

/** Days that the default GDAP roles of a new tenant last. evidence: guide */
const defaultRolesDays = 180;

/** Entra role template ids of basic support: Directory Readers, Global Reader, Helpdesk and Service Support Administrator. evidence: docs for the ids, modelled choice */
const supportRoles = [
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'f023fd81-a637-4b56-95fd-791ac0226033',
];

/** Grants a partner the default roles over a tenant that was made through it: active at once. */
export function grantDefaultRoles(world: World, tenant: Tenant, partnerId: number): AdminRelationship {
  const now = world.clock.now();
  const relationship = world.store.of(adminRelationships).put({
    ...defaultRelationship(world, tenant, partnerId),
    status: 'active',
    activatedAt: now,
    endsAt: now + defaultRolesDays * millisecondsPerDay,
  });
  auditRelationship(world, systemActor, relationship, 'Active');
  planRelationship(world, relationship);
  return relationship;
}

/** Asks the customer of a tenant for the default roles by mail: its administrator has to approve. */
export function askForDefaultRoles(world: World, tenant: Tenant, partnerId: number): AdminRelationship {
  const relationship = world.store
    .of(adminRelationships)
    .put({ ...defaultRelationship(world, tenant, partnerId), status: 'approvalPending' });
  auditRelationship(world, systemActor, relationship, 'ApprovalPending');
  planRelationship(world, relationship);
  mailAbout(world, relationship, 'requested', 'waits for the approval of a Global Administrator');
  return relationship;
}

function defaultRelationship(world: World, tenant: Tenant, partnerId: number) {
  const now = world.clock.now();
  return {
    id: `${world.ids.uuid()}-${world.ids.uuid()}`,
    partnerId,
    tenantId: tenant.id,
    displayName: `Default_${tenant.initialDomain.split('.')[0]}`.slice(0, 50),
    roleIds: supportRoles,
    duration: `P${defaultRolesDays}D`,
    durationDays: defaultRolesDays,
    autoExtendDays: 0,
    statusSince: now,
    createdAt: now,
    modifiedAt: now,
    version: 1,
  };
}
