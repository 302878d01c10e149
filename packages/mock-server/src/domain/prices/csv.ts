/** Records as the price files have them: every value quoted, ended by CR and LF. */
export function* csvLines(records: Iterable<readonly string[]>): Generator<string> {
  for (const record of records)
    yield `${record.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** An instant as the price files write it: `1/31/2026 11:59:59 PM`. */
export function fileDate(instant: number): string {
  const date = new Date(instant);
  const hours = date.getUTCHours();
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  const time = `${hours % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${day} ${time} ${hours < 12 ? 'AM' : 'PM'}`;
}
