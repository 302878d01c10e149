import { TenantryError } from '../http/errors/tenantry-error.ts';
import { isoOf } from '../operations/calendar.ts';
import { tell } from './make-run.ts';
import type { ScheduleRunnerOptions } from './report-delivery.ts';

/** A month of days. */
export const mostMadeUpFor = 31;

/** Of runs that came due, the latest, which are made, and the others. */
export function latestOf(
  dues: readonly number[],
  most: number,
): { readonly latest: readonly number[]; readonly skipped: readonly number[] } {
  const cut = Math.max(0, dues.length - Math.max(1, most));
  return { latest: dues.slice(cut), skipped: dues.slice(0, cut) };
}

/** Says that runs are not made, nor will be. */
export function tellSkipped(
  options: Pick<ScheduleRunnerOptions, 'onFailure'>,
  schedule: string,
  skipped: readonly number[],
): void {
  const [oldest] = skipped;
  if (oldest === undefined) return;
  const error = new TenantryError(`${skipped.length} runs were missed and are not made up for.`, {
    code: 'schedule.skipped',
    solution: 'Make catchUp greater, or keep the runner running.',
  });
  tell(options, { schedule, dueAt: isoOf(oldest), attempt: 0, error, willRetry: false });
}
