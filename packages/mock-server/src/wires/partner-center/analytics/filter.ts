import { Refusal } from '../../../domain/refusal.ts';
import { parseInstant } from '../../../kernel/calendar.ts';
import type { Cell, Report, Row } from './report.ts';

export type Predicate = (row: Row) => boolean;

const token = /\s*(cast\(\s*'([^']*)'\s*,\s*Edm\.\w+\s*\)|'((?:[^']|'')*)'|[(),]|[^\s(),']+)/gy;
const orders = new Set(['gt', 'lt', 'ge', 'le']);

function refused(problem: string): Refusal {
  return new Refusal('invalid', 'analytics.filter', `filter ${problem}.`, 'filter');
}

interface Token {
  readonly text: string;
  /** What stood in quotes. */
  readonly literal?: string;
}

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    const literal = match[2] ?? match[3]?.replaceAll("''", "'");
    found.push({ text: match[1] ?? '', ...(literal !== undefined && { literal }) });
    end = match.index + match[0].length;
  }
  if (text.slice(end).trim() !== '') throw refused(`cannot be read from "${text.slice(end)}" on`);
  return found;
}

/** `field op value`, joined by and and or, with parentheses, and contains(field,'x'). evidence: docs, modelled that and binds closer */
export function predicateOf(text: string, report: Report): Predicate {
  const tokens = tokensOf(text);
  let at = 0;
  const next = (): Token => {
    const found = tokens[at];
    if (found === undefined) throw refused('ends too early');
    at += 1;
    return found;
  };
  const isNext = (word: string) =>
    tokens[at]?.literal === undefined && tokens[at]?.text.toLowerCase() === word;
  const take = (word: string) => {
    if (!isNext(word)) throw refused(`lacks "${word}"`);
    at += 1;
  };

  function joined(word: 'and' | 'or', part: () => Predicate): Predicate {
    const parts = [part()];
    while (isNext(word)) {
      at += 1;
      parts.push(part());
    }
    return (row) => (word === 'and' ? parts.every((each) => each(row)) : parts.some((each) => each(row)));
  }

  function term(): Predicate {
    if (isNext('(')) {
      at += 1;
      const inner = either();
      take(')');
      return inner;
    }
    const { text: name } = next();
    if (name.toLowerCase() === 'contains') {
      take('(');
      const field = fieldOf(report, next().text);
      take(',');
      const { literal } = next();
      take(')');
      if (literal === undefined || report.fields[field] !== 'text' || report.exact?.has(field))
        throw refused(`cannot ask contains of ${field}`);
      return (row) =>
        String(row[field] ?? '')
          .toLowerCase()
          .includes(literal.toLowerCase());
    }
    const field = fieldOf(report, name);
    return comparison(report, field, next().text.toLowerCase(), next());
  }
  const either = (): Predicate => joined('or', () => joined('and', term));
  const whole = either();
  if (at < tokens.length) throw refused(`has "${tokens[at]?.text}" too many`);
  return whole;
}

function fieldOf(report: Report, name: string): string {
  const field = Object.keys(report.fields).find((each) => each.toLowerCase() === name.toLowerCase());
  if (field !== undefined) return field;
  throw refused(`names "${name}", which is no field of this report`);
}

function comparison(report: Report, field: string, operator: string, { text, literal }: Token): Predicate {
  const kind = report.fields[field];
  const isOrder = orders.has(operator);
  if (!(isOrder && kind === 'date') && operator !== 'eq' && operator !== 'ne')
    throw refused(`cannot compare ${field} with "${operator}"`);
  if (report.containsOnly?.has(field)) throw refused(`takes ${field} in contains only`);
  const wanted = valueIn(kind, literal ?? text, literal === undefined && text.toLowerCase() === 'null');
  return (row) => {
    const value = comparable(kind, row[field] ?? null, field);
    const other = kind === 'text' ? comparable(kind, wanted, field) : wanted;
    if (operator === 'eq') return value === other;
    if (operator === 'ne') return value !== other;
    if (value === null || other === null) return false;
    if (operator === 'gt') return value > other;
    if (operator === 'lt') return value < other;
    return operator === 'ge' ? value >= other : value <= other;
  };
}

function valueIn(kind: Report['fields'][string] | undefined, text: string, isNull: boolean): Cell {
  if (isNull) return null;
  if (kind === 'boolean') {
    if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
    throw refused(`needs true or false, not "${text}"`);
  }
  if (kind !== 'date') return text;
  try {
    return parseInstant(text);
  } catch {
    throw refused(`has "${text}" where a date must stand`);
  }
}

/** Types of subscriptions are told apart by case, and nothing else is. evidence: docs for the types */
function comparable(kind: Report['fields'][string] | undefined, value: Cell, field: string): Cell {
  if (typeof value !== 'string') return value;
  if (kind === 'date') return Date.parse(value.endsWith('Z') ? value : `${value}Z`);
  return field === 'subscriptionType' ? value : value.toLowerCase();
}
