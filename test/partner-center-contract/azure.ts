import { describe, expect, test } from 'vitest';
import { legacyAzureOfferId } from '../../packages/mock-server/src/domain/catalogue/legacy-offers.ts';
import {
  addLegacy,
  azurePlan,
  newBuyer,
  partnerCenter,
  platform,
  refusal,
  subscribe,
} from '../partner-center-world.ts';

const { azureEntitlements, budgets, usage } = partnerCenter;

/** Floats of rows, added up. */
function sum(rows: readonly { totalCost?: number }[]): number {
  return rows.reduce((all, { totalCost = 0 }) => all + totalCost, 0);
}

describe('the use of Azure', () => {
  test('of a plan is told by customer, plan, resource, meter and day', async () => {
    const id = await newBuyer('consumo');
    const plan = await subscribe(id, azurePlan);
    const [entitlement, ...others] = await azureEntitlements.list(id, plan);
    expect(others).toEqual([]);
    expect(await usage.listResources(id, plan)).toEqual([]);
    platform.advance('P4D');
    const summary = await usage.getSubscriptionSummary(id, plan);
    const total = summary.totalCost ?? 0;
    expect(total).toBeGreaterThan(0);
    expect(summary).toMatchObject({ id: plan, usdTotalCost: total });
    expect(await usage.getCustomerSummary(id)).toMatchObject({ id, totalCost: total });
    expect(await usage.listSubscriptions(id)).toMatchObject([
      { id: plan, status: 'active', totalCost: total },
    ]);
    const resources = await usage.listResources(id, plan);
    expect(new Set(resources.map((each) => each.entitlementId))).toEqual(new Set([entitlement?.id]));
    expect(sum(resources)).toBeCloseTo(total, 8);
    const meters = await usage.listMeters(id, plan);
    expect(sum(meters)).toBeCloseTo(total, 8);
    expect(meters[0]?.meterId).toMatch(/^DZH318Z0/);
    const customers = await usage.listCustomers();
    expect(customers.find((each) => each.id === id)).toMatchObject({ isUpgraded: true, totalCost: total });
    const lines = usage.listUnbilledLines({ period: 'current', currencycode: 'usd', size: 50 });
    const own = (await lines.toArray({ limit: 10_000 })).filter((line) => line.customerId === id);
    expect(sum(own.map((line) => ({ totalCost: line.billingPreTaxTotal })))).toBeCloseTo(total, 8);
    expect(own[0]).toMatchObject({ subscriptionId: plan, entitlementId: entitlement?.id });
    expect((await refusal(usage.listMonthlyRecords(id, plan))).status).toBe(400);
  });

  test('of legacy Azure is told by meter, and without prices by day and hour', async () => {
    const id = await newBuyer('antiguo');
    const held = addLegacy(id, legacyAzureOfferId, { quantity: 1 });
    expect((await refusal(usage.listMeters(id, held))).code).toBe('900263');
    expect(await usage.listMonthlyRecords(id, held)).toEqual([]);
    expect((await usage.getPartnerSummary()).customersWithUsageBasedSubscription).toBeGreaterThan(0);
    const now = platform.environment.now();
    const day = 86_400_000;
    const window = {
      start_time: new Date(now - 3 * day).toISOString(),
      end_time: new Date(now).toISOString(),
    };
    // Answers 204 first: the SDK waits, on the clock of the world.
    expect(await usage.listUtilizations(id, held, window).toArray({ limit: 9 })).toEqual([]);
    expect(platform.environment.now()).toBeGreaterThan(now);
    const early = usage.listUtilizations(id, held, { ...window, end_time: '2099-01-01T00:00:00Z' });
    expect((await refusal(early.toArray({ limit: 9 }))).status).toBe(400);
  });

  test('may have a budget, which stops nothing', async () => {
    const id = await newBuyer('presupuesto');
    expect(await budgets.get(id)).toEqual({ attributes: { objectType: 'SpendingBudget' } });
    expect(await budgets.set(id, 100)).toMatchObject({ amount: 100 });
    expect(await budgets.get(id)).toMatchObject({ amount: 100, usageSpendingBudget: 100 });
    expect(await budgets.set(id, null)).toEqual({ attributes: { objectType: 'SpendingBudget' } });
    expect((await refusal(budgets.set(id, -1))).status).toBe(400);
  });
});
