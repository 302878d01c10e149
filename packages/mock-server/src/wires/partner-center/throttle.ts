import type { World } from '../../world.ts';

/** The gateway refused, because too many calls came. */
export class Throttled extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super(`Rate limit is exceeded. Try again in ${seconds} seconds.`);
    this.seconds = seconds;
  }
}

interface Window {
  readonly startedAt: number;
  count: number;
}

const minute = 60_000;
const windows = new WeakMap<World, Map<string, Window>>();

/** Calls are counted by customer, and those about none by partner. */
export function countedBy(path: string): string {
  return /^\/v1\/customers\/([0-9a-f-]{36})/i.exec(path)?.[1]?.toLowerCase() ?? 'partner';
}

/** Counts a call of a customer's resources; refused ones count too. @throws Throttled above the limit of the settings. evidence: docs, 500 a minute for each customer tenant */
export function countCall(world: World, path: string): void {
  const { requestsPerMinute } = world.settings;
  if (requestsPerMinute === 0) return;
  const key = countedBy(path);
  const known = windows.get(world) ?? new Map<string, Window>();
  windows.set(world, known);
  const now = world.clock.now();
  const current = known.get(key);
  const window = current && now - current.startedAt < minute ? current : { startedAt: now, count: 0 };
  known.set(key, window);
  window.count += 1;
  if (window.count > requestsPerMinute)
    throw new Throttled(Math.ceil((window.startedAt + minute - now) / 1_000));
}
