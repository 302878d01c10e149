import { requireProduct } from '../catalogue/catalogue.ts';
import { monthsOf, type Period } from './period.ts';
import { type PlanProduct, planProducts, type ServicePlan } from './service-plan.ts';

/** A change of plan or period that is allowed. */
export interface PlanSwitch {
  readonly from: PlanProduct;
  readonly to: PlanProduct;
  readonly whenEffective: 'immediately' | 'next_subscription_period';
  readonly billingPolicy:
    | 'prorate_keeping_exp_date'
    | 'prorate_starting_new_subscription_period'
    | 'period_change';
}

/** What a product can be changed to. evidence: docs for the words, modelled which policy goes with which switch */
export function switchesFrom(from: PlanProduct): PlanSwitch[] {
  const { product, plan } = from;
  const better = product.upgradesTo
    .map((name) => requireProduct(name))
    .flatMap(({ name }) => planProducts.filter((each) => each.product.name === name))
    .filter((each) => each.plan.billingType === plan.billingType)
    .map(
      (to): PlanSwitch => ({
        from,
        to,
        whenEffective: 'immediately',
        billingPolicy: 'prorate_keeping_exp_date',
      }),
    );
  const others = planProducts
    .filter(
      (each) => each.product.name === product.name && each.id !== from.id && each.plan.term !== undefined,
    )
    .map((to) => periodSwitch(from, to));
  return [...better, ...others];
}

/** A longer period of Microsoft's begins at once; anything else with the next one. evidence: docs for licences */
function periodSwitch(from: PlanProduct, to: PlanProduct): PlanSwitch {
  const longer = lengthOf(to.subscriptionPeriod) > lengthOf(from.subscriptionPeriod);
  return longer && from.product.microsoft !== undefined
    ? { from, to, whenEffective: 'immediately', billingPolicy: 'prorate_starting_new_subscription_period' }
    : { from, to, whenEffective: 'next_subscription_period', billingPolicy: 'period_change' };
}

function lengthOf(period: Period | undefined): number {
  return monthsOf(period) ?? 0;
}

export function switchesOf({ products }: ServicePlan): PlanSwitch[] {
  return products.flatMap(switchesFrom);
}
