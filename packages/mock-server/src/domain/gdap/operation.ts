import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import {
  accessAssignments,
  putAssignment,
  type RelationshipOperation,
  relationshipOperations,
} from './access-assignment.ts';
import { type AdminRelationship, adminRelationships, putRelationship } from './admin-relationship.ts';
import { auditRelationship } from './relationship-mail.ts';

/** evidence: docs, 409 while another runs. @throws Refusal */
export function checkNoOperation(world: World, { id }: AdminRelationship): void {
  const running = world.store
    .of(relationshipOperations)
    .find('relationship', id)
    .find(({ status }) => status === 'notStarted' || status === 'running');
  if (running === undefined) return;
  throw new Refusal(
    'conflict',
    'gdap.operation_running',
    `Operation ${running.id} on the relationship is ${running.status}; wait until it is done.`,
  );
}

/** Begins a change of roles that goes on after its call. */
export function startOperation(
  world: World,
  actor: Actor,
  relationship: AdminRelationship,
  wanted: { readonly assignmentId?: string; readonly roleIds: readonly string[] },
): RelationshipOperation {
  const now = world.clock.now();
  const operation = world.store.of(relationshipOperations).put({
    id: world.ids.uuid(),
    relationshipId: relationship.id,
    ...wanted,
    status: 'notStarted',
    createdAt: now,
    modifiedAt: now,
  });
  auditRelationship(world, actor, relationship, 'RolesChangeRequested', operation.id);
  plan(world, operation);
  return operation;
}

function plan(world: World, { id }: RelationshipOperation): void {
  const due = world.clock.now() + world.settings.provisioningSeconds * 1_000;
  world.scheduler.schedule({ key: `gdap-operation:${id}`, kind: 'gdap-operation', due, subject: id });
}

function apply(world: World, { relationshipId, assignmentId, roleIds }: RelationshipOperation): void {
  const relationship = world.store.of(adminRelationships).get(relationshipId);
  if (relationship === undefined) return;
  const assignments = world.store.of(accessAssignments);
  if (assignmentId !== undefined) {
    const assignment = assignments.get(assignmentId);
    if (assignment?.status === 'active') putAssignment(world, assignment, { roleIds });
  } else {
    putRelationship(world, relationship, { roleIds });
    // What is taken from the relationship is taken from its groups. evidence: modelled
    for (const assignment of assignments.find('relationship', relationshipId)) {
      const kept = assignment.roleIds.filter((id) => roleIds.includes(id));
      if (kept.length < assignment.roleIds.length) putAssignment(world, assignment, { roleIds: kept });
    }
  }
  auditRelationship(world, systemActor, relationship, 'RolesChanged', assignmentId ?? relationshipId);
}

export const operationJobs = {
  /** notStarted, then running, then succeeded. evidence: docs for the states, modelled for the time */
  'gdap-operation': (world: World, { subject }: Job) => {
    const operation = world.store.of(relationshipOperations).get(subject);
    if (operation === undefined) return;
    const modifiedAt = world.clock.now();
    if (operation.status === 'notStarted') {
      plan(
        world,
        world.store.of(relationshipOperations).put({ ...operation, status: 'running', modifiedAt }),
      );
    } else {
      apply(world, operation);
      world.store.of(relationshipOperations).put({ ...operation, status: 'succeeded', modifiedAt });
    }
  },
};
