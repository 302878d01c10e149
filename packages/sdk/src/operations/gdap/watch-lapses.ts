import type { Environment } from '../../http/environment.ts';
import { day } from '../calendar.ts';
import { daysUntil } from './gdap-analytics.ts';
import type { AdminRelationship } from './gdap-operations.ts';

/** A relationship that will lapse, or did. */
export interface GdapLapse {
  readonly relationship: AdminRelationship;
  /** 0 when it has ended already. */
  readonly daysLeft: number;
  /** Which of the announcements it is. */
  readonly threshold: number;
}

export interface WatchOptions {
  /** How many days before an end it is announced. @default [30, 7, 1] */
  readonly days?: readonly number[];
  /** How often to look. @default 86400000, a day */
  readonly intervalMs?: number;
  readonly signal?: AbortSignal;
  /** What was announced already: keep it over a restart, and nothing is told twice. */
  readonly announced?: Set<string>;
}

/** Announced when it is found ended, and nobody was told before. */
const ended = 0;

/** The lapses that are to be announced now; `announced` grows by them. */
export function lapsesIn(
  relationships: readonly AdminRelationship[],
  now: number,
  thresholds: readonly number[],
  announced: Set<string>,
): GdapLapse[] {
  const lapses: GdapLapse[] = [];
  for (const relationship of relationships) {
    const { id, endsAt, status, autoExtend } = relationship;
    if (endsAt === undefined || autoExtend) continue;
    const over = status === 'expiring' || status === 'expired';
    if (!over && status !== 'active') continue;
    const daysLeft = over ? ended : Math.max(1, daysUntil(endsAt, now));
    const threshold = over ? ended : Math.min(...thresholds.filter((each) => daysLeft <= each));
    const key = `${id} ${endsAt} ${threshold}`;
    const known = over && thresholds.some((each) => announced.has(`${id} ${endsAt} ${each}`));
    if (threshold === Infinity || known || announced.has(key)) continue;
    announced.add(key);
    lapses.push({ relationship, daysLeft, threshold });
  }
  return lapses.sort((left, right) => left.daysLeft - right.daysLeft);
}

/** Looks again and again, and tells of lapses as their days come. Ends when the signal is aborted. */
export async function* watchLapses(
  list: () => Promise<readonly AdminRelationship[]>,
  environment: Environment,
  { days = [30, 7, 1], intervalMs = day, signal, announced = new Set() }: WatchOptions,
): AsyncGenerator<GdapLapse, void, undefined> {
  try {
    while (!signal?.aborted) {
      yield* lapsesIn(await list(), environment.now(), days, announced);
      if (!signal?.aborted) await environment.sleep(intervalMs, signal);
    }
  } catch (error) {
    // Whoever ends the watch may do so while it looks or sleeps.
    if (!signal?.aborted) throw error;
  }
}
