import { expect, test } from 'vitest';
import { Ids } from './ids.ts';

test('the same seed gives the same ids, and a restored state goes on where it stood', () => {
  const left = Ids.seeded(7);
  const right = Ids.seeded(7);
  expect([left.uuid(), left.token(), left.sequence('a', 10)]).toEqual([
    right.uuid(),
    right.token(),
    right.sequence('a', 10),
  ]);
  const { state } = left;
  const next = [left.uuid(), left.sequence('a')];
  left.restore(state);
  expect([left.uuid(), left.sequence('a')]).toEqual(next);
  expect(Ids.seeded(8).uuid()).not.toBe(Ids.seeded(7).uuid());
});

test('uuids are version 4 and chance covers its range evenly enough to notice a broken generator', () => {
  const ids = Ids.seeded(1);
  expect(ids.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const counts = new Array<number>(10).fill(0);
  for (let draw = 0; draw < 10_000; draw += 1) {
    const bucket = ids.random.integer(0, 9);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(800);
});

test('a reserved number is not given again', () => {
  const ids = Ids.seeded(1);
  ids.reserve('account', 435_348);
  expect(ids.sequence('account', 100_000)).toBe(435_349);
});
