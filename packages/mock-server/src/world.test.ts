import { describe, expect, test } from 'vitest';
import { notifications, notify } from './domain/notifications/notification.ts';
import { World } from './world.ts';

const seed = (world: World) => {
  notify(world, { kind: 'seed', to: 'a@example.com', subject: 'Seed', body: '', companyId: 1 });
};
const add = (world: World) => {
  notify(world, { kind: 'later', to: 'a@example.com', subject: world.ids.uuid(), body: '', companyId: 1 });
};

describe('a world', () => {
  test('resets to its seed, not to nothing', () => {
    const world = new World({ seed });
    const before = JSON.stringify(world.snapshot());
    add(world);
    world.scheduler.advanceTo(world.clock.now() + 1_000);
    world.reset();
    expect(JSON.stringify(world.snapshot())).toBe(before);
  });

  test('forks: neither side sees the other, and both draw the same ids', () => {
    const world = new World({ seed });
    const fork = world.fork();
    add(fork);
    expect(world.store.of(notifications).size).toBe(1);
    add(world);
    expect(JSON.stringify(world.snapshot())).toBe(JSON.stringify(fork.snapshot()));
    fork.reset();
    expect(fork.store.of(notifications).size).toBe(1);
  });

  test('restores a snapshot into another world', () => {
    const world = new World({ seed });
    add(world);
    const other = new World();
    other.restore(JSON.parse(JSON.stringify(world.snapshot())));
    expect(other.store.of(notifications).find('kind', 'later')).toHaveLength(1);
    add(world);
    add(other);
    expect(JSON.stringify(other.snapshot())).toBe(JSON.stringify(world.snapshot()));
    expect(() => other.restore({ ...world.snapshot(), version: 2 as 1 })).toThrow(/version 2/);
  });

  test('a change that throws takes its ids back too', () => {
    const world = new World({ seed });
    const before = JSON.stringify(world.snapshot());
    expect(() =>
      world.transact(() => {
        add(world);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(JSON.stringify(world.snapshot())).toBe(before);
  });
});
