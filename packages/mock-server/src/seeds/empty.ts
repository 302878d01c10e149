import type { World } from '../world.ts';
import { layFoundation } from './foundation.ts';

/** The distributor and one reseller that can sign in; no customers. */
export function seedEmpty(world: World): void {
  layFoundation(world);
}
