import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../calendar.ts';
import type { ScheduleInterval, ScheduleTiming } from '../reports/report-schedule.ts';
import { cronOf, duesBetween, nextDue, timingOf, weekdays } from './due-times.ts';

function yearOf(timing: ScheduleTiming, year: number): string[] {
  const [start, end] = [
    shownFirst(`${year}-01-01 00:00`, timing),
    shownFirst(`${year + 1}-01-01 00:00`, timing),
  ];
  return duesBetween(timing, start - 1, end - 1).map((due) => new Date(due).toISOString());
}

/** What the clock shows, minute by minute, in the words of Sweden: year first. */
function clockOf(timeZone: string) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (instant: number) => format.format(instant);
}

/** Looks through every quarter of an hour in which a clock on Earth may show it; none has changed at another time since 1990. */
function shownFirst(wanted: string, { timeZone }: Pick<ScheduleTiming, 'timeZone'>): number {
  const shown = clockOf(timeZone);
  const asUtc = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);
  const quarters = Array.from({ length: 110 }, (_, index) => asUtc(wanted) + (index - 57) * quarter);
  const behind = (instant: number) => asUtc(wanted) - asUtc(shown(instant));
  const floored = quarters.map((each) => Math.floor(each / quarter) * quarter);
  const found = floored.find((each) => behind(each) >= 0 && behind(each) < quarter);
  if (found !== undefined) return found + behind(found);
  // The clock leaps over it: as if it had not.
  const before = (floored.find((each) => behind(each) < 0) ?? Number.NaN) - quarter;
  return before + behind(before);
}

const quarter = 15 * 60_000;

function oracle(timing: ScheduleTiming, after: number, count: number): number[] {
  const dues: number[] = [];
  const start = Math.floor(after / day) * day - 2 * day;
  for (let date = start; dues.length < count; date += day) {
    if (!isOn(timing.every, new Date(date))) continue;
    const due = shownFirst(`${new Date(date).toISOString().slice(0, 10)} ${timing.at}`, timing);
    if (due > after && !dues.includes(due)) dues.push(due);
  }
  return dues;
}

function isOn(every: ScheduleInterval, date: Date): boolean {
  if (every === 'day') return true;
  if ('week' in every) return weekdays[date.getUTCDay()] === every.week;
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getUTCDate() === (every.month === 'last' ? last : Math.min(every.month, last));
}

const timings = fc.record<ScheduleTiming>({
  every: fc.oneof(
    fc.constant('day' as const),
    fc.record({ week: fc.constantFrom(...weekdays) }),
    fc.record({ month: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)) }),
  ),
  at: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
  timeZone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
});
const instants = fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2037-01-01') });

test('runs come one after the other, each at the time that the clock on the wall shows', () => {
  fc.assert(
    fc.property(timings, instants, (timing, start) => {
      const dues: number[] = [];
      for (let due = nextDue(timing, start); dues.length < 15; due = nextDue(timing, due)) dues.push(due);
      expect(dues).toEqual(oracle(timing, start, 15));
      expect(dues.every((due, index) => due > (dues[index - 1] ?? start))).toBe(true);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('the same holds where clocks change', () => {
  // Forward over midnight; at midnight; by half an hour; a day that never was; a zone that ends its day early.
  const changes = [
    ['America/Santiago', '2026-09-05T20:00Z'],
    ['America/Santiago', '2026-04-04T20:00Z'],
    ['Europe/Madrid', '2026-03-28T12:00Z'],
    ['Europe/Madrid', '2026-10-24T12:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T02:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T02:00Z'],
    ['Pacific/Apia', '2011-12-29T00:00Z'],
    ['America/Nuuk', '2024-03-30T12:00Z'],
    ['Africa/Cairo', '2026-04-23T12:00Z'],
    ['Asia/Beirut', '2026-03-28T12:00Z'],
  ] as const;
  fc.assert(
    fc.property(timings, fc.constantFrom(...changes), (timing, [timeZone, start]) => {
      const local = { ...timing, every: 'day' as const, timeZone };
      const from = Date.parse(start);
      const dues = duesBetween(local, from, from + 4 * day);
      expect(dues).toEqual(oracle(local, from, dues.length));
    }),
    { numRuns: 300 },
  );
});

test('each day of a year has one run, in Santiago and in Madrid', () => {
  for (const timeZone of ['America/Santiago', 'Europe/Madrid']) {
    const shown = clockOf(timeZone);
    for (const at of ['00:00', '00:30', '02:30', '23:30', '07:30']) {
      const runs = yearOf({ every: 'day', at, timeZone }, 2026).map((run) => shown(Date.parse(run)));
      expect(runs.length).toBe(365);
      expect(new Set(runs.map((run) => run.slice(0, 10))).size).toBe(365);
      expect(runs.filter((run) => !run.endsWith(at)).length).toBeLessThan(2);
    }
  }
});

test('a time that the clock leaps over comes as much later, one that comes twice counts the first time', () => {
  const runs = (at: string, timeZone: string) => yearOf({ every: 'day', at, timeZone }, 2026);
  const madrid = runs('02:30', 'Europe/Madrid');
  expect(madrid).toContain('2026-03-29T01:30:00.000Z');
  expect(madrid).toContain('2026-10-25T00:30:00.000Z');
  expect(runs('00:30', 'America/Santiago')).toContain('2026-09-06T04:30:00.000Z');
  expect(runs('23:30', 'America/Santiago')).toContain('2026-04-05T02:30:00.000Z');
});

test('months without the day have their last one instead', () => {
  const days = (month: number | 'last', year: number) =>
    yearOf({ every: { month }, at: '07:30', timeZone: 'Europe/Madrid' }, year).map((run) => run.slice(5, 10));
  const last = '01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31'.split(' ');
  expect(days(31, 2026)).toEqual(last);
  expect(days('last', 2026)).toEqual(last);
  expect(days(29, 2028)[1]).toBe('02-29');
  expect(days(30, 2027)[1]).toBe('02-28');
  expect(days(15, 2026).every((day) => day.endsWith('-15'))).toBe(true);
});

test('a timing is read from the cron it was written as', () => {
  fc.assert(
    fc.property(timings, (timing) => {
      expect(timingOf(cronOf(timing), timing.timeZone)).toEqual(timing);
    }),
  );
  expect(cronOf({ every: { week: 'monday' }, at: '07:05' })).toBe('5 7 * * 1');
  expect(cronOf({ every: { month: 'last' }, at: '00:00' })).toBe('0 0 L * *');
});
