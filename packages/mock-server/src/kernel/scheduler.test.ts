import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Clock } from './clock.ts';
import { type Job, Scheduler } from './scheduler.ts';
import { Store } from './store.ts';

function schedulerWith(run: (job: Job) => void = () => {}) {
  const clock = new Clock({ start: 0 });
  const store = new Store();
  return { clock, store, scheduler: new Scheduler(store, clock, run) };
}

describe('a scheduler', () => {
  test('fires what is due, in order, each job at its own instant, however it was planned and moved', () => {
    const plan = fc.array(
      fc.record({
        key: fc.integer({ min: 1, max: 6 }),
        due: fc.integer({ min: 0, max: 100 }),
        cancel: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(plan, fc.integer({ min: 0, max: 100 }), (steps, until) => {
        const { clock, scheduler } = schedulerWith();
        const expected = new Map<string, number>();
        for (const { key, due, cancel } of steps) {
          if (cancel) {
            scheduler.cancel(`job:${key}`);
            expected.delete(`job:${key}`);
          } else {
            scheduler.schedule({ key: `job:${key}`, kind: 'test', due, subject: key });
            expected.set(`job:${key}`, due);
          }
        }
        const fired = scheduler.advanceTo(until);
        expect(fired.map((job) => job.at)).toEqual([...fired.map((job) => job.at)].sort((a, b) => a - b));
        expect(new Map(fired.map((job) => [job.key, job.at]))).toEqual(
          new Map([...expected].filter(([, due]) => due <= until)),
        );
        expect(clock.now()).toBe(until);
      }),
    );
  });

  test('a job that plans the next one is run again on the same way', () => {
    const seen: number[] = [];
    const { clock, scheduler } = schedulerWith((job) => {
      seen.push(clock.now());
      scheduler.schedule({ ...job, due: clock.now() + 10 });
    });
    scheduler.schedule({ key: 'tick', kind: 'tick', due: 10, subject: 1 });
    scheduler.advanceTo(35);
    expect(seen).toEqual([10, 20, 30]);
    expect(scheduler.next()?.due).toBe(40);
  });

  test('reports a handler that throws and goes on', () => {
    const { scheduler } = schedulerWith((job) => {
      if (job.subject === 1) throw new Error('broken');
    });
    scheduler.schedule({ key: 'a', kind: 'test', due: 1, subject: 1 });
    scheduler.schedule({ key: 'b', kind: 'test', due: 2, subject: 2 });
    expect(scheduler.advanceTo(5)).toEqual([
      { key: 'a', kind: 'test', at: 1, subject: 1, error: 'broken' },
      { key: 'b', kind: 'test', at: 2, subject: 2 },
    ]);
  });

  test('finds its jobs again in a restored store', () => {
    const { store, scheduler } = schedulerWith();
    scheduler.schedule({ key: 'a', kind: 'test', due: 9, subject: 1 });
    const restored = new Scheduler(store.fork(), new Clock({ start: 0 }), () => {});
    expect(restored.advanceTo(10).map((job) => job.key)).toEqual(['a']);
    expect(scheduler.next()?.key).toBe('a');
  });
});
