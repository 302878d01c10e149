import type { Report, ReportResult } from '../../generated/icp.gen.ts';
import { decimalText } from '../../operations/azure-plans/azure-cost.ts';
import { instantOf, isoOf } from '../../operations/calendar.ts';
import type {
  ReportColumn,
  ReportColumnType,
  ReportEntry,
  ReportValue,
} from '../../operations/reports/report-definition.ts';
import { reportRows } from './report-rows.ts';

const types: Readonly<Record<string, 'integer' | 'decimal' | 'instant' | 'boolean'>> = {
  int32: 'integer',
  int64: 'integer',
  decimal: 'decimal',
  double: 'decimal',
  datetime: 'instant',
  boolean: 'boolean',
};

function typeOf(type: string | undefined) {
  return types[(type ?? '').toLowerCase()] ?? 'text';
}

/** ICP does not tell which parameters a report needs: it refuses what lacks one. */
export function toEntry({ Name, Parameters }: Report): ReportEntry {
  return {
    id: Name,
    title: Name,
    from: 'icp',
    parameters: Parameters.map((each) => ({
      name: each.Name,
      type: typeOf(each.Type),
      description: `${each.Type ?? 'String'}, as ICP has it.`,
    })),
  };
}

export function columnsOf({ Columns }: ReportResult): ReportColumn[] {
  return [...Columns]
    .sort((left, right) => left.CellIndex - right.CellIndex)
    .map(({ Name, Type }) => ({ name: Name, type: typeOf(Type) }));
}

/** The rows with values by the types of their columns. */
export function* typedRows(result: ReportResult): Generator<Record<string, ReportValue>, void, undefined> {
  const columns = columnsOf(result);
  for (const row of reportRows(result))
    yield Object.fromEntries(columns.map(({ name, type }) => [name, typedValue(row[name], type)]));
}

function typedValue(value: unknown, type: ReportColumnType): ReportValue {
  if (value === undefined || value === null || value === '') return null;
  if (type === 'integer') return Number(value);
  if (type === 'decimal') return decimalText(value as number | string);
  if (type === 'boolean') return value === true || value === 'true';
  if (type === 'text') return String(value);
  const instant = instantOf(String(value));
  return instant === undefined ? String(value) : isoOf(instant);
}
