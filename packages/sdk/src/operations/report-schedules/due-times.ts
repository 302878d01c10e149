import { addMonths, day, startOfDay } from '../calendar.ts';
import type { ScheduleInterval, ScheduleTiming, Weekday } from '../reports/report-schedule.ts';
import { WallClock } from './wall-clock.ts';

/** As Date counts them. */
export const weekdays: readonly Weekday[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];

/** When a schedule is due first after an instant. */
export function nextDue({ every, at, timeZone }: ScheduleTiming, after: number): number {
  const clock = new WallClock(timeZone);
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const time = (hours * 60 + minutes) * 60_000;
  // From the day before: a time that the clock leaps over just before midnight comes on the day after.
  for (let date = startOfDay(clock.readingAt(after)) - day; ; date += day) {
    if (!isOn(every, date)) continue;
    const due = clock.instantOf(date + time);
    if (due > after) return due;
  }
}

/** When it is due after one instant and up to another. */
export function duesBetween(timing: ScheduleTiming, after: number, until: number): number[] {
  const dues: number[] = [];
  for (let due = nextDue(timing, after); due <= until; due = nextDue(timing, due)) dues.push(due);
  return dues;
}

export function hasSameTiming(one: ScheduleTiming, other: ScheduleTiming): boolean {
  return cronOf(one) === cronOf(other) && one.timeZone === other.timeZone;
}

/** The timing as cron has it, for tools that show it; days past the 28th are the last of shorter months. */
export function cronOf({ every, at }: Pick<ScheduleTiming, 'every' | 'at'>): string {
  const [hours, minutes] = at.split(':').map(Number);
  return `${minutes} ${hours} ${cronDaysOf(every)}`;
}

function cronDaysOf(every: ScheduleInterval): string {
  if (every === 'day') return '* * *';
  if ('week' in every) return `* * ${weekdays.indexOf(every.week)}`;
  return `${every.month === 'last' ? 'L' : every.month} * *`;
}

/** What `cronOf` wrote. */
export function timingOf(cron: string, timeZone: string): ScheduleTiming {
  const [minutes = '', hours = '', ofMonth = '*', , ofWeek = '*'] = cron.split(' ');
  const at = `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
  const week = weekdays[Number(ofWeek)];
  if (week !== undefined) return { every: { week }, at, timeZone };
  if (ofMonth === '*') return { every: 'day', at, timeZone };
  return { every: { month: ofMonth === 'L' ? 'last' : Number(ofMonth) }, at, timeZone };
}

function isOn(every: ScheduleInterval, date: number): boolean {
  if (every === 'day') return true;
  const wanted = new Date(date);
  if ('week' in every) return weekdays[wanted.getUTCDay()] === every.week;
  const first = date - (wanted.getUTCDate() - 1) * day;
  const last = (addMonths(first, 1) - first) / day;
  return wanted.getUTCDate() === (every.month === 'last' ? last : Math.min(every.month, last));
}
