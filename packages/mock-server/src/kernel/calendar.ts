import { Temporal } from 'temporal-polyfill';

export const millisecondsPerDay = 86_400_000;

/** Parses an ISO instant or date (a date means its first millisecond in UTC). @throws RangeError naming what is wrong */
export function parseInstant(text: string): number {
  const withTime = text.includes('T') ? text : `${text}T00:00:00`;
  const withZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(withTime) ? withTime : `${withTime}Z`;
  try {
    return Temporal.Instant.from(withZone).epochMilliseconds;
  } catch {
    throw new RangeError(
      `"${text}" is no ISO 8601 date or instant; write 2026-11-20 or 2026-11-20T10:00:00Z.`,
    );
  }
}

/** A period of one unit: all that terms and billing cycles are made of. */
const oneUnit = /^P(\d{1,3})([YMD])$/;

/** Adds an ISO 8601 period in UTC; months clamp to the last day (31 January + P1M = 28 or 29 February). */
export function addPeriod(instant: number, period: string, times = 1): number {
  const [, count, unit] = (instant >= 0 && oneUnit.exec(period)) || [];
  if (count !== undefined) {
    const units = Number(count) * times;
    return unit === 'D'
      ? instant + units * millisecondsPerDay
      : addMonths(instant, unit === 'Y' ? units * 12 : units);
  }
  let duration: Temporal.Duration;
  try {
    duration = Temporal.Duration.from(period);
  } catch {
    throw new RangeError(`"${period}" is no ISO 8601 period; write P30D, P1M, P1Y or PT12H.`);
  }
  const scaled =
    times === 1
      ? duration
      : Temporal.Duration.from({
          years: duration.years * times,
          months: duration.months * times,
          weeks: duration.weeks * times,
          days: duration.days * times,
          hours: duration.hours * times,
          minutes: duration.minutes * times,
          seconds: duration.seconds * times,
        });
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('UTC').add(scaled)
    .epochMilliseconds;
}

function addMonths(instant: number, months: number): number {
  const date = new Date(instant);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + (instant - startOfDay(instant));
}

/** The first millisecond of the UTC day. */
export function startOfDay(instant: number): number {
  return Math.floor(instant / millisecondsPerDay) * millisecondsPerDay;
}

/** The first millisecond of the UTC month. */
export function startOfMonth(instant: number): number {
  const date = new Date(instant);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** `2026-11` */
export function monthOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 7);
}

/** `2026-11-20` */
export function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Whole UTC days from one instant's day to another's. */
export function daysBetween(from: number, to: number): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / millisecondsPerDay);
}

/** `2026-11-20T10:00:00.000Z` */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}
