import { startOfMonth } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';

/** evidence: sample */
const firstMonth = Date.UTC(2019, 8, 1);
/** evidence: docs */
const firstZipped = Date.UTC(2020, 3, 1);

export function mayBeZipped(month: number): boolean {
  return month >= firstZipped;
}

/** The first instant of a month `YYYYMM` that has begun; of the running one when none is named. @throws Refusal */
export function sheetMonth(world: World, text: string | undefined): number {
  const running = startOfMonth(world.clock.now());
  if (text === undefined || text === '') return running;
  const [, year, month] = /^(\d{4})(0[1-9]|1[0-2])$/.exec(text) ?? [];
  if (year === undefined)
    throw new Refusal('invalid', 'price_sheet.month', `"${text}" is no month; write it YYYYMM.`, 'month');
  const named = Date.UTC(Number(year), Number(month) - 1, 1);
  if (named >= firstMonth && named <= running) return named;
  throw new Refusal(
    'not-found',
    'price_sheet.none',
    `There is no sheet of ${text}: they begin in 201909 and end with the running month.`,
    'month',
  );
}
