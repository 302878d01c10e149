import { describe, expect, test } from 'vitest';
import { addPeriod, daysBetween, isoOf, parseInstant } from './calendar.ts';
import { Clock } from './clock.ts';

describe('a clock', () => {
  test('stands still until it is moved, and never goes back', () => {
    const clock = new Clock({ start: parseInstant('2026-11-20') });
    expect(clock.reached()).toBe(clock.now());
    clock.moveTo(parseInstant('2026-12-01T08:00:00Z'));
    expect(isoOf(clock.now())).toBe('2026-12-01T08:00:00.000Z');
    expect(() => clock.moveTo(parseInstant('2026-11-30'))).toThrow(/cannot go back to 2026-11-30/);
  });

  test('flowing, counts real time once, through catching up and jumps', () => {
    let real = 1_000;
    const clock = new Clock({ start: 0, flowing: true, timeSource: () => real });
    real += 500;
    expect(clock.now()).toBe(0);
    clock.moveTo(clock.reached());
    expect(clock.now()).toBe(500);
    clock.moveTo(clock.now() + 86_400_000);
    real += 250;
    expect(clock.reached()).toBe(86_400_750);
  });
});

describe('the calendar', () => {
  test('clamps months to their last day and keeps the time', () => {
    expect(isoOf(addPeriod(parseInstant('2027-01-31T10:00:00Z'), 'P1M'))).toBe('2027-02-28T10:00:00.000Z');
    expect(isoOf(addPeriod(parseInstant('2028-02-29'), 'P1Y'))).toBe('2029-02-28T00:00:00.000Z');
    expect(isoOf(addPeriod(parseInstant('2026-11-30'), 'P1M', 3))).toBe('2027-02-28T00:00:00.000Z');
  });

  test('says how to write what it cannot read', () => {
    expect(() => parseInstant('20/11/2026')).toThrow(/write 2026-11-20/);
    expect(() => addPeriod(0, '30 days')).toThrow(/write P30D/);
  });

  test('counts days across month and year ends', () => {
    expect(daysBetween(parseInstant('2026-12-31T23:59:59Z'), parseInstant('2027-01-01T00:00:00Z'))).toBe(1);
  });
});
