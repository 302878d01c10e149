import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogItemIdOf, isMicrosoft } from '../packages/mock-server/src/domain/catalogue/availability.ts';
import { productOfOffer } from '../packages/mock-server/src/domain/catalogue/catalogue.ts';
import { History, Tally } from './partner-center-histories/history.ts';
import { knownHistories } from './partner-center-histories/known-histories.ts';
import { offers } from './partner-center-histories/offers.ts';
import { customers, origin } from './partner-center-histories/origin.ts';
import { patchTrap } from './partner-center-histories/patch-trap.ts';
import { steps } from './partner-center-histories/steps.ts';

const catalogItems = new Map(
  offers.map(({ id }) => {
    const product = productOfOffer(id);
    if (!isMicrosoft(product)) throw new Error(`The catalogue has no ${id}.`);
    return [id, catalogItemIdOf(origin.world, product)];
  }),
);

const customer = fc.nat({ max: customers.length - 1 });
const examples = knownHistories.map((known): [number, typeof known] => [0, known]);
/** Another seed, and another number of histories, may be asked for from outside. */
const seed = Number(process.env.HISTORIES_SEED ?? 20_261_120);
const runs = Number(process.env.HISTORIES ?? 2_000);

describe('random histories of Partner Center', () => {
  test('by the domain: status, seats, terms, renewals and money follow the rules', {
    timeout: 300_000,
  }, () => {
    const tally = new Tally();
    fc.assert(
      fc.property(customer, steps, (which, taken) => {
        const one = new History(which, catalogItems, tally);
        for (const each of taken) one.take(each);
      }),
      { numRuns: runs, seed, examples },
    );
    expect(tally.done).toBeGreaterThan(runs * 5);
    expect(tally.refused).toBeGreaterThan(runs * 3);
    expect([...tally.kinds.keys()].sort()).toEqual([
      'activate',
      'buy',
      'cancel-order',
      'patch',
      'transition',
    ]);
    expect(tally.codes.size).toBeGreaterThan(30);
  });

  test('through the wire: the same rules, and answers that fit the document', {
    timeout: 300_000,
  }, async () => {
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(customer, steps, async (which, taken) => {
        const one = new History(which, catalogItems, tally, origin.fork());
        for (const each of taken) await one.take(each);
      }),
      { numRuns: Math.ceil(runs / 20), seed, examples },
    );
    expect(tally.done).toBeGreaterThan(runs / 10);
    expect(tally.refused).toBeGreaterThan(runs / 10);
  });

  test('the same history makes the same world, byte for byte', () => {
    fc.assert(
      fc.property(customer, steps, (which, taken) => {
        const [first, second] = [0, 1].map(() => {
          const one = new History(which, catalogItems, new Tally());
          for (const each of taken) one.take(each);
          return JSON.stringify(one.world.snapshot());
        });
        if (first !== second) throw new Error('Two worlds of one history differ.');
      }),
      { numRuns: Math.ceil(runs / 40), seed },
    );
  });

  test('a refusal of the wire leaves every byte as it was', () => {
    fc.assert(
      fc.property(customer, steps, (which, taken) => {
        const one = new History(which, catalogItems, new Tally(), undefined, true);
        for (const each of taken) one.take(each);
      }),
      { numRuns: Math.ceil(runs / 40), seed },
    );
  });
});

describe('a PATCH of some fields', () => {
  const name = fc.constantFrom('Lima', 'Cusco', 'Puno');
  const seats = fc.integer({ min: 1, max: 30 });
  const change = fc.oneof(
    fc.record({ friendlyName: name }),
    fc.record({ quantity: seats }),
    fc.record({ friendlyName: name, quantity: seats }),
    fc.record({ status: fc.constantFrom('suspended', 'active') }),
    fc.record({ scheduledNextTermInstructions: fc.constant(null) }),
    fc.record({ termDuration: fc.constant('P1Y'), billingCycle: fc.constant('monthly') }),
    fc.record({ autoRenewEnabled: fc.boolean() }),
  );

  test('turns auto-renew off and forgets what was scheduled; the update of the SDK does neither', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) =>
        patchTrap(catalogItems, changes),
      ),
      { numRuns: Math.ceil(runs / 80), seed },
    );
  });
});
