import { defineCollection } from '../../kernel/collection.ts';
import { StateMachine } from '../../kernel/state-machine.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import type { AdminRelationship } from './admin-relationship.ts';

export type AssignmentStatus = 'pending' | 'active' | 'deleting' | 'deleted' | 'error';

/** evidence: docs; modelled for what a relationship's end does to assignments */
export const assignmentStates = new StateMachine<AssignmentStatus>('GDAP access assignment', {
  pending: ['active', 'error', 'deleting', 'deleted'],
  active: ['deleting', 'deleted'],
  error: ['deleting', 'deleted'],
  deleting: ['deleted'],
  deleted: [],
});

/** Roles of a relationship that a security group of the partner has. */
export interface AccessAssignment {
  readonly id: string;
  readonly relationshipId: string;
  /** The security group. */
  readonly groupId: string;
  readonly roleIds: readonly string[];
  readonly status: AssignmentStatus;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly version: number;
}

export const accessAssignments = defineCollection<AccessAssignment>()({
  name: 'accessAssignments',
  key: (assignment) => assignment.id,
  indexes: { relationship: (assignment) => assignment.relationshipId },
});

/** Something that goes on after its call, on a relationship. */
export interface RelationshipOperation {
  readonly id: string;
  readonly relationshipId: string;
  /** Absent when it changes the relationship itself. */
  readonly assignmentId?: string;
  /** The roles that are to be. */
  readonly roleIds: readonly string[];
  readonly status: 'notStarted' | 'running' | 'succeeded' | 'failed';
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export const relationshipOperations = defineCollection<RelationshipOperation>()({
  name: 'relationshipOperations',
  key: (operation) => operation.id,
  indexes: { relationship: (operation) => operation.relationshipId },
});

/** An assignment of a relationship. @throws Refusal when it has none with that id */
export function requireAssignment(
  world: World,
  relationship: AdminRelationship,
  id: string,
): AccessAssignment {
  const found = world.store.of(accessAssignments).get(id.toLowerCase());
  if (found?.relationshipId === relationship.id) return found;
  throw new Refusal(
    'not-found',
    'gdap.unknown_assignment',
    `Relationship ${relationship.id} has no access assignment ${id}.`,
    'delegatedAdminAccessAssignmentId',
  );
}

export function requireOperation(
  world: World,
  relationship: AdminRelationship,
  id: string,
): RelationshipOperation {
  const found = world.store.of(relationshipOperations).get(id.toLowerCase());
  if (found?.relationshipId === relationship.id) return found;
  throw new Refusal(
    'not-found',
    'gdap.unknown_operation',
    `Relationship ${relationship.id} has no operation ${id}.`,
    'delegatedAdminRelationshipOperationId',
  );
}

export function putAssignment(
  world: World,
  before: AccessAssignment,
  change: Partial<AccessAssignment>,
): AccessAssignment {
  return world.store.of(accessAssignments).put({
    ...before,
    ...change,
    modifiedAt: world.clock.now(),
    version: before.version + 1,
  });
}
