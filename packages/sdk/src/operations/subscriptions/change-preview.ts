import type { OperationOptions } from '../progress.ts';
import type { Amount, RenewalChange, Subscription, UpgradeInput } from './subscription-operations.ts';

/** One wish. */
export type SubscriptionChange =
  | { readonly quantity: number }
  | { readonly autoRenew: boolean }
  | { readonly atRenewal: RenewalChange }
  | { readonly status: 'suspended' | 'active' | 'cancelled' }
  | { readonly upgrade: UpgradeInput };

/** The rule that forbids a change, and what can be done instead. */
export interface ForbiddingRule {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a change would do, told before anything is sent. */
export interface ChangePreview {
  /** `unknown` where the platform does not tell what the rule needs; `apply` then tries. */
  readonly allowed: boolean | 'unknown';
  readonly rule?: ForbiddingRule;
  /** What is charged at once, or with a minus paid back; absent where prices are not told. Without tax. */
  readonly chargeNow?: Amount;
  /** What the customer is charged at once, where the platform reckons it itself: Ingram does. */
  readonly customerPays?: Amount;
  /** What a full billing cycle costs before and after. */
  readonly perCycle?: { readonly before: Amount; readonly after: Amount };
  /** When it counts from (ISO 8601, UTC). */
  readonly effectiveAt: string;
  /** Until when it can be taken back without loss; absent when it cannot. */
  readonly undoableUntil?: string;
  /** What else happens, in words. */
  readonly sideEffects: readonly string[];
  /** Does it. @throws {ConflictError} when a rule forbids it */
  apply(options?: OperationOptions): Promise<Subscription>;
}
