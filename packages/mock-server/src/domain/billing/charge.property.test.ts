import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seedNamed } from '../../seeds/index.ts';
import { World } from '../../world.ts';
import { dollarsUsed } from '../azure/quantities.ts';
import type { BillingCycle } from '../catalogue/product.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { chargeActivation, chargeSeatsAdded, refundCancellation, refundSeats } from './charge.ts';
import { type LedgerLine, ledger } from './ledger-line.ts';

const day = 86_400_000;

const template = firstSubscription(({ billingCycle }) => billingCycle === 'monthly');
const meteredTemplate = firstSubscription(
  ({ billingCycle, kind }) => billingCycle === 'usage' && kind !== 'azure-plan',
);

function firstSubscription(chosen: (subscription: Subscription) => boolean): Subscription {
  const found = [...new World({ seed: seedNamed('demo-latam') }).store.of(subscriptions).all()].find(
    (each) => each.state === 'active' && chosen(each),
  );
  if (found === undefined) throw new Error('The demo seed has no such subscription.');
  return found;
}

/** The same day of a later month, or that month's last. */
function monthsLater(start: number, months: number): number {
  const date = new Date(start);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + (start % day);
}

interface Bought {
  readonly start: number;
  readonly quantity: number;
  readonly sale: number;
  readonly cycle?: BillingCycle;
  readonly termMonths?: number;
}

function buy({ start, quantity, sale, cycle = 'monthly', termMonths = 12 }: Bought): {
  world: World;
  subscription: Subscription;
} {
  const world = new World({ start: new Date(start).toISOString() });
  const subscription = world.store.of(subscriptions).put({
    ...template,
    currency: 'USD',
    billingCycle: cycle,
    quantity,
    unitSale: (sale / 100).toFixed(2),
    unitPurchase: ((sale * 0.8) / 100).toFixed(2),
    termStart: start,
    termEnd: monthsLater(start, termMonths),
  });
  chargeActivation(world, subscription);
  return { world, subscription };
}

const linesOf = (world: World): LedgerLine[] => [...world.store.of(ledger).all()];
const total = (lines: readonly LedgerLine[]): number => lines.reduce((sum, line) => sum + line.sale, 0);

const startDay = fc.integer({ min: 0, max: 4 * 366 }).map((days) => Date.UTC(2026, 11, 1) + days * day);
const quantity = fc.integer({ min: 1, max: 300 });
const cents = fc.integer({ min: 1, max: 60_000 });

describe('seats', () => {
  const changes = fc.array(
    fc.record({ days: fc.integer({ min: 0, max: 9 }), delta: fc.integer({ min: -40, max: 40 }) }),
    { maxLength: 12 },
  );

  test('cost what they were held for, day by day, whatever was added, removed and cancelled', () => {
    fc.assert(
      fc.property(
        startDay,
        quantity,
        cents,
        changes,
        fc.integer({ min: 0, max: 20 }),
        (start, first, sale, steps, rest) => {
          const { world, subscription } = buy({ start, quantity: first, sale });
          let current = subscription;
          const held: number[] = [];
          for (const { days, delta } of steps) {
            for (let count = 0; count < days; count += 1) held.push(current.quantity);
            world.scheduler.advanceTo(world.clock.now() + days * day);
            const applied = Math.max(delta, 1 - current.quantity);
            current = world.store.of(subscriptions).put({ ...current, quantity: current.quantity + applied });
            if (applied > 0) chargeSeatsAdded(world, current, applied);
            if (applied < 0) refundSeats(world, current, -applied);
          }
          for (let count = 0; count < rest; count += 1) held.push(current.quantity);
          world.scheduler.advanceTo(world.clock.now() + rest * day);
          refundCancellation(world, current);

          let expected = 0;
          let period = 0;
          for (const [index, seats] of held.entries()) {
            const instant = start + index * day;
            if (instant >= monthsLater(start, period + 1)) period += 1;
            expected += (seats * sale * day) / (monthsLater(start, period + 1) - monthsLater(start, period));
          }
          const lines = linesOf(world);
          expect(Math.abs(total(lines) - expected)).toBeLessThanOrEqual(0.5 * lines.length + 1e-6);
        },
      ),
    );
  });

  test('are explained by unit, quantity and days on every line', () => {
    fc.assert(
      fc.property(startDay, quantity, cents, fc.integer({ min: 0, max: 200 }), (start, first, sale, days) => {
        const { world, subscription } = buy({ start, quantity: first, sale });
        world.scheduler.advanceTo(start + days * day);
        chargeSeatsAdded(world, subscription, 3);
        refundSeats(world, subscription, 2);
        for (const line of linesOf(world)) {
          expect(line.daysBilled).toBe((line.periodEnd - line.periodStart) / day);
          for (const [unit, amount] of [
            [line.unitSale, line.sale],
            [line.unitCost, line.cost],
          ] as const) {
            const exact = (Number(unit) * 100 * line.quantity * line.daysBilled) / line.daysInPeriod;
            expect(Number.isInteger(amount)).toBe(true);
            expect(Math.abs(amount - exact)).toBeLessThanOrEqual(0.5 + 1e-6);
          }
        }
      }),
    );
  });

  test('cancelled at once cost nothing, for any cycle and any length of the term', () => {
    const cycle = fc.constantFrom<BillingCycle>('monthly', 'annual', 'triennial');
    fc.assert(
      fc.property(
        startDay,
        quantity,
        cents,
        cycle,
        fc.integer({ min: 1, max: 36 }),
        fc.integer({ min: 0, max: day - 1 }),
        (start, first, sale, billed, termMonths, time) => {
          const { world, subscription } = buy({
            start: start + time,
            quantity: first,
            sale,
            cycle: billed,
            termMonths,
          });
          expect(total(linesOf(world))).toBeGreaterThanOrEqual(0);
          refundCancellation(world, subscription);
          expect(total(linesOf(world))).toBe(0);
        },
      ),
    );
  });

  test('cancelled later on the day of purchase cost nothing', () => {
    const { world, subscription } = buy({
      start: Date.parse('2027-03-05T10:00:00Z'),
      quantity: 7,
      sale: 1234,
    });
    world.scheduler.advanceTo(Date.parse('2027-03-05T18:30:00Z'));
    refundCancellation(world, subscription);
    expect(total(linesOf(world))).toBe(0);
  });
});

describe('billing cycles', () => {
  test.each(['2027-01-31T00:00:00Z', '2028-01-31T00:00:00Z', '2028-02-29T00:00:00Z', '2026-12-31T23:59:59Z'])(
    'follow each other without a gap over a term from %s',
    (from) => {
      const start = Date.parse(from);
      const { world } = buy({ start, quantity: 4, sale: 1999 });
      expect(
        world.scheduler.advanceTo(monthsLater(start, 14)).filter(({ error }) => error !== undefined),
      ).toEqual([]);
      const lines = linesOf(world);
      expect(lines.map(({ periodStart }) => new Date(periodStart).toISOString())).toEqual(
        Array.from({ length: 12 }, (_, month) => new Date(monthsLater(start, month)).toISOString()),
      );
      expect(lines.map(({ periodEnd }) => periodEnd)).toEqual(
        Array.from({ length: 12 }, (_, month) => monthsLater(start, month + 1)),
      );
      expect(lines.map(({ sale }) => sale)).toEqual(Array.from({ length: 12 }, () => 4 * 1999));
      expect(
        lines.every(
          ({ at, periodStart, month }) =>
            at === periodStart && month === new Date(at).toISOString().slice(0, 7),
        ),
      ).toBe(true);
    },
  );

  test('bill three years paid by the year three times', () => {
    const start = Date.parse('2027-06-15T00:00:00Z');
    const { world } = buy({ start, quantity: 2, sale: 10_000, cycle: 'annual', termMonths: 36 });
    world.scheduler.advanceTo(monthsLater(start, 40));
    expect(linesOf(world).map(({ reason, sale }) => [reason, sale])).toEqual([
      ['purchase', 20_000],
      ['cycle', 20_000],
      ['cycle', 20_000],
    ]);
  });

  test('end with the cancellation', () => {
    const { world, subscription } = buy({
      start: Date.parse('2027-06-01T00:00:00Z'),
      quantity: 2,
      sale: 10_000,
    });
    world.scheduler.advanceTo(Date.parse('2027-06-04T00:00:00Z'));
    refundCancellation(world, subscription);
    const before = linesOf(world).length;
    world.scheduler.advanceTo(Date.parse('2028-07-01T00:00:00Z'));
    expect(linesOf(world)).toHaveLength(before);
    expect(total(linesOf(world))).toBe(20_000 - 18_000);
  });

  test('charge a shortened term only for its days', () => {
    const start = Date.parse('2027-01-01T00:00:00Z');
    const { world } = buy({ start, quantity: 1, sale: 36_500, cycle: 'annual', termMonths: 2 });
    expect(total(linesOf(world))).toBe(31 * 100 + 28 * 100);
  });
});

describe('use', () => {
  const azure = '3b9ac9ff-0d65-47c1-9e57-5a0c1b8fb3f2';

  function meter(vendorReferenceId: string, until: string): LedgerLine[] {
    const world = new World({ start: '2028-01-20T00:00:00Z' });
    const { usageSince: _since, ...unused } = meteredTemplate;
    chargeActivation(world, world.store.of(subscriptions).put({ ...unused, vendorReferenceId }));
    world.scheduler.advanceTo(Date.parse(until));
    refundCancellation(world, world.store.of(subscriptions).get(meteredTemplate.id) ?? meteredTemplate);
    return linesOf(world);
  }

  test('is charged by the month, without a gap, to the day metering stops', () => {
    const lines = meter(azure, '2028-03-11T00:00:00Z');
    expect(
      lines.map(({ periodStart, periodEnd, month }) => [
        new Date(periodStart).toISOString().slice(0, 10),
        new Date(periodEnd).toISOString().slice(0, 10),
        month,
      ]),
    ).toEqual([
      ['2028-01-20', '2028-02-01', '2028-02'],
      ['2028-02-01', '2028-03-01', '2028-03'],
      ['2028-03-01', '2028-03-11', '2028-03'],
    ]);
    for (const line of lines) {
      const time = { from: line.periodStart, to: line.periodEnd };
      expect(line.quantity).toBe(dollarsUsed(azure, time).toNumber());
      expect(line.quantity).toBeGreaterThan(0);
      expect(Math.abs(line.sale - Number(line.unitSale) * 100 * line.quantity)).toBeLessThanOrEqual(
        0.5 + 1e-6,
      );
    }
  });

  test('repeats for an Azure subscription and differs for another', () => {
    const used = (id: string) => meter(id, '2028-05-02T00:00:00Z').map(({ quantity }) => quantity);
    expect(used(azure)).toEqual(used(azure));
    expect(used(azure)).not.toEqual(used('8d2f3c52-6a1e-4b9d-8c7a-0f1e2d3c4b5a'));
  });
});
