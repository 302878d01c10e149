import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { resellerOf } from '../partners/create-customer.ts';
import { partnerOf, partners } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from './audit-subscription.ts';
import { type Subscription, subscriptions } from './subscription.ts';

export interface WantedContact {
  readonly tenantId?: string | undefined;
  readonly mpnId?: string | undefined;
  readonly name?: string | undefined;
}

/** Says whom the customer is to ask: the actor's partner, or one of its resellers. @throws Refusal when the tenant is not that partner's */
export function setSupportContact(
  world: World,
  actor: Actor,
  subscription: Subscription,
  { tenantId, mpnId, name }: WantedContact,
): Subscription {
  const own = partnerOf(world, actor);
  const chosen =
    mpnId === undefined || mpnId === own.mpnId ? own : resellerOf(world, own, mpnId, 'supportMpnId');
  const named = tenantId && world.store.of(partners).first('tenant', tenantId.toLowerCase());
  if (tenantId !== undefined && (!named || named.mpnId !== chosen.mpnId)) {
    throw new Refusal(
      'invalid',
      'subscription.support_contact',
      `supportTenantId ${tenantId} is not the tenant of supportMpnId ${chosen.mpnId}.`,
      'supportTenantId',
    );
  }
  const supportContact = { tenantId: chosen.tenantId, mpnId: chosen.mpnId, name: name ?? chosen.name };
  const changed = world.store.of(subscriptions).put({ ...subscription, supportContact });
  auditSubscription(world, actor, changed, 'SupportContactChanged');
  return changed;
}
