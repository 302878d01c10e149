import { permit } from '../../../domain/companies/scope.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { planPrice } from '../../../domain/service-plans/plan-price.ts';
import { planProducts, servicePlans, servicePlanWith } from '../../../domain/service-plans/service-plan.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { asked, pageOf } from '../query.ts';
import { serviceNameOf, toPlan, toPlanDetailed, toProduct } from '../shapes/product.ts';
import { ownAccount } from './account.ts';

/** Names by a part of them, keys whole, both in any case. evidence: modelled */
function matches(given: string | undefined, value: string, whole = false): boolean {
  if (given === undefined) return true;
  const [wanted, actual] = [given.toLowerCase(), value.toLowerCase()];
  return whole ? actual === wanted : actual.includes(wanted);
}

export const catalogueOperations = {
  getCatalog: (call: Call) => {
    permit(call.actor, 'services.read');
    const found = planProducts.filter(
      (each) =>
        matches(asked(call, 'name'), each.product.displayName) &&
        matches(asked(call, 'serviceName'), serviceNameOf(each)) &&
        matches(asked(call, 'mpn'), each.mpn, true) &&
        matches(asked(call, 'vendor'), each.product.vendor, true),
    );
    return pageOf(call, found, (each) => toProduct(each, planPrice(call.world, ownAccount(call), each)));
  },
  getServicePlans: (call: Call) => {
    permit(call.actor, 'services.read');
    return pageOf(call, servicePlans, toPlan);
  },
  getServicePlanById: ({ actor, parameters }: Call) => {
    permit(actor, 'services.read');
    const plan = servicePlanWith(Number(parameters.id));
    if (plan !== undefined) return toPlanDetailed(plan);
    throw new Refusal(
      'not-found',
      'plan.unknown',
      `There is no service plan with id ${parameters.id}.`,
      'id',
    );
  },
} satisfies Record<string, OperationHandler>;
