import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import {
  type AccessAssignment,
  accessAssignments,
  assignmentStates,
  putAssignment,
  type RelationshipOperation,
} from './access-assignment.ts';
import { type AdminRelationship, adminRelationships } from './admin-relationship.ts';
import { checkNoOperation, startOperation } from './operation.ts';
import { auditRelationship } from './relationship-mail.ts';
import { checkedRoles, sameRoles } from './roles.ts';
import { requireSecurityGroup } from './security-group.ts';

const gone: ReadonlySet<string> = new Set(['deleting', 'deleted']);

function checkActive(relationship: AdminRelationship): void {
  if (relationship.status === 'active') return;
  throw new Refusal(
    'conflict',
    'gdap.not_active',
    `Relationship ${relationship.id} is ${relationship.status}; groups are given roles while it is active.`,
  );
}

function rolesWithin(relationship: AdminRelationship, roleIds: readonly string[]): string[] {
  const wanted = checkedRoles(roleIds);
  const outside = wanted.filter((id) => !relationship.roleIds.includes(id));
  if (outside.length === 0) return wanted;
  throw new Refusal(
    'invalid',
    'gdap.role_outside',
    `accessDetails.unifiedRoles has roles that the relationship does not: ${outside.join(', ')}.`,
    'accessDetails',
  );
}

/** Gives roles of a relationship to a security group. @throws Refusal when it has some already, or the roles are not the relationship's */
export function assignGroup(
  world: World,
  actor: Actor,
  relationship: AdminRelationship,
  input: { readonly groupId: string; readonly roleIds: readonly string[] },
): AccessAssignment {
  checkActive(relationship);
  const group = requireSecurityGroup(world, partnerOf(world, actor).tenantId, input.groupId, 'invalid');
  const roleIds = rolesWithin(relationship, input.roleIds);
  const held = world.store
    .of(accessAssignments)
    .find('relationship', relationship.id)
    .find((each) => each.groupId === group.id && !gone.has(each.status));
  if (held !== undefined) {
    throw new Refusal(
      'conflict',
      'gdap.group_assigned',
      `${group.displayName} has access assignment ${held.id} already; change that one.`,
      'accessContainer',
    );
  }
  const now = world.clock.now();
  const assignment = world.store.of(accessAssignments).put({
    id: world.ids.uuid(),
    relationshipId: relationship.id,
    groupId: group.id,
    roleIds,
    status: 'pending',
    createdAt: now,
    modifiedAt: now,
    version: 1,
  });
  auditRelationship(world, actor, relationship, 'AccessAssigned', assignment.id);
  plan(world, assignment);
  return assignment;
}

/** Gives a group other roles; what nothing differs in starts no operation. @throws Refusal while another operation runs */
export function changeAssignment(
  world: World,
  actor: Actor,
  relationship: AdminRelationship,
  assignment: AccessAssignment,
  wantedRoles: readonly string[],
): RelationshipOperation | undefined {
  checkActive(relationship);
  if (assignment.status !== 'active') {
    throw new Refusal(
      'conflict',
      'gdap.assignment_not_active',
      `Access assignment ${assignment.id} is ${assignment.status}; it can be changed while it is active.`,
    );
  }
  const roleIds = rolesWithin(relationship, wantedRoles);
  if (sameRoles(roleIds, assignment.roleIds)) return undefined;
  checkNoOperation(world, relationship);
  return startOperation(world, actor, relationship, { assignmentId: assignment.id, roleIds });
}

/** Takes its roles from a group. @throws Refusal when that was done already */
export function removeAssignment(
  world: World,
  actor: Actor,
  relationship: AdminRelationship,
  assignment: AccessAssignment,
): void {
  if (gone.has(assignment.status)) {
    throw new Refusal(
      'conflict',
      'gdap.assignment_gone',
      `Access assignment ${assignment.id} is ${assignment.status} already.`,
    );
  }
  const status = assignmentStates.move(assignment.status, 'deleting');
  plan(world, putAssignment(world, assignment, { status }));
  auditRelationship(world, actor, relationship, 'AccessRemoved', assignment.id);
}

function plan(world: World, { id }: AccessAssignment): void {
  const due = world.clock.now() + world.settings.provisioningSeconds * 1_000;
  world.scheduler.schedule({ key: `gdap-assignment:${id}`, kind: 'gdap-assignment', due, subject: id });
}

export const assignmentJobs = {
  /** pending becomes active, deleting deleted; one whose roles the relationship has lost meanwhile fails. evidence: docs, modelled for the reason of a failure */
  'gdap-assignment': (world: World, { subject }: Job) => {
    const assignment = world.store.of(accessAssignments).get(subject);
    const relationship = world.store.of(adminRelationships).get(assignment?.relationshipId ?? '');
    if (assignment === undefined || relationship === undefined) return;
    const covered =
      assignment.roleIds.length > 0 && assignment.roleIds.every((id) => relationship.roleIds.includes(id));
    const to = assignment.status === 'deleting' ? 'deleted' : covered ? 'active' : 'error';
    putAssignment(world, assignment, { status: assignmentStates.move(assignment.status, to) });
    auditRelationship(
      world,
      systemActor,
      relationship,
      `Access${to[0]?.toUpperCase()}${to.slice(1)}`,
      assignment.id,
    );
  },
};
