import { defineCollection } from '../../kernel/collection.ts';
import type { Term } from '../catalogue/product.ts';
import type { SoldCycle } from '../catalogue/sold-cycle.ts';

/** A line as a buyer asks for it. */
export interface WantedLine {
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly friendlyName?: string | undefined;
  readonly term?: string | undefined;
  readonly cycle?: string | undefined;
  readonly currency?: string | undefined;
  readonly promotionId?: string | undefined;
  /** The last day of the first term. */
  readonly customTermEndDate?: string | undefined;
  readonly attestationAccepted?: boolean | undefined;
  readonly partnerIdOnRecord?: string | undefined;
  readonly additionalPartnerIds?: readonly string[] | undefined;
  readonly provisioningContext?: Readonly<Record<string, string>> | undefined;
  readonly commitment?:
    | { readonly amount: string; readonly grain: string; readonly currency: string }
    | undefined;
  readonly renewsToTerm?: string | undefined;
  readonly addons?: readonly WantedLine[] | undefined;
}

/** Why a line cannot be bought. */
export interface LineProblem {
  /** The refusal's code. */
  readonly code: string;
  readonly message: string;
  readonly available?: number;
}

export interface CartLine {
  readonly id: number;
  readonly wanted: WantedLine;
  readonly currency: string;
  readonly term?: Term;
  readonly cycle?: SoldCycle;
  /** Lines of one group become one order. */
  readonly group: string;
  readonly addons: readonly CartLine[];
  readonly problem?: LineProblem;
}

/** What became of a group at the checkout. */
export interface GroupResult {
  readonly group: string;
  readonly orderId?: string;
  readonly problem?: LineProblem;
}

export interface Cart {
  readonly id: string;
  readonly tenantId: string;
  readonly companyId: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly expiresAt: number;
  readonly modifiedBy: string;
  readonly status: 'Active' | 'Ordered';
  readonly lines: readonly CartLine[];
  /** The provider says that the reseller knows of the purchase. */
  readonly resellerAttested: boolean;
  readonly results: readonly GroupResult[];
}

export const carts = defineCollection<Cart>()({
  name: 'carts',
  key: (cart) => cart.id,
  indexes: { tenant: (cart) => cart.tenantId },
});
