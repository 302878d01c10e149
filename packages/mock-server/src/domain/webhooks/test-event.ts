import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { send, type WebhookDelivery, webhookDeliveries } from './delivery.ts';
import { type WebhookRegistration, webhookRegistrations } from './registration.ts';

const minute = 60_000;
/** Test events that may be asked for in a minute. evidence: docs */
const mostTests = 2;

/** Seconds until another test event may be asked for; 0 when one may. */
export function secondsToWait(world: World, { testedAt }: WebhookRegistration): number {
  const now = world.clock.now();
  const recent = testedAt.filter((at) => now - at < minute);
  return recent.length < mostTests ? 0 : Math.ceil((Math.min(...recent) + minute - now) / 1_000);
}

/** @throws Refusal unless the partner has registered for test-created. evidence: docs */
export function sendTestEvent(world: World, registration: WebhookRegistration): WebhookDelivery {
  if (!registration.events.includes('test-created')) {
    throw new Refusal(
      'invalid',
      'webhook.test_not_registered',
      'The registration does not have test-created; add it with PUT /webhooks/v1/registration.',
    );
  }
  const now = world.clock.now();
  const testedAt = [...registration.testedAt.filter((at) => now - at < minute), now];
  world.store.of(webhookRegistrations).put({ ...registration, testedAt });
  const id = world.ids.uuid();
  return send(world, registration, id, {
    name: 'test-created',
    resourceName: 'test',
    resourceUri: `https://api.partnercenter.microsoft.com/webhooks/v1/registration/validationEvents/${id}`,
  });
}

/** What became of a test event. @throws Refusal when there is none, or not any more */
export function testEvent(world: World, actor: Actor, id: string): WebhookDelivery {
  const found = world.store.of(webhookDeliveries).get(id.toLowerCase());
  if (found?.name === 'test-created' && found.companyId === partnerOf(world, actor).companyId) return found;
  throw new Refusal(
    'not-found',
    'webhook.unknown_test',
    `There is no validation event ${id}; they are kept for 7 days.`,
    'correlationId',
  );
}
