import type { World } from '../../world.ts';

/** The gateway refused, because too many calls came with one key. */
export class Throttled extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super(`Too many calls with this key. Try again in ${seconds} seconds.`);
    this.seconds = seconds;
  }
}

interface Window {
  readonly startedAt: number;
  count: number;
}

const minute = 60_000;
const windows = new WeakMap<World, Map<string, Window>>();

/** Counts a call with a key; refused ones count too. @throws Throttled above the limit of the settings. evidence: docs for a limit of each key, modelled numbers */
export function countCall(world: World, keyHash: string): void {
  const { ingramCallsPerMinute } = world.settings;
  if (ingramCallsPerMinute === 0) return;
  const known = windows.get(world) ?? new Map<string, Window>();
  windows.set(world, known);
  const now = world.clock.now();
  const current = known.get(keyHash);
  const window = current && now - current.startedAt < minute ? current : { startedAt: now, count: 0 };
  known.set(keyHash, window);
  window.count += 1;
  if (window.count > ingramCallsPerMinute)
    throw new Throttled(Math.ceil((window.startedAt + minute - now) / 1_000));
}
