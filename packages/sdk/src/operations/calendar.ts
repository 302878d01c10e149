/** Milliseconds of a day. */
export const day = 86_400_000;

/** When a platform's date is: one that carries no zone is UTC. Undefined for what is no date. */
export function instantOf(text: string | null | undefined): number | undefined {
  if (!text) return undefined;
  const instant = Date.parse(/(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** The first millisecond of an instant's UTC day. */
export function startOfDay(instant: number): number {
  return Math.floor(instant / day) * day;
}

/** Whole UTC days from one instant's day to another's. */
export function daysBetween(from: number, to: number): number {
  return (startOfDay(to) - startOfDay(from)) / day;
}

/** The instant so many months on (or back), in UTC; the day clamps to the last of its month. */
export function addMonths(instant: number, months: number): number {
  const date = new Date(instant);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return date.getTime();
}

/** Months of an ISO 8601 period of months or years: `P1Y` is 12. */
export function monthsOf(period: string | undefined): number | undefined {
  const [, count, unit] = /^P(\d+)([MY])$/.exec(period ?? '') ?? [];
  return count === undefined ? undefined : Number(count) * (unit === 'Y' ? 12 : 1);
}

export function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}
