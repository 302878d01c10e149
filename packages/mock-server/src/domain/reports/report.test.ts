import { describe, expect, test } from 'vitest';
import { providerId } from '../../seeds/foundation.ts';
import { seedNamed } from '../../seeds/index.ts';
import { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { auditEvents } from '../audit/audit-event.ts';
import { companies } from '../companies/company.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { providerOf } from '../tenants/relationship.ts';
import { type Cell, productAccounts, type ReportResult, reports, runReport } from './report.ts';

const demo = new World({ seed: seedNamed('demo-latam') });
// The provider's own customers, on Partner Center, are none of the reseller's; nor are those of other distributors.
const owned = [...demo.store.of(subscriptions).all()].filter(
  ({ channel, companyId }) => channel === undefined && providerOf(demo, companyId) === providerId,
);
const licences = owned.filter(({ kind }) => kind === 'licence');
const [first] = licences;
if (first === undefined) throw new Error('The demo seed has no licence.');
const { companyId: customerId, resellerId } = first;
const otherCustomerId = licences.find(({ companyId }) => companyId !== customerId)?.companyId ?? 0;
const reseller = actorOf(resellerId);
const customer = actorOf(customerId);
const always = { startdate: '2025-01-01', enddate: '2031-01-01' };
const alwaysDue = { startDate: '2025-01-01', endDate: '2031-01-01' };

function actorOf(companyId: number): Actor {
  return { ...systemActor, username: 'api@example.com', companyId, permissions: new Set(['reports.run']) };
}

function column({ columns, rows }: ReportResult, name: string): (Cell | undefined)[] {
  const index = columns.findIndex((each) => each.name === name);
  if (index < 0) throw new Error(`The report has no column ${name}.`);
  return rows.map((cells) => cells[index]);
}

/** The sum of one column for each value of another. */
function sums(result: ReportResult, key: string, value: string): Map<Cell | undefined, number> {
  const keys = column(result, key);
  const found = new Map<Cell | undefined, number>();
  for (const [index, cell] of column(result, value).entries())
    found.set(keys[index], (found.get(keys[index]) ?? 0) + Number(cell));
  return found;
}

function belongsTo(companyId: number, ancestorId: number): boolean {
  for (
    let company = demo.store.of(companies).get(companyId);
    company !== undefined;
    company = demo.store.of(companies).get(company.parentId ?? 0)
  ) {
    if (company.id === ancestorId) return true;
  }
  return false;
}

function refusalOf(call: () => unknown): Refusal {
  try {
    call();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('any report', () => {
  test.each([
    ['Audit Log Object Company', { targetCompany: customerId, startDate: '2025-01-01' }],
    ['MSCSPSeatChanges', always],
    ['Active Seats', {}],
    ['Renewals', alwaysDue],
  ])('%s has rows on the demo seed, each as wide as its columns and typed like them', (name, parameters) => {
    const { columns, rows } = runReport(demo, reseller, name, parameters);
    expect(rows.length).toBeGreaterThan(0);
    for (const cells of rows) {
      expect(cells).toHaveLength(columns.length);
      for (const [index, { type }] of columns.entries()) {
        const cell = cells[index];
        if (type === 'Int32') expect(Number.isInteger(cell)).toBe(true);
        else expect(cell).toBeTypeOf('string');
        if (type === 'DateTime') expect(cell).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
      }
    }
  });

  test('names the reports there are when it is unknown', () => {
    const refusal = refusalOf(() => runReport(demo, reseller, 'Seats', {}));
    expect(refusal.kind).toBe('invalid');
    for (const { name } of reports) expect(refusal.message).toContain(name);
  });

  test('names its parameters when one is unknown, also by its case', () => {
    const refusal = refusalOf(() =>
      runReport(demo, reseller, 'MSCSPSeatChanges', { startDate: '2026-01-01', enddate: '2026-02-01' }),
    );
    expect(refusal.field).toBe('startDate');
    expect(refusal.message).toContain('startdate, enddate');
  });

  test('names the parameter that is missing or no date', () => {
    expect(
      refusalOf(() => runReport(demo, reseller, 'MSCSPSeatChanges', { startdate: '2026-01-01' })).field,
    ).toBe('enddate');
    expect(
      refusalOf(() =>
        runReport(demo, reseller, 'MSCSPSeatChanges', { startdate: 'May', enddate: '2026-02-01' }),
      ).field,
    ).toBe('startdate');
    expect(
      refusalOf(() =>
        runReport(demo, reseller, 'Audit Log Object Company', {
          targetCompany: 'x',
          startDate: '2026-01-01',
        }),
      ).field,
    ).toBe('targetCompany');
  });

  test('is forbidden without the permission', () => {
    const refusal = refusalOf(() =>
      runReport(demo, { ...reseller, permissions: new Set() }, 'Active Seats', {}),
    );
    expect(refusal.kind).toBe('forbidden');
  });

  test.each([
    ['MSCSPSeatChanges', always],
    ['Active Seats', {}],
    ['Renewals', alwaysDue],
  ])('%s shows a customer its own only', (name, parameters) => {
    const seen = column(runReport(demo, customer, name, parameters), 'CompanyAccountId');
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen)).toEqual(new Set([customerId]));
  });
});

describe('Audit Log Object Company', () => {
  const name = 'Audit Log Object Company';

  test('holds every event of the company and what is below it, from the first day to the end of the last', () => {
    const [startDate, endDate] = ['2025-09-01', '2025-12-31'];
    for (const targetCompany of [resellerId, customerId]) {
      const expected = [...demo.store.of(auditEvents).all()].filter(
        ({ at, companyId }) =>
          belongsTo(companyId, targetCompany) && at >= Date.parse(startDate) && at < Date.parse('2026-01-01'),
      );
      expect(expected.length).toBeGreaterThan(0);
      expect(column(runReport(demo, reseller, name, { targetCompany, startDate, endDate }), 'Id')).toEqual(
        expected.map(({ id }) => id).sort((left, right) => left - right),
      );
    }
  });

  test('does not find a company of somebody else', () => {
    expect(
      refusalOf(() =>
        runReport(demo, customer, name, { targetCompany: otherCustomerId, startDate: '2025-09-01' }),
      ).kind,
    ).toBe('not-found');
  });
});

describe('MSCSPSeatChanges', () => {
  function seatsNow({ state, activatedAt, quantity }: Subscription): number {
    return activatedAt === undefined || state === 'terminated' ? 0 : quantity;
  }

  test('adds up to the seats of each licence today, through renewals, upgrades and ends', () => {
    const changed = sums(runReport(demo, reseller, 'MSCSPSeatChanges', always), 'AccountId', 'Quantity');
    for (const licence of licences)
      expect(changed.get(licence.id) ?? 0, `subscription ${licence.id}`).toBe(seatsNow(licence));
  });

  test('still does after every annual term has ended once more', () => {
    const world = demo.fork();
    world.scheduler.advanceTo(Date.parse('2028-02-01T00:00:00Z'));
    const changed = sums(runReport(world, reseller, 'MSCSPSeatChanges', always), 'AccountId', 'Quantity');
    const later = [...world.store.of(subscriptions).all()].filter(
      ({ kind, channel, companyId }) =>
        kind === 'licence' && channel === undefined && providerOf(world, companyId) === providerId,
    );
    expect(later.some(({ terminationReason }) => terminationReason === 'End of term')).toBe(true);
    for (const licence of later)
      expect(changed.get(licence.id) ?? 0, `subscription ${licence.id}`).toBe(seatsNow(licence));
  });

  test('splits at days without losing or repeating a change', () => {
    const whole = runReport(demo, reseller, 'MSCSPSeatChanges', {
      startdate: '2025-09-01',
      enddate: '2026-11-20',
    }).rows;
    const early = runReport(demo, reseller, 'MSCSPSeatChanges', {
      startdate: '2025-09-01',
      enddate: '2025-10-15',
    }).rows;
    const late = runReport(demo, reseller, 'MSCSPSeatChanges', {
      startdate: '2025-10-16',
      enddate: '2026-11-20',
    }).rows;
    expect(early.length).toBeGreaterThan(0);
    expect([...early, ...late]).toEqual(whole);
  });
});

describe('Active Seats', () => {
  test('counts the seats of active licences', () => {
    const result = runReport(demo, reseller, 'Active Seats', {});
    const active = licences.filter(({ state }) => state === 'active');
    const expected = new Map<number, number>();
    for (const { companyId, quantity } of active)
      expected.set(companyId, (expected.get(companyId) ?? 0) + quantity);
    expect(sums(result, 'CompanyAccountId', 'Seats')).toEqual(expected);
    expect(column(result, 'Subscriptions').reduce<number>((sum, cell) => sum + Number(cell), 0)).toBe(
      active.length,
    );
  });
});

describe('Renewals', () => {
  test('lists the terms that end in the days asked for, the earliest first', () => {
    const result = runReport(demo, reseller, 'Renewals', { startDate: '2026-11-20', endDate: '2026-12-31' });
    const expected = owned.filter(
      ({ state, termEnd }) =>
        (state === 'active' || state === 'suspended') &&
        termEnd !== undefined &&
        termEnd >= Date.parse('2026-11-20') &&
        termEnd < Date.parse('2027-01-01'),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(new Set(column(result, 'AccountId'))).toEqual(new Set(expected.map(({ id }) => id)));
    const dates = column(result, 'RenewalDate').map(String);
    expect(dates).toEqual([...dates].sort());
  });
});

describe('all services of a product', () => {
  const { productName } = first;
  const ids = (found: ReturnType<typeof productAccounts>) =>
    found.map(({ subscription }) => subscription.id).sort((left, right) => left - right);
  const expected = owned
    .filter((each) => each.productName === productName && each.state !== 'terminated')
    .map(({ id }) => id);

  test('are listed with what they were ordered with', () => {
    const found = productAccounts(demo, reseller, productName, undefined, undefined);
    expect(ids(found)).toEqual(expected.sort((left, right) => left - right));
    for (const { subscription, company } of found) expect(company.id).toBe(subscription.companyId);
  });

  test('are only those ordered before a day; a day ahead gives none', () => {
    const before = Date.parse('2025-10-01');
    const early = owned
      .filter(
        (each) => each.productName === productName && each.state !== 'terminated' && each.orderedAt < before,
      )
      .map(({ id }) => id);
    expect(early.length).toBeGreaterThan(0);
    expect(ids(productAccounts(demo, reseller, productName, '2025-10-01', undefined))).toEqual(
      early.sort((left, right) => left - right),
    );
    expect(productAccounts(demo, reseller, productName, '2027-01-01', undefined)).toEqual([]);
  });

  test('are those of a company in the actor’s own tree', () => {
    expect(ids(productAccounts(demo, reseller, productName, undefined, customerId))).toEqual(
      expected.filter((id) => owned.find((each) => each.id === id)?.companyId === customerId),
    );
    expect(refusalOf(() => productAccounts(demo, customer, productName, undefined, resellerId)).kind).toBe(
      'not-found',
    );
  });
});
