import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor, Wire } from '../actor.ts';
import type { Subscription } from '../subscriptions/subscription.ts';

/** What a service was when a row about it was written; what it was before stands in the row before. */
export type AuditedService = Pick<
  Subscription,
  'state' | 'afterlife' | 'quantity' | 'term' | 'billingCycle' | 'termStart' | 'termEnd'
>;

/** Who did what to which account, through which wire; append-only. */
export interface AuditEvent {
  readonly id: number;
  readonly at: number;
  readonly wire: Wire;
  readonly userId: number;
  readonly username: string;
  /** `Subscription.Created`, `User.Updated` … */
  readonly eventType: string;
  readonly targetId: number;
  readonly targetType: 'User' | 'Company' | 'Reseller' | 'Product' | 'Department' | 'Marketplace';
  readonly targetName: string;
  /** The company that the target belongs to. */
  readonly companyId: number;
  readonly details?: string;
  readonly service?: AuditedService;
}

export const auditEvents = defineCollection<AuditEvent>()({
  name: 'auditEvents',
  key: (event) => event.id,
  indexes: { company: (event) => event.companyId, target: (event) => event.targetId },
});

/** Writes one audit row: every domain function that changes something calls it once per target. */
export function recordAudit(
  world: World,
  actor: Actor,
  event: Pick<
    AuditEvent,
    'eventType' | 'targetId' | 'targetType' | 'targetName' | 'companyId' | 'details' | 'service'
  >,
): AuditEvent {
  return world.store.of(auditEvents).put({
    id: world.ids.sequence('auditEvent'),
    at: world.clock.now(),
    wire: actor.wire,
    userId: actor.userId,
    username: actor.username,
    ...event,
  });
}
