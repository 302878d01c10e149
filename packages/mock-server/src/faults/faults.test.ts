import { describe, expect, test } from 'vitest';
import { Random } from '../kernel/random.ts';
import { type FaultMatch, Faults } from './faults.ts';

const target = { platform: 'icp', operationId: 'CreateSubscription', path: '/rest/CreateSubscription' };

function strikes(match: FaultMatch, count = 5, seed = 1): boolean[] {
  const faults = new Faults();
  faults.add({ match, effect: { kind: 'reset' } });
  const random = new Random(seed);
  return Array.from({ length: count }, () => faults.strike(target, random) !== undefined);
}

describe('a fault rule', () => {
  test('is not there unless somebody adds it', () => {
    const faults = new Faults();
    expect(faults.active).toBe(false);
    expect(faults.strike(target, new Random(1))).toBeUndefined();
  });

  test('strikes only what every condition names', () => {
    expect(strikes({ operationId: 'CreateSubscription', platform: 'icp' }, 1)).toEqual([true]);
    expect(strikes({ operationId: 'GetSubscription' }, 1)).toEqual([false]);
    expect(strikes({ path: '/elsewhere' }, 1)).toEqual([false]);
  });

  test('strikes the nth time only', () => {
    expect(strikes({ nth: 2 })).toEqual([false, true, false, false, false]);
  });

  test('strikes so many times', () => {
    expect(strikes({ times: 2 })).toEqual([true, true, false, false, false]);
  });

  test('strikes by seeded chance: the same seed, the same strikes', () => {
    const first = strikes({ probability: 0.5 }, 200, 7);
    expect(first).toEqual(strikes({ probability: 0.5 }, 200, 7));
    const struck = first.filter(Boolean).length;
    expect(struck).toBeGreaterThan(70);
    expect(struck).toBeLessThan(130);
    expect(strikes({ probability: 0 })).toEqual([false, false, false, false, false]);
    expect(strikes({ probability: 1 })).toEqual([true, true, true, true, true]);
  });

  test('is counted, replaced by its id, and removed', () => {
    const faults = new Faults();
    faults.add({ id: 'slow', match: {}, effect: { kind: 'latency', milliseconds: 5 } });
    faults.strike(target, new Random(1));
    expect(faults.list()).toMatchObject([{ id: 'slow', struck: 1 }]);
    faults.add({ id: 'slow', match: {}, effect: { kind: 'hang' } });
    expect(faults.list()).toMatchObject([{ id: 'slow', struck: 0, effect: { kind: 'hang' } }]);
    expect(faults.remove('slow')).toBe(true);
    expect(faults.remove('slow')).toBe(false);
    expect(faults.active).toBe(false);
  });
});
