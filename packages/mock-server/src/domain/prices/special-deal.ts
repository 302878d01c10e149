import { defineCollection } from '../../kernel/collection.ts';

export interface SpecialDealItem {
  readonly priceableItemId: number;
  /** Percent off the price without the deal; a decimal string. */
  readonly discount?: string;
  /** The price itself; a decimal string. */
  readonly customCharge?: string;
}

/** A price of its own for one customer (or one of its services). */
export interface SpecialDeal {
  readonly chargeStreamId: number;
  /** The company or service that it is for. */
  readonly accountId: number;
  readonly companyId: number;
  readonly sellerId: number;
  readonly comments: string;
  readonly author: string;
  readonly createdAt: number;
  /** false: discounts count; true: custom charges count. */
  readonly isCustomCharge: boolean;
  /** The last month that counts, `yyyy-mm`; absent: no end. */
  readonly lastMonth?: string;
  readonly items: readonly SpecialDealItem[];
  readonly activity: readonly { readonly at: number; readonly username: string; readonly what: string }[];
}

export const specialDeals = defineCollection<SpecialDeal>()({
  name: 'specialDeals',
  key: (deal) => deal.chargeStreamId,
  indexes: { account: (deal) => deal.accountId },
});
