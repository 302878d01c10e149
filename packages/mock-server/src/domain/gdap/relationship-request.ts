import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import type { AdminRelationship } from './admin-relationship.ts';

export type RequestAction = 'lockForApproval' | 'approve' | 'reject' | 'terminate';

/** Something asked of a relationship, and what became of it. */
export interface RelationshipRequest {
  readonly id: string;
  readonly relationshipId: string;
  readonly action: RequestAction;
  readonly status: 'created' | 'pending' | 'succeeded' | 'failed';
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export const relationshipRequests = defineCollection<RelationshipRequest>()({
  name: 'relationshipRequests',
  key: (request) => request.id,
  indexes: { relationship: (request) => request.relationshipId },
});

/** A request of a relationship. @throws Refusal when it has none with that id */
export function requireRequest(
  world: World,
  relationship: AdminRelationship,
  id: string,
): RelationshipRequest {
  const found = world.store.of(relationshipRequests).get(id.toLowerCase());
  if (found?.relationshipId === relationship.id) return found;
  throw new Refusal(
    'not-found',
    'gdap.unknown_request',
    `Relationship ${relationship.id} has no request ${id}.`,
    'delegatedAdminRelationshipRequestId',
  );
}
