import type { ReportResult } from '../../generated/icp.gen.ts';

/** The rows of a report as objects by column name; rows of both known forms are understood. */
export function reportRows(result: ReportResult): Record<string, unknown>[] {
  const columns = [...result.Columns].sort((left, right) => left.CellIndex - right.CellIndex);
  return result.Rows.map((row) => {
    const cells = Array.isArray(row) ? row : row.Cells;
    return Object.fromEntries(columns.map((column, index) => [column.Name, cells[index]]));
  });
}
