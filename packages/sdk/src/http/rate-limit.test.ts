import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

/** A clock that goes on only when told. */
function stoppedClock() {
  let now = 0;
  const sleepers: { readonly at: number; wake(): void }[] = [];
  return {
    environment: {
      now: () => now,
      random: () => 0,
      randomId: () => '',
      sleep: (milliseconds: number, signal?: AbortSignal) =>
        new Promise<void>((resolve) => {
          sleepers.push({ at: now + milliseconds, wake: resolve });
          signal?.addEventListener('abort', () => resolve());
        }),
    },
    async goTo(time: number) {
      now = time;
      for (const { at, wake } of sleepers) if (at <= now) wake();
      await settled();
    },
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const open = new AbortController().signal;

test('who waits for a paused lane holds no place, and is let in when the pause is over', async () => {
  const { environment, goTo } = stoppedClock();
  const limit = new RateLimit(environment, 1);
  const order: string[] = [];
  const pass = async (lane: string) => {
    const leave = await limit.enter(lane, open, Infinity);
    order.push(`${lane} ${environment.now()}`);
    leave();
  };
  limit.pause('paused', 5_000);
  const all = Promise.all([pass('paused'), pass('other'), pass('paused')]);
  await settled();
  expect(order).toEqual(['other 0']);
  await goTo(4_999);
  expect(order).toEqual(['other 0']);
  await goTo(5_000);
  await all;
  expect(order).toEqual(['other 0', 'paused 5000', 'paused 5000']);
});

test('a lane that is paused while its caller waits for a place keeps it waiting, and gives the place on', async () => {
  const { environment, goTo } = stoppedClock();
  const limit = new RateLimit(environment, 1);
  const leave = await limit.enter('a', open, Infinity);
  const order: string[] = [];
  const waiting = ['a', 'b'].map(async (lane) => {
    const leaveToo = await limit.enter(lane, open, Infinity);
    order.push(`${lane} ${environment.now()}`);
    leaveToo();
  });
  limit.pause('a', 3_000);
  limit.pause('a', 1_000);
  leave();
  await settled();
  expect(order).toEqual(['b 0']);
  await goTo(3_000);
  await Promise.all(waiting);
  expect(order).toEqual(['b 0', 'a 3000']);
});

test('a signal ends the waiting for a lane and for a place, and takes no place away', async () => {
  const { environment } = stoppedClock();
  const limit = new RateLimit(environment, 1);
  const giveUp = new AbortController();
  limit.pause('paused', 5_000);
  const leave = await limit.enter('a', open, Infinity);
  const waiting = ['paused', 'a'].map((lane) =>
    limit.enter(lane, giveUp.signal, Infinity).catch((reason) => reason),
  );
  await settled();
  giveUp.abort('enough');
  expect(await Promise.all(waiting)).toEqual(['enough', 'enough']);
  leave();
  (await limit.enter('a', open, Infinity))();
  expect(await limit.enter('a', giveUp.signal, Infinity).catch((reason) => reason)).toBe('enough');
});

test('a lane that opens only after the deadline is not waited for, and the place is given back', async () => {
  const { environment } = stoppedClock();
  const limit = new RateLimit(environment, 1);
  limit.pause('paused', 5_000);
  expect(await limit.enter('paused', open, 4_999).catch((reason) => reason)).toBe('held back');
  const leave = await limit.enter('a', open, Infinity);
  const waiting = limit.enter('a', open, 2_000).catch((reason) => reason);
  limit.pause('a', 3_000);
  leave();
  expect(await waiting).toBe('held back');
  (await limit.enter('b', open, Infinity))();
});
