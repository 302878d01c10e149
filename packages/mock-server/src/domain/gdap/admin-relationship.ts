import { defineCollection } from '../../kernel/collection.ts';
import { StateMachine } from '../../kernel/state-machine.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';

/** Graph's statuses. evidence: docs */
export type RelationshipStatus =
  | 'created'
  | 'approvalPending'
  | 'approved'
  | 'activating'
  | 'active'
  | 'terminationRequested'
  | 'terminating'
  | 'terminated'
  | 'expiring'
  | 'expired';

/** evidence: docs; modelled where a customer or a reseller says no */
export const relationshipStates = new StateMachine<RelationshipStatus>('GDAP relationship', {
  created: ['approvalPending'],
  approvalPending: ['approved', 'terminated'],
  approved: ['activating'],
  activating: ['active'],
  active: ['terminationRequested', 'expiring'],
  terminationRequested: ['terminating'],
  terminating: ['terminated'],
  terminated: [],
  expiring: ['expired'],
  expired: [],
});

/** Granular delegated admin privileges (GDAP) of a partner over a tenant. */
export interface AdminRelationship {
  /** `<guid>-<guid>` */
  readonly id: string;
  /** The partner's company. */
  readonly partnerId: number;
  /** Absent in an open invitation until a tenant approves it. */
  readonly tenantId?: string;
  /** The indirect provider that asked for it in a reseller's name. */
  readonly indirectProviderId?: number;
  /** The reseller has not yet said yes to what its provider asked for. */
  readonly consentPending?: boolean;
  readonly displayName: string;
  /** Role template ids of Microsoft Entra. */
  readonly roleIds: readonly string[];
  /** As it was given; ISO 8601. */
  readonly duration: string;
  readonly durationDays: number;
  /** 0 or 180. */
  readonly autoExtendDays: number;
  readonly status: RelationshipStatus;
  /** When it got its status. */
  readonly statusSince: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly activatedAt?: number;
  readonly endsAt?: number;
  /** Counts every change, the system's too: ETags are made of it. */
  readonly version: number;
}

export const adminRelationships = defineCollection<AdminRelationship>()({
  name: 'adminRelationships',
  key: (relationship) => relationship.id,
  indexes: {
    tenant: (relationship) => relationship.tenantId,
    partner: (relationship) => relationship.partnerId,
    status: (relationship) => relationship.status,
    displayName: (relationship) => nameKey(relationship.partnerId, relationship.displayName),
  },
});

function nameKey(partnerId: number, displayName: string): string {
  return `${partnerId}:${displayName.toLowerCase()}`;
}

export function relationshipNamed(
  world: World,
  partnerId: number,
  displayName: string,
): AdminRelationship | undefined {
  return world.store.of(adminRelationships).first('displayName', nameKey(partnerId, displayName));
}

/** The relationships of the actor's partner, oldest first. */
export function relationshipsInScope(world: World, actor: Actor): AdminRelationship[] {
  return world.store.of(adminRelationships).find('partner', partnerOf(world, actor).companyId);
}

/** A relationship of the actor's partner. @throws Refusal when it is another's, or none */
export function requireRelationship(world: World, actor: Actor, id: string): AdminRelationship {
  const found = world.store.of(adminRelationships).get(id.toLowerCase());
  if (found !== undefined && found.partnerId === partnerOf(world, actor).companyId) return found;
  throw new Refusal(
    'not-found',
    'gdap.unknown_relationship',
    `The partner has no delegated admin relationship ${id}; take an id from GET /tenantRelationships/delegatedAdminRelationships.`,
    'delegatedAdminRelationshipId',
  );
}

/** Writes a change with its version. */
export function putRelationship(
  world: World,
  before: AdminRelationship,
  change: Partial<AdminRelationship>,
): AdminRelationship {
  return world.store.of(adminRelationships).put({
    ...before,
    ...change,
    modifiedAt: world.clock.now(),
    version: before.version + 1,
  });
}
