import { addPeriod, dateOf, startOfDay, startOfMonth } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { subscriptions } from './subscription.ts';

export interface AlignmentChoice {
  readonly value: string;
  readonly displayName: string;
}

/** Days that a new licence's term can end on: those of the company's other licences, and ends of calendar months. evidence: docs */
export function alignmentChoices(world: World, companyId: number, billingType: string): AlignmentChoice[] {
  const now = world.clock.now();
  const term = /P\d+[MY]$/.exec(billingType)?.[0];
  if (term === undefined) return [];
  const latest = addPeriod(now, term);
  const ends = new Map<string, string>();
  for (const subscription of world.store.of(subscriptions).find('company', companyId)) {
    const { termEnd } = subscription;
    if (
      subscription.kind === 'licence' &&
      subscription.state === 'active' &&
      termEnd !== undefined &&
      // The term will end at the start of that day: today's is over already.
      startOfDay(termEnd) > now &&
      termEnd <= latest
    ) {
      ends.set(dateOf(termEnd), `${subscription.displayName} (${subscription.id})`);
    }
  }
  for (
    let monthEnd = addPeriod(startOfMonth(now), 'P1M');
    monthEnd <= latest;
    monthEnd = addPeriod(monthEnd, 'P1M')
  ) {
    if (!ends.has(dateOf(monthEnd))) ends.set(dateOf(monthEnd), 'Calendar month');
  }
  return [...ends]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([value, what]) => ({ value, displayName: `${value}: ${what}` }));
}
