import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { auditPanel } from './panel-log.ts';
import { ownPerson, type Person } from './panel-person.ts';
import type { PanelActor } from './panel-role.ts';

/** A user who may use a service of its account. */
interface ServicePlace {
  readonly subscriptionId: number;
  readonly userId: number;
}

export const servicePlaces = defineCollection<ServicePlace>()({
  name: 'servicePlaces',
  key: ({ subscriptionId, userId }) => `${subscriptionId} ${userId}`,
  indexes: { subscription: (place) => place.subscriptionId, user: (place) => place.userId },
});

/** What the actor's account holds, newest first; somebody who only uses services sees its own. */
export function servicesOf(world: World, actor: PanelActor): Subscription[] {
  return world.store
    .of(subscriptions)
    .find('company', actor.companyId)
    .filter((service) => maySee(world, actor, service))
    .reverse();
}

function maySee(world: World, { role, userId }: PanelActor, { id }: Subscription): boolean {
  return role !== 'serviceUser' || world.store.of(servicePlaces).has(`${id} ${userId}`);
}

/** @throws Refusal of kind `not-found` for services of others */
export function serviceNamed(world: World, actor: PanelActor, id: string): Subscription {
  const service = /^\d{1,15}$/.test(id) ? world.store.of(subscriptions).get(Number(id)) : undefined;
  if (service?.companyId === actor.companyId && maySee(world, actor, service)) return service;
  throw new Refusal(
    'not-found',
    'service.not_found',
    `There is no service ${id} in your account.`,
    'serviceId',
  );
}

/** Who uses a service, in the order they were assigned it. */
export function usersOf(world: World, { id }: Subscription): readonly number[] {
  return world.store
    .of(servicePlaces)
    .find('subscription', id)
    .map(({ userId }) => userId);
}

/** Gives a user a place of a service. @throws Refusal when the service does not run, the user is disabled, or no place is free */
export function assignService(world: World, actor: PanelActor, service: Subscription, userId: string): void {
  const person = ownPerson(world, actor, userId);
  if (world.store.of(servicePlaces).has(`${service.id} ${person.user.id}`)) return;
  if (service.state !== 'active')
    throw conflict('not_running', `Service ${service.id} does not run; wait for it.`);
  if (person.known.state === 'disabled')
    throw conflict('user_disabled', `User ${userId} is disabled; it can use nothing.`);
  if (usersOf(world, service).length >= service.quantity) {
    throw conflict(
      'no_place_free',
      `All ${service.quantity} seats of service ${service.id} are taken; unassign one, or order more.`,
    );
  }
  world.store.of(servicePlaces).put({ subscriptionId: service.id, userId: person.user.id });
  audit(world, actor, 'ServiceAssigned', service, person);
}

/** Takes a place back; without one nothing changes. */
export function unassignService(
  world: World,
  actor: PanelActor,
  service: Subscription,
  userId: string,
): void {
  const person = ownPerson(world, actor, userId);
  if (world.store.of(servicePlaces).delete(`${service.id} ${person.user.id}`))
    audit(world, actor, 'ServiceUnassigned', service, person);
}

function audit(world: World, actor: PanelActor, what: string, service: Subscription, { user }: Person): void {
  auditPanel(world, actor, what, { user, details: `${service.displayName} (${service.id})` });
}

function conflict(code: string, message: string): Refusal {
  return new Refusal('conflict', `service.${code}`, message, 'serviceId');
}
