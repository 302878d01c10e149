import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companies } from '../packages/mock-server/src/domain/companies/company.ts';
import { subscriptions } from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { ApiError, type Reseller, type Subscription } from '../packages/sdk/src/index.ts';
import type { PartnerCenterPlatform } from '../packages/sdk/src/platforms/partner-center/index.ts';
import { demo, type ReportsWorld, resellerOn, type Side, sides } from './reports-world.ts';

const products = ['CFQ7TTC0LH18:0001', 'CFQ7TTC0LDPB:0001', 'CFQ7TTC0LFLX:0001'];
const plans = [
  { term: 'P1Y', billingCycle: 'monthly' },
  { term: 'P1Y', billingCycle: 'annual' },
  { term: 'P1M', billingCycle: 'monthly' },
] as const;

const nth = fc.nat(7);
const quantity = fc.integer({ min: 1, max: 60 });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('buy' as const),
      product: fc.constantFrom(...products),
      plan: fc.constantFrom(...plans),
      quantity,
      isAligned: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('seats' as const), nth, quantity }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('renewal' as const), nth, quantity }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lapse' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('suspend' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('upgrade' as const), nth, quantity }) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      period: fc.constantFrom('PT5H', 'PT30H', 'P3D', 'P6D', 'P11D', 'P31D'),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

/** Where something can be bought: a tenant of the seed, as the platform names it. */
function tenantOn(which: Side, { platform }: ReportsWorld): string {
  const { store } = platform.world;
  const company = [...store.of(companies).all()].find(({ name }) => name.startsWith('TEXTILES'));
  const tenant = store
    .of(subscriptions)
    .find('company', company?.id ?? 0)
    .find(({ kind }) => kind === 'tenant');
  return which === 'icp' ? String(tenant?.id) : String(tenant?.tenantId);
}

class History {
  readonly #reseller: Reseller;
  readonly #tenant: string;
  readonly #world: ReportsWorld;
  readonly #held: Subscription[] = [];
  done = 0;

  constructor(which: Side, world: ReportsWorld) {
    this.#world = world;
    this.#reseller = resellerOn(which, world);
    this.#tenant = tenantOn(which, world);
  }

  async take(each: Step): Promise<void> {
    try {
      await this.#do(each);
      this.done += 1;
    } catch (error) {
      // Much is refused: the window is closed, it is not active, it has no upgrade.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async #do(each: Step): Promise<unknown> {
    const { subscriptions: licences } = this.#reseller;
    const { platform } = this.#world;
    if (each.do === 'wait') return platform.advance(each.period);
    if (each.do === 'buy') {
      const now = new Date(platform.environment.now());
      const monthEnd = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 3, 0));
      const isAligned = each.isAligned && each.plan.term === 'P1Y';
      const bought = await licences.buy({
        tenant: this.#tenant,
        product: each.product,
        quantity: each.quantity,
        ...each.plan,
        ...(isAligned && { alignTo: monthEnd.toISOString().slice(0, 10) }),
      });
      return this.#held.push(bought);
    }
    const id = this.#held[each.nth % Math.max(1, this.#held.length)]?.id;
    if (id === undefined) return undefined;
    switch (each.do) {
      case 'seats':
        return licences.setQuantity(id, each.quantity);
      case 'cancel':
        return licences.cancel(id);
      case 'renewal':
        return licences.scheduleChange(id, { quantity: each.quantity });
      case 'lapse':
        return licences.setAutoRenew(id, false);
      case 'suspend':
        return licences.suspend(id);
      default: {
        const [target] = await licences.upgradeTargets(id);
        if (target === undefined) return undefined;
        const upgraded = await licences.upgrade(id, { to: target.product });
        return this.#held.push(upgraded);
      }
    }
  }
}

type Line = Record<string, string | number | undefined>;

/** What an error is made with, on either wire. */
interface Tampered {
  readonly wire: (typeof wires)[Side];
  readonly kept: string;
  readonly cancelled: string;
}

const cents = (amount: number) => Math.round(amount * 100) / 100;
const dotted = (date: string) => date.split('-').reverse().join('.');

const wires = {
  icp: {
    list: 'InvoiceAggregation',
    isLines: (url: string) => url.endsWith('/GetInvoiceAggregationReport'),
    isOf: (line: Line, id: string) => String(line.AccountId) === id,
    quantityOf: (line: Line) => Number(/=(-?\d+)$/.exec(String(line.BillableParameters))?.[1]),
    priced: (line: Line, price: number, amount: number): Line => ({
      ...line,
      CostsOfUnit: price,
      Costs: amount,
    }),
    priceOf: (line: Line) => Number(line.CostsOfUnit),
    withQuantity: (line: Line, quantity: number): Line => ({
      ...line,
      BillableParameters: String(line.BillableParameters).replace(/=-?\d+$/, `=${quantity}`),
    }),
    on: (line: Line, id: string, from: string, to: string): Line => ({
      ...line,
      AccountId: Number(id),
      ActualChargeInterval: `${dotted(from)} - ${dotted(to)}`,
    }),
  },
  'partner-center': {
    list: 'items',
    isLines: (url: string) => url.includes('/lineitems') && url.includes('onetime'),
    isOf: (line: Line, id: string) => line.subscriptionId === id.split('/')[1],
    quantityOf: (line: Line) => Number(line.quantity),
    priced: (line: Line, unitPrice: number, amount: number): Line => ({
      ...line,
      unitPrice,
      subtotal: amount,
      totalForCustomer: amount,
    }),
    priceOf: (line: Line) => Number(line.unitPrice),
    withQuantity: (line: Line, quantity: number): Line => ({ ...line, quantity }),
    on: (line: Line, id: string, from: string, to: string): Line => ({
      ...line,
      subscriptionId: id.split('/')[1] ?? '',
      chargeStartDate: `${from}T00:00:00Z`,
      chargeEndDate: `${dayBefore(to)}T00:00:00Z`,
    }),
  },
} as const;

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

type Tamper = (lines: readonly Line[], own: readonly Line[], world: Tampered) => Line[];
const replaced = (lines: readonly Line[], line: Line, made: Line) =>
  lines.map((each) => (each === line ? made : each));

/** Each as somebody's invoice once had it. In November ten seats are bought and five added; in December the cycle begins. */
const tamperings: readonly (readonly [kind: string, month: string, tamper: Tamper])[] = [
  [
    'wrong-proration',
    '2026-11',
    (lines, own, { wire }) => {
      const added = own.find((line) => wire.quantityOf(line) === 5) as Line;
      const price = wire.priceOf(added);
      return replaced(lines, added, wire.priced(added, price, cents(price * 5)));
    },
  ],
  [
    'price-not-of-deal',
    '2026-12',
    (lines, [cycle = {}], { wire }) => {
      const price = cents(wire.priceOf(cycle) + 1);
      return replaced(lines, cycle, wire.priced(cycle, price, cents(price * 15)));
    },
  ],
  [
    'seat-counted-twice',
    '2026-11',
    (lines, own, { wire }) => {
      const first = own.find((line) => wire.quantityOf(line) === 10) as Line;
      const price = wire.priceOf(first);
      return replaced(lines, first, wire.withQuantity(wire.priced(first, price, cents(price * 15)), 15));
    },
  ],
  [
    'cancelled-line-billed',
    '2026-12',
    (lines, [cycle = {}], { wire, cancelled }) => [
      ...lines,
      wire.on(cycle, cancelled, '2026-12-20', '2027-01-20'),
    ],
  ],
  [
    'wrong-month',
    '2026-12',
    (lines, [cycle = {}], { wire, kept }) => [...lines, wire.on(cycle, kept, '2026-11-20', '2026-12-20')],
  ],
  ['duplicate-line', '2026-12', (lines, [cycle = {}]) => [...lines, { ...cycle }]],
  [
    'term-price-on-monthly-cycle',
    '2026-12',
    (lines, [cycle = {}], { wire }) => {
      const price = cents(wire.priceOf(cycle) * 12);
      return replaced(lines, cycle, wire.priced(cycle, price, cents(price * 15)));
    },
  ],
  [
    'quantity-over-holding',
    '2026-12',
    (lines, [cycle = {}], { wire }) =>
      replaced(
        lines,
        cycle,
        wire.withQuantity(wire.priced(cycle, wire.priceOf(cycle), cents(wire.priceOf(cycle) * 16)), 16),
      ),
  ],
];

/** Ten seats, five more after five days; another subscription that is cancelled after two; January is under way. */
async function bought(which: Side, world: ReportsWorld) {
  const { subscriptions: licences } = resellerOn(which, world);
  const tenant = tenantOn(which, world);
  const plan = { product: 'CFQ7TTC0LH18:0001', term: 'P1Y', billingCycle: 'monthly' } as const;
  const kept = await licences.buy({ tenant, quantity: 10, ...plan });
  const cancelled = await licences.buy({ tenant, quantity: 3, ...plan });
  world.platform.advance('P2D');
  await licences.cancel(cancelled.id);
  world.platform.advance('P3D');
  await licences.setQuantity(kept.id, 15);
  world.platform.advance('P46D');
  return { kept: kept.id, cancelled: cancelled.id };
}

/** What came of an upgrade is renewed before its month is explained. */
const upgradedThenRenewed: Step[] = [
  {
    do: 'buy',
    product: 'CFQ7TTC0LH18:0001',
    plan: { term: 'P1M', billingCycle: 'monthly' },
    quantity: 1,
    isAligned: false,
  },
  { do: 'wait', period: 'P11D' },
  { do: 'upgrade', nth: 0, quantity: 1 },
];
const runs = Number(process.env.EXPLAINED ?? 15);
const months = ['2026-11', '2026-12', '2027-01', '2027-02'];

describe.each(sides)('explain on %s', (which) => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await demo();
  });
  afterAll(() => world.platform.close());

  test('finds nothing on the months of random histories', async () => {
    const checked: Record<string, number> = {};
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        world.platform.reset();
        const history = new History(which, world);
        for (const each of steps) await history.take(each);
        done += history.done;
        world.platform.advance('P39D');
        const now = new Date(world.platform.environment.now()).toISOString();
        const { reports } = resellerOn(which, world);
        for (const month of months.filter((each) => each < now.slice(0, 7))) {
          const { lines, findings, failures } = await reports.explain({ month });
          expect(findings, month).toEqual([]);
          expect(failures).toEqual([]);
          for (const line of lines) checked[`${line.checked}`] = (checked[`${line.checked}`] ?? 0) + 1;
        }
      }),
      { numRuns: runs, examples: [[upgradedThenRenewed]] },
    );
    expect(done).toBeGreaterThan(runs * 8);
    expect(checked.whole).toBeGreaterThan(runs * 4);
  }, 600_000);

  test.each(tamperings)('finds %s', async (kind, month, tamper) => {
    world.platform.reset();
    const { kept, cancelled } = await bought(which, world);
    const changed = { count: 0 };
    const send: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!wires[which].isLines(String(input instanceof Request ? input.url : input))) return answer;
      const body = (await answer.json()) as Record<string, unknown>;
      const lines = body[wires[which].list] as Line[];
      const own = lines.filter((line) => wires[which].isOf(line, kept));
      if (own.length > 0) {
        changed.count += 1;
        body[wires[which].list] = tamper(lines, own, { wire: wires[which], kept, cancelled });
      }
      return Response.json(body, { status: answer.status });
    };
    const { findings, lines } = await resellerOn(which, world, send).reports.explain({ month });
    expect(changed.count).toBe(1);
    const found = findings.filter((each) => each.kind !== 'invoice-total-not-sum');
    expect(found.map((each) => each.kind)).toEqual([kind]);
    const [{ line = -1, remedy = '' } = {}] = found;
    expect(lines[line]?.finding).toBe(kind);
    expect(lines[line]?.subscription).toBe(kind === 'cancelled-line-billed' ? cancelled : kept);
    expect(remedy).toMatch(/\.$/);
  });

  test('tells units, price and days of each line, and takes the caller’s own sales', async () => {
    world.platform.reset();
    const { kept } = await bought(which, world);
    const { reports } = resellerOn(which, world);
    const { lines, month } = await reports.explain({ month: '2026-11' });
    const own = lines.filter(({ subscription }) => subscription === kept);
    expect(month).toBe('2026-11');
    expect(
      own.map(({ quantity: units, daysBilled, daysInCycle }) => [units, daysBilled, daysInCycle]),
    ).toEqual([
      [10, 30, 30],
      [5, 25, 30],
    ]);
    for (const line of own) {
      expect(line).toMatchObject({ checked: 'whole', expected: line.subtotal });
      expect(line.finding).toBeUndefined();
    }
    const { unitPrice = '', currency = '' } = own[0] ?? {};
    const sale = {
      subscriptionId: kept,
      currency,
      unitPrice,
      cycle: { start: '2026-11-20', end: '2026-12-20' },
      quantity: 10,
      changes: [{ date: '2026-11-25', quantity: 4 }],
    };
    const against = await reports.explain({ month: '2026-11', sales: [sale] });
    const ownFindings = against.findings.filter(({ subscriptionId }) => subscriptionId === kept);
    expect(ownFindings.map(({ kind }) => kind)).toEqual(['quantity-over-holding']);
    await expect(reports.explain({ month: '2027-03' })).rejects.toThrow(/not over/);
    await expect(reports.explain({})).rejects.toThrow(/month or invoice/);
  });
});

test('explain of one invoice has its lines and findings only', async () => {
  const world = await demo();
  const { reports, platform } = resellerOn('partner-center', world);
  const { client } = platform as PartnerCenterPlatform;
  const all = await client.invoices.list({ size: 100 }).toArray({ limit: 1_000 });
  const invoice = all.find(({ id }) => id.startsWith('G202610'))?.id ?? '';
  const { lines, findings, month } = await reports.explain({ invoice });
  expect(month).toBe('2026-10');
  expect(lines.length).toBeGreaterThan(0);
  expect(new Set(lines.map((line) => line.invoice))).toEqual(new Set([invoice]));
  expect(lines.map(({ line }) => line)).toEqual(lines.map((_, index) => index));
  expect(findings).toEqual([]);
  await world.platform.close();
});
