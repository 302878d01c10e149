import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { relationshipOf } from '../partners/customer.ts';
import { Refusal } from '../refusal.ts';

export interface EntitlementIds {
  readonly customerId: string;
  readonly planId: string;
  readonly entitlementId: string;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What a change of an Azure subscription checks before it looks for it. evidence: docs @throws Refusal */
export function checkEntitlementIds(world: World, actor: Actor, ids: EntitlementIds): void {
  if (!guid.test(ids.customerId)) {
    throw new Refusal(
      'invalid',
      'entitlement.customer_id',
      `customerId "${ids.customerId}" is no GUID.`,
      'customerId',
    );
  }
  for (const [field, id] of [
    ['subscriptionId', ids.planId],
    ['entitlementId', ids.entitlementId],
  ] as const) {
    if (!guid.test(id))
      throw new Refusal('invalid', 'entitlement.id_form', `${field} "${id}" is no GUID.`, field);
  }
  if (relationshipOf(world, actor, ids.customerId.toLowerCase()) === undefined) {
    throw new Refusal(
      'forbidden',
      'entitlement.no_relationship',
      `The partner has no commerce relationship with customer ${ids.customerId}.`,
      'customerId',
    );
  }
}
