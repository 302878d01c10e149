/** The price of one unit for one buyer at one instant, and why it is so. Amounts are decimal strings. */
export interface ResolvedPrice {
  readonly productName: string;
  readonly priceableItemId: number;
  readonly billingType: string;
  readonly currency: string;
  /** What the reseller pays. */
  readonly purchase: string;
  readonly suggestedRetail: string;
  /** What the customer pays. */
  readonly sale: string;
  readonly marketplaceId: number | undefined;
  /** The special deal that decided, if one did. */
  readonly chargeStreamId: number | undefined;
}
