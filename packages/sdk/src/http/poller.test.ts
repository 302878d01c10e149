import { expect, test } from 'vitest';
import { systemEnvironment } from './environment.ts';
import { poll } from './poller.ts';
import { RateLimit } from './rate-limit.ts';
import { backoffMs, retryAfterMs } from './retry.ts';

function virtual() {
  let now = 0;
  const waits: number[] = [];
  return {
    waits,
    environment: {
      ...systemEnvironment,
      now: () => now,
      sleep: async (milliseconds: number) => {
        waits.push(milliseconds);
        now += milliseconds;
      },
    },
  };
}

test('looks with growing pauses until it is done, and tells on the way', async () => {
  const { environment, waits } = virtual();
  let looks = 0;
  const progress: number[] = [];
  const done = await poll({
    environment,
    what: 'It',
    check: async () => ++looks,
    isDone: (state) => state === 5,
    onProgress: (state) => progress.push(state),
  });
  expect([done, progress]).toEqual([5, [1, 2, 3, 4]]);
  expect(waits).toEqual([1_000, 1_500, 2_250, 3_375]);
});

test('gives up in time, and says that it goes on', async () => {
  const { environment } = virtual();
  const late = poll({
    environment,
    what: 'It',
    check: async () => 0,
    isDone: () => false,
    totalTimeoutMs: 60_000,
  });
  await expect(late).rejects.toMatchObject({
    name: 'TimeoutError',
    solution: expect.stringContaining('goes on'),
  });
});

test('a limit lets only so many in, in order, and a pause holds all of its key', async () => {
  const { environment, waits } = virtual();
  const limit = new RateLimit(environment, 2);
  const { signal } = new AbortController();
  const order: number[] = [];
  let most = 0;
  let inside = 0;
  await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      const leave = await limit.enter('key', signal, Infinity);
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      order.push(index);
      inside -= 1;
      leave();
    }),
  );
  expect([most, order]).toEqual([2, [0, 1, 2, 3, 4, 5]]);
  limit.pause('key', environment.now() + 5_000);
  (await limit.enter('other', signal, Infinity))();
  expect(waits).toEqual([]);
  (await limit.enter('key', signal, Infinity))();
  expect(waits).toEqual([5_000]);
});

test('who gives up while waiting leaves its place to the next', async () => {
  const limit = new RateLimit(systemEnvironment, 1);
  const leave = await limit.enter('key', new AbortController().signal, Infinity);
  const giveUp = new AbortController();
  const gone = limit.enter('key', giveUp.signal, Infinity);
  const next = limit.enter('key', new AbortController().signal, Infinity);
  giveUp.abort(new Error('gone'));
  await expect(gone).rejects.toThrow('gone');
  leave();
  (await next)();
});

test('sleep ends early on an abort and leaves nothing behind', async () => {
  const giveUp = new AbortController();
  const slept = systemEnvironment.sleep(60_000, giveUp.signal);
  giveUp.abort();
  await slept;
  await systemEnvironment.sleep(60_000, giveUp.signal);
});

test('Retry-After is seconds or a date; backoff doubles up to eight seconds', () => {
  expect([
    retryAfterMs('3', 0),
    retryAfterMs('Thu, 01 Jan 1970 00:00:10 GMT', 4_000),
    retryAfterMs('soon', 0),
    retryAfterMs(null, 0),
  ]).toEqual([3_000, 6_000, undefined, undefined]);
  expect([1, 2, 5, 9].map((retry) => backoffMs(retry, 0))).toEqual([500, 1_000, 8_000, 8_000]);
  expect(backoffMs(1, 0.999)).toBeGreaterThanOrEqual(375);
});
