import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import type { LicenceSku } from '../catalogue/licence-skus.ts';
import { Refusal } from '../refusal.ts';
import { auditTenant } from './audit-tenant.ts';
import { type DirectoryUser, directoryUsers, type UserLicence } from './directory-user.ts';
import { type SubscribedSku, subscribedSkus } from './subscribed-skus.ts';

export interface LicenceChange {
  readonly assign: readonly UserLicence[];
  /** SKU ids. */
  readonly remove: readonly string[];
}

/** Gives licences to a user and takes others away, all of them or none. */
export function updateLicences(
  world: World,
  actor: Actor,
  user: DirectoryUser,
  given: LicenceChange,
): DirectoryUser {
  const change = folded(given);
  checkOnce(change);
  const owned = new Map(subscribedSkus(world, user.tenantId).map((each) => [each.sku.id, each]));
  const assigned = change.assign.map((licence) => requireOwned(owned, licence));
  const removed = change.remove.map((skuId) => requireHeld(owned, user, skuId));
  checkOneLicenceGroup([...assigned.map(({ sku }) => sku), ...removed.flatMap((sku) => sku ?? [])]);
  if (change.assign.length > 0) checkUsageLocation(user);
  for (const each of assigned) checkAvailable(each, user);
  const replaced = new Set([...change.remove, ...change.assign.map(({ skuId }) => skuId)]);
  const updated = world.store.of(directoryUsers).put({
    ...user,
    licences: [...user.licences.filter(({ skuId }) => !replaced.has(skuId)), ...change.assign],
  });
  auditTenant(world, actor, user.tenantId, {
    eventType: 'DirectoryUser.LicencesUpdated',
    name: user.userPrincipalName,
    id: user.id,
  });
  return updated;
}

function folded({ assign, remove }: LicenceChange): LicenceChange {
  return {
    assign: assign.map(({ skuId, excludedPlans }) => ({
      skuId: skuId.toLowerCase(),
      excludedPlans: excludedPlans.map((id) => id.toLowerCase()),
    })),
    remove: remove.map((skuId) => skuId.toLowerCase()),
  };
}

function checkOnce({ assign, remove }: LicenceChange): void {
  const named = [...assign.map(({ skuId }) => skuId), ...remove];
  if (named.length === 0) {
    throw new Refusal(
      'invalid',
      'licence.nothing_to_change',
      'licensesToAssign and licensesToRemove are empty; name at least one SKU in one of them.',
      'licensesToAssign',
    );
  }
  const twice = named.find((skuId, index) => named.indexOf(skuId) !== index);
  if (twice === undefined) return;
  throw new Refusal(
    'invalid',
    'licence.named_twice',
    `SKU ${twice} is named twice in licensesToAssign and licensesToRemove; name it once.`,
    'licensesToAssign',
  );
}

function requireOwned(
  owned: ReadonlyMap<string, SubscribedSku>,
  { skuId, excludedPlans }: UserLicence,
): SubscribedSku {
  const found = owned.get(skuId);
  if (found === undefined) {
    throw new Refusal(
      'not-found',
      'licence.not_subscribed',
      `licensesToAssign.skuId ${skuId} is none of the customer's SKUs; take productSku.id from GET /v1/customers/{id}/subscribedskus.`,
      'licensesToAssign.skuId',
    );
  }
  const unknown = excludedPlans.find((id) => !found.sku.plans.some((plan) => plan.id === id));
  if (unknown === undefined) return found;
  throw new Refusal(
    'invalid',
    'licence.plan_unknown',
    `licensesToAssign.excludedPlans ${unknown} is no service plan of ${found.sku.name}; take servicePlans.id from GET /v1/customers/{id}/subscribedskus.`,
    'licensesToAssign.excludedPlans',
  );
}

function requireHeld(
  owned: ReadonlyMap<string, SubscribedSku>,
  user: DirectoryUser,
  skuId: string,
): LicenceSku | undefined {
  if (user.licences.some((licence) => licence.skuId === skuId)) return owned.get(skuId)?.sku;
  throw new Refusal(
    'invalid',
    'licence.not_assigned',
    `licensesToRemove ${skuId} is no licence of user ${user.id}; its licences are at GET /v1/customers/{id}/users/{userId}/licenses.`,
    'licensesToRemove',
  );
}

/** @throws Refusal when SKUs are managed by different services. evidence: docs */
export function checkOneLicenceGroup(skus: readonly LicenceSku[]): void {
  if (new Set(skus.map(({ group }) => group)).size <= 1) return;
  const named = skus.map(({ id, group }) => `${id} (${group})`).join(', ');
  throw new Refusal(
    'invalid',
    'licence.groups_mixed',
    `licensesToAssign and licensesToRemove must name SKUs of one licence group; send one update for each group: ${named}.`,
    'licensesToAssign',
  );
}

function checkUsageLocation(user: DirectoryUser): void {
  if (user.usageLocation !== undefined) return;
  throw new Refusal(
    'invalid',
    'licence.no_usage_location',
    `User ${user.id} has no usageLocation, and licences cannot be assigned without; set it with PATCH on the user first.`,
    'usageLocation',
  );
}

function checkAvailable({ sku, availableUnits, activeUnits }: SubscribedSku, user: DirectoryUser): void {
  const holds = user.licences.some(({ skuId }) => skuId === sku.id);
  if (holds || availableUnits > 0) return;
  throw new Refusal(
    'invalid',
    'licence.none_left',
    `licensesToAssign.skuId ${sku.id}: all ${activeUnits} licences of ${sku.name} are in use; buy more or remove one from another user.`,
    'licensesToAssign.skuId',
  );
}
