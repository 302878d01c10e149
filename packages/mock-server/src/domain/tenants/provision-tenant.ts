import { createHash } from 'node:crypto';
import { millisecondsPerDay } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { systemActor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { tenantFields } from '../catalogue/microsoft-tenant.ts';
import { companies } from '../companies/company.ts';
import { generatePassword } from '../companies/password.ts';
import { notify } from '../notifications/notification.ts';
import { Refusal } from '../refusal.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { addAdministrator } from './directory-user.ts';
import { providerOf, relate, relationshipBetween, tenantOfDomain } from './relationship.ts';
import { adminRelationships, type Tenant, tenants } from './tenant.ts';
import { domainProblem } from './tenant-order.ts';

/** Days that the default GDAP roles of a new tenant last. evidence: guide */
const defaultRolesDays = 180;

/** Entra role template ids of basic support: Directory Readers, Global Reader, Helpdesk and Service Support Administrator. evidence: docs for the ids, modelled choice */
const supportRoles = [
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'f023fd81-a637-4b56-95fd-791ac0226033',
];

/** Gives an ordered tenant service its tenant. @throws Refusal that becomes the failure of the provisioning */
export function provisionTenant(world: World, subscription: Subscription): Tenant {
  const { fields } = subscription;
  return fields[tenantFields.existing] === true ? takeOver(world, subscription) : create(world, subscription);
}

function takeOver(world: World, subscription: Subscription): Tenant {
  const prefix = String(subscription.fields[tenantFields.domain]);
  const tenant = tenantOfDomain(world, prefix);
  if (tenant === undefined)
    throw new Refusal('invalid', 'tenant.domain_unknown', domainProblem(world, prefix, true) ?? '');
  const providerId = providerOf(world, subscription.companyId);
  if (relationshipBetween(world, tenant.id, providerId)?.state !== 'accepted') {
    throw new Refusal(
      'invalid',
      'tenant.relationship_not_accepted',
      `The customer of ${tenant.initialDomain} has not accepted the relationship link of the distributor. Ask the customer to open the link for its country and accept; then call RetryLastFailedProvisioning.`,
    );
  }
  relate(world, tenant, providerId, subscription.resellerId);
  return world.store.of(tenants).put({ ...tenant, subscriptionId: subscription.id, ...mpnOf(subscription) });
}

function create(world: World, subscription: Subscription): Tenant {
  const { fields } = subscription;
  const text = (name: string) => String(fields[name] ?? '');
  const prefix = text(tenantFields.domain);
  const problem = domainProblem(world, prefix, false);
  if (problem !== undefined) throw new Refusal('invalid', 'tenant.domain_taken', problem);
  const company = world.store.of(companies).get(subscription.companyId);
  const initialDomain = `${prefix.toLowerCase()}.onmicrosoft.com`;
  const password = generatePassword(world);
  const tenant = world.store.of(tenants).put({
    id: world.ids.uuid(),
    initialDomain,
    customDomains: [],
    companyName: company?.name ?? '',
    country: company?.country ?? '',
    region: text(tenantFields.state),
    language: text(tenantFields.language),
    createdAt: world.clock.now(),
    subscriptionId: subscription.id,
    ...mpnOf(subscription),
    administrator: {
      username: `admin@${initialDomain}`,
      initialPasswordHash: createHash('sha256').update(password).digest('base64'),
      mustChangePassword: fields[tenantFields.requirePasswordChange] === true,
    },
    agreement: {
      firstName: text(tenantFields.firstName),
      lastName: text(tenantFields.lastName),
      email: text(tenantFields.email),
      phone: text(tenantFields.phone),
      acceptedOn: text(tenantFields.acceptedOn),
    },
  });
  addAdministrator(world, tenant);
  relate(world, tenant, providerOf(world, subscription.companyId), subscription.resellerId);
  notify(world, {
    kind: 'tenant-credentials',
    to: text(tenantFields.email),
    subject: `Your Microsoft tenant ${initialDomain}`,
    body: `Administrator: admin@${initialDomain}\nPassword: ${password}${tenant.administrator?.mustChangePassword ? '\nIt must be changed at the first sign-in.' : ''}`,
    companyId: subscription.companyId,
  });
  if (fields[tenantFields.defaultRoles] === true) grantDefaultRoles(world, tenant, subscription);
  return tenant;
}

function grantDefaultRoles(world: World, tenant: Tenant, subscription: Subscription): void {
  const now = world.clock.now();
  const relationship = world.store.of(adminRelationships).put({
    id: `${world.ids.uuid()}-${world.ids.uuid()}`,
    tenantId: tenant.id,
    providerId: providerOf(world, subscription.companyId),
    displayName: `Default_${tenant.initialDomain.split('.')[0]}`.slice(0, 50),
    roleIds: supportRoles,
    durationDays: defaultRolesDays,
    autoExtendDays: 0,
    status: 'active',
    createdAt: now,
    activatedAt: now,
    endsAt: now + defaultRolesDays * millisecondsPerDay,
  });
  world.scheduler.schedule({
    key: `gdap-end:${relationship.id}`,
    kind: 'gdap-end',
    due: relationship.endsAt ?? now,
    subject: relationship.id,
  });
}

function mpnOf(subscription: Subscription): { mpnId?: string } {
  const mpnId = subscription.fields[tenantFields.mpnId];
  return mpnId === undefined || mpnId === '' ? {} : { mpnId: String(mpnId) };
}

export const tenantJobs = {
  /** An admin relationship runs out; from then on the distributor has no rights. */
  'gdap-end': (world: World, job: Job) => {
    const relationship = world.store.of(adminRelationships).get(job.subject);
    if (relationship?.status !== 'active') return;
    world.store.of(adminRelationships).put({ ...relationship, status: 'expired' });
    recordAudit(world, systemActor, {
      eventType: 'AdminRelationship.Expired',
      targetId: relationship.providerId,
      targetType: 'Company',
      targetName: relationship.displayName,
      companyId: relationship.providerId,
    });
  },
};
