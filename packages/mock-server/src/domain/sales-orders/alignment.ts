import { addPeriod, startOfDay, startOfMonth } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Term } from '../catalogue/product.ts';
import type { Company } from '../companies/company.ts';
import { Refusal } from '../refusal.ts';
import { cotermingOf } from '../service-plans/coterming.ts';
import type { PlanProduct } from '../service-plans/service-plan.ts';
import { type DraftContext, headNamed } from './draft.ts';

const field = 'alignExpirationDate';

/** When the first term of what is sold shall end, where it is not by itself. @throws Refusal when a product does not end so */
export function termEndOf(
  { world, company, wanted }: DraftContext,
  products: readonly PlanProduct[],
): number | undefined {
  const { alignmentType } = wanted.alignment ?? {};
  for (const each of products) {
    const { required, type } = cotermingOf(each);
    const isMonthEnd = alignmentType === 'MATCH_END_OF_CALENDAR_MONTH';
    if (alignmentType === undefined && required === 'MANDATORY')
      throw refusal('mandatory', `must say with what the end of ${each.product.displayName} shall coincide.`);
    if (alignmentType !== undefined && required === 'RESTRICTED')
      throw refusal('restricted', `cannot be set: ${each.product.displayName} ends by itself.`);
    if (required === 'MANDATORY' && type === 'END_OF_MONTH' && !isMonthEnd)
      throw refusal('type', `of ${each.product.displayName} must be MATCH_END_OF_CALENDAR_MONTH.`);
  }
  const term = products.find(({ plan }) => plan.term !== undefined)?.plan.term;
  if (alignmentType === undefined || term === undefined) return undefined;
  if (alignmentType === 'MATCH_END_OF_CALENDAR_MONTH') return lastMonthEnd(world.clock.now(), term);
  if (alignmentType === 'CO_TERM_ON_SUBSCRIPTION')
    return endOfOther(world, company, wanted.alignment?.subscriptionId, term);
  throw refusal('type', `${alignmentType} is for partial upgrades only.`);
}

/** The last end of a month that the term reaches; the first one where it reaches none. */
function lastMonthEnd(now: number, term: Term): number {
  const latest = addPeriod(startOfDay(now), term);
  const first = addPeriod(startOfMonth(now), 'P1M');
  return Math.max(first, startOfMonth(latest));
}

function endOfOther(world: World, company: Company, id: number | undefined, term: Term): number {
  const other = headNamed(world, company, id === undefined ? undefined : String(id));
  const now = world.clock.now();
  const { termEnd } = other;
  if (other.state === 'active' && termEnd !== undefined && termEnd > now && termEnd <= addPeriod(now, term))
    return termEnd;
  throw refusal('outside_term', `subscriptionId ${other.id} does not end within the term that is ordered.`);
}

function refusal(code: string, problem: string): Refusal {
  return new Refusal('invalid', `alignment.${code}`, `${field} ${problem}`, field);
}
