import { defineCollection } from '../../kernel/collection.ts';

/** Active: sold. Hidden: no new sales, old ones keep its prices. Deleted: gone. */
export type MarketplaceServiceStatus = 'Active' | 'Hidden' | 'Deleted';

export interface MarketplaceService {
  readonly status: MarketplaceServiceStatus;
  readonly termsAccepted: boolean;
}

/** A price list: which services a reseller's customers may buy, at which price. */
export interface Marketplace {
  readonly id: number;
  readonly name: string;
  /** The reseller (or provider) that it belongs to. */
  readonly ownerId: number;
  readonly priority: number;
  readonly pricingMode: string;
  /** By technical service name. */
  readonly services: Readonly<Record<string, MarketplaceService>>;
  /** Custom prices by priceable item id; decimal strings in the owner's currency. */
  readonly customPrices: Readonly<
    Record<string, { readonly price: string; readonly previous: string | undefined }>
  >;
}

export const marketplaces = defineCollection<Marketplace>()({
  name: 'marketplaces',
  key: (marketplace) => marketplace.id,
  indexes: { owner: (marketplace) => marketplace.ownerId },
});
