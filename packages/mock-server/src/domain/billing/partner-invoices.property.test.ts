import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seedNamed } from '../../seeds/index.ts';
import { World } from '../../world.ts';
import { type Partner, partners } from '../partners/partner.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { providerOf } from '../tenants/relationship.ts';
import { chargeActivation, chargeSeatsAdded, refundCancellation, refundSeats } from './charge.ts';
import { ledger } from './ledger-line.ts';
import { partnerInvoices, unbilledCharges } from './partner-invoices.ts';

const day = 86_400_000;
const demo = new World({ seed: seedNamed('demo-latam') });
const template = [...demo.store.of(subscriptions).all()].find(
  ({ billingCycle, state, kind }) => billingCycle === 'monthly' && state === 'active' && kind === 'licence',
) as Subscription;
const provider = demo.store.of(partners).find('kind', 'indirect-provider')[0] as Partner;

const steps = fc.array(
  fc.record({
    what: fc.constantFrom('buy', 'add', 'remove', 'cancel', 'wait'),
    which: fc.nat(9),
    quantity: fc.integer({ min: 1, max: 40 }),
    cents: fc.integer({ min: 1, max: 60_000 }),
    days: fc.integer({ min: 0, max: 25 }),
    currency: fc.constantFrom('USD', 'PEN', 'CLP'),
  }),
  { minLength: 1, maxLength: 14 },
);
type Step = typeof steps extends fc.Arbitrary<(infer Each)[]> ? Each : never;

function take(world: World, step: Step): void {
  const all = world.store.of(subscriptions);
  const held = [...all.all()].filter(({ id, state }) => id >= 9_000_000 && state === 'active');
  const chosen = held[step.which % Math.max(1, held.length)];
  const now = world.clock.now();
  if (step.what === 'buy') {
    const price = (step.cents / 100).toFixed(2);
    const bought = all.put({
      ...template,
      id: 9_000_000 + held.length + world.store.of(ledger).size,
      currency: step.currency,
      quantity: step.quantity,
      unitSale: price,
      unitPurchase: price,
      termStart: now,
      termEnd: now + 365 * day,
    });
    chargeActivation(world, bought);
  } else if (chosen !== undefined && step.what === 'add') {
    all.put({ ...chosen, quantity: chosen.quantity + step.quantity });
    chargeSeatsAdded(world, chosen, step.quantity);
  } else if (chosen !== undefined && step.what === 'remove' && chosen.quantity > step.quantity) {
    all.put({ ...chosen, quantity: chosen.quantity - step.quantity });
    refundSeats(world, chosen, step.quantity);
  } else if (chosen !== undefined && step.what === 'cancel') {
    refundCancellation(world, chosen);
    all.put({ ...chosen, state: 'terminated' });
  }
  world.scheduler.advanceTo(now + step.days * day);
}

test('whatever was bought, changed and cancelled, each charge is on one invoice or none yet, and each invoice is their sum', () => {
  fc.assert(
    fc.property(steps, (history) => {
      const world = demo.fork();
      for (const step of history) take(world, step);
      const invoices = partnerInvoices(world, provider);
      const billed = invoices.flatMap(({ charges }) => charges.map(({ line }) => line.id));
      const open = (['current', 'previous'] as const).flatMap((period) =>
        unbilledCharges(world, provider, period),
      );
      const placed = [...billed, ...open.map(({ line }) => line.id)];
      const known = [...world.store.of(ledger).all()]
        .filter(({ companyId }) => providerOf(world, companyId) === provider.companyId)
        .map(({ id }) => id);
      expect(placed.sort((left, right) => left - right)).toEqual(known);
      for (const { charges, total, currency } of invoices) {
        expect(charges.every(({ line }) => line.currency === currency)).toBe(true);
        expect(charges.reduce((sum, { line }) => sum + line.cost, 0)).toBe(total);
      }
    }),
    { numRuns: 100 },
  );
}, 120_000);
