import { Decimal } from 'decimal.js';
import { addPeriod, daysBetween, startOfDay } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { cycleMonths, termMonths } from '../catalogue/product.ts';
import { companies } from '../companies/company.ts';
import { toMinor } from '../money.ts';
import { planPrice, unitPricesFor } from '../service-plans/plan-price.ts';
import { planProductWith } from './create-service.ts';
import type { SalesOrder, SalesOrderLine } from './sales-order.ts';

/** What a line comes to over its whole first term, between two accounts of the chain. */
export interface ContractValue {
  readonly line: SalesOrderLine;
  readonly planId: number;
  readonly sellerId: number;
  readonly buyerId: number;
  /** Minor units. */
  readonly total: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** The value of each new line for both levels of the chain: provider and reseller, reseller and customer. evidence: docs for the levels, modelled for the sum */
export function contractValues(world: World, order: SalesOrder): ContractValue[] {
  const { companyId, resellerId, currency, createdAt } = order;
  const providerId = world.store.of(companies).get(resellerId)?.parentId ?? resellerId;
  return order.lines.flatMap((line) => {
    if (line.step !== 'CREATE') return [];
    const planProduct = planProductWith(line.productId);
    const { term, billingCycle } = planProduct.plan;
    const cycle = cycleMonths[billingCycle];
    if (term === undefined || cycle === undefined) return [];
    const full = addPeriod(startOfDay(createdAt), term);
    const endsAt = order.termEnd ?? full;
    const share = new Decimal(daysBetween(createdAt, endsAt)).div(daysBetween(createdAt, full));
    const units = unitPricesFor(planPrice(world, companyId, planProduct), line.quantity);
    const value = (unit: string) =>
      toMinor(
        new Decimal(unit)
          .times(line.quantity)
          .times(termMonths[term] / cycle)
          .times(share),
        currency,
      );
    const common = { line, planId: planProduct.planId, startsAt: createdAt, endsAt };
    return [
      { ...common, sellerId: providerId, buyerId: resellerId, total: value(units.unitPurchase) },
      {
        ...common,
        sellerId: resellerId,
        buyerId: companyId,
        total: value(line.specialPrice ?? units.unitSale),
      },
    ];
  });
}
