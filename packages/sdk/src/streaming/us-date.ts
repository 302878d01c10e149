const form = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2}):(\d{2}) ([AP])M$/;

/** A US date and time as ISO 8601 in UTC, `2026-11-01T00:00:00Z`; text of another form stays as it is. */
export function isoOfUsDate(text: string): string {
  const match = form.exec(text);
  if (match === null) return text;
  const [, month = '', day = '', year, hour, minute, second, half] = match;
  const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  const two = (value: string | number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}Z`;
}
