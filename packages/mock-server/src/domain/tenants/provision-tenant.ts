import { createHash } from 'node:crypto';
import type { World } from '../../world.ts';
import { tenantFields } from '../catalogue/microsoft-tenant.ts';
import { companies } from '../companies/company.ts';
import { generatePassword } from '../companies/password.ts';
import { grantDefaultRoles } from '../gdap/default-relationship.ts';
import { notify } from '../notifications/notification.ts';
import { Refusal } from '../refusal.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { addAdministrator } from './directory-user.ts';
import { providerOf, relate, relationshipBetween, tenantOfDomain } from './relationship.ts';
import { type Tenant, tenants } from './tenant.ts';
import { domainProblem } from './tenant-order.ts';

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
  if (fields[tenantFields.defaultRoles] === true)
    grantDefaultRoles(world, tenant, providerOf(world, subscription.companyId));
  return tenant;
}

function mpnOf(subscription: Subscription): { mpnId?: string } {
  const mpnId = subscription.fields[tenantFields.mpnId];
  return mpnId === undefined || mpnId === '' ? {} : { mpnId: String(mpnId) };
}
