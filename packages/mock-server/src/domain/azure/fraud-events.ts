import { derivedId } from '../../kernel/derived-id.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { partnerOf } from '../partners/partner.ts';
import { isSoldThrough } from '../partners/sold-through.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { auditTenant } from '../tenants/audit-tenant.ts';
import {
  type Degree,
  type FraudEvent,
  type FraudEventStatus,
  type FraudEventType,
  fraudEvents,
} from './fraud-event.ts';
import { resourcesOf } from './resources.ts';

export interface NewFraudEvent {
  /** The id of the Azure subscription. */
  readonly subscriptionId: string;
  readonly eventType?: FraudEventType | undefined;
  readonly severity?: Degree | undefined;
  readonly confidenceLevel?: Degree | undefined;
}

function azureSubscriptionOf(world: World, id: string): Subscription {
  const found = world.store.of(subscriptions).first('reference', id.toLowerCase());
  if (found?.kind === 'azure-subscription') return found;
  throw new Refusal(
    'not-found',
    'fraud_event.subscription_unknown',
    `There is no Azure subscription ${id}; take an id from azureEntitlements of an Azure plan.`,
    'subscriptionId',
  );
}

/** Lets Microsoft see misuse in an Azure subscription: nothing else in the world does. evidence: modelled @throws Refusal when there is no such subscription */
export function raiseFraudEvent(world: World, actor: Actor, input: NewFraudEvent): FraudEvent {
  const subscription = azureSubscriptionOf(world, input.subscriptionId);
  const azureId = subscription.vendorReferenceId ?? '';
  const resource = resourcesOf(azureId)[0];
  if (resource === undefined) throw new Error(`${azureId} has no resources.`);
  const entityId = derivedId(`fraud event ${world.ids.sequence('fraudEvent')} of ${azureId}`);
  const { uri, name, group, type } = resource;
  const raised = world.store.of(fraudEvents).put({
    id: `${azureId}_${entityId}`,
    entityId,
    subscriptionId: subscription.id,
    type: input.eventType ?? 'NetworkConnectionsToCryptoMiningPools',
    severity: input.severity ?? 'High',
    confidence: input.confidenceLevel ?? 'High',
    status: 'Active',
    detectedAt: world.clock.now(),
    hits: 1,
    resource: { uri, name, group, type },
    changes: [],
  });
  audit(world, actor, subscription, 'Detected');
  return raised;
}

/** A fraud event, with the Azure subscription it is about. */
export interface SeenFraudEvent {
  readonly event: FraudEvent;
  readonly subscription: Subscription;
}

/** The events of what the actor's partner sold, newest first. evidence: modelled order */
export function fraudEventsOf(world: World, actor: Actor): SeenFraudEvent[] {
  const partner = partnerOf(world, actor);
  return [...world.store.of(fraudEvents).all()].reverse().flatMap((event) => {
    const subscription = world.store.of(subscriptions).get(event.subscriptionId);
    return subscription !== undefined && isSoldThrough(world, partner, subscription)
      ? [{ event, subscription }]
      : [];
  });
}

export interface FraudStatusUpdate {
  /** Empty for all of the subscription. */
  readonly ids: readonly string[];
  readonly status: FraudEventStatus;
  readonly reason?: 'Fraud' | 'Ignore' | undefined;
}

/** Labels events of an Azure subscription; it stops nothing. evidence: docs, modelled refusals @throws Refusal */
export function setFraudStatus(
  world: World,
  actor: Actor,
  azureSubscriptionId: string,
  { ids, status, reason }: FraudStatusUpdate,
): SeenFraudEvent[] {
  const id = azureSubscriptionId.toLowerCase();
  const subscription = azureSubscriptionOf(world, id);
  const own = fraudEventsOf(world, actor).filter((each) => each.subscription.id === subscription.id);
  const wanted = new Set(ids.map((each) => each.toLowerCase()));
  const chosen = wanted.size === 0 ? own : own.filter(({ event }) => wanted.has(event.id));
  if (chosen.length < wanted.size) {
    throw new Refusal(
      'not-found',
      'fraud_event.unknown',
      `Not all of EventIds are events of Azure subscription ${id}; take ids from GET /v1/fraudEvents.`,
      'EventIds',
    );
  }
  if (status === 'Resolved' && reason === undefined) {
    throw new Refusal(
      'invalid',
      'fraud_event.reason_missing',
      'ResolvedReason is missing; send Fraud or Ignore.',
      'ResolvedReason',
    );
  }
  const at = world.clock.now();
  const by = actor.username;
  return chosen.map(({ event: { resolution: _, ...event } }) => {
    const changed = world.store.of(fraudEvents).put({
      ...event,
      status,
      ...(status === 'Resolved' && reason !== undefined && { resolution: { reason, at, by } }),
      changes: [...event.changes, { from: event.status, to: status, by, at }],
    });
    audit(world, actor, subscription, 'StatusChanged');
    return { event: changed, subscription };
  });
}

function audit(world: World, actor: Actor, subscription: Subscription, what: string): void {
  auditTenant(world, actor, subscription.tenantId ?? '', {
    eventType: `AzureFraudEvent.${what}`,
    name: subscription.displayName,
    id: subscription.vendorReferenceId ?? '',
  });
}
