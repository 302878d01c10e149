import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { stopBilling } from '../billing/charge.ts';
import { Refusal } from '../refusal.ts';
import { endSubscription } from '../subscriptions/change.ts';
import { subscriptions } from '../subscriptions/subscription.ts';
import { type CommercialRelationship, commercialRelationships, type Tenant } from '../tenants/tenant.ts';
import { audit } from './create-customer.ts';
import { relationshipOf, subscriptionsInScope } from './customer.ts';
import { forgetTenant } from './forget-tenant.ts';
import { partnerOf } from './partner.ts';

/** Ends the reseller relationship. @throws Refusal while anything is active that was sold through it */
export function endRelationship(world: World, actor: Actor, tenant: Tenant): Tenant {
  const running = subscriptionsInScope(world, actor, tenant.id).filter((each) => each.state === 'active');
  if (running.length > 0) {
    throw new Refusal(
      'conflict',
      'customer.has_active_subscriptions',
      `Customer ${tenant.id} has active subscriptions: ${running.map((each) => each.vendorReferenceId).join(', ')}; suspend or end them first.`,
    );
  }
  const relationship = relationshipOf(world, actor, tenant.id);
  if (relationship !== undefined)
    world.store.of(commercialRelationships).put({ ...relationship, state: 'removed' });
  audit(world, actor, partnerOf(world, actor), tenant, 'RelationshipEnded');
  return tenant;
}

/** Gives the delegated administration of a customer up; what was sold stays. */
export function endDelegatedAccess(
  world: World,
  actor: Actor,
  tenant: Tenant,
): CommercialRelationship | undefined {
  const relationship = relationshipOf(world, actor, tenant.id);
  if (relationship === undefined) return undefined;
  const { delegatedAccess: _, ...kept } = relationship;
  audit(world, actor, partnerOf(world, actor), tenant, 'DelegatedAccessEnded');
  return world.store.of(commercialRelationships).put(kept);
}

/** Deletes a customer and all it has; the sandbox does, production does not. @throws Refusal while software or reservations are not cancelled */
export function deleteCustomer(world: World, actor: Actor, tenant: Tenant): void {
  const owned = world.store
    .of(subscriptions)
    .find('tenant', tenant.id)
    .filter((each) => each.state !== 'terminated');
  const kept = owned.filter((each) =>
    ['reservation', 'software-subscription', 'perpetual-software'].includes(each.kind),
  );
  if (kept.length > 0) {
    throw new Refusal(
      'conflict',
      'customer.has_software',
      `Customer ${tenant.id} has software or reservations; cancel their orders first.`,
    );
  }
  for (const subscription of owned) {
    stopBilling(world, subscription);
    endSubscription(world, subscription, 'Customer deleted');
  }
  audit(world, actor, partnerOf(world, actor), tenant, 'Deleted');
  forgetTenant(world, tenant.id);
}
