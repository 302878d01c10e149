import { millisecondsPerDay } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { ProductKind, Term } from '../catalogue/product.ts';
import type { SeatBatch, Subscription } from './subscription.ts';

/** How long what was bought or renewed can be taken back. evidence: docs for each kind */
export function windowLength(world: World, kind: ProductKind, term: Term | undefined): number {
  if (kind === 'perpetual-software') return 30 * millisecondsPerDay;
  if (kind === 'marketplace-saas') return (term === 'P1M' ? 1 : 14) * millisecondsPerDay;
  return world.settings.cancelWindowDays * millisecondsPerDay;
}

const cancellable: ReadonlySet<ProductKind> = new Set([
  'licence',
  'reservation',
  'software-subscription',
  'perpetual-software',
  'marketplace-saas',
  'savings-plan',
]);

/** Whether a window binds a service: what Microsoft sells for a term. */
export function hasWindow(subscription: Subscription): boolean {
  return cancellable.has(subscription.kind);
}

/** Seats bought now. */
export function newBatch(
  world: World,
  subscription: Pick<Subscription, 'kind' | 'term'>,
  quantity: number,
): SeatBatch {
  const addedAt = world.clock.now();
  return {
    quantity,
    addedAt,
    windowEndsAt: addedAt + windowLength(world, subscription.kind, subscription.term),
  };
}

/** Until when the whole can be cancelled: the window of what was bought first, or renewed. */
export function cancellableUntil(subscription: Subscription): number | undefined {
  return hasWindow(subscription) ? subscription.batches[0]?.windowEndsAt : undefined;
}
