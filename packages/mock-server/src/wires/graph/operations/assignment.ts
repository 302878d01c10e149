import {
  type AccessAssignment,
  accessAssignments,
  relationshipOperations,
  requireAssignment,
  requireOperation,
} from '../../../domain/gdap/access-assignment.ts';
import { assignGroup, changeAssignment, removeAssignment } from '../../../domain/gdap/change-assignment.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type {
  DelegatedAdminAccessAssignmentUpdate,
  NewDelegatedAdminAccessAssignment,
} from '../../../generated/graph.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { checkIfMatch } from '../etag.ts';
import { pageOf } from '../list.ts';
import { Accepted } from '../respond.ts';
import { rolesIn, toAssignment, toOperation } from '../shapes.ts';
import { relationshipOf } from './relationship.ts';

function assignmentOf(call: Call): AccessAssignment {
  const { world, parameters } = call;
  return requireAssignment(world, relationshipOf(call), parameters.delegatedAdminAccessAssignmentId ?? '');
}

function checkContainer({ accessContainer }: NewDelegatedAdminAccessAssignment): void {
  if (accessContainer.accessContainerType === 'securityGroup') return;
  throw new Refusal(
    'invalid',
    'gdap.container_type',
    'accessContainer.accessContainerType must be securityGroup.',
    'accessContainer',
  );
}

export const assignmentOperations = {
  CreateDelegatedAdminAccessAssignment: (call: Call<NewDelegatedAdminAccessAssignment>) => {
    const { world, actor, body } = call;
    checkContainer(body);
    const input = { groupId: body.accessContainer.accessContainerId, roleIds: rolesIn(body.accessDetails) };
    return toAssignment(assignGroup(world, actor, relationshipOf(call), input));
  },
  ListDelegatedAdminAccessAssignments: (call: Call) => {
    const { id } = relationshipOf(call);
    return pageOf(call, call.world.store.of(accessAssignments).find('relationship', id), toAssignment);
  },
  GetDelegatedAdminAccessAssignment: (call: Call) => toAssignment(assignmentOf(call)),
  UpdateDelegatedAdminAccessAssignment: (call: Call<DelegatedAdminAccessAssignmentUpdate>) => {
    const { world, actor, body } = call;
    const assignment = assignmentOf(call);
    checkIfMatch(call, assignment);
    const operation = changeAssignment(
      world,
      actor,
      relationshipOf(call),
      assignment,
      rolesIn(body.accessDetails),
    );
    return operation === undefined ? toAssignment(assignment) : new Accepted(operation.id);
  },
  DeleteDelegatedAdminAccessAssignment: (call: Call) => {
    const assignment = assignmentOf(call);
    checkIfMatch(call, assignment);
    removeAssignment(call.world, call.actor, relationshipOf(call), assignment);
  },
  ListDelegatedAdminRelationshipOperations: (call: Call) => {
    const { id } = relationshipOf(call);
    return pageOf(call, call.world.store.of(relationshipOperations).find('relationship', id), toOperation);
  },
  GetDelegatedAdminRelationshipOperation: (call: Call) =>
    toOperation(
      requireOperation(
        call.world,
        relationshipOf(call),
        call.parameters.delegatedAdminRelationshipOperationId ?? '',
      ),
    ),
} satisfies Record<string, OperationHandler>;
