import type { PanelActor } from '../../domain/panels/panel-role.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Call } from '../../http/wire.ts';
import { dateOf, millisecondsPerDay } from '../../kernel/calendar.ts';

/** Who calls an operation that nobody calls without having signed in. */
export function panelActor({ actor }: Call): PanelActor {
  if (!('role' in actor)) throw new Error('This operation was called by nobody.');
  return actor as PanelActor;
}

/** What a call asks for beside its path; an empty value asks for nothing. */
export function asked({ request }: Call, name: string): string | undefined {
  return new URLSearchParams(request.query).get(name) || undefined;
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

function askedDay(call: Call, name: string): number | undefined {
  const text = asked(call, name);
  if (text === undefined) return undefined;
  const day = dayForm.test(text) ? Date.parse(text) : Number.NaN;
  // A day that no month has is read as one of the next month.
  if (!Number.isNaN(day) && dateOf(day) === text) return day;
  throw new Refusal('invalid', 'query.day', `${name} must be a day, such as 2026-11-20.`, name);
}

/** The time between two days that are asked for, both included. */
export function askedPeriod(call: Call): { from: number | undefined; until: number | undefined } {
  const last = askedDay(call, 'to');
  return { from: askedDay(call, 'from'), until: last === undefined ? undefined : last + millisecondsPerDay };
}

function askedNumber(call: Call, name: string, least: number, most: number, otherwise: number): number {
  const text = asked(call, name);
  if (text === undefined) return otherwise;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new Refusal(
    'invalid',
    'query.number',
    `${name} must be a whole number from ${least} to ${most}.`,
    name,
  );
}

const largestPage = 500;
const defaultPage = 50;

/** Part of a list; how many there are in all is not told. */
export function pageOf<Entity, Row>(
  call: Call,
  entities: readonly Entity[],
  toRow: (entity: Entity) => Row,
): { data: Row[]; pagination: { offset: number; limit: number } } {
  const offset = askedNumber(call, 'offset', 0, 999_999_999, 0);
  const limit = askedNumber(call, 'limit', 1, largestPage, defaultPage);
  return { data: entities.slice(offset, offset + limit).map(toRow), pagination: { offset, limit } };
}
