import { Decimal } from 'decimal.js';
import type { World } from '../../world.ts';
import type { OnTime } from '../azure/quantities.ts';
import type { Partner } from '../partners/partner.ts';
import { type Cell, type Metric, type Row, spanOf } from './dataset.ts';
import type { Condition, Statement } from './parse-statement.ts';

/** Without a TIMESPAN. evidence: docs */
const defaultRange = 'LAST_6_MONTHS';

/** The rows of a statement, each with what was selected, in that order. */
export function runStatement(world: World, partner: Partner, statement: Statement, asked?: OnTime): Row[] {
  const { dataset, selected, conditions, order, limit, distinct } = statement;
  const { metrics } = dataset;
  const isMetric = (name: string) => name in metrics;
  const span = asked ?? spanOf(statement.range ?? defaultRange, world.clock.now());
  const rows = dataset
    .rows(world, partner, span)
    .filter(satisfies(conditions.filter(({ name }) => !isMetric(name))));
  const used = [...selected, ...conditions.map(({ name }) => name), ...order.map(({ name }) => name)];
  const wanted = [...new Set(used.filter(isMetric))];
  const columns = selected.filter((name) => !isMetric(name));
  const shown = wanted.length > 0 || distinct ? merged(rows, columns, pick(metrics, wanted)) : rows;
  return shown
    .filter(satisfies(conditions.filter(({ name }) => isMetric(name))))
    .sort((left, right) => compare(left, right, order))
    .slice(0, limit)
    .map((row) => Object.fromEntries(selected.map((name) => [name, row[name] ?? null])));
}

function pick(metrics: Readonly<Record<string, Metric>>, names: readonly string[]): Record<string, Metric> {
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => names.includes(name)));
}

/** One row for each combination of the columns, with the metrics of those that it stands for. evidence: docs */
function merged(
  rows: readonly Row[],
  columns: readonly string[],
  metrics: Readonly<Record<string, Metric>>,
): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(columns.map((name) => row[name] ?? null));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return Array.from(groups.values(), (group) => ({
    ...Object.fromEntries(columns.map((name) => [name, group[0]?.[name] ?? null])),
    ...Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [name, measured(group, metric)])),
  }));
}

function measured(group: readonly Row[], metric: Metric): number {
  if ('distinct' in metric) return new Set(group.map((row) => row[metric.distinct])).size;
  return group
    .reduce((sum, row) => sum.plus(Number(row[metric.sum] ?? 0)), new Decimal(0))
    .toDecimalPlaces(2)
    .toNumber();
}

function satisfies(conditions: readonly Condition[]) {
  return (row: Row): boolean => conditions.every((condition) => fits(row[condition.name] ?? null, condition));
}

/** What is not known fits nothing. Texts are the same in any case. evidence: docs for the case */
function fits(cell: Cell, { operator, values }: Condition): boolean {
  if (cell === null) return false;
  const signs = values.map((value) => signOf(cell, value));
  const [sign = Number.NaN] = signs;
  switch (operator) {
    case '=':
      return sign === 0;
    case '!=':
      return sign !== 0;
    case '>':
      return sign > 0;
    case '<':
      return sign < 0;
    case '>=':
      return sign >= 0;
    case '<=':
      return sign <= 0;
    case 'IN':
      return signs.includes(0);
    case 'NOT IN':
      return !signs.includes(0);
    case 'LIKE':
      return isLike(cell, values[0] ?? '');
    case 'NOT LIKE':
      return !isLike(cell, values[0] ?? '');
  }
}

function signOf(cell: string | number | boolean, value: string): number {
  if (typeof cell === 'number') return Math.sign(cell - Number(value));
  const [left, right] = [String(cell).toLowerCase(), value.toLowerCase()];
  return left === right ? 0 : left < right ? -1 : 1;
}

function isLike(cell: Cell, pattern: string): boolean {
  const source = pattern
    .split('%')
    .map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 'is').test(String(cell));
}

function compare(left: Row, right: Row, order: Statement['order']): number {
  for (const { name, descending } of order) {
    const a = left[name] ?? '';
    const b = right[name] ?? '';
    if (a !== b) return (a < b ? -1 : 1) * (descending ? -1 : 1);
  }
  return 0;
}
