import { addMonths, day, startOfDay } from '../calendar.ts';
import type { ReportSchedule } from '../reports/report-schedule.ts';
import { WallClock } from './wall-clock.ts';

const period = /^P-(\d{1,4})([DWMY])$/;
const monthNames: Readonly<Record<string, string>> = { current: 'P-0M', previous: 'P-1M' };

/** Whether a value is meant to count back from the day of a run, and cannot: `P-30H`. An id such as `P-4711` is none. */
export function isBrokenPeriod(value: unknown): boolean {
  return typeof value === 'string' && /^P-[\d.,]+[A-Z]/i.test(value) && !period.test(value);
}

/** The parameters of the run that is due at an instant: the same however late it is made, and however often. */
export function parametersAt(
  { parameters, timeZone }: Pick<ReportSchedule, 'parameters' | 'timeZone'>,
  due: number,
): Record<string, unknown> {
  const today = startOfDay(new WallClock(timeZone).readingAt(due));
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, resolved(name, value, today)]),
  );
}

function resolved(name: string, value: unknown, today: number): unknown {
  if (typeof value !== 'string') return value;
  const isMonth = name === 'month';
  const [, count, unit] = period.exec((isMonth ? monthNames[value] : undefined) ?? value) ?? [];
  if (count === undefined) return value;
  const date = new Date(before(today, Number(count), unit)).toISOString();
  return date.slice(0, isMonth ? 7 : 10);
}

function before(today: number, count: number, unit: string | undefined): number {
  if (unit === 'D' || unit === 'W') return today - count * (unit === 'W' ? 7 : 1) * day;
  return addMonths(today, -count * (unit === 'Y' ? 12 : 1));
}
