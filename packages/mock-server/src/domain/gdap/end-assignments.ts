import type { World } from '../../world.ts';
import {
  accessAssignments,
  assignmentStates,
  putAssignment,
  relationshipOperations,
} from './access-assignment.ts';
import type { AdminRelationship } from './admin-relationship.ts';

/** Nothing is left of the access when its relationship ends; what was under way fails. evidence: modelled, the final states are not published */
export function endAssignments(world: World, { id }: AdminRelationship): void {
  for (const assignment of world.store.of(accessAssignments).find('relationship', id)) {
    world.scheduler.cancel(`gdap-assignment:${assignment.id}`);
    if (assignment.status === 'deleted') continue;
    putAssignment(world, assignment, { status: assignmentStates.move(assignment.status, 'deleted') });
  }
  for (const operation of world.store.of(relationshipOperations).find('relationship', id)) {
    world.scheduler.cancel(`gdap-operation:${operation.id}`);
    if (operation.status === 'succeeded' || operation.status === 'failed') continue;
    const modifiedAt = world.clock.now();
    world.store.of(relationshipOperations).put({ ...operation, status: 'failed', modifiedAt });
  }
}
