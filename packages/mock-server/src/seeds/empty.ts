import type { World } from '../world.ts';
import { layFoundation } from './foundation.ts';
import { layMarketplaces } from './marketplaces.ts';

/** The distributors and one reseller of each that can sign in; no customers. */
export function seedEmpty(world: World): void {
  layFoundation(world);
  layMarketplaces(world);
}
