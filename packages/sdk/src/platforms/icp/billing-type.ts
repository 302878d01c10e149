import type { BillingCycle } from '../../operations/subscriptions/subscription-operations.ts';

/** The term of a BillingType: ICP writes it with the billing cycle as one text, e.g. `Monthly (with 1-year commitment) - P1Y`. */
export function termIn(billingType: string): string | undefined {
  return /P\d+[MY]$/.exec(billingType)?.[0];
}

/** The billing cycle of a BillingType: prepaid means the whole term at once. */
export function cycleIn(billingType: string): BillingCycle {
  if (!billingType.startsWith('Prepaid')) return 'monthly';
  const term = termIn(billingType);
  return term === 'P3Y' ? 'triennial' : term === 'P1Y' ? 'annual' : 'monthly';
}
