import {
  addPeriod,
  dateOf,
  millisecondsPerDay,
  parseInstant,
  startOfDay,
  startOfMonth,
} from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import type { Term } from '../catalogue/product.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from './subscription.ts';

/** A day that a first term may end on: its last day, not the day after. */
export interface CustomTermEnd {
  readonly lastDay: number;
  /** The subscriptions that end with it; none for the end of a month. */
  readonly subscriptions: readonly Subscription[];
}

export interface CustomTermQuestion {
  readonly tenantId: string;
  readonly companyId: number;
  readonly term: Term;
  /** When the first term begins; now unless given. */
  readonly start?: number | undefined;
  /** Only days of this subscription, by Microsoft's id. */
  readonly target?: string | undefined;
}

/** Days within the first term: ends of calendar months, and of the customer's other licences with the partner. evidence: docs */
export function customTermEnds(world: World, question: CustomTermQuestion): CustomTermEnd[] {
  const start = startOfDay(question.start ?? world.clock.now());
  const latest = addPeriod(start, question.term);
  const found = new Map<number, Subscription[]>();
  for (let end = addPeriod(startOfMonth(start), 'P1M'); end <= latest; end = addPeriod(end, 'P1M')) {
    if (question.target === undefined) found.set(end, []);
  }
  for (const subscription of alignable(world, question)) {
    const end = startOfDay(subscription.termEnd ?? 0);
    if (end <= start || end > latest) continue;
    found.set(end, [...(found.get(end) ?? []), subscription]);
  }
  return [...found]
    .filter(([end]) => mayEnd(question.term, end))
    .sort(([left], [right]) => left - right)
    .map(([end, aligned]) => ({ lastDay: end - millisecondsPerDay, subscriptions: aligned }));
}

function alignable(world: World, { tenantId, companyId, term, target }: CustomTermQuestion): Subscription[] {
  return world.store
    .of(subscriptions)
    .find('tenant', tenantId)
    .filter((each) => {
      const microsoft = productNamed(each.productName)?.microsoft;
      return (
        each.state === 'active' &&
        each.termEnd !== undefined &&
        microsoft?.family === 'online-services' &&
        microsoft.trialOf === undefined &&
        (each.channel !== 'partner-center' || each.companyId === companyId) &&
        (target === undefined || each.vendorReferenceId === target.toLowerCase()) &&
        // A year cannot end with a subscription of a month. evidence: docs
        (term === 'P1M' || each.term !== 'P1M')
      );
    });
}

/** A monthly term cannot end on the 28th, 29th or 30th, unless that is the last day of its month. evidence: docs */
function mayEnd(term: Term, end: number): boolean {
  const last = new Date(end - millisecondsPerDay).getUTCDate();
  return term !== 'P1M' || last < 28 || startOfMonth(end) === end || last === 31;
}

/** A day that a caller names. @throws Refusal when it is none */
export function termDay(text: string, field: string): number {
  try {
    // Some callers send the day's last second, some its first.
    return startOfDay(parseInstant(text));
  } catch {
    throw new Refusal(
      'invalid',
      'line.date',
      `${field} "${text}" is no date; write 2027-06-30T00:00:00Z.`,
      field,
    );
  }
}

/** The instant a term ends that shall end on a day. @throws Refusal when it may not */
export function customTermEnd(
  world: World,
  question: CustomTermQuestion,
  day: number,
  field: string,
): number {
  const wanted = startOfDay(day);
  const ends = customTermEnds(world, question);
  if (ends.some((end) => end.lastDay === wanted)) return wanted + millisecondsPerDay;
  const start = startOfDay(question.start ?? world.clock.now());
  const within = wanted >= start && wanted < addPeriod(start, question.term);
  throw new Refusal(
    'invalid',
    within ? 'term_end.no_match' : 'term_end.outside_term',
    `${field} ${dateOf(wanted)} is no day that a term of ${question.term} can end on; it can on ${ends
      .slice(0, 4)
      .map((end) => dateOf(end.lastDay))
      .join(', ')}${ends.length > 4 ? ' and others' : ''}.`,
    field,
  );
}
