import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditEvents } from '../packages/mock-server/src/domain/audit/audit-event.ts';
import { ledger } from '../packages/mock-server/src/domain/billing/ledger-line.ts';
import { partnerInvoices } from '../packages/mock-server/src/domain/billing/partner-invoices.ts';
import {
  type Subscription,
  subscriptions,
} from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { usersOf } from '../packages/mock-server/src/domain/tenants/directory-user.ts';
import { providerOf as topOf } from '../packages/mock-server/src/domain/tenants/relationship.ts';
import { type Reseller, UnsupportedOperationError } from '../packages/sdk/src/index.ts';
import type { PartnerCenterPlatform } from '../packages/sdk/src/platforms/partner-center/index.ts';
import { all, demo, providerOf, type ReportsWorld, resellerOn, type Side, sides } from './reports-world.ts';

let world: ReportsWorld;
beforeAll(async () => {
  world = await demo();
});
beforeEach(() => world.platform.reset());
afterAll(() => world.platform.close());

/** What is sold through one of the platforms. */
function soldOn(which: Side): Subscription[] {
  const { companyId: provider } = providerOf(world);
  return [...world.platform.world.store.of(subscriptions).all()].filter(
    ({ channel, tenantId, companyId }) =>
      topOf(world.platform.world, companyId) === provider &&
      (which === 'icp' ? channel === undefined : tenantId !== undefined),
  );
}

function seatsBy(
  held: readonly Subscription[],
  keyOf: (each: Subscription) => string,
): Record<string, number> {
  const seats: Record<string, number> = {};
  for (const each of held) {
    if (each.kind !== 'licence' || each.state !== 'active') continue;
    seats[keyOf(each)] = (seats[keyOf(each)] ?? 0) + each.quantity;
  }
  return seats;
}

/** A decimal text in hundredths; what is smaller must not be there. */
function cents(text = '0'): number {
  const [whole = '0', fraction = ''] = text.split('.');
  expect(fraction.length).toBeLessThanOrEqual(2);
  return Number(whole + fraction.padEnd(2, '0'));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
/** Pesos of Chile have no cents: the ledger counts whole ones. */
const inCents = (minor: number, currency: string) => (currency === 'CLP' ? minor * 100 : minor);
const customerIdOf = (which: Side, { companyId, tenantId }: Subscription) =>
  which === 'icp' ? String(companyId) : String(tenantId);

describe.each(sides)('reports on %s', (which) => {
  const reports = (send?: typeof fetch) => resellerOn(which, world, send).reports;

  test('count the seats that customers have', async () => {
    const rows = await all(reports().seats());
    const counted = Object.fromEntries(rows.map((row) => [`${row.customer} ${row.productName}`, row.seats]));
    const expected = seatsBy(soldOn(which), (each) => `${customerIdOf(which, each)} ${each.displayName}`);
    expect(Object.keys(expected).length).toBeGreaterThan(8);
    expect(counted).toEqual(expected);
    const [first] = rows;
    const one = await all(reports().seats({ customer: first?.customer ?? '' }));
    expect(one).toEqual(rows.filter(({ customer }) => customer === first?.customer));
  });

  test('count seats over time as they were on each day', async () => {
    const { platform } = world;
    const reseller = resellerOn(which, world);
    const held = soldOn(which).find(
      ({ kind, state, term, displayName }) =>
        kind === 'licence' && state === 'active' && term === 'P1Y' && displayName.endsWith('Basic'),
    );
    const id = which === 'icp' ? String(held?.id) : `${held?.tenantId}/${held?.vendorReferenceId}`;
    const known: Record<string, number> = {};
    const customer = customerIdOf(which, held as Subscription);
    const note = () => {
      const day = new Date(platform.environment.now()).toISOString().slice(0, 10);
      const own = soldOn(which).filter((each) => customerIdOf(which, each) === customer);
      known[day] = sum(Object.values(seatsBy(own, () => 'all')));
    };
    for (let day = 0; day < 24; day += 1) {
      if (day === 3) await reseller.subscriptions.setQuantity(id, (held?.quantity ?? 0) + 7);
      if (day === 6) await reseller.subscriptions.setQuantity(id, (held?.quantity ?? 0) + 2);
      note();
      platform.advance('P1D');
    }
    const [from = '', ...days] = Object.keys(known);
    const to = days.at(-1) ?? '';
    const question = { from, to, customer } as const;
    const daily = await all(reports().seatsOverTime({ ...question, interval: 'day' }));
    const counted: Record<string, number> = {};
    for (const { from: day, seats } of daily) counted[day] = (counted[day] ?? 0) + seats;
    expect(counted).toEqual(known);
    expect(sum(daily.map(({ added }) => added))).toBe(7);
    expect(sum(daily.map(({ removed }) => removed))).toBe(5);
    for (const interval of ['week', 'month'] as const) {
      const rows = await all(reports().seatsOverTime({ ...question, interval }));
      expect(sum(rows.filter((row) => row.to === to).map(({ seats }) => seats))).toBe(known[to]);
      expect(rows[0]?.from).toBe(from);
      expect(sum(rows.map(({ added, removed }) => added - removed))).toBe(2);
    }
  });

  test('name renewals that are due, the next one first, with what will happen', async () => {
    const reseller = resellerOn(which, world);
    const now = world.platform.environment.now();
    const due = soldOn(which).filter(
      ({ kind, state, termEnd }) =>
        kind === 'licence' &&
        (state === 'active' || state === 'suspended') &&
        termEnd !== undefined &&
        termEnd <= now + 400 * 86_400_000,
    );
    const scheduled = due.find(({ state, term }) => state === 'active' && term === 'P1Y');
    const id =
      which === 'icp' ? String(scheduled?.id) : `${scheduled?.tenantId}/${scheduled?.vendorReferenceId}`;
    await reseller.subscriptions.setAutoRenew(id, true);
    await reseller.subscriptions.scheduleChange(id, { quantity: 3 });
    const rows = await all(reports().renewalsDue({ within: 'P400D' }));
    const dates = rows.map(({ at }) => at);
    expect(dates).toEqual([...dates].sort());
    const changed = rows.find(({ subscription }) => subscription === id);
    expect(changed).toMatchObject({
      outcome: 'renews-changed',
      nextQuantity: 3,
      quantity: scheduled?.quantity,
      lastDayToChange: new Date((scheduled?.termEnd ?? 0) - 1).toISOString().slice(0, 10),
    });
    for (const each of due) {
      const own = which === 'icp' ? String(each.id) : `${each.tenantId}/${each.vendorReferenceId}`;
      const row = rows.find(({ subscription }) => subscription === own);
      expect(row, own).toBeDefined();
      if (each.endOfTermAction === 'Terminate') expect(row?.outcome).toBe('ends');
    }
    const [first] = rows;
    const day = first?.at.slice(0, 10) ?? '';
    const days = await all(reports().renewalsDue({ from: day, to: day }));
    expect(days).toEqual(rows.filter(({ at }) => at.startsWith(day)));
  });

  test('add up invoices to what the ledger holds, to the cent, whatever they are added up by', async () => {
    const month = '2026-10';
    const lines =
      which === 'icp'
        ? [...world.platform.world.store.of(ledger).all()].filter(
            (line) =>
              line.month === month &&
              world.platform.world.store.of(subscriptions).get(line.subscriptionId)?.channel === undefined,
          )
        : partnerInvoices(world.platform.world, providerOf(world))
            .filter((invoice) => invoice.month === month)
            .flatMap(({ charges }) => charges.map(({ line }) => line));
    const expected = sum(lines.map(({ cost, currency }) => inCents(cost, currency)));
    const sold = sum(lines.map(({ sale, currency }) => inCents(sale, currency)));
    for (const by of [
      'customer',
      'product',
      'subscription',
      'contract',
      'purchaseOrder',
      'chargeType',
    ] as const) {
      const rows = await all(reports().invoiceAggregation({ month, by }));
      expect(sum(rows.map(({ purchase }) => cents(purchase))), by).toBe(expected);
      expect(sum(rows.map((row) => row.lines))).toBe(lines.length);
      if (which === 'icp') {
        expect(sum(rows.map(({ sale }) => cents(sale)))).toBe(sold);
        expect(sum(rows.map(({ margin }) => cents(margin)))).toBe(sold - expected);
      } else expect(rows.every(({ sale, margin }) => sale === undefined && margin === undefined)).toBe(true);
    }
  });

  test('add up what Azure costs to what is charged for it', async () => {
    const month = '2026-10';
    const charged = [...world.platform.world.store.of(ledger).all()].filter(
      ({ reason, periodStart, subscriptionId }) =>
        reason === 'usage' &&
        new Date(periodStart).toISOString().startsWith(month) &&
        world.platform.world.store.of(subscriptions).get(subscriptionId)?.kind === 'azure-subscription',
    );
    expect(charged.length).toBe(3);
    for (const by of ['customer', 'day', 'meter', { tag: 'costCentre' }] as const) {
      const rows = await all(reports().azureCost({ month, by }));
      for (const { cost, currency } of charged) {
        const own = rows.filter((row) => row.currency === currency);
        const total = sum(own.map((row) => Number(row.cost)));
        expect(Math.abs(total * (currency === 'CLP' ? 1 : 100) - cost)).toBeLessThanOrEqual(1);
      }
      if (by === 'customer') expect(rows.every(({ key, customer }) => key === customer)).toBe(true);
    }
    const [first] = await all(reports().azureCost({ month: '2026-11', by: 'customer' }));
    const one = await all(
      reports().azureCost({ month: '2026-11', by: 'customer', customer: first?.customer ?? '' }),
    );
    expect(one).toEqual([first]);
  });

  test('hold invoices against own sales: missing, extra, and margins', async () => {
    const month = '2026-10';
    const lines = await all(reports().invoiceAggregation({ month, by: 'subscription' }));
    const none = await all(reports().salesAgainstInvoice({ month, sales: [] }));
    expect(none.length).toBeGreaterThan(5);
    expect(new Set(none.map(({ verdict }) => verdict))).toEqual(new Set(['extra']));
    expect(sum(none.map(({ billed }) => cents(billed)))).toBe(
      sum(lines.map(({ purchase }) => cents(purchase))),
    );
    const [first, second] = none.filter(({ billedQuantity }) => Number.isInteger(billedQuantity));
    const sales = [
      {
        customer: first?.customer ?? '',
        product: first?.product ?? '',
        quantity: first?.billedQuantity ?? 0,
        amount: '99999.5',
      },
      { customer: second?.customer ?? '', product: second?.product ?? '', quantity: 1_000, amount: '1' },
      { customer: 'nobody', product: 'CFQ7TTC0LH18:0001', quantity: 2, amount: '10' },
    ];
    const rows = await all(reports().salesAgainstInvoice({ month, sales }));
    const verdictOf = (customer = '', product = '') =>
      rows.find((row) => row.customer === customer && row.product === product);
    const matched = verdictOf(first?.customer, first?.product);
    expect(matched?.verdict).toBe('matched');
    expect(cents(matched?.margin)).toBe(9_999_950 - cents(matched?.billed));
    expect(verdictOf(second?.customer, second?.product)?.verdict).toBe('quantity-differs');
    expect(verdictOf('nobody', 'CFQ7TTC0LH18:0001')).toMatchObject({
      verdict: 'missing',
      sold: '10',
      billed: '0',
    });
  });

  test('tell who did what, in one form', async () => {
    const reseller = resellerOn(which, world);
    const [first] = await all(reports().seats());
    const customer = first?.customer ?? '';
    const [due] = await all(reports().renewalsDue({ within: 'P400D', customer }));
    await reseller.subscriptions.setQuantity(due?.subscription ?? '', (due?.quantity ?? 0) + 1);
    const days = { from: '2026-11-01', to: '2026-11-20' };
    const rows = await all(reports().audit({ ...days, customer }));
    const dates = rows.map(({ at }) => at);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(rows[0]).toMatchObject({ at: expect.stringMatching(/^2026-11-20T1.*Z$/), customer });
    expect(rows[0]?.what).toMatch(/update/i);
    expect(rows[0]?.after).toContain(which === 'icp' ? 'Quantity' : `"Quantity":${(due?.quantity ?? 0) + 1}`);
    const own = await all(
      reports().audit({ ...days, customer, who: rows[0]?.who?.toUpperCase() ?? '', what: 'UPDATE' }),
    );
    expect(own[0]).toEqual(rows[0]);
    expect(await all(reports().audit({ ...days, customer, who: 'nobody at all' }))).toEqual([]);
    if (which === 'icp') {
      const told = await all(reports().audit({ from: '2025-09-01', to: '2026-11-20', customer }));
      const events = world.platform.world.store.of(auditEvents).find('company', Number(customer));
      expect(told.map(({ at, what }) => `${at} ${what}`)).toEqual(
        events
          .reverse()
          .map((each) => `${new Date(each.at - (each.at % 1_000)).toISOString()} ${each.eventType}`),
      );
    } else {
      const old = all(reports().audit({ from: '2026-08-01', to: '2026-11-20' }));
      await expect(old).rejects.toThrow(/from: lies more than 90 days back. Ask from 2026-08-22/);
    }
  });
});

describe('licences', () => {
  test('of a tenant on Partner Center are bought, assigned, active, idle and wasted', async () => {
    const reseller: Reseller = resellerOn('partner-center', world);
    const { client } = reseller.platform as PartnerCenterPlatform;
    const held = soldOn('partner-center').find(
      ({ kind, state, term, displayName }) =>
        kind === 'licence' && state === 'active' && term === 'P1Y' && displayName.endsWith('Basic'),
    );
    const tenant = held?.tenantId ?? '';
    const bought = await reseller.subscriptions.buy({
      tenant,
      product: 'CFQ7TTC0LFLX:0001',
      quantity: 12,
      term: 'P1Y',
      billingCycle: 'annual',
    });
    const [sku] = (await client.users.listSubscribedSkus(tenant)).filter((each) => each.activeUnits === 12);
    const { companyProfile } = await client.customers.get(tenant);
    for (const name of ['ana', 'luis']) {
      const { id = '' } = await client.users.create(tenant, {
        userPrincipalName: `${name}@${companyProfile.domain}`,
        displayName: name,
        usageLocation: 'PE',
        passwordProfile: { password: 'Cumbre!Azul2027', forceChangePassword: true },
      });
      await client.users.updateLicenses(tenant, id, {
        licensesToAssign: [{ skuId: sku?.productSku?.id ?? '' }],
      });
    }
    const rows = await all(reseller.reports.licenceUse({ tenant }));
    const row = rows.find((each) => each.sku === sku?.productSku?.id);
    const assigned = usersOf(world.platform.world, tenant, 'active').filter(({ licences }) =>
      licences.some(({ skuId }) => skuId === row?.sku),
    ).length;
    expect(assigned).toBe(2);
    expect(row).toMatchObject({ bought: 12, assigned: 2, active: 2, idle: 10 });
    const { unitPrice } = await (await reseller.platform.subscriptions()).details(bought.id, {});
    expect(row?.currency).toBe(unitPrice?.currency);
    // A year's price counts a twelfth.
    const exact = (Number(unitPrice?.amount) * 10) / 12;
    expect(Math.abs(Number(row?.wasted) - exact)).toBeLessThanOrEqual(0.005_000_1);
    expect(row?.wasted).toMatch(/^\d+\.\d\d$/);
  });

  test('of a tenant on ICP are those bought: the rest is not told', async () => {
    const tenant = soldOn('icp').find(({ kind, state }) => kind === 'tenant' && state === 'active');
    const rows = await all(resellerOn('icp', world).reports.licenceUse({ tenant: tenant?.id ?? 0 }));
    const own = soldOn('icp').filter(({ dependencyId }) => dependencyId === tenant?.id);
    expect(sum(rows.map(({ bought }) => bought))).toBe(sum(Object.values(seatsBy(own, () => 'all'))));
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(['bought', 'name', 'sku']);
  });
});

describe('GDAP relationships that end', () => {
  test('are named where Graph can be asked', async () => {
    const { environment } = world.platform;
    const { partnerCenter: credentials } = world.platform.credentials(world.url);
    const { partnerCenter } = await import('../packages/sdk/src/platforms/partner-center/index.ts');
    const { Reseller: OwnReseller } = await import('../packages/sdk/src/index.ts');
    const reseller = new OwnReseller(
      partnerCenter({ ...credentials, environment, graph: world.platform.credentials(world.url).graph }),
    );
    const rows = await all(reseller.reports.expiringAdminRelationships({ within: 'P400D' }));
    const listed = (await reseller.gdap.list()).filter(({ status, endsAt }) => status === 'active' && endsAt);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(listed.length);
    expect(rows.map(({ endsAt }) => endsAt)).toEqual(rows.map(({ endsAt }) => endsAt).sort());
    for (const { relationship, outcome } of rows)
      expect(outcome).toBe(listed.find(({ id }) => id === relationship)?.autoExtend ? 'extends' : 'ends');
    expect(reseller.supports('reports.expiringAdminRelationships')).toEqual({ supported: true });
  });

  test.each(sides)('are refused on %s without it', async (which) => {
    const reseller = resellerOn(which, world);
    expect(reseller.supports('reports.expiringAdminRelationships').supported).toBe(false);
    const rows = all(reseller.reports.expiringAdminRelationships({ within: 'P30D' }));
    await expect(rows).rejects.toBeInstanceOf(UnsupportedOperationError);
    expect((await reseller.reports.catalogue()).map(({ id }) => id)).not.toContain(
      'expiringAdminRelationships',
    );
  });
});
