import type { World } from '../../world.ts';
import type { MicrosoftProduct } from '../catalogue/availability.ts';
import { termMonths } from '../catalogue/product.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from './subscription.ts';

/** Why a subscription cannot take the seats of an upgrade. */
export type TargetProblem = 'inactive' | 'in-window' | 'changing' | 'shorter-term' | 'ends-before';

/** What keeps a subscription from taking the seats; undefined when it can. evidence: docs */
export function targetProblem(
  world: World,
  source: Subscription,
  target: Subscription,
): TargetProblem | undefined {
  if (target.state !== 'active') return 'inactive';
  if (world.clock.now() < (target.batches[0]?.windowEndsAt ?? 0)) return 'in-window';
  if (target.pendingChange) return 'changing';
  if (termMonths[target.term ?? 'P1M'] < termMonths[source.term ?? 'P1M']) return 'shorter-term';
  if ((target.termEnd ?? 0) < (source.termEnd ?? 0)) return 'ends-before';
  return undefined;
}

/** The customer's other subscriptions of a product. */
export function possibleTargets(
  world: World,
  source: Subscription,
  product: MicrosoftProduct,
): Subscription[] {
  return world.store
    .of(subscriptions)
    .find('tenant', source.tenantId ?? '')
    .filter(
      (each) => each.productName === product.name && each.id !== source.id && each.state !== 'terminated',
    );
}

const refusals: Readonly<Record<TargetProblem, readonly [code: string, message: string]>> = {
  inactive: ['transition.target_inactive', 'must be active'],
  'in-window': ['transition.target_not_ready', 'is in its cancellation window still; try again after it'],
  changing: ['transition.target_not_ready', 'has a change under way; try again when it is done'],
  'shorter-term': ['transition.term_shorter', 'has a shorter term than the source'],
  'ends-before': ['transition.target_ends_before', 'must end no earlier than the source'],
};

/** The subscription that shall take the seats. @throws Refusal when it cannot */
export function checkTarget(
  world: World,
  source: Subscription,
  product: MicrosoftProduct,
  id: string,
): Subscription {
  const field = 'toSubscriptionId';
  const target = world.store.of(subscriptions).first('reference', id.toLowerCase());
  if (target === undefined || target.tenantId !== source.tenantId) {
    throw new Refusal(
      'invalid',
      'transition.target_inactive',
      `${field} ${id} is no active subscription of the customer.`,
      field,
    );
  }
  if (target.id === source.id) {
    throw new Refusal(
      'invalid',
      'transition.target_is_source',
      `${field} ${id} is the subscription itself; name another, or none.`,
      field,
    );
  }
  if (target.productName !== product.name) {
    throw new Refusal(
      'invalid',
      'transition.target_product',
      `${field} ${id} is not of ${product.displayName}, toCatalogItemId's product.`,
      field,
    );
  }
  const problem = targetProblem(world, source, target);
  if (problem === undefined) return target;
  const [code, message] = refusals[problem];
  throw new Refusal('invalid', code, `${field} ${id} ${message}.`, field);
}
