import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { type Partner, partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { awaitInvoices } from './await-invoices.ts';
import { type EventName, eventNames } from './event-names.ts';

/** Where a partner hears of changes: one for each tenant. evidence: docs */
export interface WebhookRegistration {
  readonly companyId: number;
  readonly subscriberId: string;
  readonly url: string;
  readonly events: readonly EventName[];
  /** The signature goes into x-ms-signature instead of Authorization. */
  readonly signatureInOwnHeader: boolean;
  readonly modifiedAt: number;
  /** When test events were asked for, as far as they count against the limit. */
  readonly testedAt: readonly number[];
}

export const webhookRegistrations = defineCollection<WebhookRegistration>()({
  name: 'webhookRegistrations',
  key: (registration) => registration.companyId,
  indexes: {},
});

export interface WantedRegistration {
  readonly url: string;
  readonly events: readonly string[];
  readonly signatureInOwnHeader: boolean;
}

/** @throws Refusal when the partner has registered nothing */
export function registrationOf(world: World, actor: Actor): WebhookRegistration {
  const found = world.store.of(webhookRegistrations).get(partnerOf(world, actor).companyId);
  if (found !== undefined) return found;
  throw new Refusal(
    'not-found',
    'webhook.not_registered',
    'The partner has no webhook registration; make one with POST /webhooks/v1/registration.',
  );
}

/** @throws Refusal when there is one already, which is modelled */
export function register(world: World, actor: Actor, wanted: WantedRegistration): WebhookRegistration {
  const partner = partnerOf(world, actor);
  if (world.store.of(webhookRegistrations).has(partner.companyId)) {
    throw new Refusal(
      'conflict',
      'webhook.registered',
      'The partner has a webhook registration already, and there is one for each tenant; change it with PUT.',
    );
  }
  return write(world, actor, partner, wanted);
}

/** Replaces the registration, or makes the first one. evidence: docs, modelled for the first */
export function replaceRegistration(
  world: World,
  actor: Actor,
  wanted: WantedRegistration,
): WebhookRegistration {
  return write(world, actor, partnerOf(world, actor), wanted);
}

function write(
  world: World,
  actor: Actor,
  { companyId, name }: Partner,
  wanted: WantedRegistration,
): WebhookRegistration {
  const { url, signatureInOwnHeader } = wanted;
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  // Plain http would be refused there; receivers under development have no certificate. evidence: modelled
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new Refusal('invalid', 'webhook.url', 'WebhookUrl must be an https URL.', 'WebhookUrl');
  const events = wanted.events.map(knownName);
  awaitInvoices(world, companyId);
  const known = world.store.of(webhookRegistrations).get(companyId);
  recordAudit(world, actor, {
    eventType: known ? 'Webhook.Updated' : 'Webhook.Registered',
    targetId: companyId,
    targetType: 'Company',
    targetName: name,
    companyId,
    details: new URL(url).host,
  });
  return world.store.of(webhookRegistrations).put({
    companyId,
    subscriberId: known?.subscriberId ?? world.ids.uuid(),
    url,
    events: [...new Set(events)],
    signatureInOwnHeader,
    modifiedAt: world.clock.now(),
    testedAt: known?.testedAt ?? [],
  });
}

function knownName(name: string): EventName {
  const found = eventNames.find((each) => each.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new Refusal(
    'invalid',
    'webhook.unknown_event',
    `WebhookEvents has "${name}", which is no event; GET /webhooks/v1/registration/events lists them.`,
    'WebhookEvents',
  );
}
