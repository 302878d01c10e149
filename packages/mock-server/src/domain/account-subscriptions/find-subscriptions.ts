import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { companiesBelow, isWithin, permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';

/** As a marketplace shows how a subscription stands. */
export type ShownStatus = 'pending' | 'active' | 'hold' | 'terminated' | 'removed';

/** evidence: docs for the words, modelled for what they are here */
export function shownStatus({ state, kind, afterlife, terminationReason }: Subscription): ShownStatus {
  if (state === 'active') return 'active';
  if (state === 'suspended') return 'hold';
  if (state !== 'terminated') return 'pending';
  const isGone = kind !== 'licence' || terminationReason !== 'End of term';
  return isGone || afterlife !== undefined ? 'terminated' : 'removed';
}

/** The subscriptions of an account and all below it, newest first; what is part of another is not among them. */
export function subscriptionsBelow(world: World, actor: Actor, companyId: number): Subscription[] {
  permit(actor, 'services.read');
  return [...companiesBelow(world, companyId)]
    .flatMap((company) => world.store.of(subscriptions).find('company', company.id))
    .filter(isWhole)
    .sort((left, right) => right.id - left.id);
}

/** A subscription of the actor's own tree. @throws Refusal of kind `not-found` */
export function subscriptionInScope(world: World, actor: Actor, id: string): Subscription {
  permit(actor, 'services.read');
  const found = /^\d{1,15}$/.test(id) ? world.store.of(subscriptions).get(Number(id)) : undefined;
  const { companyId } = actor;
  if (
    found !== undefined &&
    isWhole(found) &&
    (companyId === undefined || isWithin(world, found.companyId, companyId))
  )
    return found;
  throw new Refusal(
    'not-found',
    'account_subscription.not_found',
    `There is no subscription with id ${id}.`,
    'id',
  );
}

function isWhole({ parentId, companyId }: Subscription): boolean {
  return parentId === companyId;
}
