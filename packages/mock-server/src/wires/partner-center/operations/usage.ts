import {
  type AzureBudget,
  budgetOf,
  percentUsed,
  setBudget,
  spentOf,
} from '../../../domain/azure/budgets.ts';
import { monthAt, usageOfPlan } from '../../../domain/azure/usage.ts';
import { subscriptionsInScope } from '../../../domain/partners/customer.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isLegacy } from '../../../domain/subscriptions/legacy.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import { type Tenant, tenants } from '../../../domain/tenants/tenant.ts';
import type { SpendingBudget } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { attributes, collection, instant } from '../shapes/resource.ts';
import {
  type CustomerUse,
  costOf,
  toBudget,
  toCustomerRecord,
  toCustomerSummary,
  toMeterRecords,
  toMonthlyRecords,
  toResourceRecords,
  toSubscriptionRecord,
  toSubscriptionSummary,
} from '../shapes/usage.ts';
import { customerOf, related } from './customer.ts';
import { subscriptionOf } from './subscription.ts';

/** What a customer has of Azure from the caller's partner. */
export function azurePlansOf({ world, actor }: Call, tenant: Tenant): Subscription[] {
  return subscriptionsInScope(world, actor, tenant.id).filter((each) => each.kind === 'azure-plan');
}

/** The customers of the caller's partner that have Azure. */
export function customersWithAzure(
  call: Call,
): { readonly tenant: Tenant; readonly plans: Subscription[] }[] {
  return related(call).flatMap(({ tenantId }) => {
    const tenant = call.world.store.of(tenants).get(tenantId);
    const plans = tenant === undefined ? [] : azurePlansOf(call, tenant);
    return tenant === undefined || plans.length === 0 ? [] : [{ tenant, plans }];
  });
}

function monthOf({ world }: Call) {
  return monthAt(world.clock.now());
}

function useOf(call: Call, tenant: Tenant, plans: readonly Subscription[]): CustomerUse {
  const month = monthOf(call);
  return { tenant, records: plans.flatMap((plan) => usageOfPlan(call.world, plan, month)) };
}

/** The plan that a path names. @throws Refusal unless it is of the kind that the call is for */
export function azurePlanOf(call: Call, kind: 'plan' | 'legacy' | 'any'): Subscription {
  const plan = subscriptionOf(call);
  if (plan.kind !== 'azure-plan') {
    throw new Refusal(
      'invalid',
      'usage.not_metered',
      `Subscription ${plan.vendorReferenceId} is not of Azure: nothing counts its use.`,
      'subscriptionId',
    );
  }
  if (kind === 'plan' && isLegacy(plan)) {
    throw new Refusal(
      'forbidden',
      'usage.plan_only',
      'This is for Azure plans; a legacy subscription has usagerecords/resources.',
      'subscriptionId',
    );
  }
  if (kind === 'legacy' && !isLegacy(plan)) {
    throw new Refusal(
      'invalid',
      'usage.legacy_only',
      'This is for legacy subscriptions; an Azure plan has meterusagerecords and resourceusagerecords.',
      'subscriptionId',
    );
  }
  return plan;
}

function planUse(call: Call, kind: 'plan' | 'legacy' | 'any') {
  const plan = azurePlanOf(call, kind);
  return { plan, use: useOf(call, customerOf(call), [plan]) };
}

function isOver(call: Call, tenant: Tenant, budget: AzureBudget | undefined, percent: number): boolean {
  if (budget === undefined) return false;
  return percentUsed(spentOf(call.world, tenant, budget.providerId), budget.amount).gte(percent);
}

export const usageOperations = {
  GetUsageBudget: (call: Call) => toBudget(budgetOf(call.world, call.actor, customerOf(call))),
  UpdateUsageBudget: (call: Call<SpendingBudget>) => {
    const { world, actor, body } = call;
    return toBudget(setBudget(world, actor, customerOf(call), body.amount ?? undefined));
  },
  /** Customers with an Azure plan are left out. evidence: docs */
  GetPartnerUsageSummary: (call: Call) => {
    const { world, actor } = call;
    const partner = partnerOf(world, actor);
    const legacy = customersWithAzure(call).flatMap(({ tenant, plans }) => {
      const old = plans.filter(isLegacy);
      return old.length === plans.length ? [{ tenant, plans: old }] : [];
    });
    const month = monthOf(call);
    const totals = legacy.map(({ tenant, plans }) => costOf(useOf(call, tenant, plans)));
    const budgets = legacy.map(({ tenant }) => ({ tenant, budget: budgetOf(world, actor, tenant) }));
    const count = (percent: number) =>
      budgets.filter(({ tenant, budget }) => isOver(call, tenant, budget, percent)).length;
    const sum = (of: 'totalCost' | 'usdTotalCost') => totals.reduce((all, each) => all + each[of], 0);
    return {
      resourceId: partner.tenantId,
      id: partner.tenantId,
      resourceName: partner.name,
      name: partner.name,
      customersOverBudget: count(100),
      customersTrendingOver: count(80) - count(100),
      customersWithUsageBasedSubscription: legacy.length,
      billingStartDate: instant(month.from),
      billingEndDate: instant(month.to),
      emailsToNotify: [partner.support.email],
      totalCost: sum('totalCost'),
      usdTotalCost: sum('usdTotalCost'),
      currencyLocale: partner.culture,
      attributes: attributes('PartnerUsageSummary'),
    };
  },
  ListCustomerUsageRecords: (call: Call) => {
    const { world, actor } = call;
    const rows = customersWithAzure(call).map(({ tenant, plans }) =>
      toCustomerRecord(
        world,
        useOf(call, tenant, plans),
        budgetOf(world, actor, tenant),
        plans.some((each) => !isLegacy(each)),
      ),
    );
    return collection(rows, '/customers/usagerecords');
  },
  GetCustomerUsageSummary: (call: Call) => {
    const { world, actor } = call;
    const tenant = customerOf(call);
    const use = useOf(call, tenant, azurePlansOf(call, tenant));
    return toCustomerSummary(world, use, budgetOf(world, actor, tenant), monthOf(call));
  },
  ListSubscriptionUsageRecords: (call: Call) => {
    const tenant = customerOf(call);
    const rows = azurePlansOf(call, tenant).map((plan) =>
      toSubscriptionRecord(call.world, plan, useOf(call, tenant, [plan])),
    );
    return collection(rows, `/customers/${tenant.id}/subscriptions/usagerecords`);
  },
  GetSubscriptionUsageSummary: (call: Call) => {
    const { plan, use } = planUse(call, 'any');
    return toSubscriptionSummary(call.world, plan, use, monthOf(call));
  },
  ListResourceUsageRecords: (call: Call) => {
    const { plan, use } = planUse(call, 'plan');
    return collection(toResourceRecords(call.world, plan, use));
  },
  ListMeterUsageRecords: (call: Call) => {
    const { plan, use } = planUse(call, 'plan');
    return collection(toMeterRecords(call.world, plan, use));
  },
  ListAzureMonthlyUsageRecords: (call: Call) =>
    collection(toMonthlyRecords(call.world, planUse(call, 'legacy').use)),
} satisfies Record<string, OperationHandler>;
