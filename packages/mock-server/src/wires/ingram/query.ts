import { Refusal } from '../../domain/refusal.ts';
import type { Call } from '../../http/wire.ts';
import { parseInstant } from '../../kernel/calendar.ts';

/** What a call asks for beside its path; an empty value asks for nothing. */
export function asked({ request }: Call, name: string): string | undefined {
  return new URLSearchParams(request.query).get(name) || undefined;
}

/** A whole number that is asked for. @throws Refusal when it is none, or too small */
function wholeNumber(call: Call, name: string, smallest: number): number | undefined {
  const text = asked(call, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= smallest) return value;
  throw new Refusal('invalid', 'query.number', `${name} must be a whole number from ${smallest} on.`, name);
}

/** An instant, or a day's first moment, that is asked for. */
export function askedInstant(call: Call, name: string): number | undefined {
  const text = asked(call, name);
  if (text === undefined) return undefined;
  try {
    return parseInstant(text.replace(' ', '+'));
  } catch {
    throw new Refusal(
      'invalid',
      'query.date',
      `${name} must be a date of ISO 8601, such as 2026-11-20.`,
      name,
    );
  }
}

/** evidence: docs for the default, no largest one is published */
const defaultLimit = 10;

/** One page of a list. */
export function pageOf<Entity, Row>(
  call: Call,
  entities: readonly Entity[],
  toRow: (entity: Entity) => Row,
): { data: Row[]; pagination: { offset: number; limit: number; total: number } } {
  const offset = wholeNumber(call, 'offset', 0) ?? 0;
  const limit = wholeNumber(call, 'limit', 1) ?? defaultLimit;
  return {
    data: entities.slice(offset, offset + limit).map(toRow),
    pagination: { offset, limit, total: entities.length },
  };
}
