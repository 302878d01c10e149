import { Decimal } from 'decimal.js';
import { Refusal } from '../../../domain/refusal.ts';
import type { Call } from '../../../http/wire.ts';
import { millisecondsPerDay, startOfDay, startOfMonth } from '../../../kernel/calendar.ts';
import { queryOf } from '../query.ts';
import { predicateOf } from './filter.ts';

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/** A list that is filtered, grouped and ordered by the caller. */
export interface Report {
  readonly path: string;
  /** What can be filtered and grouped by. */
  readonly fields: Readonly<Record<string, 'text' | 'date' | 'boolean'>>;
  /** What is added up in groups; `undefined` counts rows. */
  readonly measures: Readonly<Record<string, string | undefined>>;
  /** Sums as texts. evidence: sample */
  readonly textSums?: true;
  /** Fields that are never asked `contains` of, and those of which nothing else is. */
  readonly exact?: ReadonlySet<string>;
  readonly containsOnly?: ReadonlySet<string>;
  readonly level: 'day' | 'dateRange';
  rows(call: Call): readonly Row[];
}

/** evidence: docs */
const mostRows = 10_000;
const host = 'https://api.partnercenter.microsoft.com/partner/v1/analytics';

function refused(field: string, problem: string): Refusal {
  return new Refusal('invalid', `analytics.${field.toLowerCase()}`, `${field} ${problem}.`, field);
}

/** One page of a report. evidence: docs, modelled that a larger top is cut */
export function pageOf(call: Call, report: Report) {
  const { filter, groupby, aggregationlevel, orderby, top, skip } = queryOf(call);
  const size = Math.min(whole('top', top, mostRows, 1), mostRows);
  const offset = whole('skip', skip, 0, 0);
  const all = report.rows(call);
  const chosen = filter ? all.filter(predicateOf(filter, report)) : all;
  const shown = grouped(chosen, report, groupby, aggregationlevel);
  const rows = ordered(shown, report, orderby);
  const end = offset + size;
  return {
    Value: rows.slice(offset, end),
    '@nextLink': end < rows.length ? nextLink(call, report, end, size) : null,
    TotalCount: rows.length,
  };
}

function nextLink({ request }: Call, report: Report, skip: number, top: number): string {
  const query = new URLSearchParams(request.query);
  for (const name of [...query.keys()]) if (/^(top|skip)$/i.test(name)) query.delete(name);
  query.set('top', String(top));
  query.set('skip', String(skip));
  return `${host}/${report.path}?${query}`;
}

function whole(name: string, given: string | undefined, fallback: number, least: number): number {
  const value = given ? Number(given) : fallback;
  if (Number.isInteger(value) && value >= least) return value;
  throw refused(name, `must be a whole number from ${least}`);
}

function named(names: Iterable<string>, wanted: string, parameter: string): string {
  for (const each of names) if (each.toLowerCase() === wanted.trim().toLowerCase()) return each;
  throw refused(parameter, `names "${wanted.trim()}", which is no field of this report`);
}

function grouped(
  rows: readonly Row[],
  report: Report,
  groupBy: string | undefined,
  aggregationLevel: string | undefined,
): readonly Row[] {
  const { fields, measures } = report;
  const by = (groupBy || undefined)?.split(',').map((each) => named(Object.keys(fields), each, 'groupby'));
  const level = aggregationLevel || undefined;
  if (level !== undefined && !/^(day|week|month|daterange)$/i.test(level))
    throw refused('aggregationLevel', `"${level}" must be day, week or month`);
  if (level !== undefined && !by?.some((field) => fields[field] === 'date'))
    throw refused('aggregationLevel', 'needs groupby with a date');
  if (by === undefined) return rows;
  const groups = new Map<string, { keys: Row; sums: Map<string, Decimal> }>();
  for (const row of rows) {
    const keys = Object.fromEntries(
      by.map((field) => [
        field,
        keyOf(row[field] ?? null, fields[field], (level ?? report.level).toLowerCase()),
      ]),
    );
    const text = JSON.stringify(keys);
    const group = groups.get(text) ?? { keys, sums: new Map() };
    groups.set(text, group);
    for (const [measure, field] of Object.entries(measures)) {
      const amount = field === undefined ? 1 : Number(row[field] ?? 0);
      group.sums.set(measure, (group.sums.get(measure) ?? new Decimal(0)).plus(amount));
    }
  }
  return Array.from(groups.values(), ({ keys, sums }) => ({
    ...keys,
    ...Object.fromEntries(
      Array.from(sums, ([measure, sum]) => [measure, report.textSums ? sum.toString() : sum.toNumber()]),
    ),
  }));
}

/** The first day of a day, a week or a month; weeks begin on Sunday. evidence: docs, modelled for the Sunday */
function keyOf(value: Cell, kind: Report['fields'][string] | undefined, level: string): Cell {
  if (kind !== 'date' || typeof value !== 'string' || level === 'daterange') return value;
  const instant = Date.parse(value.endsWith('Z') ? value : `${value}Z`);
  const day = startOfDay(instant);
  if (level === 'month') return plain(startOfMonth(instant));
  return plain(level === 'week' ? day - new Date(day).getUTCDay() * millisecondsPerDay : day);
}

export function ordered(rows: readonly Row[], report: Report, orderBy: string | undefined): readonly Row[] {
  if (!orderBy) return rows;
  const names = [...Object.keys(report.fields), ...Object.keys(report.measures)];
  const keys = orderBy.split(',').map((part) => {
    const [name = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    if (!/^(asc|desc)$/i.test(direction) || rest.length > 0)
      throw refused('orderby', `"${part.trim()}" must be a field with asc or desc`);
    return { field: named(names, name, 'orderby'), sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  return [...rows].sort((left, right) => {
    for (const { field, sign } of keys) {
      const a = left[field] ?? '';
      const b = right[field] ?? '';
      if (a !== b) return a < b ? -sign : sign;
    }
    return 0;
  });
}

/** An instant as reports write it: UTC, without a zone. evidence: sample */
export function plain(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}
