import type { RatedFormat } from './rated-report.ts';
import type { RatedRow } from './rated-rows.ts';

/** Rows as a file. evidence: docs for the formats, modelled for how each is laid out */
export function ratedFile(rows: readonly RatedRow[], format: RatedFormat): string {
  if (format === 'json') return JSON.stringify(rows);
  return format === 'xml' ? xmlOf(rows) : csvOf(rows);
}

function csvOf(rows: readonly RatedRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return [columns, ...rows.map((row) => columns.map((name) => String(row[name])))]
    .map((values) => `${values.map(quoted).join(',')}\r\n`)
    .join('');
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function xmlOf(rows: readonly RatedRow[]): string {
  const written = rows.map((row) => {
    const cells = Object.entries(row).map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`);
    return `<Row>${cells.join('')}</Row>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Report>${written.join('')}</Report>\n`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML 1.0 forbids are replaced: names are whatever people give. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>]/g, (character) => escapes[character] ?? character);
}
