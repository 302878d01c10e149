import { millisecondsPerDay } from '../../kernel/calendar.ts';
import { defineCollection } from '../../kernel/collection.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import type { EventName } from './event-names.ts';
import { type WebhookRegistration, webhookRegistrations } from './registration.ts';

/** What is told: there is no data in it. evidence: docs */
export interface WebhookEvent {
  readonly name: EventName;
  /** Of fraud there is none. */
  readonly resourceName?: string;
  readonly resourceUri?: string;
}

/** One try to tell the partner. */
export interface WebhookAttempt {
  readonly at: number;
  /** The status by its name, `OK`, or why there was none. */
  readonly outcome: string;
  readonly message: string;
  readonly isDelivered: boolean;
  /** There was no answer. */
  readonly isSystemError: boolean;
}

/** An event on its way to a partner, and what became of it. */
export interface WebhookDelivery {
  readonly id: string;
  readonly companyId: number;
  readonly name: EventName;
  /** The body, the same at every try. */
  readonly body: string;
  /** As they were registered when it was raised. evidence: modelled */
  readonly url: string;
  readonly signatureInOwnHeader: boolean;
  /** `due` is to be sent now. */
  readonly state: 'waiting' | 'due' | 'delivered' | 'given-up';
  readonly dueAt: number;
  readonly attempts: readonly WebhookAttempt[];
}

export const webhookDeliveries = defineCollection<WebhookDelivery>()({
  name: 'webhookDeliveries',
  key: (delivery) => delivery.id,
  indexes: { state: (delivery) => delivery.state },
});

/** Minutes between one try and the next: ten tries in all. evidence: docs for the ten, modelled for the spacing */
const spacingMinutes: readonly number[] = [1, 2, 5, 10, 30, 60, 120, 240, 480];
/** How long the log of a delivery is kept. evidence: docs */
const keptDays = 7;

/** Tells a partner, if it has registered for the event. */
export function raise(world: World, companyId: number, event: WebhookEvent): void {
  const registration = world.store.of(webhookRegistrations).get(companyId);
  if (registration?.events.includes(event.name)) send(world, registration, world.ids.uuid(), event);
}

/** Puts an event on its way. evidence: modelled that it starts at once; there it can take 48 hours */
export function send(
  world: World,
  registration: WebhookRegistration,
  id: string,
  event: WebhookEvent,
): WebhookDelivery {
  const now = world.clock.now();
  // Seven digits, as there: two changes of one instant of this clock are told apart by the last four.
  const ticks = String(world.ids.sequence('webhookDelivery') % 10_000).padStart(4, '0');
  return world.store.of(webhookDeliveries).put({
    id,
    companyId: registration.companyId,
    name: event.name,
    body: JSON.stringify({
      EventName: event.name,
      ResourceUri: event.resourceUri,
      ResourceName: event.resourceName,
      AuditUri: null,
      ResourceChangeUtcDate: `${new Date(now).toISOString().slice(0, -1)}${ticks}+00:00`,
    }),
    url: registration.url,
    signatureInOwnHeader: registration.signatureInOwnHeader,
    state: 'due' as const,
    dueAt: now,
    attempts: [],
  });
}

function plan(world: World, { id, dueAt }: WebhookDelivery): void {
  world.scheduler.schedule({
    key: `webhook-delivery:${id}`,
    kind: 'webhook-delivery',
    due: dueAt,
    subject: id,
  });
}

/** Writes down how a try went: another follows, or it is over. Ignored when the world has changed under it. */
export function recordAttempt(world: World, sent: WebhookDelivery, result: Omit<WebhookAttempt, 'at'>): void {
  const delivery = world.store.of(webhookDeliveries).get(sent.id);
  if (delivery?.state !== 'due' || delivery.attempts.length !== sent.attempts.length) return;
  const at = world.clock.now();
  const attempts = [...delivery.attempts, { at, ...result }];
  const minutes = spacingMinutes[attempts.length - 1];
  if (!result.isDelivered && minutes !== undefined) {
    const dueAt = at + minutes * 60_000;
    plan(world, world.store.of(webhookDeliveries).put({ ...delivery, attempts, state: 'waiting', dueAt }));
    return;
  }
  const state = result.isDelivered ? 'delivered' : 'given-up';
  world.store.of(webhookDeliveries).put({ ...delivery, attempts, state });
  const due = at + keptDays * millisecondsPerDay;
  world.scheduler.schedule({ key: `webhook-log:${sent.id}`, kind: 'webhook-log', due, subject: sent.id });
}

/** What has to be sent now, first things first. */
export function dueDeliveries(world: World): WebhookDelivery[] {
  return world.store.of(webhookDeliveries).find('state', 'due');
}

export function isAnyDue(world: World): boolean {
  return world.store.of(webhookDeliveries).count('state', 'due') > 0;
}

/** When the next try falls due. */
export function nextDue(world: World): number | undefined {
  const waiting = world.store.of(webhookDeliveries).find('state', 'waiting');
  return waiting.length === 0 ? undefined : Math.min(...waiting.map(({ dueAt }) => dueAt));
}

export const webhookJobs = {
  /** The sending itself is nothing that a world can wait for: the outbox does it. */
  'webhook-delivery': (world: World, { subject }: Job) => {
    const delivery = world.store.of(webhookDeliveries).get(subject);
    if (delivery?.state === 'waiting')
      world.store.of(webhookDeliveries).put({ ...delivery, state: 'due' as const });
  },
  'webhook-log': (world: World, { subject }: Job) => {
    world.store.of(webhookDeliveries).delete(subject);
  },
};
