/** `2020-01-10T06:31:58.46`: no zone, no trailing zeros. evidence: docs */
export function icpDate(instant: number): string {
  return new Date(instant).toISOString().replace(/\.?0*Z$/, '');
}

export function icpDateOrNull(instant: number | undefined): string | null {
  return instant === undefined ? null : icpDate(instant);
}

/** `01.02.2021`, as in charge intervals. evidence: docs */
export function dottedDate(instant: number): string {
  const [year, month, day] = new Date(instant).toISOString().slice(0, 10).split('-');
  return `${day}.${month}.${year}`;
}
