import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { globalAdministrator } from '../tenants/directory-roles.ts';
import { tenants } from '../tenants/tenant.ts';
import type { RelationshipOperation } from './access-assignment.ts';
import {
  type AdminRelationship,
  adminRelationships,
  putRelationship,
  relationshipNamed,
} from './admin-relationship.ts';
import { autoExtendDaysOf, durationDaysOf } from './duration.ts';
import { removeRelationship } from './lifecycle.ts';
import { checkNoOperation, startOperation } from './operation.ts';
import { auditRelationship } from './relationship-mail.ts';
import { checkExtensible, checkedRoles, sameRoles } from './roles.ts';

/** evidence: docs */
const longestName = 50;

export interface RelationshipDraft {
  readonly displayName: string;
  readonly duration: string;
  readonly roleIds: readonly string[];
  /** Absent: any tenant may approve. */
  readonly tenantId?: string | undefined;
  readonly autoExtendDuration?: string | null | undefined;
}

function checkName(world: World, partnerId: number, displayName: string, own?: string): void {
  if (displayName.trim() === '' || displayName.length > longestName) {
    throw new Refusal(
      'invalid',
      'gdap.display_name',
      `displayName has ${displayName.length} characters; it must have 1 to ${longestName}.`,
      'displayName',
    );
  }
  const same = relationshipNamed(world, partnerId, displayName);
  if (same === undefined || same.id === own) return;
  throw new Refusal(
    'invalid',
    'gdap.display_name_taken',
    `displayName "${displayName}" is that of relationship ${same.id}; each of a partner's needs a name of its own.`,
    'displayName',
  );
}

function checkTenant(world: World, tenantId: string | undefined): string | undefined {
  if (tenantId === undefined) return undefined;
  if (world.store.of(tenants).has(tenantId.toLowerCase())) return tenantId.toLowerCase();
  throw new Refusal(
    'invalid',
    'gdap.unknown_tenant',
    `customer.tenantId ${tenantId} is no tenant of this world; leave customer out to invite anybody.`,
    'customer',
  );
}

/** Drafts a relationship: nobody else sees it before it is locked. @throws Refusal when a rule is broken */
export function createRelationship(world: World, actor: Actor, draft: RelationshipDraft): AdminRelationship {
  const { companyId } = partnerOf(world, actor);
  checkName(world, companyId, draft.displayName);
  const durationDays = durationDaysOf(draft.duration);
  const autoExtendDays = autoExtendDaysOf(draft.autoExtendDuration);
  const roleIds = checkedRoles(draft.roleIds);
  checkExtensible(roleIds, autoExtendDays);
  const tenantId = checkTenant(world, draft.tenantId);
  const now = world.clock.now();
  const created = world.store.of(adminRelationships).put({
    id: `${world.ids.uuid()}-${world.ids.uuid()}`,
    partnerId: companyId,
    ...(tenantId !== undefined && { tenantId }),
    displayName: draft.displayName,
    roleIds,
    duration: draft.duration,
    durationDays,
    autoExtendDays,
    status: 'created',
    statusSince: now,
    createdAt: now,
    modifiedAt: now,
    version: 1,
  });
  auditRelationship(world, actor, created, 'Created');
  return created;
}

/** What became of a change: done, or under way. */
export interface RelationshipChange {
  readonly relationship: AdminRelationship;
  readonly operation?: RelationshipOperation;
}

/** Changes a draft, or of an active relationship its extension, or takes Global Administrator out of it. @throws Refusal when its status forbids it */
export function changeRelationship(
  world: World,
  actor: Actor,
  relationship: AdminRelationship,
  change: Partial<RelationshipDraft>,
): RelationshipChange {
  if (relationship.status === 'created') return changeDraft(world, actor, relationship, change);
  const { autoExtendDuration, roleIds, ...frozen } = change;
  const changed = Object.entries(frozen).find(([, value]) => value !== undefined);
  if (relationship.status !== 'active' || changed !== undefined) {
    throw new Refusal(
      'invalid',
      'gdap.frozen',
      `${changed?.[0] ?? 'The relationship'} cannot be changed while it is ${relationship.status}; only drafts can, and autoExtendDuration of active ones.`,
      changed?.[0],
    );
  }
  const wanted = roleIds === undefined ? relationship.roleIds : checkedRoles(roleIds);
  const autoExtendDays =
    autoExtendDuration === undefined ? relationship.autoExtendDays : autoExtendDaysOf(autoExtendDuration);
  checkExtensible(wanted, autoExtendDays);
  const removes = !sameRoles(wanted, relationship.roleIds);
  if (removes) checkRemovesGlobalAdministrator(relationship, wanted);
  if (removes) checkNoOperation(world, relationship);
  if (removes && autoExtendDays !== relationship.autoExtendDays)
    checkExtensible(relationship.roleIds, autoExtendDays);
  const extended =
    autoExtendDays === relationship.autoExtendDays
      ? relationship
      : putRelationship(world, relationship, { autoExtendDays });
  if (extended !== relationship) auditRelationship(world, actor, extended, 'AutoExtendChanged');
  if (!removes) return { relationship: extended };
  return { relationship: extended, operation: startOperation(world, actor, extended, { roleIds: wanted }) };
}

/** evidence: docs, the only change of an active relationship's roles */
function checkRemovesGlobalAdministrator(relationship: AdminRelationship, wanted: readonly string[]): void {
  const without = relationship.roleIds.filter((id) => id !== globalAdministrator);
  if (sameRoles(wanted, without)) return;
  throw new Refusal(
    'invalid',
    'gdap.roles_frozen',
    'accessDetails of an active relationship can only lose Global Administrator; make a new relationship for other roles.',
    'accessDetails',
  );
}

function changeDraft(
  world: World,
  actor: Actor,
  relationship: AdminRelationship,
  change: Partial<RelationshipDraft>,
): RelationshipChange {
  const { displayName = relationship.displayName, duration = relationship.duration } = change;
  checkName(world, relationship.partnerId, displayName, relationship.id);
  const durationDays = durationDaysOf(duration);
  const roleIds = change.roleIds === undefined ? relationship.roleIds : checkedRoles(change.roleIds);
  const autoExtendDays =
    change.autoExtendDuration === undefined
      ? relationship.autoExtendDays
      : autoExtendDaysOf(change.autoExtendDuration);
  checkExtensible(roleIds, autoExtendDays);
  const tenantId = checkTenant(world, change.tenantId);
  const changed = putRelationship(world, relationship, {
    displayName,
    duration,
    durationDays,
    roleIds,
    autoExtendDays,
    ...(tenantId !== undefined && { tenantId }),
  });
  auditRelationship(world, actor, changed, 'Updated');
  return { relationship: changed };
}

/** Drops a draft. @throws Refusal when it was locked already */
export function deleteRelationship(world: World, actor: Actor, relationship: AdminRelationship): void {
  if (relationship.status !== 'created') {
    throw new Refusal(
      'invalid',
      'gdap.not_a_draft',
      `Relationship ${relationship.id} is ${relationship.status}; only drafts (created) are deleted, active ones are terminated.`,
    );
  }
  auditRelationship(world, actor, relationship, 'Deleted');
  removeRelationship(world, relationship);
}
