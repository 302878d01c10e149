import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { tenantOfDomain } from '../tenants/relationship.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';
import {
  type AdminRelationship,
  adminRelationships,
  putRelationship,
  type RelationshipStatus,
} from './admin-relationship.ts';
import { moveRelationship } from './lifecycle.ts';
import { auditRelationship, mailAbout } from './relationship-mail.ts';
import {
  type RelationshipRequest,
  type RequestAction,
  relationshipRequests,
} from './relationship-request.ts';

function mustBe(relationship: AdminRelationship, status: RelationshipStatus, action: string): void {
  if (relationship.status === status) return;
  // evidence: modelled, the code of this refusal is not published
  throw new Refusal(
    'conflict',
    'gdap.wrong_status',
    `${action} needs a relationship that is ${status}; ${relationship.id} is ${relationship.status}.`,
    'action',
  );
}

/** Indirect resellers say yes or no to what their provider asked for in their name; nobody approves what it asked for itself. evidence: docs */
function mustAwaitConsent(relationship: AdminRelationship, action: string): void {
  mustBe(relationship, 'approvalPending', action);
  if (relationship.consentPending) return;
  throw new Refusal(
    'forbidden',
    'gdap.own_request',
    `${action} is the customer's to do; a partner does it only to what an indirect provider asked for in its name.`,
    'action',
  );
}

const actions: Readonly<
  Record<RequestAction, (world: World, actor: Actor, relationship: AdminRelationship) => void>
> = {
  lockForApproval(world, actor, relationship) {
    mustBe(relationship, 'created', 'lockForApproval');
    moveRelationship(world, actor, relationship, 'approvalPending');
  },
  terminate(world, actor, relationship) {
    mustBe(relationship, 'active', 'terminate');
    moveRelationship(world, actor, relationship, 'terminationRequested');
  },
  approve(world, actor, relationship) {
    mustAwaitConsent(relationship, 'approve');
    const consented = putRelationship(world, relationship, { consentPending: false });
    auditRelationship(world, actor, consented, 'PartnerConsented');
  },
  reject(world, actor, relationship) {
    mustAwaitConsent(relationship, 'reject');
    // evidence: modelled, where a rejected one ends is not published
    moveRelationship(world, actor, relationship, 'terminated', { consentPending: false });
  },
};

/** Does what a partner asks of a relationship; the request itself is settled a little later. @throws Refusal when the status forbids it */
export function requestAction(
  world: World,
  actor: Actor,
  relationship: AdminRelationship,
  action: RequestAction,
): RelationshipRequest {
  actions[action](world, actor, relationship);
  const now = world.clock.now();
  const request = world.store.of(relationshipRequests).put({
    id: world.ids.uuid(),
    relationshipId: relationship.id,
    action,
    status: 'created',
    createdAt: now,
    modifiedAt: now,
  });
  plan(world, request);
  return request;
}

function plan(world: World, { id }: RelationshipRequest): void {
  const due = world.clock.now() + world.settings.provisioningSeconds * 1_000;
  world.scheduler.schedule({ key: `gdap-request:${id}`, kind: 'gdap-request', due, subject: id });
}

export const requestJobs = {
  /** created, then pending, then succeeded. evidence: docs for the states, modelled for the time */
  'gdap-request': (world: World, { subject }: Job) => {
    const request = world.store.of(relationshipRequests).get(subject);
    if (request === undefined) return;
    const status = request.status === 'created' ? 'pending' : 'succeeded';
    const moved = { ...request, status, modifiedAt: world.clock.now() } as const;
    world.store.of(relationshipRequests).put(moved);
    if (status === 'pending') plan(world, moved);
  },
};

/** The relationship that a customer's administrator looks at, whoever's it is. @throws Refusal when there is none */
function requireAny(world: World, id: string): AdminRelationship {
  const found = world.store.of(adminRelationships).get(id.toLowerCase());
  if (found !== undefined) return found;
  throw new Refusal(
    'not-found',
    'gdap.unknown_relationship',
    `There is no relationship ${id}.`,
    'relationshipId',
  );
}

function tenantFor(world: World, relationship: AdminRelationship, domain: string | undefined): Tenant {
  const named = domain === undefined ? undefined : tenantOfDomain(world, domain);
  const tenant =
    named ?? (domain === undefined ? world.store.of(tenants).get(relationship.tenantId ?? '') : undefined);
  if (tenant !== undefined && (relationship.tenantId ?? tenant.id) === tenant.id) return tenant;
  throw new Refusal(
    'invalid',
    'gdap.tenant_needed',
    relationship.tenantId === undefined
      ? 'tenantDomain must name a tenant of this world: the relationship invites anybody.'
      : 'tenantDomain must be of the tenant that the relationship is for; leave it out.',
    'tenantDomain',
  );
}

/** Does what a Global Administrator of the customer does behind the approval link: yes to all roles at once. evidence: docs. @throws Refusal when it is not locked, or the reseller has not said yes */
export function approveRelationship(
  world: World,
  actor: Actor,
  id: string,
  tenantDomain?: string,
): AdminRelationship {
  const relationship = requireAny(world, id);
  mustBe(relationship, 'approvalPending', 'approve');
  if (relationship.consentPending) {
    throw new Refusal(
      'conflict',
      'gdap.partner_consent_pending',
      'The indirect reseller has not said yes to the relationship yet.',
    );
  }
  const tenant = tenantFor(world, relationship, tenantDomain);
  const approved = moveRelationship(world, actor, relationship, 'approved', { tenantId: tenant.id });
  mailAbout(world, approved, 'approved', 'was approved by the customer');
  return approved;
}

/** Does what a customer does who says no. evidence: modelled, the portal's no is not documented */
export function rejectRelationship(world: World, actor: Actor, id: string): AdminRelationship {
  const relationship = requireAny(world, id);
  mustBe(relationship, 'approvalPending', 'reject');
  return moveRelationship(world, actor, relationship, 'terminated');
}

/** Does what a customer does who ends a relationship in its portal. evidence: docs */
export function terminateByCustomer(world: World, actor: Actor, id: string): AdminRelationship {
  const relationship = requireAny(world, id);
  mustBe(relationship, 'active', 'terminate');
  return moveRelationship(world, actor, relationship, 'terminationRequested');
}
