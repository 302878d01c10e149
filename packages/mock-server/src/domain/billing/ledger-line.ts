import { defineCollection } from '../../kernel/collection.ts';

export type LedgerReason =
  | 'setup'
  | 'purchase'
  | 'seats-added'
  | 'cycle'
  | 'renewal'
  | 'usage'
  | 'seats-removed'
  | 'cancellation'
  | 'upgrade';

/** One charge (or, with negative amounts, refund), written once at the moment it is earned. Everything billed is a query over these. */
export interface LedgerLine {
  readonly id: number;
  readonly at: number;
  /** `2026-11`: the month whose invoice shows it. */
  readonly month: string;
  readonly reason: LedgerReason;
  readonly subscriptionId: number;
  readonly companyId: number;
  readonly resellerId: number;
  readonly productName: string;
  readonly priceableItemId: number;
  readonly periodStart: number;
  /** The first instant after the period. */
  readonly periodEnd: number;
  readonly daysBilled: number;
  /** The length of the whole billing period that the unit price is for. */
  readonly daysInPeriod: number;
  /** Negative on a refund. */
  readonly quantity: number;
  /** Decimal strings. */
  readonly unitCost: string;
  readonly unitSale: string;
  /** Integer minor units of the currency. */
  readonly cost: number;
  readonly sale: number;
  readonly currency: string;
  readonly contractId?: string;
  readonly purchaseOrderNumber?: string;
}

export const ledger = defineCollection<LedgerLine>()({
  name: 'ledger',
  key: (line) => line.id,
  indexes: {
    subscription: (line) => line.subscriptionId,
    companyMonth: (line) => `${line.companyId}:${line.month}`,
    resellerMonth: (line) => `${line.resellerId}:${line.month}`,
  },
});
