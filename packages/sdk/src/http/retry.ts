/** Milliseconds to wait before a try: doubling from half a second to eight, less up to a quarter by chance. */
export function backoffMs(retry: number, random: number): number {
  return Math.min(500 * 2 ** (retry - 1), 8_000) * (1 - random / 4);
}

/** What `Retry-After` asks for in milliseconds, given as seconds or as a date. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (!header?.trim()) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
