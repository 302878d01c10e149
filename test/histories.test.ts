import { World } from '@tenantry/mock-server';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../packages/mock-server/src/domain/actor.ts';
import { auditEvents } from '../packages/mock-server/src/domain/audit/audit-event.ts';
import { ledger } from '../packages/mock-server/src/domain/billing/ledger-line.ts';
import { billingTypes } from '../packages/mock-server/src/domain/catalogue/microsoft-licences.ts';
import { actorOfSession, signIn } from '../packages/mock-server/src/domain/companies/sign-in.ts';
import { prorated } from '../packages/mock-server/src/domain/money.ts';
import { acceptTerms } from '../packages/mock-server/src/domain/prices/marketplaces.ts';
import { Refusal } from '../packages/mock-server/src/domain/refusal.ts';
import {
  terminateSubscription,
  updateSubscription,
} from '../packages/mock-server/src/domain/subscriptions/change.ts';
import { executeAction } from '../packages/mock-server/src/domain/subscriptions/custom-actions.ts';
import { orderSubscription } from '../packages/mock-server/src/domain/subscriptions/order.ts';
import { retryProvisioning } from '../packages/mock-server/src/domain/subscriptions/provision.ts';
import { configureRenewal } from '../packages/mock-server/src/domain/subscriptions/renew.ts';
import {
  type SubscriptionState,
  subscriptionStates,
  subscriptions,
} from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { executeUpgrade } from '../packages/mock-server/src/domain/subscriptions/upgrade.ts';
import { acceptRelationship } from '../packages/mock-server/src/domain/tenants/relationship.ts';
import { tenants } from '../packages/mock-server/src/domain/tenants/tenant.ts';
import { addPeriod } from '../packages/mock-server/src/kernel/calendar.ts';
import { marketplaceId } from '../packages/mock-server/src/seeds/foundation.ts';
import { customer, laySmallWorld } from './small-world.ts';

const tenantService = '141309_MicrosoftOrganizationtenant_54197';
const basic = '1429492_NCEMicros365BusinessBasic_12901';
const premium = '1429492_NCEMicros365BusinessPremium_12903';

// One small world, forked for each history: a customer with an own tenant elsewhere, whose link is not accepted yet.
let actor: Actor;
const origin = new World({
  seed: (world) => {
    actor = laySmallWorld(world);
    world.store.of(tenants).put({
      id: world.ids.uuid(),
      initialDomain: 'unoexistente.onmicrosoft.com',
      customDomains: [],
      companyName: 'UNO',
      country: 'Peru',
      createdAt: 0,
    });
    acceptTerms(world, actor, marketplaceId, tenantService);
  },
});

const quantity = fc.integer({ min: 1, max: 40 });
const nth = fc.nat({ max: 5 });
const billingType = fc.constantFrom(...Object.values(billingTypes).slice(0, 3));
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      quantity,
      billingType,
      product: fc.constantFrom(basic, premium),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('seats' as const), nth, quantity }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      period: fc.constantFrom('PT1S', 'PT12H', 'P3D', 'P7D', 'P1M', 'P4M', 'P1Y'),
    }),
  },
  fc.record({ do: fc.constant('tenant' as const), existing: fc.boolean() }),
  fc.record({ do: fc.constant('accept' as const) }),
  fc.record({ do: fc.constant('retry' as const), nth }),
  fc.record({ do: fc.constant('terminate' as const), nth }),
  fc.record({ do: fc.constant('renewal' as const), nth, quantity, terminate: fc.boolean() }),
  fc.record({ do: fc.constant('action' as const), nth, action: fc.constantFrom('SUSPEND', 'REACTIVATE') }),
  fc.record({ do: fc.constant('upgrade' as const), nth, quantity: fc.option(quantity) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function take(world: World, each: Step): void {
  const owned = [...world.store.of(subscriptions).all()];
  const chosen = 'nth' in each ? owned[each.nth]?.id : undefined;
  const productName = 'nth' in each ? (owned[each.nth]?.productName ?? '') : '';
  switch (each.do) {
    case 'wait':
      for (const fired of world.scheduler.advanceTo(addPeriod(world.clock.now(), each.period)))
        if (fired.error) throw new Error(fired.error);
      return;
    case 'order':
      orderSubscription(world, actor, {
        parentId: customer,
        productName: each.product,
        fields: { Quantity: each.quantity, BillingType: each.billingType },
      });
      return;
    case 'tenant':
      orderSubscription(world, actor, {
        parentId: customer,
        productName: tenantService,
        fields: each.existing
          ? { ExistingOffice365customer: true, Primarydomainname: 'unoexistente', State: 'Lima' }
          : {
              ExistingOffice365customer: false,
              Primarydomainname: 'unonuevo',
              Language: 'es',
              State: 'Lima',
              AcceptMCA: true,
              Primarycontactfirstname: 'A',
              Primarycontactlastname: 'B',
              PrimaryContactEmailAddress: 'a@uno.example',
              Phone: '+51 1 555 0100',
              DateofAcceptance: '2026-11-20',
              DefaultGDAProles: true,
            },
      });
      return;
    case 'accept':
      acceptRelationship(world, actor, { domain: 'unoexistente' });
      return;
    case 'seats':
      updateSubscription(world, actor, chosen ?? 0, { fields: { Quantity: each.quantity } });
      return;
    case 'retry':
      retryProvisioning(world, actor, chosen ?? 0);
      return;
    case 'terminate':
      terminateSubscription(world, actor, chosen ?? 0, undefined);
      return;
    case 'renewal':
      if (each.terminate)
        updateSubscription(world, actor, chosen ?? 0, { fields: {}, endOfTermAction: 'Terminate' });
      else configureRenewal(world, actor, chosen ?? 0, { Quantity: each.quantity });
      return;
    case 'action':
      executeAction(world, actor, chosen ?? 0, each.action, {});
      return;
    case 'upgrade':
      executeUpgrade(world, actor, {
        sourceId: chosen ?? 0,
        targetProductName: productName === basic ? premium : basic,
        values: each.quantity === null ? {} : { Quantity: each.quantity },
      });
  }
}

function checkInvariants(world: World, before: ReadonlyMap<number, SubscriptionState>): void {
  const net = new Map<number, number>();
  const netCost = new Map<number, number>();
  for (const line of world.store.of(ledger).all()) {
    for (const [amount, unit] of [
      [line.cost, line.unitCost],
      [line.sale, line.unitSale],
    ] as const) {
      const exact = prorated(unit, line.quantity, line.daysBilled, line.daysInPeriod, line.currency);
      // A refund gives back no more than was paid: it may stop a rounding short.
      const short = line.quantity < 0 && amount > exact && amount - exact <= -line.quantity;
      if (amount !== exact && !short) throw new Error(`Line ${line.id} does not add up.`);
    }
    if (!Number.isInteger(line.cost) || !Number.isInteger(line.sale) || line.daysBilled < 0)
      throw new Error(`Line ${line.id} is no money.`);
    net.set(line.subscriptionId, (net.get(line.subscriptionId) ?? 0) + line.sale);
    netCost.set(line.subscriptionId, (netCost.get(line.subscriptionId) ?? 0) + line.cost);
  }
  for (const subscription of world.store.of(subscriptions).all()) {
    const { id, state, quantity: seats, batches } = subscription;
    if (seats < 0 || batches.some((batch) => batch.quantity <= 0))
      throw new Error(`${id} has negative or empty batches.`);
    if (batches.length > 0 && batches.reduce((sum, batch) => sum + batch.quantity, 0) !== seats)
      throw new Error(`${id}: batches and seats differ.`);
    if ((net.get(id) ?? 0) < 0 || (netCost.get(id) ?? 0) < 0)
      throw new Error(`${id} was refunded more than it paid.`);
    const was = before.get(id);
    if (was !== undefined && was !== state && !reachable(was, state))
      throw new Error(`${id} went from ${was} to ${state}.`);
    if (
      (state === 'active' || state === 'suspended') &&
      subscription.termEnd !== undefined &&
      subscription.termEnd < world.clock.now()
    )
      throw new Error(`${id} outlived its term.`);
  }
}

/** By steps of the diagram: a long wait takes several. */
function reachable(
  from: SubscriptionState,
  to: SubscriptionState,
  seen = new Set<SubscriptionState>(),
): boolean {
  if (subscriptionStates.allows(from, to)) return true;
  seen.add(from);
  return subscriptionStates.states.some(
    (next) => !seen.has(next) && subscriptionStates.allows(from, next) && reachable(next, to, seen),
  );
}

describe('10,000 random histories', () => {
  test('subscriptions, provisioning and money keep their rules; a refusal changes nothing; each write is audited', {
    timeout: 300_000,
  }, () => {
    let refused = 0;
    let applied = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const world = origin.fork();
        take(world, { do: 'tenant', existing: false });
        take(world, { do: 'wait', period: 'PT12H' });
        for (const each of steps) {
          const before = new Map(
            [...world.store.of(subscriptions).all()].map(({ id, state }) => [id, state]),
          );
          const content = refused % 50 === 0 ? JSON.stringify(world.snapshot()) : undefined;
          const audited = world.store.of(auditEvents).size;
          try {
            world.transact(() => take(world, each));
            applied += 1;
            if (each.do !== 'wait' && world.store.of(auditEvents).size <= audited)
              throw new Error(`${each.do} left no audit row.`);
          } catch (reason) {
            if (!(reason instanceof Refusal)) throw reason;
            refused += 1;
            if (reason.message.length < 20) throw new Error(`"${reason.message}" names no remedy.`);
            if (content !== undefined && JSON.stringify(world.snapshot()) !== content)
              throw new Error(`A refused ${each.do} changed the world.`);
          }
          checkInvariants(world, before);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(applied).toBeGreaterThan(10_000);
    expect(refused).toBeGreaterThan(1_000);
  });

  test('a session lives while it is used, and dies of idleness', () => {
    const { username, password } = { username: actor.username, password: 'Cumbre!Azul2027' };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2_400 }), { maxLength: 12 }), (pauses) => {
        const world = origin.fork();
        const { token } = signIn(world, username, password);
        const lifetime = world.settings.sessionMinutes * 60;
        let idle = 0;
        for (const seconds of pauses) {
          world.scheduler.advanceTo(world.clock.now() + seconds * 1_000);
          idle += seconds;
          let alive = true;
          try {
            actorOfSession(world, token);
          } catch (reason) {
            alive = false;
            expect(reason).toMatchObject({ code: 'session.expired' });
          }
          // A use is only written down once a minute: the session may die that much early.
          if (idle < lifetime - 60) expect(alive).toBe(true);
          if (idle >= lifetime + 60) expect(alive).toBe(false);
          if (!alive) return;
          idle = 0;
        }
      }),
    );
  });
});
