import { Refusal } from '../refusal.ts';

/** Longest duration; `P2Y` is two years of 365 days. evidence: docs for the limits, modelled for the leap day */
const longestDays = 730;
const daysOf = { Y: 365, M: 30, W: 7, D: 1 } as const;

/** Whole days of an ISO 8601 duration; a year is 365 days, a month 30. evidence: modelled. @throws Refusal outside one day to two years */
export function durationDaysOf(duration: string): number {
  const [whole, ...parts] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration) ?? [];
  const units = Object.values(daysOf);
  const days = parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (units[index] ?? 0), 0);
  if (whole !== undefined && days >= 1 && days <= longestDays) return days;
  throw new Refusal(
    'invalid',
    'gdap.duration',
    `duration "${duration}" must be from P1D to P2Y (730 days) in whole days; write for example P730D.`,
    'duration',
  );
}

/** Days by which a relationship goes on at its end. evidence: docs, 180 or none. @throws Refusal for anything else */
export function autoExtendDaysOf(duration: string | null | undefined): number {
  if (duration === undefined || duration === null || duration === 'PT0S' || duration === 'P0D') return 0;
  if (duration === 'P180D') return 180;
  throw new Refusal(
    'invalid',
    'gdap.auto_extend',
    `autoExtendDuration "${duration}" must be P180D, or PT0S for none.`,
    'autoExtendDuration',
  );
}
