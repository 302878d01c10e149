import { describe, expect, test } from 'vitest';
import { seedNamed } from '../../seeds/index.ts';
import { toAggregationLines } from '../../wires/icp/shapes/invoice.ts';
import { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { updateSubscription } from '../subscriptions/change.ts';
import { subscriptions } from '../subscriptions/subscription.ts';
import { chargeSeatsAdded } from './charge.ts';
import { type Invoice, invoicesOf, latestInvoices } from './invoices.ts';
import { type LedgerLine, ledger } from './ledger-line.ts';
import { previewInvoices } from './preview.ts';

const demo = new World({ seed: seedNamed('demo-latam') });
const all = [...demo.store.of(ledger).all()];
const openMonth = '2026-11';
const closedMonths = [...new Set(all.map(({ month }) => month))].filter((month) => month < openMonth).sort();
const resellerId = all[0]?.resellerId ?? 0;
const reseller = actorOf(resellerId);

function actorOf(companyId: number): Actor {
  return { ...systemActor, companyId, permissions: new Set(['invoices.read']) };
}

const amounts = (lines: readonly LedgerLine[]) =>
  lines.reduce((sum, { cost, sale }) => ({ cost: sum.cost + cost, sale: sum.sale + sale }), {
    cost: 0,
    sale: 0,
  });
const linesOf = (invoices: readonly Invoice[]) => invoices.flatMap(({ lines }) => lines);
const ids = (lines: readonly LedgerLine[]) => lines.map(({ id }) => id).sort((left, right) => left - right);

function closed(month: string, byDepartment = false): Invoice[] {
  return invoicesOf(demo, reseller, Number(month.slice(0, 4)), Number(month.slice(5)), { byDepartment });
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

describe('closed months', () => {
  test('there are about fourteen of them', () => {
    expect(closedMonths.length).toBeGreaterThanOrEqual(12);
  });

  test.each(closedMonths)('%s: each line of the ledger is on one invoice, and the sums agree', (month) => {
    const posted = all.filter((line) => line.month === month && line.resellerId === resellerId);
    for (const byDepartment of [false, true]) {
      const lines = linesOf(closed(month, byDepartment));
      expect(ids(lines)).toEqual(ids(posted));
      expect(amounts(lines)).toEqual(amounts(posted));
    }
  });

  test.each(closedMonths)(
    '%s: an invoice holds lines of its own month, and its number is its own',
    (month) => {
      const invoices = closed(month);
      for (const invoice of invoices) {
        expect(invoice.month).toBe(month);
        expect(invoice.lines.length).toBeGreaterThan(0);
        for (const line of invoice.lines) {
          const posted = new Date(line.at).toISOString();
          expect(posted.startsWith(month)).toBe(true);
        }
      }
      const numbers = invoices.map(({ number }) => number);
      expect(numbers).not.toContain(undefined);
      expect(new Set(numbers).size).toBe(numbers.length);
    },
  );

  test('stay as they are when something is bought today', () => {
    const world = demo.fork();
    const before = JSON.stringify(latestInvoices(world, reseller, {}));
    for (const subscription of world.store.of(subscriptions).all()) {
      if (subscription.state === 'active' && subscription.billingCycle === 'monthly')
        chargeSeatsAdded(world, subscription, 5);
    }
    expect(JSON.stringify(latestInvoices(world, reseller, {}))).toBe(before);
  });

  test('the latest is the last full month, also on the first day of the next', () => {
    expect(latestInvoices(demo, reseller, {})).toEqual(closed('2026-10'));
    const world = demo.fork();
    world.scheduler.advanceTo(Date.parse('2026-11-30T23:59:59.999Z'));
    expect(latestInvoices(world, reseller, {})[0]?.month).toBe('2026-10');
    world.scheduler.advanceTo(Date.parse('2026-12-01T00:00:00Z'));
    expect(latestInvoices(world, reseller, {})[0]?.month).toBe('2026-11');
  });

  test.each([
    [2026, 0],
    [2026, 13],
    [2026, 12],
    [2031, 1],
  ])('year %i month %i is refused with the field named', (year, month) => {
    const refusal = refusalOf(() => invoicesOf(demo, reseller, year, month, {}));
    expect(refusal.kind).toBe('invalid');
    expect(refusal.field).toMatch(/year|month/);
  });

  test('a customer sees its own invoice only', () => {
    const [first] = closed('2026-10');
    if (first === undefined) throw new Error('October has no invoice.');
    const seen = invoicesOf(demo, actorOf(first.company.id), 2026, 10, {});
    expect(ids(linesOf(seen))).toEqual(ids(first.lines));
  });

  test('an account outside the actor’s own is not found', () => {
    const customer = closed('2026-10')[0]?.company.id ?? 0;
    expect(refusalOf(() => latestInvoices(demo, actorOf(customer), { resellerId })).kind).toBe('not-found');
  });
});

describe('the preview', () => {
  test('is of the open month and not numbered', () => {
    const preview = previewInvoices(demo, reseller, {});
    expect(preview.length).toBeGreaterThan(0);
    for (const { month, number } of preview) {
      expect(month).toBe(openMonth);
      expect(number).toBeUndefined();
    }
  });

  test('shows a purchase only from the next Friday, 06:00 UTC', () => {
    const world = demo.fork();
    const before = JSON.stringify(previewInvoices(world, reseller, {}));
    const subscription = [...world.store.of(subscriptions).all()].find(
      (each) => each.state === 'active' && each.billingCycle === 'monthly' && each.resellerId === resellerId,
    );
    if (subscription === undefined) throw new Error('The demo seed has no active monthly subscription.');
    chargeSeatsAdded(world, subscription, 5);
    const added = Math.max(...[...world.store.of(ledger).all()].map(({ id }) => id));
    expect(JSON.stringify(previewInvoices(world, reseller, {}))).toBe(before);
    world.scheduler.advanceTo(Date.parse('2026-11-27T05:59:59Z'));
    expect(ids(linesOf(previewInvoices(world, reseller, {})))).not.toContain(added);
    world.scheduler.advanceTo(Date.parse('2026-11-27T06:00:00Z'));
    expect(ids(linesOf(previewInvoices(world, reseller, {})))).toContain(added);
  });

  test('assumes that nothing changes: what it foresees is what the month then costs', () => {
    const world = demo.fork();
    world.scheduler.advanceTo(Date.parse('2026-12-04T10:00:00Z'));
    const foreseen = linesOf(previewInvoices(world, reseller, {})).filter(({ reason }) => reason === 'cycle');
    world.scheduler.advanceTo(Date.parse('2027-01-01T00:00:00Z'));
    const charged = linesOf(invoicesOf(world, reseller, 2026, 12, {})).filter(
      ({ reason }) => reason === 'cycle',
    );
    expect(amounts(foreseen)).toEqual(amounts(charged));
  });

  test('foresees cycles with the seats of last Friday, not with those added since', () => {
    const world = demo.fork();
    world.scheduler.advanceTo(Date.parse('2026-12-04T10:00:00Z'));
    const before = JSON.stringify(previewInvoices(world, reseller, {}));
    const foreseen = linesOf(previewInvoices(world, reseller, {})).filter(
      ({ reason, at }) => reason === 'cycle' && at > world.clock.now(),
    );
    expect(foreseen.length).toBeGreaterThan(0);
    const licence = foreseen
      .map(({ subscriptionId }) => world.store.of(subscriptions).get(subscriptionId))
      .find((each) => each?.kind === 'licence');
    if (licence === undefined) throw new Error('No licence has a cycle to come.');
    updateSubscription(world, systemActor, licence.id, { fields: { Quantity: licence.quantity + 1 } });
    expect(world.store.of(subscriptions).get(licence.id)?.quantity).toBe(licence.quantity + 1);
    expect(JSON.stringify(previewInvoices(world, reseller, {}))).toBe(before);
  });

  test('of a month that has begun after the last Friday is that month’s', () => {
    const world = demo.fork();
    world.scheduler.advanceTo(Date.parse('2026-12-01T12:00:00Z'));
    const preview = previewInvoices(world, reseller, {});
    expect(preview.length).toBeGreaterThan(0);
    expect(new Set(preview.map(({ month }) => month))).toEqual(new Set(['2026-12']));
  });
});

describe('the aggregation', () => {
  const day = 86_400_000;
  const instantOf = (dotted: string) => Date.parse(dotted.split('.').reverse().join('-'));

  test.each(closedMonths)(
    '%s: adds up to the invoice, and each line explains its days and seats',
    (month) => {
      for (const invoice of closed(month)) {
        const lines = toAggregationLines(demo, invoice);
        expect(lines.map(({ InvoiceLineNumber }) => InvoiceLineNumber)).toEqual(
          invoice.lines.map((_, index) => index + 1),
        );
        for (const [index, posted] of invoice.lines.entries()) {
          const line = lines[index];
          const [from = '', to = ''] = line?.ActualChargeInterval?.split(' - ') ?? [];
          const minor = posted.currency === 'CLP' ? 1 : 100;
          expect(line?.BillingInterval).toBe(`${month.slice(5)}/${month.slice(0, 4)}`);
          expect(Math.round((line?.SalesPrice ?? 0) * minor)).toBe(posted.sale);
          expect(Math.round((line?.Costs ?? 0) * minor)).toBe(posted.cost);
          expect(line?.Currency).toBe(posted.currency);
          if (posted.reason === 'usage') expect(line?.UdrcValue).toBe(posted.quantity);
          else {
            expect((instantOf(to) - instantOf(from)) / day).toBe(line?.DaysBilled);
            expect(line?.BillableParameters).toMatch(new RegExp(`^Billing Type=.+=${posted.quantity}$`));
          }
        }
      }
    },
  );
});
