import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { accountProfiles } from './account-profile.ts';

/** A marketplace of a country: a provider with its resellers, below one region of the API. */
export interface MarketplaceSite {
  /** Such as `us`. */
  readonly code: string;
  /** Part of the API's path, such as `na`. */
  readonly region: string;
  readonly name: string;
  readonly providerId: number;
  readonly currency: string;
  /** Where users sign in by OAuth 2 instead. */
  readonly realm: { readonly name: string; readonly clientId: string; readonly clientSecretHash: string };
}

export const marketplaceSites = defineCollection<MarketplaceSite>()({
  name: 'marketplaceSites',
  key: (site) => site.code,
  indexes: { realm: (site) => site.realm.name },
});

/** Whether a company was made in a marketplace; those of other distributors have no profile. */
export function isInMarketplace(world: World, companyId: number): boolean {
  return world.store.of(accountProfiles).has(companyId);
}
