import {
  type AdminRelationship,
  relationshipsInScope,
  requireRelationship,
} from '../../../domain/gdap/admin-relationship.ts';
import {
  changeRelationship,
  createRelationship,
  deleteRelationship,
} from '../../../domain/gdap/change-relationship.ts';
import {
  type RequestAction,
  relationshipRequests,
  requireRequest,
} from '../../../domain/gdap/relationship-request.ts';
import { requestAction } from '../../../domain/gdap/request-action.ts';
import { tenants } from '../../../domain/tenants/tenant.ts';
import type {
  DelegatedAdminRelationshipUpdate,
  NewDelegatedAdminRelationship,
  NewDelegatedAdminRelationshipRequest,
} from '../../../generated/graph.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { isoOf } from '../../../kernel/calendar.ts';
import { checkIfMatch } from '../etag.ts';
import { pageOf } from '../list.ts';
import { Accepted } from '../respond.ts';
import { rolesIn, toRelationship, toRequest } from '../shapes.ts';

/** The relationship that a path names. */
export function relationshipOf({ world, actor, parameters }: Call): AdminRelationship {
  return requireRelationship(world, actor, parameters.delegatedAdminRelationshipId ?? '');
}

function showsUnknown({ request }: Call): boolean {
  return /include-unknown-enum-members/i.test(request.headers.prefer ?? '');
}

function instant(value: number | undefined): string | undefined {
  return value === undefined ? undefined : isoOf(value);
}

function draftIn({
  displayName,
  duration,
  accessDetails,
  customer,
  autoExtendDuration,
}: DelegatedAdminRelationshipUpdate) {
  return {
    ...(displayName !== undefined && { displayName }),
    ...(duration !== undefined && { duration }),
    ...(accessDetails !== undefined && { roleIds: rolesIn(accessDetails) }),
    ...(customer !== undefined && { tenantId: customer.tenantId }),
    ...(autoExtendDuration !== undefined && { autoExtendDuration }),
  };
}

export const relationshipOperations = {
  CreateDelegatedAdminRelationship: ({ world, actor, body }: Call<NewDelegatedAdminRelationship>) => {
    const { displayName, duration, accessDetails } = body;
    const draft = { ...draftIn(body), displayName, duration, roleIds: rolesIn(accessDetails) };
    return toRelationship(world, createRelationship(world, actor, draft));
  },
  ListDelegatedAdminRelationships: (call: Call) => {
    const { world, actor } = call;
    return pageOf(
      call,
      relationshipsInScope(world, actor),
      (relationship) => toRelationship(world, relationship),
      {
        fields: {
          id: ({ id }) => id,
          displayName: ({ displayName }) => displayName,
          status: ({ status }) => status,
          'customer/tenantId': ({ tenantId }) => tenantId,
          'customer/displayName': ({ tenantId }) => world.store.of(tenants).get(tenantId ?? '')?.companyName,
          createdDateTime: ({ createdAt }) => instant(createdAt),
          lastModifiedDateTime: ({ modifiedAt }) => instant(modifiedAt),
          activatedDateTime: ({ activatedAt }) => instant(activatedAt),
          endDateTime: ({ endsAt }) => instant(endsAt),
        },
      },
    );
  },
  GetDelegatedAdminRelationship: (call: Call) => toRelationship(call.world, relationshipOf(call)),
  UpdateDelegatedAdminRelationship: (call: Call<DelegatedAdminRelationshipUpdate>) => {
    const { world, actor, body } = call;
    const current = relationshipOf(call);
    checkIfMatch(call, current);
    const { relationship, operation } = changeRelationship(world, actor, current, draftIn(body));
    return operation === undefined ? toRelationship(world, relationship) : new Accepted(operation.id);
  },
  DeleteDelegatedAdminRelationship: (call: Call) => {
    const relationship = relationshipOf(call);
    checkIfMatch(call, relationship);
    deleteRelationship(call.world, call.actor, relationship);
  },
  CreateDelegatedAdminRelationshipRequest: (call: Call<NewDelegatedAdminRelationshipRequest>) => {
    const { world, actor, body } = call;
    const request = requestAction(world, actor, relationshipOf(call), body.action as RequestAction);
    return toRequest(request, showsUnknown(call));
  },
  ListDelegatedAdminRelationshipRequests: (call: Call) => {
    const { id } = relationshipOf(call);
    const requests = call.world.store.of(relationshipRequests).find('relationship', id);
    return pageOf(call, requests, (request) => toRequest(request, showsUnknown(call)));
  },
  GetDelegatedAdminRelationshipRequest: (call: Call) =>
    toRequest(
      requireRequest(
        call.world,
        relationshipOf(call),
        call.parameters.delegatedAdminRelationshipRequestId ?? '',
      ),
      showsUnknown(call),
    ),
} satisfies Record<string, OperationHandler>;
