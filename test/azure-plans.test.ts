import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledger } from '../packages/mock-server/src/domain/billing/ledger-line.ts';
import { notifications } from '../packages/mock-server/src/domain/notifications/notification.ts';
import { subscriptions } from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { createPlatform, type Platform } from '../packages/mock-server/src/index.ts';
import {
  ConflictError,
  type CostBy,
  Reseller,
  UnsupportedOperationError,
  ValidationError,
} from '../packages/sdk/src/index.ts';
import { icp } from '../packages/sdk/src/platforms/icp/index.ts';
import { partnerCenter } from '../packages/sdk/src/platforms/partner-center/index.ts';

const name = { icp: 'icp', 'partner-center': 'partner-center' } as const;
const ways: readonly CostBy[] = [
  'day',
  'azureSubscription',
  'resource',
  'meter',
  { tag: 'costCentre' },
  { tag: 'nobody' },
];

let platform: Platform;
let origin: string;
beforeEach(async () => {
  platform = createPlatform({ seed: 'demo-latam', strict: true });
  origin = (await platform.listen()).url;
});
afterEach(() => platform.close());

function onPartnerCenter() {
  return new Reseller(
    partnerCenter({ ...platform.credentials(origin).partnerCenter, environment: platform.environment }),
  );
}

/** A customer without Azure, on one of the platforms. */
async function side(which: keyof typeof name, company = 'TEXTILES') {
  const { environment } = platform;
  const pc = onPartnerCenter();
  const [customer] = await pc.platform.client.customers.search('CompanyName', company).toArray({ limit: 1 });
  const tenantId = customer?.id ?? '';
  if (which === 'partner-center') return { reseller: pc as Reseller, tenant: tenantId };
  const { resellerAccountId, ...account } = platform.credentials(origin).icp;
  const reseller: Reseller = new Reseller(icp({ ...account, account: resellerAccountId, environment }));
  const service = [...platform.world.store.of(subscriptions).all()].find(
    (each) => each.kind === 'tenant' && each.tenantId === tenantId,
  );
  return { reseller, tenant: String(service?.id) };
}

/** A plan with one Azure subscription at least. */
async function plan(which: keyof typeof name) {
  const { reseller, tenant } = await side(which);
  const { azurePlans } = reseller;
  const ordered = await azurePlans.order({ tenant });
  if (which === 'icp') await azurePlans.createSubscription({ plan: ordered.id, name: 'Production' });
  const [azure] = await azurePlans.listSubscriptions(ordered.id);
  if (azure === undefined) throw new Error('The plan has no Azure subscription.');
  return { reseller, azurePlans, tenant, plan: ordered, azure };
}

/** What the ledger has of an Azure subscription and month, in cents of what the caller pays. */
function charged(reference: string | undefined, month: string): number {
  const owned = platform.world.store.of(subscriptions).first('reference', reference ?? '');
  return platform.world.store
    .of(ledger)
    .find('subscription', owned?.id ?? 0)
    .filter((line) => line.reason === 'usage' && new Date(line.periodStart).toISOString().startsWith(month))
    .reduce((sum, line) => sum + line.cost, 0);
}

/** A decimal text in millionths of millionths: whole, so that sums are exact. */
function exact(text = '0'): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(12, '0'));
}

/** Cents, a half rounded up, as invoices are. */
function centsOf(text: string | undefined): number {
  return Number((exact(text) + 5_000_000_000n) / 10_000_000_000n);
}

describe.each(Object.keys(name) as (keyof typeof name)[])('Azure plans on %s', (which) => {
  test('are ordered once for a tenant', async () => {
    const { azurePlans, tenant, plan: first, azure } = await plan(which);
    expect(first).toMatchObject({ platform: which, tenant, status: 'active' });
    expect(await azurePlans.order({ tenant })).toEqual(first);
    expect(await azurePlans.find(tenant)).toEqual(first);
    expect(azure).toMatchObject({ platform: which, plan: first.id, status: 'active' });
    expect(azure.azureSubscriptionId).toMatch(/^[0-9a-f-]{36}$/);
    await expect(azurePlans.order({ tenant, nmae: 'x' } as never)).rejects.toBeInstanceOf(ValidationError);
  });

  test('are not suspended while something is active below them, and can be afterwards', async () => {
    const { azurePlans, plan: held, azure } = await plan(which);
    const refused = await azurePlans.suspend(held.id).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConflictError);
    expect(String(refused)).toContain(azure.id);
    const steps: string[] = [];
    const off = await azurePlans.suspendSubscription(azure.id, {
      onProgress: ({ step }) => steps.push(step),
    });
    expect(off).toMatchObject({ id: azure.id, status: 'inactive' });
    expect(steps.length > 0).toBe(which === 'partner-center');
    expect(await azurePlans.blockers(held.id)).toEqual([]);
    expect(await azurePlans.suspend(held.id)).toMatchObject({ status: 'suspended' });
    expect(await azurePlans.reactivate(held.id)).toMatchObject({ status: 'active' });
    expect(await azurePlans.reactivateSubscription(azure.id)).toMatchObject({ status: 'active' });
  });

  test('cost the same by day, subscription, resource, meter and tag, and what the ledger says', async () => {
    const { azurePlans, tenant, azure } = await plan(which);
    platform.advance('P4D');
    await azurePlans.suspendSubscription(azure.id);
    platform.advance('P2D');
    await azurePlans.reactivateSubscription(azure.id);
    // November ends, and its last day is rated a day later.
    platform.advance('P7D');
    const month = '2026-11';
    const reports = await Promise.all(ways.map((by) => azurePlans.cost({ tenant, month, by })));
    const [total] = reports[0]?.totals ?? [];
    for (const { rows, totals } of reports) {
      expect(totals).toEqual([total]);
      const sum = rows.reduce((all, row) => all + exact(row.cost.amount), 0n);
      expect(sum).toBe(exact(total?.amount));
    }
    const days = reports[0]?.rows.map(({ key }) => key) ?? [];
    expect(days.length).toBeLessThan(11);
    expect(days).toContain('2026-11-20');
    expect(days).not.toContain('2026-11-25');
    // Each stretch is charged, and rounded, on its own.
    const cents = centsOf(total?.amount);
    expect(Math.abs(cents - charged(azure.azureSubscriptionId, month))).toBeLessThanOrEqual(1);
    expect(cents).toBeGreaterThan(0);
    const rows = await azurePlans.usage({ tenant, month });
    expect(rows).toEqual(await azurePlans.usage({ tenant, month }));
    for (const row of rows) expect(`${row.quantity} ${row.cost.amount}`).toMatch(/^\d+(\.\d+)? \d+(\.\d+)?$/);
  });

  test('of a whole month cost what is charged, to the cent', async () => {
    const { azurePlans, tenant, azure } = await plan(which);
    platform.advance('P43D');
    const { totals } = await azurePlans.cost({ tenant, month: '2026-12', by: 'day' });
    expect(centsOf(totals[0]?.amount)).toBe(charged(azure.azureSubscriptionId, '2026-12'));
  });

  test('tell how they can be paid for, and how rights are restored', async () => {
    const { azurePlans, reseller, tenant, azure } = await plan(which);
    const modes = await azurePlans.billingModes(tenant);
    expect(modes.length).toBeGreaterThan(0);
    const azureSubscriptionId = azure.azureSubscriptionId ?? '';
    const adminAgentsGroupId = '5ca72dc8-97ba-4cbd-9be4-2bd36ff6a6d0';
    const rights = await azurePlans.restoreAdminRights({
      azureSubscriptionId,
      adminAgentsGroupId,
      currentOwners: [azureSubscriptionId],
    });
    expect(rights.isOwner).toBe(false);
    expect(rights.azureCli).toBe(
      `az role assignment create --role Owner --assignee-object-id ${adminAgentsGroupId} --scope /subscriptions/${azureSubscriptionId} --assignee-principal-type ForeignGroup`,
    );
    expect(rights.powerShell).toContain('-ObjectType ForeignGroup');
    expect(rights.request.body.properties).toMatchObject({ principalId: adminAgentsGroupId });
    expect(rights).toEqual(
      await azurePlans.restoreAdminRights({
        azureSubscriptionId,
        adminAgentsGroupId,
        currentOwners: [azureSubscriptionId],
      }),
    );
    const known = { azureSubscriptionId, adminAgentsGroupId };
    expect((await azurePlans.restoreAdminRights(known)).isOwner).toBe('unknown');
    const owners = { ...known, currentOwners: [adminAgentsGroupId.toUpperCase()] };
    expect((await azurePlans.restoreAdminRights(owners)).isOwner).toBe(true);
    expect(reseller.supports('azurePlans.benefitUtilisation').supported).toBe(false);
    await expect(azurePlans.benefitUtilisation('x')).rejects.toBeInstanceOf(UnsupportedOperationError);
  });

  test('take reservations', async () => {
    const { azurePlans, plan: held } = await plan(which);
    const bought = await azurePlans.buyReservation({
      plan: held.id,
      ...(which === 'partner-center'
        ? { product: 'DZH318Z0BQ4B:00J1' }
        : { instance: { size: 'Standard_D4s_v5', region: 'eastus2' } }),
      quantity: 2,
      term: 'P1Y',
      billing: 'monthly',
      scope: 'shared',
    });
    expect(bought).toMatchObject({ kind: 'reservation', status: 'active', quantity: 2, scope: 'shared' });
    expect(await azurePlans.listBenefits(held.id)).toEqual([bought]);
    expect((await azurePlans.blockers(held.id)).map(({ kind }) => kind)).toContain('reservation');
  });
});

describe('Azure plans on Partner Center only', () => {
  test('take savings plans', async () => {
    const { azurePlans, plan: held, azure } = await plan('partner-center');
    const bought = await azurePlans.buySavingsPlan({
      plan: held.id,
      term: 'P1Y',
      billing: 'monthly',
      hourly: '0.05',
      scope: { azureSubscription: azure.id },
    });
    expect(bought).toMatchObject({
      kind: 'savings-plan',
      status: 'active',
      scope: 'single',
      term: 'P1Y',
      hourly: { amount: '0.05', currency: 'USD' },
    });
    expect(await azurePlans.listBenefits(held.id)).toEqual([bought]);
  });

  test('have budgets, which tell 80 and 100 per cent once a month', async () => {
    const { azurePlans, tenant } = await plan('partner-center');
    expect(await azurePlans.getBudget(tenant)).toEqual({ spent: { amount: '0', currency: 'USD' } });
    const set = await azurePlans.setBudget(tenant, '1');
    expect(set.amount).toEqual({ amount: '1', currency: 'USD' });
    const told = () =>
      [...platform.world.store.of(notifications).all()]
        .filter((each) => each.kind === 'azure-budget')
        .map((each) => `${new Date(each.at).toISOString().slice(0, 7)} ${/(\d+) %/.exec(each.subject)?.[1]}`);
    platform.advance('P9D');
    expect(told()).toEqual(['2026-11 80', '2026-11 100']);
    platform.advance('P30D');
    expect(told()).toEqual(['2026-11 80', '2026-11 100', '2026-12 80', '2026-12 100']);
    expect((await azurePlans.setBudget(tenant, undefined)).amount).toBeUndefined();
    platform.advance('P40D');
    expect(told()).toHaveLength(4);
    await expect(azurePlans.setBudget(tenant, '1,5')).rejects.toBeInstanceOf(ValidationError);
  });

  test('make no further Azure subscriptions, and tell two months only', async () => {
    const { azurePlans, reseller, tenant, plan: held } = await plan('partner-center');
    const wish = azurePlans.createSubscription({ plan: held.id, name: 'Another' });
    await expect(wish).rejects.toBeInstanceOf(UnsupportedOperationError);
    expect(reseller.supports('azurePlans.createSubscription')).toMatchObject({ supported: false });
    await expect(azurePlans.usage({ tenant, month: '2026-08' })).rejects.toThrow(/2026-10 and 2026-11 only/);
    await expect(azurePlans.usage({ tenant, month: '2026-13' })).rejects.toBeInstanceOf(ValidationError);
  });
});

test('use is the same whichever days are read, in any order', async () => {
  const { azurePlans, tenant, azure } = await plan('partner-center');
  platform.advance('P20D');
  const { usageOf } = await import('../packages/mock-server/src/domain/azure/usage.ts');
  const owned = platform.world.store.of(subscriptions).first('reference', azure.azureSubscriptionId ?? '');
  if (owned === undefined) throw new Error('The Azure subscription is gone.');
  const start = Date.parse('2026-11-15T00:00:00Z');
  const day = 86_400_000;
  const read = (from: number, to: number) =>
    usageOf(platform.world, owned, { from: start + from * day, to: start + to * day });
  const lengths = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }));
  fc.assert(
    fc.property(lengths, fc.integer({ min: 0, max: 30 }), ([one, other], middle) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      const between = Math.min(Math.max(middle, from), to);
      const later = read(between, to);
      expect([...read(from, between), ...later]).toEqual(read(from, to));
    }),
    { numRuns: 60 },
  );
  expect((await azurePlans.usage({ tenant, month: '2026-11' })).length).toBeGreaterThan(0);
});
