import type { Held } from './model.ts';
import { day, dayOf, periodAt } from './time-and-money.ts';

/** What a day of all seats is worth, in cents and parts of them. */
function worthOfDay(held: Held, end: number, instant: number): number {
  const period = periodAt(held.start, end, held.plan.cycle, instant);
  return (Number(held.unit) * held.quantity) / 100 / (dayOf(period.full) - dayOf(period.start));
}

/** Adds the days that have passed. A day counts as it stands when it ends: seats added in it count, seats taken back in it do not. */
export function meter(held: Held, now: number): void {
  const { metered, end, status } = held;
  const today = dayOf(now);
  if ((status === 'active' || status === 'suspended') && end !== undefined && today > metered.day) {
    const endOfDay = (metered.day + 1) * day - 1;
    metered.cents += worthOfDay(held, end, endOfDay) * (today - metered.day);
  }
  metered.day = today;
}

/** What is paid for days that have not passed yet. */
export function paidAhead(held: Held, now: number): number {
  const { end, status } = held;
  if (end === undefined || (status !== 'active' && status !== 'suspended')) return 0;
  const period = periodAt(held.start, end, held.plan.cycle, now);
  return worthOfDay(held, end, now) * (dayOf(period.end) - dayOf(now));
}
