import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';

/** An e-mail that the platform would have sent: it stays in the outbox. */
export interface Notification {
  readonly id: number;
  readonly at: number;
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly companyId: number;
}

export const notifications = defineCollection<Notification>()({
  name: 'notifications',
  key: (notification) => notification.id,
  indexes: { company: (notification) => notification.companyId, kind: (notification) => notification.kind },
});

/** Puts an e-mail into the outbox; nothing ever leaves the machine. */
export function notify(world: World, message: Omit<Notification, 'id' | 'at'>): Notification {
  return world.store.of(notifications).put({
    id: world.ids.sequence('notification'),
    at: world.clock.now(),
    ...message,
  });
}
