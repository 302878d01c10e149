import { Decimal } from 'decimal.js';
import { addPeriod, monthOf, startOfDay } from '../../kernel/calendar.ts';
import { defineCollection } from '../../kernel/collection.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { notify } from '../notifications/notification.ts';
import { relationshipOf, soldBy } from '../partners/customer.ts';
import { partners } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';
import { microsoftRateOf, monthAt, usageOfPlan } from './usage.ts';

/** What a partner means a customer's Azure to cost in a month: advice only, nothing is ever stopped. evidence: docs */
export interface AzureBudget {
  readonly id: string;
  readonly tenantId: string;
  readonly providerId: number;
  /** US dollars, a decimal string. evidence: modelled */
  readonly amount: string;
  /** The highest threshold that was told in a month. */
  readonly told?: { readonly month: string; readonly percent: number };
}

export const azureBudgets = defineCollection<AzureBudget>()({
  name: 'azureBudgets',
  key: (budget) => budget.id,
  indexes: { tenant: (budget) => budget.tenantId },
});

/** Per cent of a budget at which the partner is told. evidence: docs, unverified there */
const thresholds = [80, 100];

function providerIn(world: World, actor: Actor, tenant: Tenant): number {
  return relationshipOf(world, actor, tenant.id)?.providerId ?? actor.companyId ?? 0;
}

export function budgetOf(world: World, actor: Actor, tenant: Tenant): AzureBudget | undefined {
  return world.store.of(azureBudgets).get(`${tenant.id}:${providerIn(world, actor, tenant)}`);
}

/** Sets a customer's budget, or takes it away. @throws Refusal when the amount is none */
export function setBudget(
  world: World,
  actor: Actor,
  tenant: Tenant,
  amount: number | undefined,
): AzureBudget | undefined {
  if (amount !== undefined && !(Number.isFinite(amount) && amount >= 0)) {
    throw new Refusal('invalid', 'budget.amount', 'Amount must be a number, zero or more.', 'Amount');
  }
  const providerId = providerIn(world, actor, tenant);
  const id = `${tenant.id}:${providerId}`;
  recordAudit(world, actor, {
    eventType: amount === undefined ? 'Budget.Removed' : 'Budget.Set',
    targetId: providerId,
    targetType: 'Company',
    targetName: tenant.companyName,
    companyId: providerId,
    ...(amount !== undefined && { details: `${amount} USD` }),
  });
  if (amount === undefined) {
    world.store.of(azureBudgets).delete(id);
    world.scheduler.cancel(`azure-budget:${id}`);
    return undefined;
  }
  const known = world.store.of(azureBudgets).get(id);
  const changed = known !== undefined && known.amount === String(amount) ? known.told : undefined;
  world.store.of(azureBudgets).put({
    id,
    tenantId: tenant.id,
    providerId,
    amount: String(amount),
    ...(changed && { told: changed }),
  });
  look(world, id);
  return world.store.of(azureBudgets).get(id);
}

/** What a customer's Azure has cost in the running month, in US dollars. */
export function spentOf(world: World, tenant: Tenant, providerId: number): Decimal {
  const month = monthAt(world.clock.now());
  return soldBy(world, tenant.id, providerId)
    .filter((each) => each.kind === 'azure-plan')
    .flatMap((plan) => {
      const used = usageOfPlan(world, plan, month);
      return used.map((each) => each.dollars.times(microsoftRateOf(tenant, each.subscription).dollarFactor));
    })
    .reduce((sum, each) => sum.plus(each), new Decimal(0));
}

/** How much of a budget is used, in per cent with two places; all of a budget of nothing. */
export function percentUsed(spent: Decimal, amount: string): Decimal {
  const budget = new Decimal(amount);
  if (budget.isZero()) return new Decimal(spent.isZero() ? 0 : 100);
  return spent.div(budget).times(100).toDecimalPlaces(2);
}

/** Tells each threshold once a month, and looks again when the next day's use is rated. */
function look(world: World, id: string): void {
  const budget = world.store.of(azureBudgets).get(id);
  const tenant = budget && world.store.of(tenants).get(budget.tenantId);
  if (budget === undefined || tenant === undefined) return;
  const now = world.clock.now();
  world.scheduler.schedule({
    key: `azure-budget:${id}`,
    kind: 'azure-budget',
    due: addPeriod(startOfDay(now), 'P1D'),
    subject: id,
  });
  const month = monthOf(now);
  const percent = percentUsed(spentOf(world, tenant, budget.providerId), budget.amount);
  const told = budget.told?.month === month ? budget.told.percent : 0;
  const crossed = thresholds.filter((each) => each > told && percent.gte(each));
  const highest = crossed.at(-1);
  if (highest === undefined) return;
  world.store.of(azureBudgets).put({ ...budget, told: { month, percent: highest } });
  for (const threshold of crossed) {
    notify(world, {
      kind: 'azure-budget',
      to: world.store.of(partners).get(budget.providerId)?.support.email ?? '',
      subject: `${tenant.companyName} has used ${threshold} % of its Azure budget`,
      body: `${percent.toFixed(2)} % of ${budget.amount} USD in ${month}. Azure goes on.`,
      companyId: budget.providerId,
    });
  }
}

export const budgetJobs = {
  'azure-budget': (world: World, job: Job) => look(world, String(job.subject)),
};
