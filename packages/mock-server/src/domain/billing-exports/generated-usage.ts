import { hashAt, hashOf } from '../../kernel/hash.ts';

const seed = hashOf('generated usage');

/** How many kinds of line a generated month has: what repeats from line to line is as much as in a real one. */
export const generatedKinds = 48;

/** The cents that a unit of a kind costs. */
export function unitCentsOf(kind: number): number {
  return 1 + (hashAt(seed, kind) % 240);
}

/** The units that a line of a generated month counts. */
export function quantityAt(row: number): number {
  return 1 + (hashAt(seed, generatedKinds + row) % 400);
}

/** What the lines of a generated month come to, in cents: counted here, not read from what is downloaded. */
export function generatedTotalCents(rows: number): bigint {
  const units = Array.from({ length: generatedKinds }, () => 0);
  for (let row = 0; row < rows; row += 1) {
    const kind = row % generatedKinds;
    units[kind] = (units[kind] ?? 0) + quantityAt(row);
  }
  return units.reduce((sum, count, kind) => sum + BigInt(count) * BigInt(unitCentsOf(kind)), 0n);
}
