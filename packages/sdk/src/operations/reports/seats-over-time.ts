import { addMonths, day, isoOf, startOfDay } from '../calendar.ts';
import type { ReportDefinition } from './report-definition.ts';
import type { SeatChange } from './report-operations.ts';
import type { OwnReports, SeatsOverTimeRow } from './report-rows.ts';
import {
  customerColumns,
  customerParameter,
  daysIssue,
  fromParameter,
  productColumns,
  toParameter,
} from './shared-columns.ts';

type Interval = OwnReports['seatsOverTime']['parameters']['interval'];

export const seatsOverTime: ReportDefinition<OwnReports['seatsOverTime']['parameters'], SeatsOverTimeRow> = {
  title: 'Seats over time',
  parameters: [
    fromParameter,
    toParameter,
    {
      name: 'interval',
      type: 'choice',
      required: true,
      choices: ['day', 'week', 'month'],
      description: 'How long a row is; weeks begin on Monday.',
    },
    customerParameter,
  ],
  columns: [
    { name: 'from', type: 'date' },
    { name: 'to', type: 'date' },
    ...customerColumns,
    ...productColumns,
    { name: 'added', type: 'integer' },
    { name: 'removed', type: 'integer' },
    { name: 'seats', type: 'integer' },
  ],
  check: daysIssue,
  async *rows(context, { from, to, interval, customer }) {
    const today = isoOf(context.platform.environment.now()).slice(0, 10);
    const window = {
      from,
      to: to > today ? today : to,
      ...(customer !== undefined && { customer: String(customer) }),
    };
    const bounds = boundsOf(window.from, window.to, interval);
    const series = new Map<string, Series>();
    for await (const change of context.operations.seatChanges(window, context)) {
      const key = `${change.customer.id} ${change.product}`;
      const known = series.get(key) ?? { of: change, opening: 0, moves: new Map() };
      series.set(key, known);
      const at = Date.parse(change.at);
      const index = bounds.findIndex(({ end }) => at < end);
      if (at < (bounds[0]?.start ?? 0)) known.opening += change.quantity;
      else if (index >= 0) known.moves.set(index, [...(known.moves.get(index) ?? []), change.quantity]);
    }
    const all = [...series.values()];
    for (const [index, { start, end }] of bounds.entries()) {
      for (const each of all) {
        const moves = each.moves.get(index) ?? [];
        const added = sum(moves.filter((move) => move > 0));
        const removed = sum(moves.filter((move) => move < 0).map((move) => -move));
        const before = each.opening;
        each.opening += added - removed;
        if (before === 0 && moves.length === 0) continue;
        yield {
          from: isoOf(start).slice(0, 10),
          to: isoOf(end - 1).slice(0, 10),
          customer: each.of.customer.id,
          customerName: each.of.customer.name,
          product: each.of.product,
          productName: each.of.productName,
          added,
          removed,
          seats: each.opening,
        };
      }
    }
  },
};

interface Series {
  readonly of: SeatChange;
  /** Before the interval that is told next. */
  opening: number;
  readonly moves: Map<number, number[]>;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/** From the first day to the last; the first and the last interval may be a part of one. */
function boundsOf(from: string, to: string, interval: Interval): { start: number; end: number }[] {
  const last = Date.parse(`${to}T00:00:00Z`) + day;
  const bounds: { start: number; end: number }[] = [];
  for (let start = Date.parse(`${from}T00:00:00Z`); start < last; ) {
    const end = Math.min(last, nextOf(start, interval));
    bounds.push({ start, end });
    start = end;
  }
  return bounds;
}

function nextOf(start: number, interval: Interval): number {
  if (interval === 'day') return start + day;
  const date = new Date(start);
  if (interval === 'week') return start + (7 - ((date.getUTCDay() + 6) % 7)) * day;
  return startOfDay(addMonths(start - (date.getUTCDate() - 1) * day, 1));
}
