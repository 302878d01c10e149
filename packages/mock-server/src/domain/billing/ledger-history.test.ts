import { describe, expect, test } from 'vitest';
import { seedNamed } from '../../seeds/index.ts';
import { World } from '../../world.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { type LedgerLine, ledger } from './ledger-line.ts';

const minorDigits: Readonly<Record<string, number>> = { CLP: 0 };

const demo = new World({ seed: seedNamed('demo-latam') });

function linesOf(world: World, subscriptionId: number): LedgerLine[] {
  return world.store.of(ledger).find('subscription', subscriptionId);
}

/** Active subscriptions that are paid by the seat and period. */
function seated(world: World): Subscription[] {
  return [...world.store.of(subscriptions).all()].filter(
    ({ state, billingCycle }) =>
      state === 'active' && billingCycle !== 'usage' && billingCycle !== 'once' && billingCycle !== undefined,
  );
}

function explain(world: World): void {
  for (const line of world.store.of(ledger).all()) {
    const minor = 10 ** (minorDigits[line.currency] ?? 2);
    for (const [unit, amount] of [
      [line.unitSale, line.sale],
      [line.unitCost, line.cost],
    ] as const) {
      const exact = (Number(unit) * minor * line.quantity * line.daysBilled) / line.daysInPeriod;
      expect(Math.abs(amount - exact), `line ${line.id}`).toBeLessThanOrEqual(0.5 + 1e-6);
    }
    expect(line.daysBilled, `line ${line.id}`).toBeGreaterThanOrEqual(0);
    expect(line.periodEnd, `line ${line.id}`).toBeGreaterThanOrEqual(line.periodStart);
  }
}

function seatsAreCharged(world: World): void {
  const now = world.clock.now();
  for (const subscription of seated(world)) {
    const open = linesOf(world, subscription.id).filter(
      ({ periodStart, periodEnd }) => periodStart <= now && now < periodEnd,
    );
    expect(
      open.reduce((sum, { quantity }) => sum + quantity, 0),
      `subscription ${subscription.id}, ${subscription.productName}`,
    ).toBe(subscription.quantity);
  }
}

describe('the history of the demo seed', () => {
  test('every line is unit × quantity × days', () => explain(demo));

  test('the seats of each active subscription are charged for the running period, once', () => {
    expect(seated(demo).length).toBeGreaterThan(5);
    seatsAreCharged(demo);
  });

  test('periods of a subscription follow each other without a gap', () => {
    for (const { id } of seated(demo)) {
      const periods = linesOf(demo, id)
        .filter(({ reason }) => reason === 'purchase' || reason === 'cycle' || reason === 'renewal')
        .sort((left, right) => left.periodStart - right.periodStart);
      for (const [index, period] of periods.entries()) {
        const next = periods[index + 1];
        if (next !== undefined) expect(next.periodStart, `subscription ${id}`).toBe(period.periodEnd);
      }
    }
  });

  test('nothing is charged for what never ran', () => {
    for (const subscription of demo.store.of(subscriptions).all()) {
      if (subscription.activatedAt === undefined)
        expect(linesOf(demo, subscription.id), `subscription ${subscription.id}`).toEqual([]);
    }
  });

  test('metered subscriptions know from when use is open', () => {
    for (const subscription of demo.store.of(subscriptions).all()) {
      if (subscription.state === 'active' && subscription.billingCycle === 'usage')
        expect(subscription.usageSince, `subscription ${subscription.id}`).toBeTypeOf('number');
    }
  });

  test('is the same each time it is built, to the byte', () => {
    const again = new World({ seed: seedNamed('demo-latam') });
    expect(JSON.stringify(again.snapshot()) === JSON.stringify(demo.snapshot())).toBe(true);
  });
});

describe('fourteen months on', () => {
  const later = demo.fork();
  const fired = later.scheduler.advanceTo(Date.parse('2028-01-20T10:00:00Z'));

  test('no job has failed', () => {
    expect(fired.length).toBeGreaterThan(50);
    expect(fired.filter(({ error }) => error !== undefined)).toEqual([]);
  });

  test('the books still explain themselves', () => {
    explain(later);
    seatsAreCharged(later);
  });

  test('the demo seed itself has not moved', () => {
    expect(new Date(demo.clock.now()).toISOString()).toBe('2026-11-20T10:00:00.000Z');
  });
});

describe('the large seed', () => {
  const large = () => new World({ seed: seedNamed('large:20') });

  test('is the same each time it is built, to the byte', () => {
    const [one, other] = [large(), large()];
    expect(JSON.stringify(one.snapshot()) === JSON.stringify(other.snapshot())).toBe(true);
  });

  test('lives on: its jobs run for two years', () => {
    const world = large();
    const fired = world.scheduler.advanceTo(Date.parse('2028-11-21T10:00:00Z'));
    expect(fired.length).toBeGreaterThan(20 * 9);
    expect(fired.filter(({ error }) => error !== undefined)).toEqual([]);
    explain(world);
  });
});
