import type { MicrosoftProduct } from './availability.ts';
import type { Plan } from './product.ts';

/** A billing cycle as Microsoft's catalogue names it. */
export type SoldCycle = 'monthly' | 'annual' | 'triennial' | 'one_time' | 'none';

/** What a plan's billing cycle is called in the catalogue: what is paid at once for good, or by use, is `one_time`; a trial's is `none`. evidence: docs */
export function soldCycle(product: MicrosoftProduct, plan: Plan): SoldCycle {
  if (product.microsoft.trialOf !== undefined) return 'none';
  const { billingCycle } = plan;
  if (billingCycle === 'once' || billingCycle === 'usage') return 'one_time';
  const paidAtOnce = billingCycle === 'annual' || billingCycle === 'triennial';
  const benefit = product.kind === 'reservation' || product.kind === 'savings-plan';
  return benefit && paidAtOnce ? 'one_time' : billingCycle;
}

/** The plan of a term and billing cycle; where only one of them is named, the first that fits. */
export function planSold(
  product: MicrosoftProduct,
  wanted: { readonly term?: string | undefined; readonly cycle?: string | undefined },
): Plan | undefined {
  const cycle = wanted.cycle === 'unknown' ? undefined : wanted.cycle;
  return product.plans.find(
    (plan) =>
      (wanted.term === undefined || plan.term === undefined || plan.term === wanted.term) &&
      (cycle === undefined || soldCycle(product, plan) === cycle || plan.billingCycle === cycle),
  );
}
