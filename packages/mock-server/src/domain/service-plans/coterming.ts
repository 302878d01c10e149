import { datedBackupName } from '../catalogue/marketplace-products.ts';
import type { PlanProduct } from './service-plan.ts';

/** Whether a product's end may be that of something else. */
export interface Coterming {
  readonly required: 'MANDATORY' | 'ALLOWED' | 'RESTRICTED';
  readonly type?: 'SUBSCRIPTION' | 'END_OF_MONTH';
}

/** evidence: docs for the words and for licences, modelled for the rest */
export function cotermingOf({ product, plan }: PlanProduct): Coterming {
  if (product.name === datedBackupName) return { required: 'MANDATORY', type: 'END_OF_MONTH' };
  const mayAlign = product.kind === 'licence' && plan.term !== undefined;
  return mayAlign ? { required: 'ALLOWED', type: 'SUBSCRIPTION' } : { required: 'RESTRICTED' };
}
