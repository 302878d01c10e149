import type { Cell, Row } from './dataset.ts';

export type ReportFormat = 'CSV' | 'TSV';

/** What a run made, as text: columns first. evidence: docs for the formats, modelled for quotes and line ends */
export function reportFile(columns: readonly string[], rows: readonly Row[], format: ReportFormat): string {
  const write = format === 'CSV' ? csvLine : tsvLine;
  const lines = [[...columns], ...rows.map((row) => columns.map((name) => textOf(row[name] ?? null)))];
  return lines.map((line) => `${write(line)}\r\n`).join('');
}

function textOf(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

function csvLine(values: readonly string[]): string {
  return values
    .map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join(',');
}

/** Tabs and line ends within a value are blanks: this format knows no quotes. */
function tsvLine(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(/[\t\r\n]+/g, ' ')).join('\t');
}
