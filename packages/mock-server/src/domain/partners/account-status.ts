import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { tenants } from '../tenants/tenant.ts';
import { customerInScope } from './customer.ts';

export interface AccountStatus {
  readonly status: 'Allowed' | 'UnderReview' | 'NotAllowed';
  /** evidence: modelled, the day the tenant was made */
  readonly updatedAt: number;
}

/** How far Microsoft's vetting of a customer is. @throws Refusal when there is no such tenant, or it is not the partner's */
export function accountStatusOf(
  world: World,
  actor: Actor,
  customerId: string,
  type: string | undefined,
): AccountStatus {
  if (type?.toLowerCase() !== 'account') {
    throw new Refusal(
      'invalid',
      'validation_status.type',
      `type "${type ?? ''}" is not known; the only type is account.`,
      'type',
    );
  }
  if (!world.store.of(tenants).has(customerId.toLowerCase())) {
    throw new Refusal(
      'not-found',
      'validation_status.not_found',
      `There is no account status of customer ${customerId}; check the tenant id.`,
      'customerId',
    );
  }
  const tenant = customerInScope(world, actor, customerId);
  return { status: tenant.accountStatus ?? 'Allowed', updatedAt: tenant.createdAt };
}
