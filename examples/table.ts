/** Rows as aligned text; numbers to the right. */
export function table(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const [first] = rows;
  if (first === undefined) return '  (nothing)';
  const names = Object.keys(first);
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  const widths = names.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const numeric = names.map((name) => rows.every((row) => typeof row[name] === 'number'));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => (numeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')}`;
  const rule = `  ${widths.map((width) => '─'.repeat(width)).join('  ')}`;
  return [line(cells[0] ?? []), rule, ...cells.slice(1).map(line)].join('\n');
}
