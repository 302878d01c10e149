import { World } from '@tenantry/mock-server';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { subscriptionInScope } from '../packages/mock-server/src/domain/account-subscriptions/find-subscriptions.ts';
import { accountsBelow } from '../packages/mock-server/src/domain/accounts/find-accounts.ts';
import type { Actor } from '../packages/mock-server/src/domain/actor.ts';
import { ledger } from '../packages/mock-server/src/domain/billing/ledger-line.ts';
import { permissionsOf } from '../packages/mock-server/src/domain/companies/role.ts';
import { Refusal } from '../packages/mock-server/src/domain/refusal.ts';
import { updateSalesOrder } from '../packages/mock-server/src/domain/sales-orders/decide-sales-order.ts';
import {
  estimateSalesOrder,
  placeSalesOrder,
} from '../packages/mock-server/src/domain/sales-orders/place-sales-order.ts';
import {
  type SalesOrder,
  salesOrderInScope,
  salesOrders,
} from '../packages/mock-server/src/domain/sales-orders/sales-order.ts';
import type { WantedOrder } from '../packages/mock-server/src/domain/sales-orders/wanted-order.ts';
import { planProducts } from '../packages/mock-server/src/domain/service-plans/service-plan.ts';
import { subscriptions } from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { addPeriod } from '../packages/mock-server/src/kernel/calendar.ts';
import { seedNamed } from '../packages/mock-server/src/seeds/index.ts';

const origin = new World({ seed: seedNamed('demo-latam') });
const at = (userId: number, companyId: number): Actor => ({
  wire: 'ingram',
  userId,
  username: 'api',
  companyId,
  permissions: permissionsOf(origin, userId),
});
const reseller = at(330_001, 320_001);
const stranger = at(330_002, 320_002);
const customers = accountsBelow(origin, reseller, 'company', 320_001).map(({ company }) =>
  String(company.id),
);
const sold = planProducts.filter(({ product }) => product.kind === 'licence' || product.kind === 'backup');

const nth = fc.nat({ max: 30 });
const quantity = fc.integer({ min: 1, max: 60 });
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('sales' as const),
      nth,
      product: fc.nat(),
      quantity,
      monthEnd: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('change' as const), nth, quantity, later: fc.boolean() }),
  },
  fc.record({ do: fc.constant('renewal' as const), nth, quantity }),
  fc.record({ do: fc.constant('cancellation' as const), nth }),
  fc.record({ do: fc.constant('cancel' as const), nth }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      period: fc.constantFrom('PT1S', 'PT5S', 'PT1M', 'P3D', 'P8D', 'P1M', 'P1Y'),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

function wantedOf(world: World, each: Exclude<Step, { do: 'wait' } | { do: 'cancel' }>): WantedOrder {
  const customerId = customers[each.nth % customers.length] ?? '';
  const heads = world.store
    .of(subscriptions)
    .find('company', Number(customerId))
    .filter(({ parentId }) => String(parentId) === customerId);
  const head = heads[each.nth % Math.max(1, heads.length)];
  const common = { customerId, isMove: false, ...(head && { subscriptionId: String(head.id) }) };
  if (each.do === 'sales') {
    const product = sold[each.product % sold.length];
    return {
      ...common,
      type: 'sales',
      lines: [
        {
          id: product?.id ?? '',
          quantity: each.quantity,
          ...(product?.product.name.includes('AndesBackup_') && {
            parameters: [
              { name: 'AdministratorEmail', value: 'it@client.example' },
              { name: 'DataCentre', value: 'us-east' },
            ],
          }),
        },
      ],
      ...(each.monthEnd && { alignment: { alignmentType: 'MATCH_END_OF_CALENDAR_MONTH' } }),
    };
  }
  if (each.do === 'change')
    return {
      ...common,
      type: 'change',
      lines: [{ quantity: each.quantity }],
      ...(each.later && { scheduledOn: 'renewal' }),
    };
  return { ...common, type: each.do, lines: each.do === 'renewal' ? [{ quantity: each.quantity }] : [] };
}

const known = /^(sales_order|account|product|alignment|subscription|field|quantity)\./;

function refused<Result>(work: () => Result): Result | string {
  try {
    return work();
  } catch (reason) {
    if (!(reason instanceof Refusal)) throw reason;
    expect(reason.code).toMatch(known);
    return reason.code;
  }
}

/** All there is; what was undone may stand elsewhere in its collection. */
function stateOf(world: World): string {
  const { content, ...rest } = world.snapshot();
  const sorted = Object.entries(content).map(([name, all]) => [
    name,
    all.map((each) => JSON.stringify(each)).sort(),
  ]);
  return JSON.stringify([rest, sorted]);
}

function take(world: World, each: Step, placed: SalesOrder[]): void {
  if (each.do === 'wait') {
    const fired = world.scheduler.advanceTo(addPeriod(world.clock.now(), each.period));
    expect(fired.filter(({ error }) => error !== undefined)).toEqual([]);
    return;
  }
  if (each.do === 'cancel') {
    const order = placed[each.nth % Math.max(1, placed.length)];
    if (order)
      refused(() =>
        world.transact(() => updateSalesOrder(world, reseller, String(order.id), { statusCode: 'CL' })),
      );
    return;
  }
  const wanted = wantedOf(world, each);
  const before = stateOf(world);
  const estimate = refused(() => estimateSalesOrder(world, reseller, wanted));
  expect(stateOf(world) === before, 'an estimate keeps nothing').toBe(true);
  const order = refused(() => world.transact(() => placeSalesOrder(world, reseller, wanted)));
  if (typeof order === 'string') {
    expect(stateOf(world) === before, 'a refused order keeps nothing').toBe(true);
    return;
  }
  expect(typeof estimate === 'string' ? estimate : estimate.charges).toEqual(order.charges);
  placed.push(order);
}

/** What an order has charged: the lines of its services, of its own time. */
function chargedBy(world: World, order: SalesOrder): number {
  const made = order.lines.flatMap(({ serviceId }) => serviceId ?? []);
  return made
    .flatMap((id) => world.store.of(ledger).find('subscription', id))
    .filter(({ reason }) => reason === 'purchase' || reason === 'setup')
    .reduce((sum, { sale }) => sum + sale, 0);
}

function check(world: World): void {
  for (const order of world.store.of(salesOrders).all()) {
    const current = world.store.of(salesOrders).get(order.id) ?? order;
    if (current.type !== 'sales' || current.status !== 'completed') continue;
    // Of what ends on a fixed day a day less is charged when it begins a day later: here all begin at once.
    expect(chargedBy(world, current)).toBe(current.charges.reduce((sum, { sale }) => sum + sale, 0));
  }
  for (const each of world.store.of(subscriptions).all()) {
    const seats = each.batches.reduce((sum, batch) => sum + batch.quantity, 0);
    if (each.state === 'active' && each.batches.length > 0) expect(seats).toBe(each.quantity);
  }
}

test('whatever is ordered, an estimate is what is charged, refusals change nothing, and strangers see nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (history) => {
      const world = origin.fork();
      const placed: SalesOrder[] = [];
      for (const each of history) take(world, each, placed);
      check(world);
      for (const { id, lines } of placed) {
        expect(() => salesOrderInScope(world, stranger, String(id))).toThrow('no order');
        for (const { serviceId } of world.store.of(salesOrders).get(id)?.lines ?? lines)
          if (serviceId !== undefined)
            expect(() => subscriptionInScope(world, stranger, String(serviceId))).toThrow('no subscription');
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('random numbers open nothing of another reseller', () => {
  const world = origin.fork();
  const own = new Set(
    world.store
      .of(subscriptions)
      .find('reseller', 320_002)
      .map(({ id }) => id),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 450_000 }), (id) => {
      const seen = isOpen(() => subscriptionInScope(world, stranger, String(id)));
      expect(seen).toBe(own.has(id));
    }),
    { numRuns: 2_000 },
  );
});

function isOpen(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
