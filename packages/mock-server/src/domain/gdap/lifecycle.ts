import { addPeriod, isoOf, millisecondsPerDay } from '../../kernel/calendar.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { accessAssignments, relationshipOperations } from './access-assignment.ts';
import {
  type AdminRelationship,
  adminRelationships,
  putRelationship,
  type RelationshipStatus,
  relationshipStates,
} from './admin-relationship.ts';
import { endAssignments } from './end-assignments.ts';
import { auditRelationship, mailAbout, planNotice } from './relationship-mail.ts';
import { relationshipRequests } from './relationship-request.ts';

/** A locked relationship that nobody approves is removed. evidence: docs */
const approvalDays = 90;
/** How long one that ended can still be read. evidence: docs */
const keptAfterEnd = 'P1Y';

/** When the scheduler takes a relationship on to what follows its status. */
function dueOf(world: World, { status, statusSince, endsAt }: AdminRelationship): number | undefined {
  switch (status) {
    case 'created':
      return undefined;
    case 'approvalPending':
      return statusSince + approvalDays * millisecondsPerDay;
    case 'active':
      return endsAt;
    case 'expired':
    case 'terminated':
      return addPeriod(statusSince, keptAfterEnd);
    default:
      // evidence: modelled, how long the system takes is not published
      return statusSince + world.settings.provisioningSeconds * 1_000;
  }
}

/** Plans what time does to a relationship, its notices too. */
export function planRelationship(world: World, relationship: AdminRelationship): void {
  const key = `gdap-step:${relationship.id}`;
  const due = dueOf(world, relationship);
  if (due === undefined) world.scheduler.cancel(key);
  else world.scheduler.schedule({ key, kind: 'gdap-step', due, subject: relationship.id });
  planNotice(world, relationship);
}

/** Takes a relationship to another status, with all that comes with it. */
export function moveRelationship(
  world: World,
  actor: Actor,
  relationship: AdminRelationship,
  to: RelationshipStatus,
  change: Partial<AdminRelationship> = {},
): AdminRelationship {
  const status = relationshipStates.move(relationship.status, to);
  const moved = putRelationship(world, relationship, { ...change, status, statusSince: world.clock.now() });
  auditRelationship(world, actor, moved, `${status[0]?.toUpperCase()}${status.slice(1)}`);
  planRelationship(world, moved);
  return moved;
}

/** Takes a relationship out of the world with all that hangs on it. */
export function removeRelationship(world: World, { id }: AdminRelationship): void {
  for (const { id: key } of world.store.of(accessAssignments).find('relationship', id)) {
    world.scheduler.cancel(`gdap-assignment:${key}`);
    world.store.of(accessAssignments).delete(key);
  }
  for (const { id: key } of world.store.of(relationshipOperations).find('relationship', id)) {
    world.scheduler.cancel(`gdap-operation:${key}`);
    world.store.of(relationshipOperations).delete(key);
  }
  for (const { id: key } of world.store.of(relationshipRequests).find('relationship', id)) {
    world.scheduler.cancel(`gdap-request:${key}`);
    world.store.of(relationshipRequests).delete(key);
  }
  world.scheduler.cancel(`gdap-step:${id}`);
  world.scheduler.cancel(`gdap-notice:${id}`);
  world.store.of(adminRelationships).delete(id);
}

function activate(world: World, relationship: AdminRelationship): void {
  const activatedAt = world.clock.now();
  moveRelationship(world, systemActor, relationship, 'active', {
    activatedAt,
    endsAt: activatedAt + relationship.durationDays * millisecondsPerDay,
  });
}

function reachEnd(world: World, relationship: AdminRelationship): void {
  const { autoExtendDays, endsAt = world.clock.now() } = relationship;
  if (autoExtendDays === 0) {
    mailAbout(world, relationship, 'ended', 'ended today; access is lost');
    moveRelationship(world, systemActor, relationship, 'expiring');
    return;
  }
  const extended = putRelationship(world, relationship, {
    endsAt: endsAt + autoExtendDays * millisecondsPerDay,
  });
  auditRelationship(world, systemActor, extended, 'Extended', isoOf(extended.endsAt ?? 0));
  mailAbout(world, extended, 'extended', `was extended to ${isoOf(extended.endsAt ?? 0)}`);
  planRelationship(world, extended);
}

function end(world: World, relationship: AdminRelationship, as: 'expired' | 'terminated'): void {
  endAssignments(world, relationship);
  const ended = moveRelationship(world, systemActor, relationship, as);
  if (as === 'terminated') mailAbout(world, ended, 'terminated', 'was terminated; access is lost');
}

/** What time does to a relationship, by its status. evidence: docs */
const steps: Readonly<
  Partial<Record<RelationshipStatus, (world: World, relationship: AdminRelationship) => void>>
> = {
  approvalPending: (world, relationship) => {
    auditRelationship(world, systemActor, relationship, 'ApprovalLapsed');
    removeRelationship(world, relationship);
  },
  approved: (world, relationship) => void moveRelationship(world, systemActor, relationship, 'activating'),
  activating: activate,
  active: reachEnd,
  terminationRequested: (world, relationship) =>
    void moveRelationship(world, systemActor, relationship, 'terminating'),
  terminating: (world, relationship) => end(world, relationship, 'terminated'),
  expiring: (world, relationship) => end(world, relationship, 'expired'),
  terminated: removeRelationship,
  expired: removeRelationship,
};

export const lifecycleJobs = {
  'gdap-step': (world: World, { subject }: Job) => {
    const relationship = world.store.of(adminRelationships).get(subject);
    if (relationship !== undefined) steps[relationship.status]?.(world, relationship);
  },
};
