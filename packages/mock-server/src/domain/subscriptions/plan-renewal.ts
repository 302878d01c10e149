import type { World } from '../../world.ts';
import type { Subscription } from './subscription.ts';

/** Plans the end of a subscription's term, in place of what was planned before; what has no term has no end. */
export function planRenewal(world: World, { id, termEnd }: Pick<Subscription, 'id' | 'termEnd'>): void {
  if (termEnd === undefined) return;
  world.scheduler.schedule({ key: `renewal:${id}`, kind: 'renewal', due: termEnd, subject: id });
}
