// Prints what the `large` seed takes, in a process of its own: seconds to build, and memory once the garbage is gone.
import { Platform } from '../packages/mock-server/src/platform.ts';

const start = performance.now();
const platform = new Platform({ seed: 'large' });
const seconds = (performance.now() - start) / 1_000;
globalThis.gc?.();
const forkStart = performance.now();
const fork = platform.fork();
const forkMs = performance.now() - forkStart;
const { heapUsed, rss } = process.memoryUsage();
process.stdout.write(
  JSON.stringify({
    seconds,
    heapMegabytes: heapUsed / 1e6,
    residentMegabytes: rss / 1e6,
    forkMs,
    subscriptions: fork.world.store.content().subscriptions?.length,
  }),
);
